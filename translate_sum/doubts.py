"""German words that the English probably does not say: those that the reverse model would not have written for it.

"Am Tag vor der Trauung saß ich heulend in der Garderobe" became "On the day before the wedding, I sat in the wardrobe",
which gives no hint of "heulend". docs/reranking.md has how often such a doubt is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate_sum.evidence import STOPWORDS, stem
from translate_sum.facts.function_words import GERMAN
from translate_sum.facts.lexicon import lexicon

KIND = "doubt"
UNLIKELY = -12.0
"""Natural logarithm of the probability of a whole word, given the English and the German before it."""
UNLIKELY_PARTICLE = -6.0
"""The same of a verb's particle: after "baut ... 1.200 Stellen" hardly anything but "ab" or "auf" can come."""
SHORTEST = 4  # letters of a word, as many of its beginning as make it the English word's too
LIKE = 5
PARTICLES = frozenset(
    "ab an auf aus bei durch ein entgegen fest fort her heraus hin hinaus los mit nach nieder statt teil über um unter "
    "vor weg zu zurück".split()
)
JOINING = frozenset("und oder sowie".split())
_EDGES = re.compile(r"^\W+|\W+$")
_WORD = re.compile(r"\w+")
_PART = re.compile(r"[-/]")


def doubted(source: str, target: str, logprobs: Sequence[float]) -> tuple[str, ...]:
    """The words, in order. logprobs: of each white-space word of `source`, given `target`, and of the end mark.

    None where the model's words are others than these.
    """
    words = source.split()
    if len(logprobs) != len(words) + 1:
        return ()
    return tuple(_unlikely(words, logprobs, target))


def _unlikely(words: Sequence[str], logprobs: Sequence[float], target: str) -> Iterator[str]:
    english: frozenset[str] | None = None  # its stems, which most sentences do without
    for raw, after, logprob in zip(words, [*words[1:], "."], logprobs, strict=False):  # the end mark is left over
        word = _EDGES.sub("", raw)
        if word in PARTICLES and (raw != word or after in JOINING):  # at its clause's end: else it is a preposition
            if logprob < UNLIKELY_PARTICLE:
                yield word
        elif logprob < UNLIKELY and _tells(word):
            english = english or frozenset(map(stem, _WORD.findall(target)))
            if not _said(word, target, english):
                yield word


def _tells(word: str) -> bool:
    """Numbers have a check of their own, and small words many ways to be said."""
    return len(word) >= SHORTEST and not any(map(str.isdigit, word)) and word.lower() not in GERMAN


def _said(word: str, target: str, english: frozenset[str]) -> bool:
    """Whether the English has one of its translations, or a word that looks like it, or a part of it as it stands."""
    known = {stem(meaning) for meaning in lexicon().english(word) if meaning not in STOPWORDS}
    alike = any(other[:LIKE] == word.lower()[:LIKE] for other in english if len(other) >= LIKE)
    parts = (part for part in _PART.split(word) if len(part) >= SHORTEST)
    return not known.isdisjoint(english) or alike or any(part.lower() in target.lower() for part in parts)
