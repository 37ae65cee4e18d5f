"""The summary's German side: the article's own sentences, or the English summary rendered into German and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate_sum import facts
from translate_sum.contracts import Decoding, Hypothesis, Translator
from translate_sum.document import SummarySentence, Translation, Warning
from translate_sum.facts.function_words import ENGLISH
from translate_sum.guards import empty, looping

BEAM = 4
_WORD = re.compile(r"[^\W\d_]+")
_NO_GERMAN = ENGLISH - {"also", "an", "her", "will"}
COMPARERS = ("numbers", "units", "dates", "names", "quotes", "negation")


@dataclass(frozen=True)
class Rendering:
    """German for a summary sentence; `why` the article's own words had to stand in, "" if they did not."""

    sentence: SummarySentence
    findings: tuple[facts.Finding, ...] = ()
    why: str = ""


def quoted(sentences: Sequence[SummarySentence], translation: Translation) -> tuple[SummarySentence, ...]:
    """The German sentences that the English summary cites, each once, in the article's order."""
    wanted = {i for sentence in sentences for i in sentence.sources}
    return tuple(SummarySentence(s.source, (s.index,)) for s in translation.sentences if s.index in wanted)


def rendered(
    sentences: Sequence[SummarySentence], translation: Translation, reverse: Translator
) -> tuple[tuple[SummarySentence, ...], tuple[Warning, ...]]:
    """The English summary in German, sentence by sentence, and a warning for each fact that did not come through.

    A sentence that is the translation's own is the article's German; of the others, the hypothesis with the fewest
    wrong facts is taken. Where the model gives nothing to show, the article's sentences stand, and that is told.
    """
    own = {s.target: s.source for s in translation.sentences}
    asked = [s.text for s in sentences if s.text not in own and reverse.count_tokens(s.text) <= reverse.max_tokens]
    answers = {asked[i]: found for i, found in reverse.nbest(asked, Decoding(BEAM), BEAM)} if asked else {}
    made = [
        Rendering(SummarySentence(own[s.text], s.sources, s.support))
        if s.text in own
        else _best(s, answers.get(s.text, ()), translation)
        for s in sentences
    ]
    warnings = [warning for number, rendering in enumerate(made, start=1) for warning in _doubts(number, rendering)]
    return tuple(rendering.sentence for rendering in made), tuple(warnings)


def _best(sentence: SummarySentence, hypotheses: Sequence[Hypothesis], translation: Translation) -> Rendering:
    shown = [h for h in hypotheses if h.complete and not empty(h.text) and not looping(h.text)]
    if not shown:
        german = " ".join(s.text for s in quoted([sentence], translation)) or sentence.text
        return Rendering(SummarySentence(german, sentence.sources, sentence.support), why="the model made none of it")
    made = [
        Rendering(SummarySentence(h.text, sentence.sources, sentence.support), _wrong(h.text, sentence.text))
        for h in shown
    ]
    return min(made, key=lambda rendering: len(rendering.findings))


def _wrong(german: str, english: str) -> tuple[facts.Finding, ...]:
    compared = [finding for finding in facts.compare(german, english, comparers=COMPARERS) if finding.wrong]
    return (*compared, *_left(german, english))


def _left(german: str, english: str) -> Iterator[facts.Finding]:
    """English small words that stayed ("die Communist Party of China"), each once."""
    here, there = ({m[0]: facts.Span(m[0], *m.span()) for m in _WORD.finditer(text)} for text in (german, english))
    for word in [word for word in here if word in there and word in _NO_GERMAN]:
        yield facts.Finding("untranslated", "changed", here[word], there[word], "an English word was left")


def _doubts(number: int, rendering: Rendering) -> Iterator[Warning]:
    if rendering.why:
        message = f"the German is the article's own: {rendering.why}"
        yield Warning("rendering", "summary", number, message)
    for found in rendering.findings:
        german, english = (span.text if span else "" for span in (found.source, found.target))
        yield Warning(found.kind, "summary", number, f"in the German rendering: {found.message}", german, english)
