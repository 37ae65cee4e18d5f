"""Names that a small model copies in their German form: "Pjöngjang" in an English sentence becomes "Pyongyang"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from translate_sum.facts import words
from translate_sum.facts.gazetteer import beginning, rows, sectioned
from translate_sum.facts.lexicon import lexicon
from translate_sum.lookups import REMEMBERED

_CAPITALISED = r"[^\W\d_a-zäöüß][^\W\d_]{3,}"
_NAME = re.compile(rf"(?P<before>[^\W\d_a-zäöüß][^\W\d_]*[ -])?(?P<word>{_CAPITALISED})")
_LAND = re.compile(r"(?:ien|stan|ei|ingen|ana)$")
_LANDS = ("countries", "continents")  # how these sections of the tables begin
_THRICE = re.compile(r"([^\W\d_])\1{2,}")
_STUTTER = re.compile(rf"[^\W\d_]*?{_THRICE.pattern}[^\W\d_]*")
SHORTEST, LONG = 5, 8  # letters of a name in which one slip is known for what it is, and in which two are
_SMALL = re.compile(r"(?<![\w.@/#-])[a-zäöüß]{4,}(?![\w/@-]|\.\w)")  # not in "www.wien.at"


def anglicised(source: str, target: str) -> str:
    """The target with the English for each place that stands in it as in the German source, and has another in English.

    >>> anglicised("Wer regiert in Pjöngjang?", "Who rules in Pjöngjang?")
    'Who rules in Pyongyang?'
    >>> anglicised("Der FC Bayern München siegt.", "FC Bayern München wins.")  # part of a longer name
    'FC Bayern München wins.'
    >>> anglicised("Wer regiert in Pjöngjang?", "Who rules in pjöngjang?")  # small models lose capitals too
    'Who rules in Pyongyang?'
    >>> anglicised("Sie lebt in Katalonien.", "She lives in Katalonia.")  # and letters
    'She lives in Catalonia.'
    """
    copied = frozenset(re.findall(_CAPITALISED, source))

    def english(match: re.Match[str]) -> str:
        word, before = match["word"], match["before"] or ""
        if word not in copied or before.rstrip(" -") in copied:
            return match[0]
        return before + (_english_of(word) or word)

    def raised(match: re.Match[str]) -> str:
        name = match[0].capitalize()
        return (name in copied and _english_of(name)) or match[0]

    return _respelled(copied, _SMALL.sub(raised, _NAME.sub(english, _unstuttered(source, target))))


def _unstuttered(source: str, target: str) -> str:
    """With a letter written thrice put right, where that makes a word of the source or of English.

    >>> _unstuttered("Martina Voss", "Martina Vosss, in all happinesss, Xooox, in World War III")
    'Martina Voss, in all happiness, Xooox, in World War III'
    """

    def once(match: re.Match[str]) -> str:
        if match[0].isupper():  # Roman numerals
            return match[0]
        shorter = _THRICE.sub(r"\1\1", match[0])
        known = re.search(rf"\b{re.escape(shorter)}\b", source) or words.english(shorter.lower())
        return shorter if known and match[0] not in source else match[0]

    return _STUTTER.sub(once, target) if _THRICE.search(target) else target


def _respelled(german: Iterable[str], target: str) -> str:
    """With a slip in the English of one of these corrected, in a word that is not English nor the German's."""
    for name in sorted(german):
        there = _english_of(name)
        if not there or len(there) < SHORTEST or " " in there or there in target:
            continue
        slips = 1 if len(there) < LONG else 2
        for word in frozenset(re.findall(_CAPITALISED, target)) - frozenset(german):
            if f"{word}s" in german:
                continue
            if not words.english(word.lower()) and Levenshtein.distance(word, there, score_cutoff=slips) <= slips:
                target = re.sub(rf"\b{word}\b", there, target)
    return target


@lru_cache(maxsize=REMEMBERED)
def _english_of(name: str) -> str | None:
    """From the tables: as it stands there, or by its stem ("Sardin*") if it ends as lands do, and not their people."""
    known = [_english()[name]] if name in _english() else []
    if _LAND.search(name):
        known += [_lands()[form.row] for form in beginning(name, "de") if len(form.words) == 1 and form.row in _lands()]
    return next((there for there in known if there != name and _only(name, there)), None)


@cache
def _lands() -> Mapping[int, str]:
    """The first English form of each row of countries and regions."""
    return {row: english[0] for row, (_, english, section) in enumerate(sectioned()) if section.startswith(_LANDS)}


@cache
def _english() -> Mapping[str, str]:
    """The first German form of each row of the tables to the first English one, where the two differ."""
    pairs = [(german[0], english[0]) for german, english in rows() if re.fullmatch(_CAPITALISED, german[0])]
    english_too = {there for _, there in pairs}
    return {name: there for name, there in pairs if name not in english_too}


def _only(name: str, there: str) -> bool:
    """Whether the word means nothing else, as "Löwen" (Leuven, lions) does."""
    usual = lexicon().english(name)
    return not usual or not usual.keys().isdisjoint(there.lower().split())
