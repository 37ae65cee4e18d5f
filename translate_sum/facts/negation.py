"""Negations of the source that the target lacks, and the other way round.

A translation keeps the number of negations and roughly their order, but may move one into a verb ("failed to"), an
adjective ("unsuccessful") or a set phrase; a summary says a part of its source again, so there the words around count.
Measured on newstest2019 and on 800 articles with their highlights, planted in the target: see the module's test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate_sum.facts import negation_context
from translate_sum.facts.finding import Finding, Language
from translate_sum.facts.negation_words import Mark, marks

FAR = 0.7
"""How far apart, in shares of their texts, two negations may stand for one another; German holds "nicht" back."""

NEAR = 0.2
"""The same where one is a word such as "unable", which is there for other reasons too. A bound of 0.3 lost three of a
hundred dropped negations and saved two alarms in a thousand sentences."""

LEAST = 16
"""Characters apart that are near in any text."""

LATE = frozenset({"erst", "frühestens"})
"""Rendered by "not until", which stands elsewhere."""

ALONE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?i)\b(?:nur|bloß|lediglich|allein|einfach)\b"),
    "en": re.compile(r"(?i)\b(?:only|just|merely|simply|solely|alone)\b"),
}

Pair = tuple[Mark, Mark]


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """Every plain negation of either text, once; "nicht nur" and its like only where something else is in its place."""
    if language == "en":
        yield from negation_context.compare(source, target)
        return
    before, after = [*marks(source, language)], [*marks(target, "en")]
    pairs = _pairs(before, after, len(source), len(target))
    kept = {mark.span for pair in pairs for mark in pair[:1]}, {mark.span for pair in pairs for mark in pair[1:]}
    for one, other in pairs:
        if "weak" not in (one.strength, other.strength) or one.strength != other.strength:
            yield Finding("negation", "ok", one.span, other.span, "both negate")
    for mark in before:
        if mark.span not in kept[0] and _counts(mark, target, "en"):
            yield Finding("negation", "missing", mark.span, None, "a negation is not in the English")
    for mark in after:
        if mark.span not in kept[1] and _counts(mark, source, language):
            yield Finding("negation", "invented", None, mark.span, "a negation is not in the source")


def _counts(mark: Mark, other: str, language: Language) -> bool:
    """Whether its loss is an error: "nicht nur" may become "both", but not "only"."""
    return mark.strength == "plain" or (mark.sense == "only" and bool(ALONE[language].search(other)))


def _pairs(before: Sequence[Mark], after: Sequence[Mark], n: int, m: int) -> list[Pair]:
    """Which mark of a text of n characters answers which of one of m: each at most once, the cheapest first."""
    far = 1.0 if _several(before) + _several(after) == 0 else FAR
    costs = [
        (cost, i, j)
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if (cost := _cost(one, other, abs(one.span.start / n - other.span.start / m), far, LEAST / max(n, m))) < 9
    ]
    left, right = set[int](), set[int]()
    pairs = list[Pair]()
    for _, i, j in sorted(costs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((before[i], after[j]))
    return pairs


def _several(some: Sequence[Mark]) -> bool:
    return sum(mark.strength != "weak" for mark in some) > 1


def _cost(one: Mark, other: Mark, distance: float, far: float, least: float) -> float:
    """Distance and a fine for an unlike pair, so that like ones find each other first; 9 for no pair."""
    if one.sense and other.sense:
        return distance + 0.1 * (one.sense != other.sense) if distance <= far else 9
    if one.sense or other.sense:
        late = one.span.text.lower() in LATE and other.sense
        return distance + 0.5 if distance < (FAR if late else max(NEAR, least)) else 9
    if one.kin and one.kin == other.kin and distance <= FAR:
        return distance / 10  # "lehnte nicht ab" for "rejected": the verbs answer each other, nothing the "nicht"
    return distance + 0.3 if distance < NEAR and one.span.text.lower() not in LATE else 9
