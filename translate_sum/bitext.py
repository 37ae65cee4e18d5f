"""Two texts, German and English, to segments that answer each other: by lines, or by what their words mean."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from translate_sum.document import Record
from translate_sum.english import sentences as split_english
from translate_sum.errors import InputError
from translate_sum.facts.lexicon import lexicon
from translate_sum.segment import split as split_german

BEADS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
UNMATCHED = 0.35  # charged for a German word that the English side of its bead does not translate
ALONE = 0.3  # charged for each German word of a sentence without any English, half of it for an English one
JOINED = 1.0  # charged for each sentence of a bead beyond one a side
LEAST_ASKED = 0.2  # of the words of an English sentence that shares its German with others
FEWEST = 0.12  # share of its links that makes a translation
BAND = 25  # sentences off the diagonal that are looked at, and a fiftieth of the text
FUNCTION_WORDS = frozenset("the of a an to in and is it was for on that with as at by be are".split())
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Segment(Record):
    """A German text and the English that answers it; one of the two is "" where nothing does."""

    source: str
    target: str


def by_lines(source: str, target: str) -> list[Segment]:
    """Line i of the one with line i of the other; InputError when their numbers of lines differ."""
    german, english = _lines(source), _lines(target)
    if len(german) != len(english):
        raise InputError(
            f"{len(german)} lines of German, {len(english)} of English: with --aligned line i answers line i; "
            "leave --aligned out to have the sentences matched"
        )
    return [Segment(a, b) for a, b in zip(german, english, strict=True)]


def _lines(text: str) -> list[str]:
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines and not lines[-1] else lines


def by_meaning(source: str, target: str) -> list[Segment]:
    """The sentences of both in order, each once, in the beads that translate most of the words.

    >>> for segment in by_meaning("Der Hund schläft. Es regnet.", "The dog is asleep."):
    ...     print(segment)
    Segment(source='Der Hund schläft.', target='The dog is asleep.')
    Segment(source='Es regnet.', target='')
    """
    german = [s.strip() for line in source.splitlines() for s in split_german(line) if s.strip()]
    return _Aligner(german, split_english(target)).segments()


class _Aligner:
    """Dynamic programming over beads (Gale and Church 1993), with word translations in place of lengths."""

    def __init__(self, german: Sequence[str], english: Sequence[str]) -> None:
        self.german, self.english = german, english
        self.cache: dict[tuple[int, int, int], int] = {}
        self.band = BAND + max(len(german), len(english)) // 50

    @cached_property
    def wanted(self) -> list[list[frozenset[str]]]:
        """For each German sentence, for each of its words the English words that would translate it."""
        return [[found for word in _WORD.findall(text) if (found := _translations(word))] for text in self.german]

    @cached_property
    def words(self) -> list[frozenset[str]]:
        return [frozenset(w.lower() for w in _WORD.findall(text)) for text in self.english]

    def segments(self) -> list[Segment]:
        german, english = len(self.german), len(self.english)
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        for i in range(german + 1):
            for j in self._near(i):
                options = [
                    (best[before][0] + self._gain(i - a, i, j - b, j), (a, b))
                    for a, b in BEADS
                    if (before := (i - a, j - b)) in best
                ]
                if options:
                    best[i, j] = max(options)
        beads = []
        i, j = german, english
        while (i, j) != (0, 0):
            a, b = best[i, j][1]
            beads.append(Segment(" ".join(self.german[i - a : i]), " ".join(self.english[j - b : j])))
            i, j = i - a, j - b
        return beads[::-1]

    def _near(self, i: int) -> Iterator[int]:
        middle = i * len(self.english) // max(1, len(self.german))
        last = len(self.english)
        yield from range(max(0, middle - self.band), min(last, middle + self.band) + 1)

    def _gain(self, i0: int, i1: int, j0: int, j1: int) -> float:
        if j0 == j1:
            return -ALONE * (len(self.wanted[i0]) + 1)
        if i0 == i1:
            return -ALONE / 2 * (len(self.words[j0]) + 1)
        if j1 - j0 > 1 and any(self._unasked(i0, i1, j) for j in range(j0, j1)):
            return -math.inf
        gains = [_worth(len(self.wanted[i]), self._matched(i, j0, j1)) for i in range(i0, i1)]
        if len(gains) > 1 and min(gains) < 0:
            return -math.inf  # a sentence that is nowhere in the English does not hide behind its neighbour
        return sum(gains) - JOINED * (i1 - i0 + j1 - j0 - 2)

    def _matched(self, i: int, j0: int, j1: int) -> int:
        """How many words of a German sentence these English ones translate."""
        key = (i, j0, j1)
        if key not in self.cache:
            present = self.words[j0:j1]
            self.cache[key] = sum(any(not found.isdisjoint(w) for w in present) for found in self.wanted[i])
        return self.cache[key]

    def _unasked(self, i0: int, i1: int, j: int) -> bool:
        """Whether hardly any word of an English sentence translates one of the German ones."""
        return sum(self._matched(i, j, j + 1) for i in range(i0, i1)) < LEAST_ASKED * len(self.words[j])


def _worth(words: int, matched: int) -> float:
    return matched - UNMATCHED * (words - matched)


def _translations(word: str) -> frozenset[str]:
    """Itself, for names and numbers, and what it usually becomes; nothing for words that stand in every sentence."""
    usual = {english for english, share in lexicon().english(word).items() if share >= FEWEST}
    usual -= FUNCTION_WORDS
    return frozenset(usual | {word.lower()}) if usual or word[0].isupper() or word[0].isdigit() else frozenset()
