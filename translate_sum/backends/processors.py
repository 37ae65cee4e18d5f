"""The rule of `grounding`, and the end of an answer, for a search of transformers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from transformers import LogitsProcessor

from translate_sum.backends.grounding import MEMORY, Pieces, Source, piece_texts


def pieces_of(tokenizer: Any, size: int) -> Pieces:
    """The pieces of a transformers tokenizer, for a model of `size` ids."""

    def decode(rows: list[list[int]]) -> list[str]:
        texts: list[str] = tokenizer.batch_decode(rows, clean_up_tokenization_spaces=False)
        return texts

    names = tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))
    return Pieces(piece_texts(names, set(tokenizer.all_special_ids), decode, size))


class Grounded(LogitsProcessor):
    """Masks what the sources do not allow. Row r of the batch belongs to source r * len(sources) // rows.

    start: where the answers begin. A row in which nothing is allowed any more can only end, in mid-word; what is not
    a whole sentence is dropped later.
    """

    def __init__(self, sources: Sequence[Source], tokenizer: Any, start: int, end: int) -> None:
        self._sources, self._tokenizer, self._start, self._end = sources, tokenizer, start, end

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> Any:
        each = len(input_ids) // len(self._sources)
        recent = input_ids[:, max(self._start, input_ids.shape[1] - MEMORY) :]
        texts = self._tokenizer.batch_decode(recent, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        allowed = torch.from_numpy(np.stack([self._sources[row // each].after(text) for row, text in enumerate(texts)]))
        allowed[~allowed.any(dim=1), self._end] = True
        return scores.masked_fill(~allowed.to(scores.device), -torch.inf)


class OneSentence(LogitsProcessor):
    """Lets an answer of `fewest` words or more end with its first sentence, at no cost to its score."""

    POINT = re.compile(r"""(?:[^\W_]{3,}|[)%"”])[.!?]["”]?$""")  # not "U.S." nor "3." nor "St."

    def __init__(self, tokenizer: Any, start: int, end: int, fewest: int = 5) -> None:
        self._tokenizer, self._start, self._end, self._fewest = tokenizer, start, end, fewest

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> Any:
        texts = self._tokenizer.batch_decode(input_ids[:, self._start :], skip_special_tokens=True)
        over = [row for row, text in enumerate(texts) if self.POINT.search(text) and len(text.split()) >= self._fewest]
        scores = scores.clone()
        scores[over] = -torch.inf
        scores[over, self._end] = 0.0
        return scores
