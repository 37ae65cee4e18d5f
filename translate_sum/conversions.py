"""Models in the form that a faster runtime reads, made once and kept beside the pulled ones.

Nothing in here is worth a backup: what is missing or damaged is made again.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from translate_sum.backends import shortlist
from translate_sum.digests import Digests

FOLDER = "converted"
# beside the weights, what a conversion may depend on
SETTINGS = (
    "config.json",
    "generation_config.json",
    "vocab.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "chat_template.jinja",
    shortlist.FILE,
)
Opened = TypeVar("Opened")


@dataclass(frozen=True)
class Conversions:
    """home: where the store keeps models; None: nothing is kept, each load converts."""

    home: Path | None

    def open(self, source: Path, form: str, write: Callable[[Path], None], load: Callable[[Path], Opened]) -> Opened:
        """What `load` makes of the folder that `write` fills from `source`; afterwards the folder may be gone.

        form: names format, its version and number type; another gives another conversion. One that cannot be loaded
        is made again, once. Two processes that need the same wait for each other.
        """
        if self.home is not None:
            target = self.home / FOLDER / f"{self.fingerprint(source)[:32]}-{form}"
            try:
                return load(self._made(target, write))
            except OSError:
                pass  # the place is full or cannot be written; the translation need not fail for it
            except RuntimeError:
                return load(self._made(target, write, again=True))
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder))
            return load(Path(folder))

    def _made(self, target: Path, write: Callable[[Path], None], *, again: bool = False) -> Path:
        if target.is_dir() and not again:
            return target
        from translate_sum.sources.staging import MODEL, alone, staging

        with alone(target, _silent):
            if again or not target.is_dir():
                with staging(target) as room:
                    write(room / MODEL)
        return target

    def fingerprint(self, source: Path) -> str:
        """SHA-256 over the weights and the settings beside them."""
        total = hashlib.sha256(Digests(self.home).of(source).encode())
        for name in SETTINGS:
            file = source / name
            total.update(file.read_bytes() if file.is_file() else b"")
        return total.hexdigest()


def _silent(what: str, done: int, total: int) -> None:
    """Nobody is within reach to be told. A translator takes a second; a chat model 20 to 30, once (models.md)."""
