"""What a backend promises. Batching, lengths and devices stay behind these two contracts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from translate_sum.document import ModelInfo


@dataclass(frozen=True)
class Decoding:
    """How to search: beam_size 1 is greedy; no_repeat_ngram_size 0 switches that ban off.

    shortlist: choose among the pieces that the source makes likely, where the model has a list of them; greedy only,
    since the scores of a beam would depend on what the other texts of the batch make likely.
    """

    beam_size: int = 4
    no_repeat_ngram_size: int = 0
    shortlist: bool = False

    def __post_init__(self) -> None:
        if self.shortlist and self.beam_size > 1:
            raise ValueError("a shortlist is for greedy search")


@dataclass(frozen=True)
class Hypothesis:
    """One translation; `complete` is False when the length limit ended it before the model did.

    logprob: the natural logarithm of the probability that the model gives to its `pieces`, end mark included; both 0
    where the search does not tell, as a greedy one. doubts: the source's words that it probably does not say, where
    that was asked.
    """

    text: str
    complete: bool = True
    logprob: float = field(default=0.0, compare=False)
    pieces: int = field(default=0, compare=False)
    doubts: tuple[str, ...] = ()


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

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Each text's index, once, and its likeliest hypotheses, as they come: whoever checks need not wait for all.

        Best first: at least one, at most `count` <= decoding.beam_size.
        """


class Reader(Protocol):
    """What has a limit to what it can read."""

    @property
    def info(self) -> ModelInfo: ...

    @property
    def max_tokens(self) -> int: ...

    def count_tokens(self, text: str) -> int: ...


@runtime_checkable
class Channel(Reader, Protocol):
    """What can judge a given translation: a Translator of either direction."""

    def word_logprobs(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        """Of each word of each target, and last of its end mark, given its source; of at most `max_tokens` pieces each.

        Words are what the model's pieces make words, which mostly are those between white space.
        """


@runtime_checkable
class LanguageModel(Reader, Protocol):
    """What can judge a text by itself: a Summarizer's model."""

    def logprobs_alone(self, texts: Sequence[str]) -> list[float]:
        """Of each text, at most `max_tokens` long, as a line."""


@dataclass(frozen=True)
class Candidate:
    """One way to say what a passage says; score is the model's mean log-probability of a piece, at most 0."""

    text: str
    score: float = 0.0


class Summarizer(Protocol):
    """Candidates out for each English passage in, in order; a passage over `max_tokens` is an error, never cut.

    Candidates hold whole sentences only, differ from each other, and come best first; there may be none. The same
    passage gives the same candidates each time, alone or beside others.
    """

    @property
    def info(self) -> ModelInfo: ...

    @property
    def max_tokens(self) -> int:
        """Tokens that a passage may take, room for prompt and answer already taken off."""

    @property
    def whole(self) -> bool:
        """Whether a passage should be as much of the article as fits; else it is one or two sentences."""

    @property
    def shared(self) -> bool:
        """Whether several threads may ask at once."""

    def count_tokens(self, text: str) -> int: ...

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        """Each of about `words` words; the likeliest there are.

        If `drawn`, others: at random with fixed seeds, or begun otherwise.
        """


@dataclass(frozen=True)
class Odds:
    """Log odds that `claim[start:end]`, a piece of a claim, is not what its sources say; positive: more likely not."""

    start: int
    end: int
    odds: float


class SecondReader(Protocol):
    """What holds a claim against its sources, in the same language, and says which words they do not bear out."""

    @property
    def info(self) -> ModelInfo: ...

    def fits(self, sources: str, claim: str) -> bool:
        """Whether both together are short enough to be read."""

    def odds(self, pairs: Sequence[tuple[str, str]]) -> list[list[Odds]]:
        """Of each (sources, claim), the claim's pieces in order; none where they do not fit."""
