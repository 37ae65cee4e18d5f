"""The model backends: the only place that imports torch. Each is named in a table here and imported on use."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from translate_sum.contracts import Summarizer, Translator
from translate_sum.document import ModelInfo
from translate_sum.errors import ConfigurationError

if TYPE_CHECKING:
    from translate_sum.store import Installed

TRANSLATORS = {
    "marian": "translate_sum.backends.marian:MarianTranslator",
    "echo": "translate_sum.backends.echo:EchoTranslator",
}
SUMMARIZERS = {
    "seq2seq": "translate_sum.backends.seq2seq:Seq2SeqSummarizer",
    "causal": "translate_sum.backends.causal:CausalSummarizer",
    "echo": "translate_sum.backends.echo:EchoSummarizer",
}


def load_translator(installed: Installed, *, device: str, threads: int) -> Translator:
    """The translator in an installed model; also one for the reverse direction."""
    translator: Translator = _load(TRANSLATORS, installed, device, threads)
    return translator


def load_summarizer(installed: Installed, *, device: str, threads: int) -> Summarizer:
    summarizer: Summarizer = _load(SUMMARIZERS, installed, device, threads)
    return summarizer


def _load(table: Mapping[str, str], installed: Installed, device: str, threads: int) -> Any:
    if installed.backend not in table:
        known = ", ".join(sorted(table))
        raise ConfigurationError(f"{installed.name}: no backend {installed.backend!r} here; known are {known}")
    module, _, name = table[installed.backend].partition(":")
    backend = getattr(import_module(module), name)
    return backend(installed.path, ModelInfo(installed.name, installed.revision), device=device, threads=threads)
