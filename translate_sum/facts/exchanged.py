"""Figures that a translation exchanges between names: "the CDU got 27 percent, the SPD 31", where it is the other way.

All names and all numbers are kept, so that no other comparison sees this. A number belongs to a name that stands just
before it, with no other name or number between and no sentence's end; roles.py asks the same of summaries by the words
around. None of newstest2019's 2,000 human translations has one, nor any of 70,770 pairs of news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from translate_sum.facts import names
from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.quantities import own_numbers, quantities
from translate_sum.facts.reading import Number, Strength

FAR = 60  # characters from a name to its number, at most
_END = re.compile(r"[;:!?(]|\.\s")


@dataclass(frozen=True)
class Figure:
    """A number and the name before it; `name` counts the names that both texts have."""

    name: int
    number: Number
    span: Span


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for the first of two names that have each other's figure."""
    there, here = _numbers(source, language), _numbers(target, "en")
    if language == "en" or min(len(there), len(here)) < 2:
        return
    found = (finding for finding in names.compare(source, target, language) if finding.status == "ok")
    kept = [f for f in found if _once(f.source, source) and _once(f.target, target)]
    before = [*_figures(source, [f.source for f in kept if f.source], there)]
    after = {figure.name: figure for figure in _figures(target, [f.target for f in kept if f.target], here)}
    for one, other in combinations(before, 2):
        mine, theirs = after.get(one.name), after.get(other.name)
        if not (mine and theirs and _swapped(one.number, other.number, mine.number, theirs.number)):
            continue
        if _alike(source, one.number, other.number):
            yield Finding("number", "changed", one.span, mine.span, "the source gives this number to another name")
            return


def _once(span: Span | None, text: str) -> bool:
    """Of a name that comes again, any of its figures may be."""
    return span is not None and all(text.count(word) == 1 for word in span.text.split())


def _alike(text: str, one: Number, other: Number) -> bool:
    """Whether both count the same: two shares, two sums; not the third quarter and a sum, nor a score and a place."""
    units = {quantity.number.start: quantity.unit.name for quantity in quantities(text, "de")}
    scores = one.value is None or other.value is None
    return units.get(one.start) == units.get(other.start) and one.strength == other.strength and not scores


def _swapped(one: Number, other: Number, mine: Number, theirs: Number) -> bool:
    return mine.matches(other) and theirs.matches(one) and not mine.matches(one) and not theirs.matches(other)


def _numbers(text: str, language: Language) -> list[Number]:
    return [number for number in own_numbers(text, language) if number.strength is not Strength.LOOSE]


def _figures(text: str, named: Sequence[Span], numbers: Sequence[Number]) -> Iterator[Figure]:
    """The numbers right after a name."""
    places = [(span.start, span.end, i) for i, span in enumerate(named)]
    items = sorted([*((*place, None) for place in places), *((n.start, n.end, -1, n) for n in numbers)], key=_start)
    for (start, end, name, first), (begins, until, _, number) in pairwise(items):
        near = begins - end <= FAR and not _END.search(text, end, begins)
        if first is None and number is not None and near:
            yield Figure(name, number, Span(text[start:until], start, until))


def _start(item: tuple[int, int, int, Number | None]) -> int:
    return item[0]
