"""Dates and times of a text: "3. Oktober 2019", "10/03/2019", "Sonntagabend", "14.30 Uhr", "the 1990s", a fact each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translate_sum.facts.finding import Language, Span
from translate_sum.facts.measures import mentions
from translate_sum.facts.moment_forms import FORMS, Form, Parts


@dataclass(frozen=True)
class Moment:
    """sure: whether to say so when the other text lacks it; "May", "March" and "Karfreitag" only explain others."""

    start: int
    end: int
    parts: Parts
    sure: bool = True

    def span(self, text: str) -> Span:
        return Span(text[self.start : self.end], self.start, self.end)

    def agrees(self, other: Moment) -> bool:
        """Both say something of the same kind, and nothing that contradicts."""
        shared = self.parts.keys() & other.parts.keys()
        return bool(shared) and all(_meet(self.parts[part], other.parts[part]) for part in shared)

    def likeness(self, other: Moment) -> int:
        """0 if they are about different things; else more, the more they say alike."""
        shared = self.parts.keys() & other.parts.keys()
        return sum(2 if self.parts[part] & other.parts[part] else 1 for part in shared)


def _meet(values: frozenset[int], others: frozenset[int]) -> bool:
    """One in common, but of two spans of days both ends."""
    return bool(values & others) and (len(values) == 1 or len(others) == 1 or values == others)


_DIGITS = re.compile(r"\d+")
_CAPITALS = re.compile(r"\b[ADFJMNOSTW]\w")  # all that the months and weekdays of both languages begin with


@lru_cache(maxsize=64)
def moments(text: str, language: Language) -> tuple[Moment, ...]:
    """In order; what an earlier form read, the later ones do not read again."""
    found: list[Moment] = []
    units = {mention.start for mention in mentions(text, language)}
    taken: set[int] = set()
    # a search for each of the forms from every character took 4 ms of an article's 5
    starts = {led: [m.start() for m in by.finditer(text)] for led, by in (("digit", _DIGITS), ("capital", _CAPITALS))}
    for form in FORMS[language]:
        for match in _matches(form, text, starts):
            if taken.isdisjoint(range(match.start(), match.end())) and not _measured(match, units):
                taken.update(range(match.start(), match.end()))
                found.append(Moment(match.start(), match.end(), form.parts(match), form.sure))
    return tuple(sorted(found, key=lambda moment: moment.start))


def _matches(form: Form, text: str, starts: dict[str, list[int]]) -> Iterator[re.Match[str]]:
    if form.led not in starts:
        yield from form.pattern.finditer(text)
        return
    for start in starts[form.led]:
        match = form.pattern.match(text, start)
        if match:
            yield match


def _measured(match: re.Match[str], units: set[int]) -> bool:
    """A bare year before a unit is a number: "2000 Meter", "1500-Meter-Lauf"."""
    return len(match.group()) == 4 and match.group().isdigit() and match.end() + 1 in units
