"""What a backend promises. Batching, lengths and devices stay behind these two contracts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from translate_sum.document import ModelInfo


@dataclass(frozen=True)
class Decoding:
    """How to search: beam_size 1 is greedy; no_repeat_ngram_size 0 switches that ban off."""

    beam_size: int = 4
    no_repeat_ngram_size: int = 0


@dataclass(frozen=True)
class Hypothesis:
    """One translation; `complete` is False when the length limit ended it before the model did."""

    text: str
    complete: bool = True


class Translator(Protocol):
    """One hypothesis out for each text in, in order; a text over `max_tokens` is an error, never cut."""

    @property
    def info(self) -> ModelInfo: ...

    @property
    def max_tokens(self) -> int:
        """Pieces, end mark included, that one source segment may have."""

    def count_tokens(self, text: str) -> int:
        """Pieces, end mark included, that `text` takes."""

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]: ...

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        """For each text its likeliest hypotheses, best first: at least one, at most `count` <= decoding.beam_size."""


class Summarizer(Protocol):
    """One English text in, one English summary of about `words` words out; a text over `max_tokens` is an error."""

    @property
    def info(self) -> ModelInfo: ...

    @property
    def max_tokens(self) -> int:
        """Tokens that the text itself may take, room for prompt and answer already taken off."""

    def count_tokens(self, text: str) -> int: ...

    def summarize(self, text: str, words: int) -> str: ...
