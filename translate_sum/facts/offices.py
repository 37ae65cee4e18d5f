"""Offices of a summary whose body the source narrows: "head of the party" for "head of the secretariat of the party".

English against English. An office is a title with what follows its "of": the noun it is of, and what that is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate_sum.facts.finding import Finding, Language, Span

TITLES = (
    "head|leader|chief|director|president|vice-president|chairman|chairwoman|chair|chairperson|minister|secretary|member"
    "|spokesman|spokeswoman|spokesperson|commander|governor|mayor|boss|manager|speaker|founder|editor|deputy|ambassador"
)
SAME = frozenset("city town state republic kingdom country village province region island nation people union".split())
"""What an office may be of without being of less: the mayor of the city of Bonn is the mayor of Bonn."""

_TITLE = re.compile(rf"\b(?P<title>{TITLES})s? of (?=[\w])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ENDS = re.compile(r"[.,;:!?()\"“”–—]|--")
_STOPS = frozenset(
    "and or who which that has have had is was were are said says in on at by with for to from as".split()
)


@dataclass(frozen=True)
class Office:
    """`parts`: what stands between the "of"s after the title, each as its words with capitals, in lower case."""

    title: str
    span: Span
    parts: Sequence[frozenset[str]]
    nouns: Sequence[str]


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each office of a body that in the source is that of a part of this body."""
    if language == "de" or target in source:
        return
    there = [*offices(source)]
    for office in offices(target):
        body = office.parts[0]
        alike = [other for other in there if other.title == office.title]
        if not body or any(2 * len(body & other.parts[0]) >= len(body) for other in alike):
            continue
        for other in alike:
            if other.nouns[0] not in SAME and any(_same(body, part) for part in other.parts[1:]):
                yield Finding(
                    "role", "changed", other.span, office.span, "in the source it is an office of a part of it"
                )
                break


def _same(body: frozenset[str], part: frozenset[str]) -> bool:
    """A name may follow upon the body: "the head of China's Communist Party Kim"."""
    return body <= part or len(body & part) >= 2


def offices(text: str) -> Iterator[Office]:
    for match in _TITLE.finditer(text):
        parts: list[set[str]] = [set()]
        nouns = [""]
        end = match.end()
        for word in _WORD.finditer(text, match.end()):
            low = word.group().lower()
            told = bool(parts[-1]) and word.group()[0].islower() and low not in ("of", "s")
            if told or _ENDS.search(text, end, word.start()) or low in _STOPS:
                break
            end = word.end()
            if low == "of":
                parts.append(set())
                nouns.append("")
            elif low != "s":
                nouns[-1] = low
                if word.group()[0].isupper():
                    parts[-1].add(low)
        span = Span(text[match.start() : end], match.start(), end)
        yield Office(match["title"].lower(), span, [frozenset(part) for part in parts], nouns)
