"""Chat models: a short sentence for each passage, in several candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, GenerationConfig, LogitsProcessor, NoRepeatNGramLogitsProcessor

from translate_sum.backends.answer import ranked
from translate_sum.backends.chat import ANSWER, BEAMS, NO_REPEAT
from translate_sum.backends.drawing import Drawn, mean_logprobs
from translate_sum.backends.grounding import Pieces, Source
from translate_sum.backends.loading import load
from translate_sum.backends.processors import Grounded, OneSentence, pieces_of
from translate_sum.backends.prompts import frame
from translate_sum.backends.refusal import broken
from translate_sum.backends.runtime import enough_memory
from translate_sum.contracts import Candidate
from translate_sum.document import ModelInfo


class CausalSummarizer:
    """A Summarizer over a chat model's directory."""

    whole = False
    shared = False

    def __init__(self, directory: Path, info: ModelInfo, *, device: str, threads: int) -> None:
        loaded = load(directory, AutoModelForCausalLM, info, device=device, threads=threads)
        self.info = replace(loaded.info, settings=f"{loaded.info.settings}, beam {BEAMS}")
        self._model, self._tokenizer, self._device = loaded.model, loaded.tokenizer, loaded.device
        pad = self._tokenizer.pad_token_id  # which not every chat model has; it is masked anyhow
        self._pad: int = self._tokenizer.eos_token_id if pad is None else pad
        with broken(directory):
            self._before, self._after = frame(self._tokenizer)
        self.max_tokens = loaded.window - len(self._before) - len(self._after) - ANSWER
        self._ends: Any = loaded.end()
        self._model.generation_config = GenerationConfig(eos_token_id=self._ends, pad_token_id=self._pad)

    def count_tokens(self, text: str) -> int:
        return len(self._ids(text))

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        for passage in passages:
            if (size := self.count_tokens(passage)) > self.max_tokens:
                raise ValueError(f"a text of {size} tokens is over the model's {self.max_tokens}; split it first")
        asked = [i for i, passage in enumerate(passages) if passage.strip()]
        found: list[list[Candidate]] = [[] for _ in passages]
        if asked:
            for i, answers in zip(asked, self._answers([passages[i] for i in asked], drawn=drawn), strict=True):
                found[i] = answers
        return found

    def _answers(self, passages: Sequence[str], *, drawn: bool) -> list[list[Candidate]]:
        """All at once: on a CPU a step of twenty rows takes little longer than a step of four."""
        prompts = [self._before + self._ids(passage) + self._after for passage in passages]
        longest = max(map(len, prompts))
        # padded on the left, so that all answers begin at the same place
        ids = torch.tensor([[self._pad] * (longest - len(prompt)) + prompt for prompt in prompts])
        mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts])
        rules: list[LogitsProcessor] = self._rules(passages, longest)
        search: dict[str, Any] = {"num_beams": BEAMS, "num_return_sequences": BEAMS}
        if drawn:
            rules.append(Drawn(passages, BEAMS, longest))
            ids, mask = ids.repeat_interleave(BEAMS, 0), mask.repeat_interleave(BEAMS, 0)
            search = {"num_beams": 1, "output_logits": True}
        with enough_memory(), torch.inference_mode():
            written = self._model.generate(
                input_ids=ids.to(self._device),
                attention_mask=mask.to(self._device),
                logits_processor=rules,
                do_sample=False,
                max_new_tokens=ANSWER,
                return_dict_in_generate=True,
                output_scores=not drawn,
                **search,
            )
        answers = written.sequences[:, longest:]
        scores = mean_logprobs(written.logits, answers, self._pad) if drawn else written.sequences_scores.tolist()
        texts = self._tokenizer.batch_decode(answers, skip_special_tokens=True)
        return [ranked(texts[i : i + BEAMS], scores[i : i + BEAMS]) for i in range(0, len(texts), BEAMS)]

    def _rules(self, passages: Sequence[str], start: int) -> list[LogitsProcessor]:
        end = self._ends[0] if isinstance(self._ends, list) else self._ends
        sources = [Source(passage, self._pieces) for passage in passages]
        return [
            AnswerOnly(NoRepeatNGramLogitsProcessor(NO_REPEAT), start),
            Grounded(sources, self._tokenizer, start, end),
            OneSentence(self._tokenizer, start, end),
        ]

    @cached_property
    def _pieces(self) -> Pieces:
        return pieces_of(self._tokenizer, self._model.config.vocab_size)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True).input_ids
        return ids


class AnswerOnly(LogitsProcessor):
    """Shows another processor the answer without the prompt: what stands in the article may be said again."""

    def __init__(self, inner: LogitsProcessor, prompt: int) -> None:
        self.inner, self.prompt = inner, prompt

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> Any:
        return self.inner(input_ids[:, self.prompt :], scores)
