"""Words for a crowd, "dozens", "Hunderte", "tens of thousands": did one become a crowd of another size?

Each says a range. A crowd of the target is in order when the source has a crowd or a number within its range; a
translation's is reported only where the source has a crowd that nothing answers, since "zahlreiche" and "viele" may be
any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.quantities import own_numbers

ROOM = 1.25
"""What a writer rounds by: 19 are "dozens", 1,700 "thousands"."""

SHARED = 3
"""How many times the lower end of what two crowds share its upper end is, at least."""

_ALONE: dict[str, tuple[float, float]] = {
    "handful": (2, 10),
    "dozens": (20, 200),
    "scores": (40, 200),
    "hundreds": (150, 2_000),
    "thousands": (1_500, 1e6),
    "millions": (1.5e6, 1e9),
    "billions": (1.5e9, 1e12),
}
_TIMES: dict[str, tuple[float, float]] = {
    "tens": (15, 150),
    "dozens": (15, 200),
    "scores": (40, 200),
    "hundreds": (150, 1_500),
    "thousands": (1_500, 150_000),
}
_UNITS: dict[str, float] = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_GERMAN: dict[str, str] = {
    "handvoll": "handful",
    "dutzende": "dozens",
    "hunderte": "hundreds",
    "aberhunderte": "hundreds",
    "tausende": "thousands",
    "abertausende": "thousands",
    "zehntausende": "tens of thousands",
    "hunderttausende": "hundreds of thousands",
    "millionen": "millions",
    "milliarden": "billions",
}

_ENGLISH_CROWD = re.compile(
    r"\b(?:(?P<times>tens|dozens|scores|hundreds|thousands) (?:upon (?:tens|hundreds|thousands) )?of )?"
    r"(?P<big>thousands|millions|billions)\b"
    r"|\b(?P<some>several|a few|a couple(?: of)?|many|some) (?P<unit>dozen|hundred|thousand|million|billion)\b"
    r"|\b(?P<alone>dozens|hundreds|scores(?= of (?!\d))|handful(?= of))\b",
    re.IGNORECASE,
)
_GERMAN_CROWD = re.compile(
    r"\b(?:(?P<times>Dutzende|Hunderte|Tausende)n?r? )?(?P<big>Millionen|Milliarden)\b"
    r"|\b(?P<alone>Handvoll|(?:Dutzend|(?:Aber)?[Hh]undert|(?:Aber|Zehn|Hundert)?[Tt]ausend)e(?=n?r?\b))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\d|\b(?:eine|one|a|half|halbe|paar|\w*(?:zwei|drei|vier|fünf|acht|neun|zehn|zwanzig|ßig)))[\s-]*$"
)


@dataclass(frozen=True)
class Crowd:
    span: Span
    low: float
    high: float

    def has(self, value: float) -> bool:
        return self.low / ROOM <= value <= self.high * ROOM

    def meets(self, other: Crowd) -> bool:
        """Whether they have more than their ends in common: "dozens" and "scores", not "dozens" and "hundreds"."""
        return max(self.low, other.low) * SHARED <= min(self.high, other.high)


def altered(source: str, target: str, language: Language) -> Iterator[Finding]:
    here, there = [*crowds(target, "en")], [*crowds(source, language)]
    open_here = _unanswered(here, there, source, language)
    open_there = _unanswered(there, here, target, "en")
    for crowd in open_here:
        if open_there:
            yield _finding("changed", open_there.pop(0).span, crowd.span)
        elif language == "en" and there:
            yield _finding("changed", there[0].span, crowd.span)
        elif language == "en":
            yield _finding("invented", None, crowd.span)


def _finding(status: str, source: Span | None, target: Span) -> Finding:
    if source:
        return Finding("number", "changed", source, target, "a crowd of another size")
    return Finding("number", "invented", None, target, "the source has no crowd of this size")


def _unanswered(crowds_: Sequence[Crowd], others: Sequence[Crowd], text: str, language: Language) -> list[Crowd]:
    """Those that no crowd and no number of the other text answers."""
    if not crowds_:
        return []
    values = [float(number.value) for number in own_numbers(text, language) if number.value is not None]
    return [
        crowd
        for crowd in crowds_
        if not any(crowd.meets(other) for other in others) and not any(map(crowd.has, values))
    ]


def crowds(text: str, language: Language) -> Iterator[Crowd]:
    """In order; "12 millions" is a number and no crowd."""
    for match in (_ENGLISH_CROWD if language == "en" else _GERMAN_CROWD).finditer(text):
        if not _COUNTED.search(text, max(0, match.start() - 12), match.start()):
            low, high = _range({name: value.lower() for name, value in match.groupdict().items() if value})
            yield Crowd(Span(match.group(), *match.span()), low, high)


def _range(parts: dict[str, str]) -> tuple[float, float]:
    if "unit" in parts:
        unit = _UNITS[parts["unit"]]
        return 2 * unit, 10 * unit
    word = parts.get("alone") or parts["big"]
    words = _GERMAN.get(word, word).split(" of ")
    times = parts.get("times") or (words[0] if len(words) > 1 else "")
    if not times:
        return _ALONE[words[0]]
    low, high = _TIMES[_GERMAN.get(times, times)]
    unit = _UNITS[words[-1].removesuffix("s")]
    return low * unit, high * unit
