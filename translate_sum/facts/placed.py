"""A day, month or figure of a summary that stands after words after which the source has another.

"Kim led talks with Cai Qi on Sunday" of "KCNA said on Sunday that Kim had led talks with Cai Qi on Friday": both days
are in the source, and only one of them after "Qi on". Of 800 summaries of CNN/Daily Mail, held against their whole
articles, 10 have such a place, and some of them rightly so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate_sum.evidence import STOPWORDS
from translate_sum.facts.finding import Finding, Language, Span

FARTHEST = 4
"""Words before the figure, to the first that is more than a function word."""

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_TOKEN = re.compile(rf"(?P<day>\b{_DAY}\b)|(?P<month>\b(?:{_MONTH})\b)|(?P<number>\d+(?:[.,:]\d+)*)|[^\W\d_]+|[.;!?]")
Context = tuple[str, ...]


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each of them, English against English; a role, for as a figure it may be right."""
    if language == "de":
        return
    there = _placed(source)
    for context, kind, span in _placed(target):
        others = [known for same, its, known in there if (same, its) == (context, kind)]
        if others and all(known.text != span.text for known in others):
            yield Finding("role", "changed", others[0], span, f"the source has another {kind} after these words")


@lru_cache(maxsize=16)
def _placed(text: str) -> tuple[tuple[Context, str, Span], ...]:
    """Each figure with the words before it, and whether it is a day, a month or a number."""
    found: list[tuple[Context, str, Span]] = []
    before: list[str] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup and (context := _context(before)):
            found.append((context, token.lastgroup, Span(token[0], *token.span())))
        before = [] if token[0] in ".;!?" else [*before, token[0].lower()][-FARTHEST:]
    return tuple(found)


def _context(before: list[str]) -> Context:
    """Back to the first word that tells something; none if there is none."""
    for i in range(len(before) - 1, -1, -1):
        if before[i] not in STOPWORDS and before[i].isalpha():
            return tuple(before[i:])
    return ()
