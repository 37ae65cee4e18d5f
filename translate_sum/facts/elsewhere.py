"""What the rest of an article says of a summary sentence that is held against a few of its sentences.

A name that the sentences lack and the article has is not made up; a date that the sentences are silent on may be
wrong of the article; and who did what is told best by all of it. Planted into the highlights of 800 articles and held
against their five likest sentences, with the article beside them: 44 instead of 36 % of swapped names and 92 instead
of 86 % of wrong dates are found, at 15.7 instead of 16.9 % of clean sentences with an alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from translate_sum.facts import joined
from translate_sum.facts.finding import Finding, Language, Span

Comparer = Callable[[str, str, Language], Iterator[Finding]]


def compare(name: str, comparer: Comparer, source: str, article: str, target: str) -> Iterator[Finding]:
    """The findings of the comparer of that name on an English `source`, in the light of the `article` it is from."""
    if name in ("roles", "placed"):
        yield from comparer(article, target, "en")
    elif name == "names":
        wrong = [finding.target for finding in comparer(article, target, "en") if finding.wrong and finding.target]
        yield from _known(comparer(source, target, "en"), wrong, article, target)
    elif name == "dates":
        yield from _also([*comparer(source, target, "en")], comparer(article, target, "en"))
    else:
        yield from comparer(source, target, "en")


def _known(findings: Iterable[Finding], wrong: Iterable[Span], article: str, target: str) -> Iterator[Finding]:
    """Of what is wrong of the source alone, that which is far in the article from what the target says with it."""
    for finding in findings:
        if not finding.wrong or finding.target is None or _touches(finding.target, wrong):
            yield finding
        elif joined.aloof(article, target, finding.target):
            yield Finding("name", "unsure", None, finding.target, "the article does not name it where it says this")


def _also(findings: list[Finding], whole: Iterable[Finding]) -> Iterator[Finding]:
    """And what is wrong of the article where the source says nothing; numbers gain nothing by this."""
    yield from findings
    told = [finding.target for finding in findings if finding.target]
    for finding in whole:
        if finding.wrong and finding.target and not _touches(finding.target, told):
            yield Finding(finding.kind, "invented", None, finding.target, f"no such {finding.kind} is in the article")


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
