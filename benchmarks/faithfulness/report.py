"""The figures of detection as Markdown tables and as plain values; pure functions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from benchmarks.faithfulness.edit import PlantKind
from benchmarks.faithfulness.judge import Verdict
from translate_sum.document import Record
from translate_sum.facts.finding import Finding, Kind

NOT_FOUND = "not found"
# the recall asked for
GOALS: dict[PlantKind, float] = {
    "number": 0.95,
    "number word": 0.95,
    "digits swapped": 0.95,
    "currency": 0.95,
    "date": 0.95,
    "name swapped": 0.8,
    "name invented": 0.9,
    "negation added": 0.8,
    "negation dropped": 0.8,
}


@dataclass(frozen=True)
class Share(Record):
    """count of total, with Wilson's 95 % interval; shares in [0, 1]."""

    count: int
    total: int

    @property
    def value(self) -> float:
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        n, p, z = self.total, self.value, 1.959964
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{100 * self.value:.1f} ({100 * low:.1f}-{100 * high:.1f})"

    def to_dict(self) -> dict[str, Any]:
        low, high = self.interval
        return {"count": self.count, "total": self.total, "value": self.value, "low": low, "high": high}


@dataclass(frozen=True)
class Recall(Record):
    """found: touched by a finding; sure: by one that is wrong, not only unsure; loose: any new finding."""

    kind: PlantKind
    found: Share
    sure: Share
    loose: Share


def recalls(verdicts: Iterable[Verdict]) -> list[Recall]:
    by_kind: dict[PlantKind, list[Verdict]] = {kind: [] for kind in get_args(PlantKind)}
    for verdict in verdicts:
        by_kind[verdict.kind].append(verdict)
    return [
        Recall(
            kind,
            Share(sum(v.found for v in each), len(each)),
            Share(sum(v.sure for v in each), len(each)),
            Share(sum(v.loose for v in each), len(each)),
        )
        for kind, each in by_kind.items()
    ]


def confusion(verdicts: Iterable[Verdict]) -> dict[PlantKind, Counter[str]]:
    table: dict[PlantKind, Counter[str]] = {kind: Counter() for kind in get_args(PlantKind)}
    for verdict in verdicts:
        table[verdict.kind][verdict.found_as] += 1
    return table


def false_alarms(segments: int, findings: Sequence[Sequence[Finding]]) -> dict[str, tuple[Share, Share]]:
    """Per kind of finding, and "all": the share of segments with one, and with one that is wrong, not only unsure."""
    kinds = (*get_args(Kind), "all")
    return {
        kind: (
            Share(sum(any(kind in (f.kind, "all") for f in each) for each in findings), segments),
            Share(sum(any(kind in (f.kind, "all") and f.wrong for f in each) for each in findings), segments),
        )
        for kind in kinds
    }


def summary(segments: int, verdicts: Sequence[Verdict], alarms: Sequence[Sequence[Finding]]) -> dict[str, Any]:
    rates = false_alarms(segments, alarms)
    return {
        "recall": [
            r.to_dict() | {s: getattr(r, s).to_dict() for s in ("found", "sure", "loose")} for r in recalls(verdicts)
        ],
        "confusion": {kind: dict(row) for kind, row in confusion(verdicts).items()},
        "false_alarms": {k: {"any": a.to_dict(), "wrong": w.to_dict()} for k, (a, w) in rates.items()},
    }


def page(name: str, segments: int, verdicts: Sequence[Verdict], alarms: Sequence[Sequence[Finding]]) -> str:
    """Three tables: recall, confusion, false alarms."""
    kinds = (*get_args(Kind), NOT_FOUND)
    found = [
        [r.kind, str(r.found.total), str(r.found.count), str(r.found), _goal(r), str(r.sure), str(r.loose)]
        for r in recalls(verdicts)
    ]
    confused = [[kind, *(str(row[k]) for k in kinds)] for kind, row in confusion(verdicts).items()]
    rates = [[k, str(a.count), str(a), str(w)] for k, (a, w) in false_alarms(segments, alarms).items()]
    return "\n".join(
        [
            f"## {name}: {segments:,} clean segments\n",
            table(["planted", "n", "found", "recall % (95 %)", "goal %", "as wrong %", "any new finding %"], found),
            table(["planted \\ found as", *kinds], confused),
            table(["finding on clean text", "segments", "% (95 %)", "as wrong %"], rates),
        ]
    )


def _goal(recall: Recall) -> str:
    goal = GOALS.get(recall.kind)
    return "" if goal is None else f"{100 * goal:.0f}{'' if recall.found.value >= goal else ' (below)'}"


def details(verdicts: Iterable[Verdict]) -> str:
    """Recall by what the planter says of an error, such as the part of the date or the sort of name."""
    rows: dict[tuple[str, str], list[bool]] = {}
    for verdict in verdicts:
        rows.setdefault((verdict.kind, verdict.detail), []).append(verdict.found)
    body = [[k, d, str(len(f)), str(Share(sum(f), len(f)))] for (k, d), f in sorted(rows.items()) if d]
    return table(["planted", "of", "n", "recall % (95 %)"], body)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
