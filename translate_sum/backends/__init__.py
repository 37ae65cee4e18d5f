"""The model backends: the only place that imports torch. Each is named in a table here and imported on use."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate_sum.contracts import SecondReader, Summarizer, Translator
from translate_sum.document import ModelInfo
from translate_sum.errors import ConfigurationError

if TYPE_CHECKING:
    from translate_sum.backends.second_reader import Adapter
    from translate_sum.choices import Runtime
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
CTRANSLATE2_TRANSLATORS = {"marian": "translate_sum.backends.marian_ctranslate2:MarianCTranslate2"}
CTRANSLATE2_SUMMARIZERS = {"causal": "translate_sum.backends.causal_ctranslate2:CausalCTranslate2"}


def load_translator(
    installed: Installed,
    *,
    device: str,
    threads: int,
    runtime: Runtime = "auto",
    home: Path | None = None,
    shortlist: bool = False,
) -> Translator:
    """The translator in an installed model; also one for the reverse direction.

    home: where conversions for ctranslate2 are kept; None keeps none. shortlist: be ready for Decoding.shortlist.
    """
    own = {"shortlist": shortlist}
    fast = _load_fast(CTRANSLATE2_TRANSLATORS, installed, device, threads, runtime, home, own)
    translator: Translator = fast or _load(TRANSLATORS, installed, device, threads)
    return translator


def load_summarizer(
    installed: Installed, *, device: str, threads: int, runtime: Runtime = "auto", home: Path | None = None
) -> Summarizer:
    fast = _load_fast(CTRANSLATE2_SUMMARIZERS, installed, device, threads, runtime, home, {})
    summarizer: Summarizer = fast or _load(SUMMARIZERS, installed, device, threads)
    return summarizer


def second_readers_adapter(installed: Installed, *, device: str, runtime: Runtime = "auto") -> Adapter | None:
    """What makes a second reader of that summarizer's model; None for any but the one it was taught on, and on a GPU.

    Loads no weights; raises ModelBroken for a file that is damaged.
    """
    if installed.backend not in CTRANSLATE2_SUMMARIZERS or chosen_runtime(runtime, device) != "ctranslate2":
        return None
    from translate_sum.backends.second_reader import ADAPTER, Adapter

    adapter = Adapter.read(ADAPTER)
    return adapter if installed.path and adapter.base == installed.revision else None


def load_second_reader(
    directory: Path, adapter: Adapter, *, threads: int, home: Path | None = None
) -> SecondReader | None:
    """None where CTranslate2 does not run the model; the summarizer itself then goes on with transformers."""
    from translate_sum.backends.refusal import Unconvertible
    from translate_sum.backends.second_reader import SecondReaderCTranslate2
    from translate_sum.conversions import Conversions

    try:
        return SecondReaderCTranslate2(directory, adapter, threads=threads, conversions=Conversions(home))
    except Unconvertible:
        return None


def _load_fast(
    table: Mapping[str, str],
    installed: Installed,
    device: str,
    threads: int,
    runtime: Runtime,
    home: Path | None,
    own: Mapping[str, Any],
) -> Any:
    """On CTranslate2, with settings of the backend's own; None where model or machine is for transformers."""
    if installed.backend not in table or chosen_runtime(runtime, device) != "ctranslate2":
        return None
    from translate_sum.backends.refusal import Unconvertible
    from translate_sum.conversions import Conversions

    try:
        backend = _imported(table[installed.backend])
        return backend(installed.path, _info(installed), threads=threads, conversions=Conversions(home), **own)
    except Unconvertible as exc:
        if runtime == "ctranslate2":
            raise ConfigurationError(
                f"{installed.name}: CTranslate2 cannot run it ({exc}); use --runtime transformers"
            ) from exc
        return None


def chosen_runtime(wanted: Runtime, device: str) -> Runtime:
    """CTranslate2 on a CPU, transformers on a GPU, unless another is wanted."""
    if wanted == "transformers":
        return wanted
    if find_spec("ctranslate2") is None:
        if wanted == "auto":
            return "transformers"
        raise ConfigurationError("ctranslate2: not installed; run `pip install ctranslate2`, or drop --runtime")
    if wanted == "ctranslate2" and device == "cuda":
        raise ConfigurationError("ctranslate2: runs on the CPU only here; use --device cpu, or --runtime transformers")
    if wanted == "auto" and (device == "cuda" or (device == "auto" and _has_gpu())):
        return "transformers"
    return "ctranslate2"


def _has_gpu() -> bool:
    """Asks torch, which takes seconds to import, only where the driver sees a GPU."""
    import ctranslate2

    if not ctranslate2.get_cuda_device_count():
        return False
    import torch

    return bool(torch.cuda.is_available())


def _load(table: Mapping[str, str], installed: Installed, device: str, threads: int) -> Any:
    if installed.backend not in table:
        known = ", ".join(sorted(table))
        raise ConfigurationError(f"{installed.name}: no backend {installed.backend!r} here; known are {known}")
    return _imported(table[installed.backend])(installed.path, _info(installed), device=device, threads=threads)


def _imported(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def _info(installed: Installed) -> ModelInfo:
    return ModelInfo(installed.name, installed.revision)
