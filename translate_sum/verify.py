"""Do German source, English translation and English summary say the same? What does not hold comes out with its spans.

As a library, for texts made by any tool:

>>> report = check([Segment("Am Montag starben 12 Menschen.", "On Monday, 21 people died.")])
>>> [(f.segment, f.kind, f.status, f.source.text, f.target.text) for f in report.findings]
[(0, 'number', 'changed', '12', '21')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate_sum.bitext import Segment
from translate_sum.document import Record, SentenceTranslation, SummarySentence, Translation, Warning
from translate_sum.doubts import KIND as DOUBT
from translate_sum.facts import OF_TRANSLATIONS, WRONG, Finding, Kind, Span, Status, compare
from translate_sum.guards import form_faults

__all__ = ["Report", "Segment", "SegmentFinding", "check", "check_sentence", "compare"]

OWN = frozenset(["quote", "repetition"])  # kinds of which the German vouches for the words, and not for this
DOUBTFUL = WRONG - {"missing"} | {"unsure"}  # of a summary, which leaves things out
WEAK = 0.5  # support under which a summary sentence is marked


@dataclass(frozen=True)
class SegmentFinding(Record):
    """A finding about segment `segment`, counted from 0; the other fields are those of Finding."""

    segment: int
    kind: Kind
    status: Status
    source: Span | None
    target: Span | None
    message: str


@dataclass(frozen=True)
class Report(Record):
    """What a check found: all that is not ok, in order of the segments, and how much was looked at."""

    segments: tuple[Segment, ...]
    findings: tuple[SegmentFinding, ...]

    @property
    def wrong(self) -> bool:
        return any(finding.status != "unsure" for finding in self.findings)


def check(segments: Iterable[Segment]) -> Report:
    """Every segment's source held against its target."""
    looked_at = tuple(segments)
    findings = [
        SegmentFinding(i, f.kind, f.status, f.source, f.target, f.message)
        for i, segment in enumerate(looked_at)
        for f in doubts(segment.source, segment.target)
        if f.status != "ok"
    ]
    return Report(looked_at, tuple(findings))


def doubts(source: str, target: str) -> list[Finding]:
    """All findings about a German segment and its English; about the whole of it first."""
    whole_source, whole_target = _whole(source), _whole(target)
    if whole_source is None and whole_target is None:
        return []
    if whole_target is None:
        return [Finding("segment", "missing", whole_source, None, "nothing in the English answers it")]
    if whole_source is None:
        return [Finding("segment", "invented", None, whole_target, "nothing in the German answers it")]
    form = [
        Finding("segment", "changed", whole_source, whole_target, fault.message)
        for fault in form_faults(source, target)
        if fault.hard
    ]
    return [*form, *compare(source, target, comparers=OF_TRANSLATIONS)]


def _whole(text: str) -> Span | None:
    inside = text.strip()
    start = text.find(inside)
    return Span(inside, start, start + len(inside)) if inside else None


def check_sentence(sentence: SummarySentence, number: int, translation: Translation) -> Iterator[Warning]:
    """Warnings on summary sentence `number`: facts that its sources do not bear out, and weak support."""
    cited = [s for s in translation.sentences if s.index in sentence.sources]
    for finding in _against_sources(sentence.text, cited, translation.sentences):
        there = finding.source.text if finding.source else ""
        english = finding.target.text if finding.target else ""
        if finding.kind == "role":  # its source is the English article, which has no place under "German"
            yield Warning(finding.kind, "summary", number, f"{finding.message}: “{there}”", "", english)
        else:
            yield Warning(finding.kind, "summary", number, finding.message, there, english)
    yield from _inherited(sentence, number, translation)
    if sentence.support < WEAK:
        message = f"only {sentence.support:.0%} of its content is in the sentences it cites"
        yield Warning("support", "summary", number, message, "", sentence.text)


def _against_sources(
    text: str, cited: Sequence[SentenceTranslation], article: Sequence[SentenceTranslation]
) -> Iterator[Finding]:
    """What the summary sentence says and neither the English nor the German of its sources does.

    The German may vouch for what the translation garbled, but not for a quotation's words; it also gives the German
    span to show. The rest of the article may vouch for names. What is a source's translation, word for word, says
    nothing else.
    """
    if any(s.target == text for s in cited):
        return
    german = compare(" ".join(s.source for s in cited), text, comparers=OF_TRANSLATIONS)
    vouched = [f.target for f in german if f.status == "ok" and f.target]
    english = compare(
        " ".join(s.target for s in cited), text, source_language="en", article=" ".join(s.target for s in article)
    )
    for finding in english:
        if finding.kind == "role":
            yield finding
        elif finding.status in DOUBTFUL and (finding.kind in OWN or not _overlaps(finding.target, vouched)):
            span = next((f.source for f in german if f.source and _overlaps(finding.target, [f.target])), None)
            yield Finding(finding.kind, "changed" if span else "invented", span, finding.target, _where(finding))


def _where(finding: Finding) -> str:
    if finding.status == "invented":
        return f"the {finding.kind} is not in the sentences it cites"
    return finding.message


def _overlaps(span: Span | None, others: Iterable[Span | None]) -> bool:
    return span is not None and any(o is not None and o.start < span.end and span.start < o.end for o in others)


def _inherited(sentence: SummarySentence, number: int, translation: Translation) -> Iterator[Warning]:
    """What is already doubtful in a cited translation, and said again in the summary.

    What the translation lost is known to be lost in the summary only where that takes the whole sentence over; a doubt
    about the translation is one about what rests on it.
    """
    own = {s.index for s in translation.sentences if s.target == sentence.text}
    for warning in translation.warnings:
        if warning.where != "translation" or warning.index not in sentence.sources:
            continue
        again = warning.english in sentence.text if warning.english else warning.index in own
        if again or warning.kind == DOUBT:
            how = "taken over from" if again else "it rests on"
            message = f"{how} the translation of sentence {warning.index}: {warning.message}"
            yield Warning(warning.kind, "summary", number, message, warning.german, warning.english)
