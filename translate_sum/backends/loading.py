"""A directory in the Hugging Face format to model and tokenizer: local, safetensors only, complete, or refused."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer
from transformers.utils import logging

from translate_sum.backends.adapter import Changes
from translate_sum.backends.refusal import broken, refuse_unsafe
from translate_sum.backends.runtime import SHORT_NAMES, choose_device, choose_dtype, enough_memory, use_threads
from translate_sum.document import ModelInfo
from translate_sum.sources.directory import ADAPTER

UNSTATED = 1_000_000  # tokenizers without a limit state an astronomical one


@dataclass(frozen=True)
class Loaded:
    """A model ready to generate.

    window: positions the model has. info: the caller's, with the number type as its settings.
    """

    model: Any
    tokenizer: Any
    device: torch.device
    window: int
    info: ModelInfo

    def start(self) -> int:
        """The id that a decoder begins with; in older models only the configuration has it."""
        stated = self.model.generation_config.decoder_start_token_id
        return int(self.model.config.decoder_start_token_id if stated is None else stated)

    def end(self) -> Any:
        """The id that ends an answer, or several: some chat models have more than one."""
        stated = self.model.generation_config.eos_token_id
        return self.tokenizer.eos_token_id if stated is None else stated


def load(
    directory: Path,
    architecture: Any,
    info: ModelInfo,
    *,
    device: str,
    threads: int,
    exact: bool = False,
    dtype: torch.dtype | None = None,
) -> Loaded:
    """Load as `architecture` (a transformers class); raises ModelBroken for a directory that cannot be used.

    The number type is `dtype`, or else the device's.
    """
    place = choose_device(device)
    dtype = dtype or choose_dtype(place, exact=exact)
    use_threads(threads)
    refuse_unsafe(directory)
    with broken(directory), enough_memory(), quiet():
        # trust_remote_code=False: left open, transformers asks on standard input
        local: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(directory, **local)
        model, report = architecture.from_pretrained(
            directory, use_safetensors=True, dtype=dtype, output_loading_info=True, **local
        )
        # transformers only logs what is missing, and fills it with random numbers
        if missing := report["missing_keys"]:
            raise ValueError(f"{len(missing)} weights are missing, such as {min(missing)}")
        Changes.read(directory / ADAPTER).add_to(model)
        model = model.to(place).eval()
        window = _window(model.config, tokenizer)
    # the backends check lengths; the tokenizer would write a warning for each long text that is only counted
    tokenizer.model_max_length = UNSTATED
    return Loaded(model, tokenizer, place, window, replace(info, settings=SHORT_NAMES[dtype]))


def _window(config: Any, tokenizer: Any) -> int:
    """The smallest limit that configuration or tokenizer states."""
    stated = [getattr(config, name, None) for name in ("max_position_embeddings", "n_positions")]
    limits = [int(n) for n in (*stated, tokenizer.model_max_length) if n and n < UNSTATED]
    if not limits:
        raise ValueError("config.json states no input limit")
    return min(limits)


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps the libraries' advice, notes and progress bars off standard error; their errors still come through."""
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"(transformers|torch|huggingface_hub)(\.|$)")
            yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
