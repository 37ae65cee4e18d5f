"""What can be wrong with a translation, seen from the two texts alone.

The bounds were set on newstest2019 de-en, 2,000 sentences with human translations: each guard but that of numbers is
silent on at least 99.5 % of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from translate_sum import facts, placeholders
from translate_sum.facts.function_words import ENGLISH, GERMAN
from translate_sum.facts.quotation import TITLE

_STUTTER = re.compile(r"([^\W\d_]{1,6})\1{4}|([^\W\d_]{3,6})\2{2}")
_MARKS = re.compile(r"([^\w\s.·…=*_~-])(?:\s?\1){9}")


@dataclass(frozen=True)
class Reason:
    """One thing wrong: `kind` for programs, `message` for readers; `hard` if the text should not be shown as English.

    german and english are the spans it is about, "" for the whole.
    """

    kind: str
    message: str
    hard: bool = True
    german: str = ""
    english: str = ""


def faults(source: str, target: str, *, complete: bool = True) -> list[Reason]:
    """All that is wrong with `target` as a translation of `source`; nothing for what may stay as it is."""
    form = form_faults(source, target, complete=complete)
    return form if _letters(source) and empty(target) else [*form, *_facts(source, target)]


def form_faults(source: str, target: str, *, complete: bool = True) -> list[Reason]:
    """What is wrong with the target's form, whatever it says."""
    if not _letters(source):
        return []
    if empty(target):
        return [Reason("empty", "the model wrote nothing")]
    checks = {
        "incomplete": (not complete, "the model did not come to an end"),
        "looping": (looping(target) and not looping(source), "the model repeats itself"),
        "untranslated": (untranslated(source, target), "the text stayed German"),
        "broken": ("\ufffd" in target and "\ufffd" not in source, "the model wrote half a character"),
        "placeholder": (placeholders.lost(source, target), "an address or a tag was lost"),
    }
    found = [Reason(kind, message) for kind, (wrong, message) in checks.items() if wrong]
    return [*found, *_length(source, target)]


def number_changed(source: str, target: str) -> bool:
    """Whether the target lost, made up or altered a number, a currency or a date."""
    found = facts.compare(source, target, comparers=("numbers", "units", "dates"))
    return any(finding.wrong and finding.kind != "unit" for finding in found)


def empty(target: str) -> bool:
    return not any(c.isalnum() for c in target)


def looping(text: str) -> bool:
    """Something said over and over: "the the the the", "he said that he said that he said that", "lalalalalala"."""
    words = re.findall(r"\w+", text.lower())
    return _stutters(text) or _repeats(words) or _drones(words)


def _stutters(text: str) -> bool:
    """A syllable five times within a word, three letters or more thrice ("Pjöngjangjangjang"), or a mark ten times.

    Lines and dots are drawn with the marks that are left out.
    """
    return bool(_STUTTER.search(text.lower()) or _MARKS.search(text))


def _repeats(words: list[str]) -> bool:
    """An n-gram said again right after itself: a word four times, up to four words thrice, a longer phrase twice."""
    limits = {1: 4, 2: 3, 3: 3, 4: 3, **dict.fromkeys(range(6, 16), 2)}
    return any(_longest_run(words, n) >= limit for n, limit in limits.items())


def _longest_run(words: list[str], n: int) -> int:
    """How often, at most, an n-gram is said in a row.

    >>> _longest_run("new york new york city".split(), 2)
    2
    """
    same = [word == later for word, later in zip(words, words[n:], strict=False)]
    longest = max((len(list(run)) for equal, run in groupby(same) if equal), default=0)
    return longest // n + 1


def _drones(words: list[str]) -> bool:
    """Few different words for the text's length; English news stays above 0.55 at this length."""
    return len(words) >= 24 and len(set(words)) / len(words) < 0.4


def untranslated(source: str, target: str) -> bool:
    """German left in the English: by its function words, or as a copy of a text that is more than names."""
    before, after = _words(source), _words(target)
    if _foreign(before):
        return False
    german, english = _function_words(_words(TITLE.sub(" ", target)) or after)
    return german >= max(2, english + 1) or (german >= english and _copied(before, after))


def _foreign(words: list[str]) -> bool:
    """An English quotation in a German article is right as it stands."""
    german, english = _function_words(words)
    return english > german


def _function_words(words: list[str]) -> tuple[int, int]:
    """How many German and how many English ones."""
    return sum(word.lower() in GERMAN for word in words), sum(word.lower() in ENGLISH for word in words)


def _copied(source: list[str], target: list[str]) -> bool:
    """Nearly the same words, and some of them no name's: in names and titles nearly all are capitalised."""
    plain = {word for word in source if word.islower() and len(word) > 3}
    same = sum(word in source for word in target)
    enough = 1 if source == target else 2
    return len(source) >= 4 and same >= 0.8 * len(target) and len(plain & {*target}) >= enough


def _length(source: str, target: str) -> Iterator[Reason]:
    """By characters; the constants are the grace that short texts get, where one compound more counts much."""
    before, after = len(source), len(target)
    if after < 0.55 * before - 8:
        yield Reason("length", "much shorter than the German", hard=after < 0.3 * before - 4)
    elif after > 1.4 * before + 30:
        yield Reason("length", "much longer than the German", hard=after > 2 * before + 30)


@lru_cache(maxsize=1 << 11)  # a hypothesis is judged among its like, and again as what the sentence becomes
def _facts(source: str, target: str) -> tuple[Reason, ...]:
    found = facts.compare(source, target, comparers=facts.OF_TRANSLATIONS)
    return tuple(
        Reason(
            finding.kind,
            finding.message,
            hard=False,
            german=finding.source.text if finding.source else "",
            english=finding.target.text if finding.target else "",
        )
        for finding in found
        if finding.wrong
    )


def _letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)
