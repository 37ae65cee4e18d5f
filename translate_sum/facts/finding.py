"""What the comparison of two texts gives: findings, each with the spans it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translate_sum.document import Record

Language = Literal["de", "en"]
Kind = Literal[
    "number",
    "currency",
    "unit",
    "date",
    "name",
    "quote",
    "negation",
    "role",
    "event",
    "verb",
    "untranslated",
    "word",
    "repetition",
    "segment",
]
Status = Literal["ok", "missing", "changed", "invented", "unsure"]

VISIBLE: frozenset[str] = frozenset({"word", "untranslated", "repetition"})
"""Kinds of what any reader of the English sees; what the other kinds find looks right and is wrong."""

WRONG: frozenset[Status] = frozenset({"missing", "changed", "invented"})


@dataclass(frozen=True)
class Span(Record):
    """A stretch of a text: text[start:end], in code points."""

    text: str
    start: int
    end: int

    @property
    def digits(self) -> str:
        """Of the text, all in a row: "1,200" and "1.200" have the same."""
        return "".join(c for c in self.text if c.isdigit())


@dataclass(frozen=True)
class Finding(Record):
    """One fact of the source, of the target, or of both.

    "ok": both say it; "missing": only the source does, target is None; "invented": only the target does, source is
    None; "changed": the target says something else in its place; "unsure": a doubt too weak to call it wrong.
    At least one span is there; a "changed" and an "ok" finding have both. `message` is a clause for the reader that
    does not repeat the spans, such as "a number is not in the German".
    """

    kind: Kind
    status: Status
    source: Span | None
    target: Span | None
    message: str

    def __post_init__(self) -> None:
        assert self.source or self.target, "no finding without a span to show"

    @property
    def wrong(self) -> bool:
        return self.status in WRONG
