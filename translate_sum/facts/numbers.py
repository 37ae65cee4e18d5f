"""Did a number change between two texts? Says so only when sure; a doubt about form is no change.

A number is in order when the other text has one that can mean the same: "3,5 Mrd." meets "3.5 billion" and "3,500
million", "2018/19" meets "2018-2019", "3." meets "third", "100 km" meets "62 miles". Order does not count, nor, but for
texts with as many numbers, how often: translators move numbers, and say a repeated one once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.moments import Moment, moments
from translate_sum.facts.quantities import Quantity, own_numbers, quantities
from translate_sum.facts.reading import Number, Strength, plain, pool, read


@dataclass(frozen=True)
class Side:
    """One text with its numbers; `pool` is all that they, its dates and its times can mean."""

    text: str
    numbers: tuple[Number, ...]
    pool: frozenset[str]
    quantities: tuple[Quantity, ...]

    @property
    def firm(self) -> list[Number]:
        return [number for number in self.numbers if number.strength > Strength.LOOSE]


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    before, after = _side(source, language), _side(target, "en")
    pairs = _pairs(before, after)
    for a, b in pairs:
        yield Finding("number", "ok", a.place(), b.place(), "the same number")
    lost = _strays(before, after, {id(a) for a, _ in pairs})
    made_up = _strays(after, before, {id(b) for _, b in pairs})
    yield from _wrong(before, after, lost, made_up)
    yield from _signs(source, target, after.pool)


def _side(text: str, language: Language) -> Side:
    numbers = read(text, language)
    clock = {str(value) for moment in moments(text, language) for value in _clock_and_month(moment)}
    return Side(text, own_numbers(text, language), pool(numbers) | clock, quantities(text, language))


def _clock_and_month(moment: Moment) -> frozenset[int]:
    none: frozenset[int] = frozenset()
    return moment.parts.get("hour", none) | moment.parts.get("month", none)


def _pairs(before: Side, after: Side) -> list[tuple[Number, Number]]:
    """Each number of the target with one of the source that means the same, in turn; a loose one will do."""
    free = [(number, pool([number])) for number in before.numbers]
    pairs: list[tuple[Number, Number]] = []
    for number in after.firm:
        meanings = pool([number])
        for i, (candidate, its_meanings) in enumerate(free):
            if number.is_in(its_meanings) or candidate.is_in(meanings):
                pairs.append((candidate, number))
                del free[i]
                break
    return pairs


def _strays(side: Side, other: Side, paired: set[int]) -> list[Number]:
    return [
        number
        for number in side.firm
        if id(number) not in paired and not number.is_in(other.pool) and not _converted(number, side, other)
    ]


def _converted(number: Number, side: Side, other: Side) -> bool:
    """Whether it says in another unit what a quantity of either text says."""
    mine = [quantity for quantity in side.quantities if quantity.number is number]
    return any(own.converts_to(theirs) for own in mine for theirs in (*other.quantities, *side.quantities))


def _wrong(before: Side, after: Side, lost: list[Number], made_up: list[Number]) -> Iterator[Finding]:
    if not (lost and made_up):
        lost, made_up = ([n for n in numbers if n.strength is Strength.DIGITS] for numbers in (lost, made_up))
    while lost and made_up:
        a, b = _likest(before, after, lost, made_up)
        lost.remove(a)
        made_up.remove(b)
        yield Finding("number", "changed", a.place(), b.place(), "a number was altered")
    for number in lost:
        yield Finding("number", "missing", number.place(), None, "a number is missing")
    for number in made_up:
        yield Finding("number", "invented", None, number.place(), "a number is not in the source")


def _likest(
    before: Side, after: Side, lost: Sequence[Number], made_up: Sequence[Number]
) -> tuple[Number, Number]:
    """The lost and the made-up number that stand most alike in their texts."""

    def distance(pair: tuple[Number, Number]) -> float:
        a, b = pair
        return abs(a.start / len(before.text) - b.start / len(after.text))

    return min(((a, b) for b in made_up[:1] for a in lost), key=distance)


_MINUS = re.compile(r"(?<![^\s(])(?<!\d\s)(?:[-−–]|[Mm]inus\s)(\d+(?:[.,]\d+)?)(?!\s?[:.]\d)")
_NEGATIVE = re.compile(
    r"[-−–]\s?\d|\b(?:minus|negative|below|sub|under|less|loss(?:es)?|loses?|lost|fell|falls?|fallen|down|drop\w*|decline\w*|"
    r"decreas\w+|shr[aiu]nk\w*|cut|reduc\w+|deficit|slump\w*|plung\w+|contract\w*)\b",
    re.IGNORECASE,
)


def _signs(source: str, target: str, target_pool: frozenset[str]) -> Iterator[Finding]:
    """A minus sign is lost when the number is there, and nothing in the target says below, down or less."""
    if _NEGATIVE.search(target):
        return
    for match in _MINUS.finditer(source):
        number = re.search(re.escape(match[1]).replace(",", "[.,]"), target)
        if number and plain(match[1].replace(",", ".")) in target_pool:
            lost = Span(match[0], match.start(), match.end())
            found = Span(number[0], number.start(), number.end())
            yield Finding("number", "changed", lost, found, "a minus sign is missing")
