"""Encoder-decoder summarizers: BART, Pegasus, T5 and their kin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSeq2SeqLM, GenerationConfig

from translate_sum.backends.answer import finished, fitting
from translate_sum.backends.loading import load
from translate_sum.backends.runtime import enough_memory
from translate_sum.document import ModelInfo

BEAMS = 4
NO_REPEAT = 3  # pieces
T5_PREFIX = "summarize: "  # T5 was trained with it on every text


class Seq2SeqSummarizer:
    """A Summarizer over the directory of an encoder-decoder model."""

    def __init__(self, directory: Path, info: ModelInfo, *, device: str, threads: int) -> None:
        loaded = load(directory, AutoModelForSeq2SeqLM, info, device=device, threads=threads)
        self.info = replace(loaded.info, settings=f"{loaded.info.settings}, beam {BEAMS}")
        self._model, self._tokenizer, self._device = loaded.model, loaded.tokenizer, loaded.device
        self._task = _summarization(self._model.config)
        self._prefix: str = self._task.get("prefix", T5_PREFIX if "t5" in self._model.config.model_type else "")
        self._window = loaded.window
        self._overhead = len(self._encode("")) - len(self._tokenizer("").input_ids)
        self.max_tokens = self._window - self._overhead
        self._model.generation_config = self._search(loaded.start())

    def count_tokens(self, text: str) -> int:
        return len(self._encode(text)) - self._overhead

    def summarize(self, text: str, words: int) -> str:
        ids = self._encode(text)
        if len(ids) > self._window:
            size = len(ids) - self._overhead
            raise ValueError(f"a text of {size} tokens is over the model's {self.max_tokens}; split it first")
        if not text.strip():
            return ""
        answer = self._answer(ids, *self._lengths(len(text.split()), words))
        return " ".join(fitting(finished(answer), round(1.2 * words))) or answer

    def _lengths(self, text: int, words: int) -> tuple[int, int]:
        """Fewest and most pieces of the answer; English news has 1.3 pieces a word, and no text grows by summary."""
        most = min(2 * words + 10, self._window - 1)
        return min(words, text // 2, most - 1), most

    def _answer(self, ids: list[int], fewest: int, most: int) -> str:
        source = torch.tensor([ids], device=self._device)
        with enough_memory(), torch.inference_mode():
            written = self._model.generate(
                input_ids=source,
                attention_mask=torch.ones_like(source),
                min_new_tokens=fewest,
                max_new_tokens=most,
            )
        answer: str = self._tokenizer.decode(written[0], skip_special_tokens=True)
        return answer.strip()

    def _search(self, start: int) -> GenerationConfig:
        """The model's own ids and length penalty; not its lengths, nor its forced end mark, which hides a cut."""
        stated = self._model.generation_config
        return GenerationConfig(
            pad_token_id=self._tokenizer.pad_token_id,
            eos_token_id=self._tokenizer.eos_token_id,
            decoder_start_token_id=start,
            forced_bos_token_id=stated.forced_bos_token_id,
            length_penalty=self._task.get("length_penalty", stated.length_penalty),
            num_beams=BEAMS,
            no_repeat_ngram_size=NO_REPEAT,
            do_sample=False,
        )

    def _encode(self, text: str) -> list[int]:
        # split_special_tokens: "</s>" in an article is text, not the end of it
        ids: list[int] = self._tokenizer(self._prefix + text, split_special_tokens=True).input_ids
        return ids


def _summarization(config: Any) -> dict[str, Any]:
    """What config.json says about summarizing, if anything."""
    tasks: dict[str, dict[str, Any]] = getattr(config, "task_specific_params", None) or {}
    return tasks.get("summarization", {})
