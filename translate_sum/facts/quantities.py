"""Numbers with the unit that stands at them: "30 Euro", "€30", "zweistündig", "3 to 4 million tonnes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translate_sum.facts.finding import Language
from translate_sum.facts.measures import Mention, Unit, convertible, mentions, rest_of_word
from translate_sum.facts.moments import moments
from translate_sum.facts.reading import Number, read

_GAP = re.compile(
    r"(?:\.|st|nd|rd|th)?[\s-]{0,2}(?:(?:US|U\.S\.|AU|NZ|[A-Z][a-z]+[ns]h?|\w+ische[nrs]?|weitere[nrs]?|volle[nrs]?|more|full)[\s-])?",
    re.ASCII,
)
_RANGE = re.compile(r"\s?(?:bis|und|oder|to|and|or|[-–/])\s?")


@dataclass(frozen=True)
class Quantity:
    """`mention` is where the unit is written; for "3" of "3 to 4 tonnes" it is that of the 4."""

    number: Number
    mention: Mention

    @property
    def unit(self) -> Unit:
        return self.mention.unit

    def converts_to(self, other: Quantity) -> bool:
        value, other_value = self.number.value, other.number.value
        if value is None or other_value is None:
            return False
        return convertible(float(value), self.unit, float(other_value), other.unit)


@lru_cache(maxsize=64)
def own_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers that are no part of a date or time."""
    taken = {i for moment in moments(text, language) for i in range(moment.start, moment.end)}
    return tuple(number for number in read(text, language) if number.start not in taken)


@lru_cache(maxsize=64)
def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    return tuple(_quantities(text, language))


def _quantities(text: str, language: Language) -> Iterator[Quantity]:
    units = mentions(text, language)
    starts = {unit.start: unit for unit in units}
    ends = {unit.end: unit for unit in units}
    later: Quantity | None = None
    for number in sorted(own_numbers(text, language), key=lambda number: number.start, reverse=True):
        mention = _at(number, text, language, starts, ends)
        if mention is None and later and _RANGE.fullmatch(text, number.end, later.number.start):
            mention = later.mention
        if mention:
            later = Quantity(number, mention)
            yield later


def _at(
    number: Number, text: str, language: Language, starts: dict[int, Mention], ends: dict[int, Mention]
) -> Mention | None:
    before = ends.get(number.start) or ends.get(number.start - 1)
    if before and before.unit.name in ("minute", "second"):
        return before
    if before and before.unit.family == "currency" and not text[before.start : before.end].islower():
        return before  # "CHF 20"; but the SPD "won 20 percent"
    gap = _GAP.match(text, number.end)
    if gap and gap.end() in starts:
        return starts[gap.end()]
    for start in (number.end + 1, number.end):
        if start in starts:
            return starts[start]
    return rest_of_word(text, number.end) if language == "de" else None
