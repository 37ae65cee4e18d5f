"""What counts as found: new findings, and whether they touch the planted error."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.faithfulness.edit import Planted, PlantKind
from translate_sum.document import Record
from translate_sum.facts.finding import Finding, Kind

FoundAs = Kind | Literal["not found"]


@dataclass(frozen=True)
class Verdict(Record):
    """One planted error. found_as: the kind of the finding that touches it; `sure`: that finding is not "unsure";
    loose: there is any new finding in the segment.
    """

    kind: PlantKind
    index: int
    found_as: FoundAs
    sure: bool
    loose: bool
    detail: str
    source: str
    clean: str
    planted: str

    @property
    def found(self) -> bool:
        return self.found_as != "not found"


def alarms(findings: Sequence[Finding], *, missing_counts: bool) -> list[Finding]:
    """What the reader would be told of: wrong or unsure. A summary leaves things out, so there "missing" is none."""
    return [f for f in findings if f.status != "ok" and (missing_counts or f.status != "missing")]


def judge(
    target: str, planted: Planted, index: int, clean: Sequence[Finding], found: Sequence[Finding], *, source: str
) -> Verdict:
    """`clean` and `found` are the alarms on the clean `target` and on the planted text, compared with `source`."""
    new = new_findings(clean, found)
    touching = sorted((f for f in new if touches(f, planted)), key=lambda f: (not f.wrong, f.target is None))
    first = touching[0] if touching else None
    return Verdict(
        kind=planted.kind,
        index=index,
        found_as=first.kind if first else "not found",
        sure=first is not None and first.wrong,
        loose=bool(new),
        detail=planted.detail,
        source=source,
        clean=target,
        planted=planted.text,
    )


def new_findings(clean: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """Those not in the clean text too, by kind and the texts of the spans; a second one of the same text is new."""
    old = Counter(map(_key, clean))
    new = []
    for finding in found:
        if old[_key(finding)]:
            old[_key(finding)] -= 1
        else:
            new.append(finding)
    return new


def _key(finding: Finding) -> tuple[str, str, str]:
    source, target = finding.source, finding.target
    return finding.kind, source.text if source else "", target.text if target else ""


def touches(finding: Finding, planted: Planted) -> bool:
    """Its span in the English overlaps what was planted, or it has none and something was taken away.

    A lost negation cannot be shown, only what is no longer negated: there the words on both sides count too.
    """
    if finding.target is None:
        return any(edit.old for edit in planted.edits)
    spans = planted.spans
    if planted.kind == "negation dropped":
        spans = tuple(_with_neighbours(planted.text, start, end) for start, end in spans)
    at, end = finding.target.start, finding.target.end
    return any(at < e and s < end for s, e in spans)


def _with_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the word before it and the word after it."""
    before, after = re.search(r"\w+\W*$", text[:start]), re.match(r"\W*\w+", text[end:])
    return (before.start() if before else start), (end + after.end() if after else end)
