"""Whether a summary sentence joins in one clause what two sentences of the article say apart.

A small model that is given two sentences may make one of them, of which each word is right and the whole is not:
"Hartmann has reduced its forecast by 7.3 percent" of "Hartmann has reduced its forecast. Sales fell by 7.3 percent."
docs/faithfulness.md has how many such sentences were wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from translate_sum.evidence import WORD, content_words

MOST_ELSEWHERE = 0.15
"""Share of a clause's words, of those that the cited sentences have, which need not be its own sentence's."""

_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|whereas|as|because|after|before|although|which|who|where|with)\b")
_PRONOUN = re.compile(r"\b(?:he|she|it|they|his|her|its|their|him|them|this|these|that|there)\b", re.IGNORECASE)
Bag = frozenset[str]


def fused(text: str, cited: Iterable[int], english: Mapping[int, str]) -> bool:
    """english: the article's sentences by their numbers, the cited ones and those before them."""
    bags = {number: frozenset(content_words(english[number])) for number in cited}
    return len(bags) > 1 and any(_joins(clause, bags, english) for clause in _CLAUSE.split(text))


def _joins(clause: str, bags: Mapping[int, Bag], english: Mapping[int, str]) -> bool:
    """Its own sentence is the one that has most of it; if that says "he", a name may be of the sentence before."""
    words = frozenset(content_words(clause)) & frozenset().union(*bags.values())
    own = max(bags, key=lambda number: len(words & bags[number]))
    before = english.get(own - 1, "") if _PRONOUN.search(english[own]) else ""
    elsewhere = words - bags[own]
    meant = _telling(WORD.findall(clause)) & elsewhere & frozenset(content_words(before))
    strange = _telling(WORD.findall(clause)[1:]) & elsewhere - meant  # the first word has its capital anyhow
    return bool(strange) or len(elsewhere - meant) > MOST_ELSEWHERE * len(words)


def _telling(words: Iterable[str]) -> Bag:
    """What names and numbers become among the content words."""
    return frozenset(content_words(" ".join(word for word in words if word[0].isupper() or word[0].isdigit())))
