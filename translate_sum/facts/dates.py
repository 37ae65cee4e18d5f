"""Did a date or a time change between two texts? "3. Oktober" meets "October 3", "14.30 Uhr" meets "2:30 p.m."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translate_sum.facts.finding import Finding, Language
from translate_sum.facts.moments import Moment, moments
from translate_sum.facts.quantities import own_numbers
from translate_sum.facts.reading import pool
from translate_sum.facts.surroundings import rival

_FIRM = frozenset({"day", "year", "minute", "decade"})
"""Parts that are written in digits: a moment with one of these does not go missing in good translations."""
MIXED = 3
"""Parts of a date, all but one of which say which date it is: day, month and year."""
_COUNTED = frozenset({"day", "month", "year", "decade", "hour", "minute"})


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    sources, targets = moments(source, language), moments(target, "en")
    lost = _strays(sources, targets, _spoken(target, "en", language))
    made_up = _strays(targets, sources, _spoken(source, language, language))
    if language == "en":
        made_up += [moment for moment in targets if moment not in made_up and _mixed(moment, sources)]

    def changed(a: Moment, b: Moment) -> Finding:
        return Finding("date", "changed", a.span(source), b.span(target), "a date was altered")

    answers = _answers(lost, made_up)
    if language == "de":  # a summary may leave out a year, and say once what is said twice
        spare, other_spare = _spare(sources, targets)
        answers += _answers([moment for moment in spare if moment not in lost], made_up)
        answers += _answers(lost, [moment for moment in other_spare if moment.sure and moment not in made_up])
        answers += _answers(lost, [moment for moment in targets if moment.sure and moment not in made_up], agree=True)
    yield from (changed(a, b) for a, b in answers)
    answered = {b.start for _, b in answers}
    for moment in targets:
        partner = next((other for other in sources if moment.agrees(other)), None)
        if moment in made_up or moment.start in answered or not partner or not moment.sure:
            continue
        other = _rival(source, target, moment, sources, targets) if language == "en" else None
        ok = Finding("date", "ok", partner.span(source), moment.span(target), "the same date")
        yield changed(other, moment) if other else ok
    for moment in filter(_telling, lost):
        yield Finding("date", "missing", moment.span(source), None, "a date is missing")
    for moment in filter(_telling, made_up):
        yield Finding("date", "invented", None, moment.span(target), "a date is not in the source")


def _spoken(text: str, language: Language, source_language: Language) -> frozenset[str]:
    """What numbers outside of dates may say of a date; within a language 9 is no 2009, and "three weeks" no March 3."""
    return pool(own_numbers(text, language)) if source_language == "de" else frozenset()


def _mixed(moment: Moment, sources: Sequence[Moment]) -> bool:
    """Whether a source is this date but for one part, and none is it: "October 6, 2007" of "July 6" and "October"."""
    if len(moment.parts) < MIXED or any(moment.parts.keys() <= s.parts.keys() and moment.agrees(s) for s in sources):
        return False
    shared = [[bool(moment.parts[p] & s.parts[p]) for p in moment.parts.keys() & s.parts.keys()] for s in sources]
    return any(same.count(True) >= MIXED - 1 and same.count(False) == 1 and len(same) >= MIXED for same in shared)


def _answers(lost: list[Moment], made_up: list[Moment], *, agree: bool = False) -> list[tuple[Moment, Moment]]:
    """Each of `made_up` with the likest of the lost ones; both are taken out of their lists.

    agree: those that say a part of the lost one, such as "October 3" of "3. Oktober 2019".
    """
    found: list[tuple[Moment, Moment]] = []
    for moment in [*made_up]:
        alike = [other for other in lost if (moment.agrees(other) if agree else moment.likeness(other))]
        if alike:
            partner = max(alike, key=moment.likeness)
            lost.remove(partner)
            made_up.remove(moment)
            found.append((partner, moment))
    return found


def _spare(sources: Sequence[Moment], targets: Sequence[Moment]) -> tuple[list[Moment], list[Moment]]:
    """What is left over of both when each moment has found one to agree with: "Friday and Friday" has one to spare."""
    left, over = [*sources], []
    for moment in targets:
        partner = next((other for other in left if moment.agrees(other)), None)
        if partner:
            left.remove(partner)
        else:
            over.append(moment)
    return left, over


def _rival(
    source: str, target: str, moment: Moment, sources: tuple[Moment, ...], targets: tuple[Moment, ...]
) -> Moment | None:
    """The date that an article gives where its summary gives this one, which it has elsewhere."""
    same = [other for other in sources if moment.agrees(other)]
    others = [
        other
        for other in sources
        if other.sure and moment.likeness(other) and not any(other.agrees(here) for here in targets)
    ]
    return rival(source, target, moment, same, others)


def _telling(moment: Moment) -> bool:
    return not _FIRM.isdisjoint(moment.parts)


def _strays(moments_: tuple[Moment, ...], others: tuple[Moment, ...], numbers: frozenset[str]) -> list[Moment]:
    return [moment for moment in moments_ if moment.sure and not _explained(moment, others, numbers)]


def _explained(moment: Moment, others: tuple[Moment, ...], numbers: frozenset[str]) -> bool:
    """Another moment agrees and what it leaves open is said elsewhere, or all is said by numbers by themselves."""
    said: dict[str, set[str]] = {}
    for other in others:
        for part, values in other.parts.items():
            said.setdefault(part, set()).update(map(str, values))
    agreeing = [other for other in others if moment.agrees(other)]
    for other in agreeing:
        rest = moment.parts.keys() - other.parts.keys() - {"night"}  # which "early Saturday" is silent on
        if all(_in(moment.parts[part], numbers | said.get(part, set())) for part in rest):
            return True
    if ("month" in moment.parts and "day" not in moment.parts) or not moment.parts.keys() <= _COUNTED:
        return False  # "Juli" is no 7
    return all(_in(values, numbers) for values in moment.parts.values())


def _in(values: frozenset[int], numbers: frozenset[str] | set[str]) -> bool:
    return any(str(value) in numbers for value in values)
