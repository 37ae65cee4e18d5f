"""Encoder-decoder summarizers: BART, Pegasus, T5 and their kin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSeq2SeqLM, GenerationConfig, LogitsProcessor

from translate_sum.backends.answer import ranked
from translate_sum.backends.drawing import Drawn, mean_logprobs
from translate_sum.backends.grounding import Pieces, Source
from translate_sum.backends.loading import load
from translate_sum.backends.processors import Grounded, pieces_of
from translate_sum.backends.runtime import enough_memory
from translate_sum.contracts import Candidate
from translate_sum.document import ModelInfo

BEAMS = 4
NO_REPEAT = 3  # pieces
T5_PREFIX = "summarize: "  # T5 was trained with it on every text


class Seq2SeqSummarizer:
    """A Summarizer over the directory of an encoder-decoder model."""

    whole = True
    shared = False

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

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        """One passage after the other: they are long, and of lengths that differ."""
        texts = [self._encode(passage) for passage in passages]
        for ids in texts:
            if len(ids) > self._window:
                size = len(ids) - self._overhead
                raise ValueError(f"a text of {size} tokens is over the model's {self.max_tokens}; split it first")
        return [
            self._answers(ids, passage, words, drawn=drawn) if passage.strip() else []
            for ids, passage in zip(texts, passages, strict=True)
        ]

    def _lengths(self, text: int, words: int) -> tuple[int, int]:
        """Fewest and most pieces of the answer; English news has 1.3 pieces a word, and no text grows by summary."""
        most = min(2 * words + 10, self._window - 1)
        return min(words, text // 2, most - 1), most

    def _answers(self, ids: list[int], passage: str, words: int, *, drawn: bool) -> list[Candidate]:
        source = torch.tensor([ids] * (BEAMS if drawn else 1), device=self._device)
        fewest, most = self._lengths(len(passage.split()), words)
        end = self._tokenizer.eos_token_id
        rules: list[LogitsProcessor] = [Grounded([Source(passage, self._pieces)], self._tokenizer, 1, end)]
        search: dict[str, Any] = {"num_return_sequences": BEAMS, "output_scores": True}
        if drawn:
            rules.append(Drawn([passage], BEAMS, 1))
            search = {"num_beams": 1, "output_logits": True}
        with enough_memory(), torch.inference_mode():
            written = self._model.generate(
                input_ids=source,
                attention_mask=torch.ones_like(source),
                logits_processor=rules,
                min_new_tokens=fewest,
                max_new_tokens=most,
                return_dict_in_generate=True,
                **search,
            )
        answers = written.sequences[:, 1:]
        pad = self._tokenizer.pad_token_id
        scores = mean_logprobs(written.logits, answers, pad) if drawn else written.sequences_scores.tolist()
        return ranked(self._tokenizer.batch_decode(answers, skip_special_tokens=True), scores)

    @cached_property
    def _pieces(self) -> Pieces:
        return pieces_of(self._tokenizer, self._model.config.vocab_size)

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
