"""Scores of a summary ("2-1") that its source has no score like: either run may well stand elsewhere in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translate_sum.facts.finding import Finding, Span

# no range of years or pages, no "5-0 percent", no date, no "20-30-year-olds", no "9-11"-like part of a longer chain
_SCORE = re.compile(
    r"(?<![\w.,:/$€£'’-])(\d{1,2})[-–](\d{1,2})(?![\w%’']|[.,:/]\d|[-–]|\s?(?:percent|per cent|million|billion|"
    r"years?|days?|months?|weeks?|hours?|minutes?|seconds?|miles?|km|metres?|meters?|feet|points?)\b)"
)


@dataclass(frozen=True)
class Score:
    """Whose goals the first figure counts is the writer's choice: 2-1 and 1-2 are one."""

    span: Span
    figures: frozenset[str]


def altered(source: str, target: str) -> Iterator[Finding]:
    """A "changed" finding for each score of the English target where the English source has others only."""
    there = [*scores(source)]
    for score in scores(target):
        if there and not any(score.figures == other.figures for other in there):
            likest = max(there, key=lambda other: len(score.figures & other.figures))
            yield Finding("number", "changed", likest.span, score.span, "the source has no such score")


def scores(text: str) -> Iterator[Score]:
    for match in _SCORE.finditer(text):
        yield Score(Span(match.group(), *match.span()), frozenset(match.groups()))
