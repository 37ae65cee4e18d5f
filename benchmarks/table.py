"""Figures as Markdown tables between two marks of a page; what is outside the marks stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contest import Result, Turn

BEGIN, END = "<!-- make bench: begin -->", "<!-- make bench: end -->"


@dataclass(frozen=True)
class Table:
    """title and note are Markdown; a row shorter than the header is filled up with empty cells."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def markdown(self) -> str:
        filled = [(*row, *[""] * (len(self.header) - len(row))) for row in self.rows]
        rule = ("---", *["---:"] * (len(self.header) - 1))
        lines = ["| " + " | ".join(map(_cell, row)) + " |" for row in (self.header, rule, *filled)]
        note = [self.note, ""] if self.note else []
        return "\n".join([f"### {self.title}", "", *note, *lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def spread(values: Sequence[float]) -> str:
    """Median, and in brackets the smallest and the largest where there are several.

    >>> spread([3.21, 1.04, 2.0]), spread([1234.5])
    ('2.00 (1.04-3.21)', '1234')
    """
    shown = digits(median(values))
    if len(values) == 1:
        return shown
    return f"{shown} ({digits(min(values))}-{digits(max(values))})"


def digits(value: float) -> str:
    """Three that count, or all before the point."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def ratio(base: Result, other: Result, what: Callable[[Turn], float]) -> float:
    """How many times as fast as `base`: the median over the repetitions that both have, each with its own."""
    return median(what(b) / max(what(o), 1e-9) for b, o in zip(base.turns, other.turns, strict=False))


def put(page: str, body: str) -> str:
    """The page with `body` between the marks; without marks, at its end.

    >>> put(put("# Page", "old"), "new") == put("# Page", "new")
    True
    """
    marked = f"{BEGIN}\n\n{body.strip()}\n\n{END}"
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end:
        return before + marked + after
    return f"{page.rstrip()}\n\n{marked}\n"


def write(page: Path, body: str) -> None:
    page.write_text(put(page.read_text(encoding="utf-8") if page.is_file() else "", body), encoding="utf-8")


def rates(result: Result, units: int) -> tuple[str, str]:
    """Units a second by the clock, and a CPU second."""
    if not result.turns:
        return "not run", ""
    clock, cpu = ([units / max(getattr(turn, what), 1e-9) for turn in result.turns] for what in ("wall", "cpu"))
    return spread(clock), spread(cpu)


def times(base: Result, other: Result) -> tuple[str, str]:
    """How many times as fast, by the clock and by CPU seconds."""
    if not base.turns or not other.turns:
        return "", ""
    return digits(ratio(base, other, lambda turn: turn.wall)), digits(ratio(base, other, lambda turn: turn.cpu))


def not_run(result: Result) -> tuple[str, str]:
    return result.name, f"not run: {result.reason}"
