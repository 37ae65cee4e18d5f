"""Did a unit or a currency change between two texts? A conversion (100 km, 62 miles) is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate_sum.facts.finding import Finding, Kind, Language, Span
from translate_sum.facts.measures import CURRENCY, Mention, families, mentions
from translate_sum.facts.quantities import Quantity, own_numbers, quantities
from translate_sum.facts.reading import Number

_RICH = re.compile(r"(?:illionen|illiarden)(?:schwer|deal)")  # of whatever currency

_EIGHT_DAYS = re.compile(r"\b[Aa]cht Tagen?$")  # a week


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    told: set[tuple[int, int]] = set()
    for a, b in _pairs(source, target, language):
        if (a.start, b.start) in told:
            continue
        told.add((a.start, b.start))
        if b.unit.name == "week" and language == "de" and _EIGHT_DAYS.search(source, 0, a.end):
            continue
        yield _finding(source, target, a, b)
    yield from _lone(source, target, language, told)


def _lone(source: str, target: str, language: Language, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """Currencies that nothing in the other text answers; none of newstest2019's 2,000 sentences loses one."""
    sources, targets = (
        [m for m in mentions(*side) if m.unit.family == CURRENCY] for side in ((source, language), (target, "en"))
    )
    before, after = ({mention.unit.name for mention in side} for side in (sources, targets))
    measured, measuring = quantities(source, language), quantities(target, "en")
    answered = {a for a, _ in told} | _converted(measured, measuring)  # "3 Pfund" may be 1.5 kilograms
    answering = {b for _, b in told} | _converted(measuring, measured)
    for mention in sources:
        if mention.unit.sure and mention.unit.name not in after and mention.start not in answered:
            yield Finding("currency", "missing", _span(source, mention), None, "a currency is missing")
    for mention in targets:
        if (
            mention.unit.sure
            and mention.unit.name not in before
            and mention.start not in answering
            and not _RICH.search(source)
        ):
            yield Finding("currency", "invented", None, _span(target, mention), "a currency is not in the source")


def _pairs(source: str, target: str, language: Language) -> Iterator[tuple[Mention, Mention]]:
    """Units at numbers that mean the same, then those that only one text has."""
    sources, targets = quantities(source, language), quantities(target, "en")
    numbers = own_numbers(source, language)
    converted = _converted(targets, sources)
    for quantity in targets:
        if quantity.number.value is None and quantity.mention.start in converted:
            continue  # the "million" of "542 million pounds", beside "245 Millionen Kilogramm"
        like = [other for other in sources if _same(quantity.number, other.number)]
        same = [other for other in like if other.unit.name == quantity.unit.name]
        bare = sum(_same(quantity.number, number) for number in numbers if number.value is not None) > len(like)
        if same or (like and not bare):
            yield (same or like)[0].mention, quantity.mention
    lost, made_up = _unconverted(source, language, sources, targets), _unconverted(target, "en", targets, sources)
    if language == "en":  # a summary may say "last month" of what its article never calls so
        known = {q.mention.start for q in targets if any(_same(q.number, number) for number in numbers)}
        made_up = [mention for mention in made_up if mention.unit.family == CURRENCY or mention.start in known]
    yield from _alone(lost, made_up)


def _unconverted(
    text: str, language: Language, measured: Sequence[Quantity], others: Sequence[Quantity]
) -> list[Mention]:
    converted = _converted(measured, others)
    every = {mention.start: mention for mention in (*mentions(text, language), *(q.mention for q in measured))}
    return [mention for start, mention in sorted(every.items()) if start not in converted]


def _converted(measured: Sequence[Quantity], others: Sequence[Quantity]) -> set[int]:
    """Where the units stand that are another one's in the other text."""
    return {q.mention.start for q in measured if any(q.converts_to(other) for other in others)}


def _same(number: Number, other: Number) -> bool:
    return not number.readings.isdisjoint(other.readings)


def _alone(sources: Sequence[Mention], targets: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Units that the other text does not have at all, those of a family with each other."""
    before, after = ({mention.unit.name for mention in side} for side in (sources, targets))
    lost = [mention for mention in sources if mention.unit.name not in after and mention.unit.sure]
    made_up = [mention for mention in targets if mention.unit.name not in before and mention.unit.sure]
    for mention in made_up:
        partner = next((other for other in lost if other.unit.family == mention.unit.family), None)
        if partner:
            lost.remove(partner)
            yield partner, mention


def _finding(source: str, target: str, a: Mention, b: Mention) -> Finding:
    kind: Kind = "currency" if CURRENCY in families(a.unit, b.unit) else "unit"
    same = a.unit.name == b.unit.name
    message = f"the same {kind}" if same else f"a {kind} was altered"
    return Finding(kind, "ok" if same else "changed", _span(source, a), _span(target, b), message)


def _span(text: str, mention: Mention) -> Span:
    return Span(text[mention.start : mention.end], mention.start, mention.end)
