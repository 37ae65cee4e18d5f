"""A day, month or figure of a summary that stands after words after which the source has another.

"Kim led talks with Cai Qi on Sunday" of "KCNA said on Sunday that Kim had led talks with Cai Qi on Friday": both days
are in the source, and only one of them after "Qi on". Of 800 summaries of CNN/Daily Mail, held against their whole
articles, 11 have such a place, and some of them rightly so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate_sum.evidence import STOPWORDS
from translate_sum.facts.finding import Finding, Language, Span

FARTHEST = 4
"""Words before the figure, to the first that is more than a function word."""

LINKS = frozenset("and or to".split())
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
        if others and all(_value(known) != _value(span) for known in others):
            yield Finding("role", "changed", others[0], span, f"the source has another {kind} after these words")


@lru_cache(maxsize=16)
def _placed(text: str) -> tuple[tuple[Context, str, Span], ...]:
    """Each figure with the words before it, and whether it is a day, a month or a number."""
    found: list[tuple[Context, str, Span]] = []
    before: list[str] = []
    last: tuple[Context, str] | None = None
    for token in _TOKEN.finditer(text):
        if token.lastgroup:
            linked = len(before) > 1 and before[-1] in LINKS and last and last[1] == token.lastgroup
            context = last[0] if linked and last else _context(before)  # "Tuesday and Friday": they share a place
            last = (context, token.lastgroup)
            if context:
                found.append((context, token.lastgroup, Span(token[0], *token.span())))
        elif token[0].lower() not in LINKS:
            last = None
        before = [] if token[0] in ".;!?" else [*before, token[0].lower()][-FARTHEST:]
    return tuple(found)


def _value(figure: Span) -> float | str:
    """1,200 and 1200, 3.0 and 3, 3:30 and 3.30 are each one; what is no number stands for itself."""
    try:
        return float(figure.text.replace(",", "").replace(":", "."))
    except ValueError:
        return figure.text


def _context(before: list[str]) -> Context:
    """Back to the first word that tells something; none if there is none."""
    for i in range(len(before) - 1, -1, -1):
        if before[i] not in STOPWORDS and before[i].isalpha():
            return tuple(before[i:])
    return ()
