"""Did a number change between two texts? Says so only when sure; a doubt about form is no change.

A number is in order when the other text has one that can mean the same: "3,5 Mrd." meets "3.5 billion" and "3,500
million", "2018/19" meets "2018-2019", "3." meets "third", "100 km" meets "62 miles". Order does not count, nor, but for
texts with as many numbers, how often: translators move numbers, and say a repeated one once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from translate_sum.facts import crowds, multiples, scores
from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.moments import Moment, moments
from translate_sum.facts.quantities import Quantity, own_numbers, quantities
from translate_sum.facts.reading import Number, Strength, plain, pool, read
from translate_sum.facts.surroundings import rival

_ONE = frozenset({"1"})
_IDLE = frozenset({"0", "1"})  # "no" and "a" do not stand for another number


@dataclass(frozen=True)
class Side:
    """One text with its numbers, and `everything`, those of dates and times too; `pool` is all that can be meant."""

    text: str
    numbers: tuple[Number, ...]
    everything: tuple[Number, ...]
    pool: frozenset[str]
    quantities: tuple[Quantity, ...]

    @property
    def firm(self) -> list[Number]:
        return [number for number in self.numbers if number.strength > Strength.LOOSE]


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    translated = language == "de"
    before, after = _side(source, language, translated=translated), _side(target, "en", translated=translated)
    pairs = _pairs(before, after)
    for pair in pairs:
        other = _rival(before, after, pair.targets[0]) if language == "en" else None
        yield _altered(other, pair.targets[0]) if other else pair.finding(source, target)
    open_before = _Open.of(before, after, [number for pair in pairs for number in pair.sources])
    open_after = _Open.of(after, before, [number for pair in pairs for number in pair.targets])
    wrong = [*_wrong(open_before, open_after, language)]
    yield from wrong
    told = [finding.target for finding in wrong if finding.target]
    yield from _sizes(source, target, language, told)
    yield from _repeated(open_before, open_after)
    yield from _signs(source, target, after.pool)


@lru_cache(maxsize=256)  # a source is read again beside each hypothesis
def _side(text: str, language: Language, *, translated: bool) -> Side:
    """Within a language a number keeps its form: there "14" is not said by "2014", nor by "March 14"."""
    numbers = read(text, language)
    measured = quantities(text, language)
    units = {quantity.mention.start for quantity in measured}
    own = tuple(number for number in own_numbers(text, language) if number.start not in units)  # "a 15-second clip"
    clock = {str(value) for moment in moments(text, language) for value in _clock_and_month(moment)}
    meanings = pool(numbers) | clock if translated else frozenset(m for n in own for m in n.meanings)
    return Side(text, own, numbers, meanings, measured)


def _clock_and_month(moment: Moment) -> frozenset[int]:
    none: frozenset[int] = frozenset()
    return moment.parts.get("hour", none) | moment.parts.get("month", none)


@dataclass(frozen=True)
class Pair:
    """Numbers that mean the same: one of each text, or a score of one and its runs in the other ("2:1", "2-1")."""

    sources: list[Number]
    targets: list[Number]

    def finding(self, source: str, target: str) -> Finding:
        a, b = _around(source, self.sources), _around(target, self.targets)
        return Finding("number", "ok", a, b, "the same number")


def _around(text: str, numbers: list[Number]) -> Span:
    """From the first to the last, or the first alone where they stand apart."""
    start, end = min(n.start for n in numbers), max(n.end for n in numbers)
    if end - start > sum(len(n.span) + 1 for n in numbers):
        return numbers[0].place()
    return Span(text[start:end], start, end)


def _pairs(before: Side, after: Side) -> list[Pair]:
    """Each number of the target with one of the source that means the same, in turn; a loose one of those will do.

    "1" comes after the scores, because "ein" is in most sentences and would take the 1 of "2-1".
    """
    sources, targets = [*before.numbers], [*after.numbers]
    scale = len(before.text) / (len(after.text) or 1)
    pairs = [*_equal(sources, targets, after.firm, scale)]
    pairs += [Pair([number], parts) for number, parts in _split(sources, targets)]
    pairs += [Pair(parts, [number]) for number, parts in _split(targets, sources)]
    return [*pairs, *_equal(sources, targets, [number for number in targets if number.readings == _ONE], scale)]


def _equal(sources: list[Number], targets: list[Number], wanted: list[Number], scale: float) -> Iterator[Pair]:
    """Of several sources, the one that stands most alike in its text, which is `scale` times as long."""
    for number in wanted:
        alike = [candidate for candidate in sources if number.matches(candidate)]
        if alike:
            partner = min(alike, key=partial(_distance, number.start * scale))
            sources.remove(partner)
            targets.remove(number)
            yield Pair([partner], [number])


def _distance(place: float, number: Number) -> float:
    return abs(number.start - place)


def _split(whole: list[Number], others: list[Number]) -> Iterator[tuple[Number, list[Number]]]:
    """Scores whose runs are all among the other numbers; both are taken out of their lists."""
    for number in [n for n in whole if n.value is None and n.runs]:
        rest, parts = [*others], []
        for run in number.sorted_runs():
            part = next((other for other in rest if run in other.readings), None)
            if part:
                rest.remove(part)
                parts.append(part)
        if len(parts) == len(number.sorted_runs()):
            whole.remove(number)
            others[:] = rest
            yield number, parts


def _rival(before: Side, after: Side, number: Number) -> Number | None:
    """The number that an article gives where its summary gives this one, which it has elsewhere."""
    if number.strength is Strength.LOOSE:
        return None
    same = [other for other in before.numbers if number.matches(other)]
    others = [other for other in before.firm if not other.is_in(after.pool)]
    return rival(before.text, after.text, number, same, others)


def _altered(lost: Number, made_up: Number) -> Finding:
    return Finding("number", "changed", lost.place(), made_up.place(), "a number was altered")


@dataclass(frozen=True)
class _Open:
    """The numbers of a text without a partner: strays, that the other text does not have at all, and the others.

    again: said elsewhere too, so that the other text may well say them once; loose: strays that need not be numbers.
    """

    side: Side
    strays: list[Number]
    again: list[Number]
    loose: list[Number]

    @staticmethod
    def of(side: Side, other: Side, paired: list[Number]) -> _Open:
        taken = {id(number) for number in paired}
        strays: list[Number] = []
        again: list[Number] = []
        loose: list[Number] = []
        for number in side.numbers:
            if id(number) in taken or _converted(number, side, other):
                continue
            known = number.is_in(other.pool)
            if number.strength is not Strength.LOOSE:
                (again if known else strays).append(number)
            elif not known and number.readings.isdisjoint(_IDLE):
                loose.append(number)
        return _Open(side, strays, again, loose)


def _converted(number: Number, side: Side, other: Side) -> bool:
    """Whether it says in another unit what a quantity of either text says."""
    mine = [quantity for quantity in side.quantities if quantity.number is number]
    return any(own.converts_to(theirs) for own in mine for theirs in (*other.quantities, *side.quantities))


def _wrong(before: _Open, after: _Open, language: Language) -> Iterator[Finding]:
    """Of a lost and a made-up number one became the other; by itself a lost word is none ("zwei" was "a couple").

    Words made up out of nothing are rare: 8 of newstest2019's 2,000 sentences have one, "a joke or two" among them.
    """
    lost, made_up = [*before.strays], [*after.strays]
    meetings = [(lost, made_up)]
    if language == "de":
        meetings += [(before.again, made_up), (lost, after.again), (before.loose, made_up), (lost, after.loose)]
        if len(before.side.firm) == len(after.side.firm):
            meetings.append((before.again, after.again))
    for sources, targets in meetings:
        while sources and targets:
            a, b = _likest(before.side, after.side, sources, targets)
            sources.remove(a)
            targets.remove(b)
            yield _altered(a, b)
    for number in lost:
        if number.strength is Strength.DIGITS:
            yield Finding("number", "missing", number.place(), None, "a number is missing")
    for number in made_up:
        if not _idle(number, before.side.text):
            yield Finding("number", "invented", None, number.place(), "a number is not in the source")


def _sizes(source: str, target: str, language: Language, told: list[Span]) -> Iterator[Finding]:
    """Of crowds, multiples, and of a summary's scores, those that are not told yet."""
    altered = [*crowds.altered(source, target, language), *multiples.altered(source, target, language)]
    altered += scores.altered(source, target) if language == "en" else []
    for finding in altered:
        span = finding.target
        if span and not any(span.start < other.end and other.start < span.end for other in told):
            yield finding


def _idle(number: Number, source: str) -> bool:
    """What says little, "a tenth of a second", "a thousand times", and what stands so in the source: "Top Ten"."""
    if number.strength is Strength.DIGITS:
        return False
    return number.span.lower().startswith(("second", "a ")) or bool(
        re.search(rf"\b{re.escape(number.span)}\b", source, re.IGNORECASE)
    )


def _repeated(before: _Open, after: _Open) -> Iterator[Finding]:
    """What is left of the numbers that the other text says once, or as part of a date."""
    for number in before.again:
        for other in _saying(number, after.side):
            yield Finding("number", "ok", number.place(), other.place(), "the same number")
    for number in after.again:
        for other in _saying(number, before.side):
            yield Finding("number", "ok", other.place(), number.place(), "the same number")


def _saying(number: Number, side: Side) -> list[Number]:
    """The first of the numbers of a text that can mean this one, if any does by itself."""
    return [other for other in side.everything if number.meanings & other.meanings][:1]


def _likest(before: Side, after: Side, lost: list[Number], made_up: list[Number]) -> tuple[Number, Number]:
    """The first made-up number and the lost one that stands most alike in its text."""
    made = made_up[0]
    return min(lost, key=partial(_distance, made.start * len(before.text) / len(after.text))), made


_MINUS = re.compile(r"(?<![^\s(])(?<!\d\s)(?:[-−–]|[Mm]inus\s)(\d+(?:[.,]\d+)?)(?!\s?[:.]\d)")
_NEGATIVE = re.compile(
    r"[-−–]\s?\d|\b(?:minus|negative|below|sub|under|less|loss(?:es)?|loses?|lost|fell|falls?|fallen|down|drop\w*|"
    r"decline\w*|"
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
