"""Words that are none: made up by the model out of pieces, such as "spers" for "Sperren".

Small models write many: the embedded one in one of seven sentences of newstest2019, where a human translation has one
in 1.4 %, half of them misspellings. Only words in lower case are looked at: names are names.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.lexicon import lexicon, opened, rest

SHORTEST = 4  # letters; shorter ones are abbreviations and units as often as not

_WORD = re.compile(r"(?<![\w@#/._'’-])[^\W\d_]+(?:-[^\W_]+)*(?![\w@/]|[.-]\w|:/)")
"""Whole words, those with hyphens too; not in addresses, handles and file names, nor after an apostrophe."""

_LETTERS = re.compile(r"[^\W\d_]+")


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """The target's words that are neither English nor the source's; the source's nouns count as it has them."""
    there = {match[0] for match in words(source)}
    for match in words(target):
        word = match[0]
        if len(word) >= SHORTEST and word.islower() and word not in there and not english(word):
            yield Finding("word", "invented", None, Span(word, *match.span()), "this is no English word")


def english(word: str) -> bool:
    """Whether the lists have it, in any case.

    >>> [english(word) for word in ("Closures", "spers")]
    [True, False]
    """
    word = word.lower()
    return lexicon().knows_english(word) or rest(opened("english.txt"), f"{word}\n") is not None


@lru_cache(maxsize=64)  # three comparers ask for the same two texts
def words(text: str) -> tuple[re.Match[str], ...]:
    """The words of a text, those within a hyphened one each by itself."""
    return tuple(word for whole in _WORD.finditer(text) for word in _LETTERS.finditer(text, whole.start(), whole.end()))
