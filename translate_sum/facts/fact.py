"""The nouns: a span of a text, and a finding about a fact in two texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from translate_sum.document import Record

Kind = Literal["number", "currency", "unit", "date", "name", "quote", "negation", "role"]
Status = Literal["ok", "missing", "changed", "invented", "unsure"]

PROBLEMS: frozenset[Status] = frozenset({"missing", "changed", "invented"})


@dataclass(frozen=True)
class Span(Record):
    """A stretch of a text: `text` is what stands from `start` to `end` in it."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Finding(Record):
    """What became of one fact. `source` lies in the text that is believed, `target` in the text under test.

    missing: in the source only; invented: in the target only; changed: in both, but not the same; unsure: something for
    a reader to look at, and no proof of an error.
    """

    kind: Kind
    status: Status
    source: Span | None
    target: Span | None
    message: str

    def __post_init__(self) -> None:
        assert self.source or self.target, "a finding must have a span to show"

    @property
    def is_problem(self) -> bool:
        return self.status in PROBLEMS


def problems(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that say that something is wrong: neither ok nor unsure."""
    return [finding for finding in findings if finding.is_problem]


def describe(status: Status, source: Span | None, target: Span | None) -> str:
    """A line for the reader, by example: “zwei” became “three”."""
    if source and target:
        return f"“{source.text}” became “{target.text}”" if status != "ok" else f"“{source.text}” is “{target.text}”"
    if source:
        return f"“{source.text}” is not in the English"
    return f"“{target.text if target else ''}” is not in the German"
