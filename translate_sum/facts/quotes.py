"""Quotations that a target adds, drops, or gives to another speaker.

Good translations drop the marks of direct speech and of irony often (one in three on newstest2019), so only what is
left when those are set aside counts: 0.2 % of the human translations there raise an alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate_sum.evidence import content_words
from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.quotation import Quotation, quotations
from translate_sum.facts.speakers import Speaker, same, speakers

LONG = 3
"""Words from which on quotation marks are more than a name or irony."""

KNOWN = 0.5
"""Share of a summary's quotation that must be in the source; editors change up to half of the words of some."""


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """Each quotation of the target with its counterpart, quotations lost and added, and speakers exchanged."""
    before, after = [*quotations(source)], [*quotations(target)]
    if before or after:
        yield from _verbatim(source, after) if language == "en" else _marks(source, target, before, after)
    yield from _speakers(source, target, language)


def _marks(source: str, target: str, before: Sequence[Quotation], after: Sequence[Quotation]) -> Iterator[Finding]:
    pairs = _pairs(before, after, len(source), len(target))
    for one, other in pairs:
        yield Finding("quote", "ok", one.span, other.span, "both quote")
    kept = {quotation.span for _, quotation in pairs}
    for quotation in after:
        if quotation.span not in kept and quotation.whole and len(quotation.words) >= LONG:
            yield Finding("quote", "invented", None, quotation.span, "the source does not quote this")
    kept = {quotation.span for quotation, _ in pairs}
    for quotation in before:
        if quotation.span not in kept and len(quotation.words) > LONG and _inner(source, quotation):
            yield Finding("quote", "missing", quotation.span, None, "a quotation is not marked in the English")


def _inner(text: str, quotation: Quotation) -> bool:
    """Within a sentence of the author's and not a whole one; direct speech is often left without marks."""
    span = quotation.span
    before, after = text[: span.start].rstrip(), text[span.end :].lstrip(" ,.")
    outside = bool(before) and before[-1] not in ':.!?,"“”-–' and bool(after)
    return quotation.whole and outside and span.text[1:2].islower()


def _pairs(
    before: Sequence[Quotation], after: Sequence[Quotation], n: int, m: int
) -> list[tuple[Quotation, Quotation]]:
    """The nearest counterpart of each whole quotation; each of both sides at most once."""
    near = sorted(
        (abs(one.span.start / n - other.span.start / m), i, j)
        for i, one in enumerate(before)
        for j, other in enumerate(after)
    )
    left, right = set[int](), set[int]()
    for _, i, j in near:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return [(before[i], after[j]) for i, j in zip(sorted(left), sorted(right), strict=True)]


def _verbatim(source: str, after: Sequence[Quotation]) -> Iterator[Finding]:
    """A summary's quotations are the source's own words: editors trim and inflect some, which leaves a doubt.

    Of 150 in the highlights of 800 articles 17 are not there word for word.
    """
    known = frozenset(content_words(source))
    for quotation in after:
        if len(quotation.words) < LONG or not quotation.whole:
            continue
        stems = content_words(" ".join(quotation.words))
        if there := _find(source, quotation.words):
            yield Finding("quote", "ok", there, quotation.span, "both quote")
        elif stems and sum(stem in known for stem in stems) < KNOWN * len(stems):
            yield Finding("quote", "invented", None, quotation.span, "the source does not say this in these words")
        else:
            yield Finding("quote", "unsure", None, quotation.span, "the source does not say this word for word")


def _find(text: str, words: Sequence[str]) -> Span | None:
    """Where the words stand in a row, whatever is between them but letters and digits."""
    match = re.search(r"(?i)\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b", text)
    return Span(match.group(), *match.span()) if match else None


def _speakers(source: str, target: str, language: Language) -> Iterator[Finding]:
    """A speaker of the target whom the source names but lets another one speak, one whom the target names too.

    Article and summary share no clauses: there the two must not stand in one sentence of the source.
    """
    there = [*speakers(source, language)]
    here = [*speakers(target, "en")] if there else []
    for speaker in here:
        own = next((other for other in there if same(speaker, other)), None)
        rivals = (other for other in there if _named(other, target) and not any(same(other, s) for s in here))
        if own:
            yield Finding("quote", "ok", own.span, speaker.span, "both name this speaker")
        elif _named(speaker, source) and (rival := next(rivals, None)):
            if language == "en" and _named(speaker, _sentence(source, rival)):
                continue
            yield Finding("quote", "changed", rival.span, speaker.span, "another one says this in the source")


def _named(speaker: Speaker, text: str) -> bool:
    return re.search(rf"\b{re.escape(speaker.words[-1])}s?\b", text) is not None


def _sentence(text: str, speaker: Speaker) -> str:
    """What the speaker stands in; a dot after a small letter ends it, so that initials do not."""
    start = max((match.end() for match in _STOP.finditer(text, 0, speaker.span.start)), default=0)
    end = _STOP.search(text, speaker.span.end)
    return text[start : end.start() if end else len(text)]


_STOP = re.compile(r"(?<=[a-zäöüß)\"”])[.!?][\"”]?\s")
