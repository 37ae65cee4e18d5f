"""What `translate-sum check` found, as text for a reader and as JSON."""

from __future__ import annotations

import json as plain_json
from itertools import groupby
from typing import Any

from translate_sum.facts import Span
from translate_sum.render.escape import json_escaped, one_line
from translate_sum.render.phrases import count
from translate_sum.verify import Report, SegmentFinding

SCHEMA_VERSION = 1


def json(report: Report, *, texts: bool) -> str:
    """How many segments, and for each finding its segment (from 0), kind, status, two spans or nulls, and message.

    texts: also "pairs", the segments' texts, which the spans are offsets into; one who gave the lines has them.
    """
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "segments": len(report.segments),
        "findings": [finding.to_dict() for finding in report.findings],
    }
    if texts:
        document["pairs"] = [segment.to_dict() for segment in report.segments]
    return json_escaped(plain_json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def text(report: Report) -> str:
    """A line for each finding under the two texts of its segment, segments counted from 1; the count comes last."""
    lines: list[str] = []
    for i, findings in groupby(report.findings, key=lambda finding: finding.segment):
        segment = report.segments[i]
        lines += [f"{i + 1:>4}  {_shown(segment.source)}", f"      {_shown(segment.target)}"]
        lines += [f"    ⚠ {_line(finding)}" for finding in findings]
        lines.append("")
    return "\n".join([*lines, _verdict(report)]) + "\n"


def _shown(text: str) -> str:
    return one_line(text) or "–"


def _line(finding: SegmentFinding) -> str:
    if finding.kind == "segment":  # its spans are the texts above
        return f"{finding.kind} {finding.status}: {finding.message}"
    spans = [_quoted("„{}“", finding.source), _quoted("“{}”", finding.target)]
    return f"{finding.kind} {finding.status}: {' → '.join(spans)} ({finding.message})"


def _quoted(form: str, span: Span | None) -> str:
    return form.format(one_line(span.text)) if span else "–"


def _verdict(report: Report) -> str:
    looked_at = count(len(report.segments), "segment")
    if not report.findings:
        return f"{looked_at}, nothing wrong found"
    return (
        f"{looked_at}, {count(len(report.findings), 'finding')} in {len({f.segment for f in report.findings})} of them"
    )
