"""Chat models: one short sentence for each passage of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, GenerationConfig, LogitsProcessor, NoRepeatNGramLogitsProcessor

from translate_sum.backends.answer import distinct, finished, fitting, grounded
from translate_sum.backends.loading import broken, load
from translate_sum.backends.prompts import CONTINUED, PASSAGE, TEXT
from translate_sum.backends.runtime import enough_memory
from translate_sum.document import ModelInfo
from translate_sum.english import sentences

BEAMS = 4
NO_REPEAT = 6  # pieces, about four words: ends loops, lets "the Communist Party of China" come twice
WORDS_EACH = 27  # of a sentence of a summary
ANSWER = 96  # pieces: the longest sentence of the news, 50 words, and some more


class CausalSummarizer:
    """A Summarizer over a chat model's directory."""

    def __init__(self, directory: Path, info: ModelInfo, *, device: str, threads: int) -> None:
        loaded = load(directory, AutoModelForCausalLM, info, device=device, threads=threads)
        self.info = replace(loaded.info, settings=f"{loaded.info.settings}, beam {BEAMS}")
        self._model, self._tokenizer, self._device = loaded.model, loaded.tokenizer, loaded.device
        pad = self._tokenizer.pad_token_id  # which not every chat model has; it is masked anyhow
        self._pad: int = self._tokenizer.eos_token_id if pad is None else pad
        with broken(directory):
            self._before, self._after = self._frame()
        self.max_tokens = loaded.window - len(self._before) - len(self._after) - ANSWER
        self._model.generation_config = self._search()

    def count_tokens(self, text: str) -> int:
        return len(self._ids(text))

    def summarize(self, text: str, words: int) -> str:
        if (size := self.count_tokens(text)) > self.max_tokens:
            raise ValueError(f"a text of {size} tokens is over the model's {self.max_tokens}; split it first")
        if not (parts := passages(sentences(text), max(1, round(words / WORDS_EACH)))):
            return ""
        answers = self._answers([self._before + self._ids(" ".join(part)) + self._after for part in parts])
        kept = [told(part, answer, words // len(parts)) for part, answer in zip(parts, answers, strict=True)]
        return " ".join(distinct(chain.from_iterable(kept)))

    def _answers(self, prompts: list[list[int]]) -> list[str]:
        """All at once: on a CPU a step of three passages takes little longer than a step of one."""
        longest = max(map(len, prompts))
        # padded on the left, so that all answers begin at the same place
        ids = torch.tensor([[self._pad] * (longest - len(prompt)) + prompt for prompt in prompts])
        mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts])
        with enough_memory(), torch.inference_mode():
            written = self._model.generate(
                input_ids=ids.to(self._device),
                attention_mask=mask.to(self._device),
                logits_processor=[AnswerOnly(NoRepeatNGramLogitsProcessor(NO_REPEAT), longest)],
            )
        return [self._tokenizer.decode(row[longest:], skip_special_tokens=True) for row in written]

    def _search(self) -> GenerationConfig:
        stated = self._model.generation_config.eos_token_id  # some chat models have several
        return GenerationConfig(
            eos_token_id=self._tokenizer.eos_token_id if stated is None else stated,
            pad_token_id=self._pad,
            num_beams=BEAMS,
            do_sample=False,
            max_new_tokens=ANSWER,
        )

    def _frame(self) -> tuple[list[int], list[int]]:
        """Ids before and after the passage. Only these may hold special tokens: "<|im_end|>" in an article is text."""
        if self._tokenizer.chat_template is None:
            before, _, after = CONTINUED.partition(TEXT)
            return self._tokenizer(before).input_ids, self._ids(after)
        rendered: str = self._tokenizer.apply_chat_template(
            [{"role": "user", "content": PASSAGE}], tokenize=False, add_generation_prompt=True
        )
        before, _, after = rendered.partition(TEXT)
        frame = self._tokenizer([before, after], add_special_tokens=False).input_ids
        return frame[0], frame[1]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True).input_ids
        return ids


class AnswerOnly(LogitsProcessor):
    """Shows another processor the answer without the prompt: what stands in the article may be said again."""

    def __init__(self, inner: LogitsProcessor, prompt: int) -> None:
        self.inner, self.prompt = inner, prompt

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> Any:
        return self.inner(input_ids[:, self.prompt :], scores)


def told(passage: Sequence[str], answer: str, words: int) -> list[str]:
    """Of an answer what is whole and has no name or number of its own; else the passage's first sentence.

    SmolLM2-135M-Instruct put such an invention into 3 of 15 sentences on 3 articles. Names of the passage that it
    swaps go through.
    """
    source = " ".join(passage)
    return fitting([s for s in finished(answer) if grounded(s, source)], words) or list(passage[:1])


def passages(found: Sequence[str], parts: int) -> list[list[str]]:
    """The sentences in up to `parts` runs of nearly equal length, none under two sentences if it can be helped.

    >>> passages(["a", "b", "c", "d", "e"], 4)
    [['a', 'b'], ['c', 'd', 'e']]
    """
    count = max(1, min(parts, len(found) // 2))
    edges = [len(found) * i // count for i in range(count + 1)]
    return [list(found[a:b]) for a, b in pairwise(edges) if b > a]
