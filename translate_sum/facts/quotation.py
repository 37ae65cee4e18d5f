"""Where a text quotes: the stretches between quotation marks, of any of the German and English kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translate_sum.facts.finding import Span

CLOSERS = {
    "„": '“”"‟',
    "“": '”"',
    "‟": '”"',
    "”": "”",
    "»": "«",
    "«": "»",
    "‹": "›",
    "›": "‹",
    '"': '"”“',
    "‚": "‘’'",
    "‘": "’'",
    "'": "'’",
    "’": "’",
}
"""What may end a quotation that starts with each mark; German and Swiss »« point either way."""

OPENERS = {"”": "“", '"': '"', "“": "„", "«": "»", "»": "«"}
"""What begins a quotation that ends with each mark."""

_MARK = re.compile("[„“‟”»«‹›\"‚‘'’]|''|``")
SINGLE = frozenset("‚‘'’")

TITLE = re.compile(r"[„“\"»‚‘'][^„“”\"»«‚‘’']{1,40}[“”\"«‘’']")
"""A short quotation: the title of a book or song, which stays German in good translations too."""


@dataclass(frozen=True)
class Quotation:
    """Quoted words with their marks; `whole` is false when one of the two marks is in another segment."""

    span: Span
    words: tuple[str, ...]
    whole: bool = True


def quotations(text: str) -> Iterator[Quotation]:
    """The quotations of a text, outer and inner, in the order in which they end; those without an end come last."""
    stack = list[tuple[str, int]]()
    for match in _MARK.finditer(text):
        mark, i = match.group(), match.start()
        opened = next((k for k in range(len(stack) - 1, -1, -1) if mark in CLOSERS[stack[k][0]]), None)
        if opened is not None and _closes(text, i):
            start = stack[opened][1]
            del stack[opened:]
            yield _quotation(text, start, i + 1)
        elif mark in CLOSERS and _opens(text, i, mark):
            stack.append((mark, i))
        elif mark not in SINGLE:
            yield _quotation(text, 0, i + 1, whole=False)
    for mark, start in stack:
        if mark not in SINGLE:
            yield _quotation(text, start, len(text), whole=False)


def completed(text: str) -> str:
    """The text with the mark that is missing where a quotation goes on in another sentence.

    >>> completed('They said: "We are shaken.'), completed("It shook us.”")
    ('They said: "We are shaken."', '“It shook us.”')
    """
    for quotation in quotations(text):
        first, last = quotation.span.text[0], quotation.span.text[-1]
        if quotation.whole:
            continue
        if first in CLOSERS and quotation.span.end == len(text):
            return text + CLOSERS[first][0]
        if last in OPENERS and quotation.span.start == 0:
            return OPENERS[last] + text
    return text


def _opens(text: str, i: int, mark: str) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    outside = not before or not (before.isalnum() or before in ".,!?")
    return outside and bool(after) and (not after.isspace() or mark == "„")


def _closes(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return not before.isspace() and not after.isalnum()


def _quotation(text: str, start: int, end: int, whole: bool = True) -> Quotation:
    words = tuple(re.findall(r"[^\W_]+", text[start:end]))
    return Quotation(Span(text[start:end], start, end), words, whole)
