"""Models of a hub: found in its local cache without the network, and pulled into it at a pinned revision.

The cache is huggingface_hub's own, shared with other programs: it locks, resumes and replaces by itself, and HF_HOME
says where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging import ERROR
from pathlib import Path
from typing import TYPE_CHECKING

from translate_sum.catalog import Entry
from translate_sum.errors import ConfigurationError, ModelBroken
from translate_sum.sources import Progress
from translate_sum.sources.directory import WEIGHTS, digest, inspect
from translate_sum.sources.record import require
from translate_sum.sources.watch import watching

if TYPE_CHECKING:
    from translate_sum.store import Store

REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
MAIN = "main"

# Configuration, tokenizer and safetensors: no pickles, no code, no weights of other frameworks.
FILES = [
    "*.safetensors",
    "*.safetensors.index.json",
    "config.json",
    "generation_config.json",
    "tokenizer*.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "*vocab.json",
    "vocab.txt",
    "merges.txt",
    "*.spm",
    "*.model",
    "chat_template.*",
]

Download = Callable[[str, str, "Path | None"], Path]


def is_repository(name: str) -> bool:
    return REPOSITORY.fullmatch(name) is not None


def cached(repository: str, revision: str, cache: Path | None) -> Path | None:
    """The repository's directory in the local cache, named after its commit; None if that revision is not there."""
    # the layout is the hub's documented one; its own function for this takes 0.2 s to import
    folder = _folder(repository, cache)
    named = folder / "refs" / revision
    snapshot = folder / "snapshots" / (named.read_text(encoding="utf-8").strip() if named.is_file() else revision)
    return snapshot if (snapshot / "config.json").is_file() else None


def download(repository: str, revision: str, cache: Path | None) -> Path:
    """The repository at that revision, in the cache; what is there already is not fetched again."""
    from huggingface_hub import snapshot_download

    with _quiet():
        return Path(snapshot_download(repository, revision=revision, cache_dir=cache, allow_patterns=FILES))


@dataclass(frozen=True)
class HubSource:
    download: Download = download

    def fetch(self, entry: Entry, store: Store, progress: Progress) -> None:
        with watching(_folder(entry.location, store.hub_cache), entry.name, entry.size_mb * 1_000_000, progress):
            directory = self._downloaded(entry, store.hub_cache)
        if not any(directory.glob("*.safetensors")):
            raise ModelBroken(
                f"{entry.location}: has no safetensors at revision {entry.revision}, and pickled weights are refused, "
                "for they can run code; choose another model"
            )
        if entry.weights_sha256:
            _check_weights(directory, entry)
        inspect(directory)

    def _downloaded(self, entry: Entry, cache: Path | None) -> Path:
        try:
            return self.download(entry.location, entry.revision, cache)
        except Exception as exc:  # the errors of its HTTP client, which has changed with its versions, among others
            reason = str(exc).strip().partition("\n")[0] or type(exc).__name__
            raise ConfigurationError(
                f"{entry.location}: cannot be downloaded at revision {entry.revision} ({reason}); "
                "check the network and HF_ENDPOINT, HF_HUB_OFFLINE"
            ) from exc


def _check_weights(directory: Path, entry: Entry) -> None:
    try:
        require(digest(directory), entry.weights_sha256, f"{entry.location}/{WEIGHTS}")
    except ModelBroken:
        # left in the cache it would count as installed; the file is a link to the content
        content = (directory / WEIGHTS).resolve()
        (directory / WEIGHTS).unlink()
        content.unlink(missing_ok=True)
        raise


def _folder(repository: str, cache: Path | None) -> Path:
    from huggingface_hub.constants import HF_HUB_CACHE

    return Path(cache or HF_HUB_CACHE) / f"models--{repository.replace('/', '--')}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the library's bars and its notes on retries off standard error."""
    from huggingface_hub.utils import logging
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    level, disabled = logging.get_verbosity(), are_progress_bars_disabled()
    logging.set_verbosity(ERROR)
    disable_progress_bars()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if not disabled:
            enable_progress_bars()
