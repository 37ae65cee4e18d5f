"""Which of the proposed sentences make the summary: the set that covers most of what matters, within the length."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from translate_sum.document import SummarySentence
from translate_sum.evidence import content_words
from translate_sum.lexrank import rank

FEWEST, MOST = 0.8, 1.2  # of the words asked for
TOO_ALIKE = 0.7  # two sentences of which one has that share of the other's words say the same
# what a word over the length costs. ROUGE-L of extractive summaries of 60 words on 60 pairs: 18.7 without, 19.6 with it
OVER = 0.3
WIDTH = 3  # partial sets kept of each number of words
PROPOSALS = 60  # that the search looks at; the best of each kind


@dataclass(frozen=True)
class Proposal:
    """A sentence that may enter the summary.

    passage: what it was written from, candidate: which of the passage's answers it stands in. Two answers of a passage
    exclude each other; sentences of one answer do not. quality: 0 for a sentence with no fault, below it for doubts
    (weak support, low model score, quoted); it counts by the share of the summary that the sentence takes.
    """

    sentence: SummarySentence
    passage: int
    candidate: int = 0
    quality: float = 0.0
    quoted: bool = False

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(content_words(self.sentence.text))

    @cached_property
    def size(self) -> int:
        return len(self.sentence.text.split())

    @property
    def place(self) -> tuple[int, int]:
        """Order of a summary: that of the sources, then that of the answer's own sentences."""
        return self.sentence.sources[0], self.sentence.sources[-1]


@dataclass(frozen=True)
class _Set:
    chosen: tuple[Proposal, ...] = ()
    words: int = 0
    covered: frozenset[str] = frozenset()
    value: float = 0.0


def salience(texts: Sequence[str]) -> dict[str, float]:
    """What each content word of the article is worth, in sum 1: the rank of its sentences, times how rare it is."""
    bags = [frozenset(content_words(text)) for text in texts]
    frequency = Counter(word for bag in bags for word in bag)
    worth = dict.fromkeys(frequency, 0.0)
    for bag, score in zip(bags, rank(texts), strict=True):
        for word in bag:
            worth[word] += float(score) * math.log(1 + len(bags) / frequency[word])
    total = math.fsum(worth.values())  # to the last bit the same in any order: that of a set is another in each process
    return {word: value / total for word, value in worth.items()}


def best_set(proposals: Iterable[Proposal], worth: Mapping[str, float], length: int) -> tuple[Proposal, ...]:
    """The most valuable set of FEWEST to MOST times `length` words, in the article's order.

    Where no set has so many words, one with fewer, as long as can be; never one with more.
    """
    most = math.floor(MOST * length + 1e-9)
    found: dict[int, list[_Set]] = {0: [_Set()]}
    for proposal in sorted(_promising(proposals, worth), key=lambda p: p.place):
        grown = [
            _with(part, proposal, worth, length)
            for parts in found.values()
            for part in parts
            if part.words + proposal.size <= most and all(_agree(proposal, p) for p in part.chosen)
        ]
        for part in grown:
            same = found.setdefault(part.words, [])
            same.append(part)
            same.sort(key=lambda s: -s.value)
            del same[WIDTH:]
    return _longest_enough([part for parts in found.values() for part in parts], math.ceil(FEWEST * length - 1e-9))


def _longest_enough(sets: Sequence[_Set], fewest: int) -> tuple[Proposal, ...]:
    long_enough = [part for part in sets if part.words >= fewest]
    best = max(long_enough, key=lambda s: s.value) if long_enough else max(sets, key=lambda s: (s.words, s.value))
    return best.chosen


def _with(part: _Set, proposal: Proposal, worth: Mapping[str, float], length: int) -> _Set:
    gain = math.fsum(worth.get(word, 0.0) for word in proposal.words - part.covered)
    over = max(0, part.words + proposal.size - length) - max(0, part.words - length)
    value = part.value + gain + (proposal.quality * proposal.size - OVER * over) / length
    return _Set((*part.chosen, proposal), part.words + proposal.size, part.covered | proposal.words, value)


def _promising(proposals: Iterable[Proposal], worth: Mapping[str, float]) -> list[Proposal]:
    def density(proposal: Proposal) -> float:
        return math.fsum(worth.get(word, 0.0) for word in proposal.words) / max(proposal.size, 1) + proposal.quality

    return sorted(proposals, key=density, reverse=True)[:PROPOSALS]


def _agree(one: Proposal, other: Proposal) -> bool:
    if one.passage == other.passage and one.candidate != other.candidate:
        return False
    return len(one.words & other.words) < TOO_ALIKE * max(1, min(len(one.words), len(other.words)))
