"""Figures in three groups or more: telephone numbers, ISO dates, account and file numbers, digit for digit.

Their groups are each compared as numbers or as a date's parts, where neither order nor repetition counts; by that alone
"2019-11" says all of "2019-11-11", and "030 22 44" all of "030 22 22 44".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate_sum.facts.finding import Finding, Language, Span

DIGITS = 5
"""Of a code, at least; what has fewer is a line-up (4-4-2) or a score."""

_CODE = re.compile(r"(?<![\w.,:])\+?\d+(?:(?: ?[-–/] ?| )\d+){2,}(?![\w:])")
_RUN = re.compile(r"\d(?:[\d.,'’ /–-]*\d)?")
_GROUP = re.compile(r"\d+")


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each code that has the same groups in the other text, but not as often.

    Codes are the source's, or a summary's where the source is English: a summary may leave one out.
    """
    text, other = (source, target) if language == "de" else (target, source)
    runs = [Span(match[0], *match.span()) for match in _RUN.finditer(other)]
    for match in _CODE.finditer(text):
        code = Span(match[0], *match.span())
        if len(code.digits) < DIGITS or any(_same(code, run) for run in runs):
            continue
        near = next((run for run in runs if {*_groups(run)} == {*_groups(code)}), None)
        if near:
            before, after = (code, near) if language == "de" else (near, code)
            yield Finding("number", "changed", before, after, "digits were lost or doubled")


def _same(code: Span, run: Span) -> bool:
    """The same digits, or the same groups in another order: "4/5/2005" of an ISO date."""
    return code.digits == run.digits or sorted(_groups(code)) == sorted(_groups(run))


def _groups(span: Span) -> list[int]:
    return [int(group) for group in _GROUP.findall(span.text)]
