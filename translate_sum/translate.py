"""Article -> Translation: every sentence once, in order; what fails a guard is tried in other ways, in batches.

>>> translation = translate(article, translator)
>>> len(translation.sentences) == len(segment(article))
True
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from threading import Thread

from translate_sum import facts
from translate_sum.contracts import Decoding, Hypothesis, Translator
from translate_sum.document import (
    HEADLINE,
    Article,
    ModelInfo,
    Sentence,
    SentenceTranslation,
    Status,
    Translation,
    Warning,
)
from translate_sum.doubts import KIND as DOUBT
from translate_sum.draft import Draft, Manner, make_draft
from translate_sum.exonyms import anglicised
from translate_sum.facts.names import english_name
from translate_sum.guards import Reason, faults
from translate_sum.segment import segment
from translate_sum.surnames import lost
from translate_sum.truecase import Casing
from translate_sum.umlauts import respelled

Progress = Callable[[int, int], None]
BY_VOTE = "event"
"""Kind of reason that is a matter of vocabulary: a word that the check does not know must not cost a right translation.

"Er brachte seine Frau um" became "He brought his wife around", because "brachte ... um" was on no list of deaths.
"""
EASY = 120
"""Pieces that any model was trained on; of a text without full stops, which fits, it may find no end."""
MANY = 3
"""Doubts, of which a sentence has too many to be passed on without another try; 1.9 % of newstest2019's have."""


@dataclass(frozen=True)
class Outcome:
    """What became of a text. status "kept": all ways failed, `text` is the German; reasons: what is still wrong."""

    text: str
    status: Status
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Way:
    """One way to ask for a translation; of `hypotheses` for each question, the one with the fewest faults is taken.

    searches: it searches the same question differently, which may help against words that are no English; the other
    ways put the question differently, for what is worse.
    """

    decoding: Decoding
    manner: Manner = "plain"
    hypotheses: int = 1
    searches: bool = False

    def helps(self, reasons: Sequence[Reason]) -> bool:
        counted = [reason for reason in reasons if reason.kind != BY_VOTE]
        return any(self.searches or reason.hard or reason.kind not in facts.VISIBLE for reason in counted)

    def draft(self, text: str, casing: Casing, translator: Translator, so_far: Candidate | None) -> Draft:
        limit = min(translator.max_tokens, EASY) if self.manner == "halved" else translator.max_tokens

        def fits(part: str) -> bool:
            return translator.count_tokens(part) <= limit

        return make_draft(text, casing, fits, self.manner, so_far.garbled if so_far else None)


def ways(beam_size: int, *, shortlist: bool = False) -> tuple[Way, ...]:
    """The first, and how to try again, in this order: search differently before taking the sentence apart.

    Of the first search all hypotheses are looked at, since they cost nothing more. With a shortlist only the first
    search has it: what it lost may have been for want of a piece; and words that are no English are marked only, for
    who asks for a shortlist asks for speed.
    """
    usual = Decoding(beam_size)
    return (
        *([Way(Decoding(beam_size, shortlist=True))] if shortlist else []),
        Way(usual, hypotheses=beam_size),
        Way(Decoding(beam_size=1, no_repeat_ngram_size=3), searches=not shortlist),
        Way(Decoding(2 * beam_size, no_repeat_ngram_size=3), hypotheses=2 * beam_size, searches=not shortlist),
        Way(usual, "named"),
        Way(usual, "halved"),
        Way(usual, "lowered"),
        Way(usual, "around"),
    )


@dataclass(frozen=True)
class Candidate:
    """doubts: German words that it probably does not say. A few are told; MANY are one more reason to try again."""

    text: str
    reasons: tuple[Reason, ...]
    first: bool
    doubts: tuple[str, ...] = ()

    @property
    def badness(self) -> tuple[int, int]:
        return badness(self.reasons)

    @property
    def garbled(self) -> dict[str, str]:
        """The names that did not come through, with their English."""
        return {r.german: english_name(r.german) for r in self.reasons if r.kind == "name" and r.german}

    def outcome(self, source: str) -> Outcome:
        if any(reason.hard for reason in self.reasons):
            return Outcome(source, "kept", self.reasons)
        doubts = _doubting(self.doubts) if len(self.doubts) < MANY else ()
        return Outcome(self.text, "ok" if self.first else "retried", (*self.reasons, *doubts))


def translate(
    article: Article,
    translator: Translator,
    *,
    beam_size: int = 4,
    shortlist: bool = False,
    progress: Progress | None = None,
) -> Translation:
    """The article in both languages, with a warning for each sentence that stayed German or has a number altered."""
    return translate_all([article], translator, beam_size=beam_size, shortlist=shortlist, progress=progress)[0]


def translate_all(
    articles: Sequence[Article],
    translator: Translator,
    *,
    beam_size: int = 4,
    shortlist: bool = False,
    progress: Progress | None = None,
) -> list[Translation]:
    """A translation for each article, as if by itself; their sentences share the translator's calls."""
    parts = [sentences(article) for article in articles]
    texts, casings = questions(parts)
    search = ways(beam_size, shortlist=shortlist)
    outcomes = iter(_settled(texts, translator, search, casings, progress))
    info = _with_beam(translator.info, beam_size)
    return [
        _joined(article, part, list(islice(outcomes, len(part))), info)
        for article, part in zip(articles, parts, strict=True)
    ]


def sentences(article: Article) -> list[Sentence]:
    """The headline, if there is one, and the body's sentences."""
    title = [Sentence(HEADLINE, 0, article.title.strip())] if article.title and article.title.strip() else []
    return [*title, *segment(article)]


def questions(parts: Iterable[Sequence[Sentence]]) -> tuple[list[str], list[Casing]]:
    """The texts of all articles' sentences, with their umlauts, and for each how its article writes words."""
    texts: list[str] = []
    casings: list[Casing] = []
    for part in parts:
        own = respelled([sentence.text for sentence in part])
        texts += own
        casings += [Casing(own)] * len(own)  # its own article's: a text's outcome must not depend on its company
    return texts, casings


def first_questions(
    parts: Sequence[Sentence], translator: Translator, beam_size: int, *, shortlist: bool = False
) -> tuple[list[str], Way]:
    """What an article's sentences make one ask first, and in which way."""
    way = ways(beam_size, shortlist=shortlist)[0]
    texts, casings = questions([parts])
    drafts = [way.draft(text, casing, translator, None) for text, casing in zip(texts, casings, strict=True)]
    return [question for draft in drafts for question in draft.questions], way


def _joined(article: Article, parts: Sequence[Sentence], outcomes: Sequence[Outcome], info: ModelInfo) -> Translation:
    done = [
        SentenceTranslation(
            sentence.index,
            sentence.paragraph,
            sentence.text,
            sentence.text if outcome.status == "kept" else outcome.text,
            outcome.status,
        )
        for sentence, outcome in zip(parts, outcomes, strict=True)
    ]
    body = 1 if parts and parts[0].index == HEADLINE else 0
    return Translation(
        article=article,
        headline=done[0] if body else None,
        sentences=tuple(done[body:]),
        translator=info,
        warnings=tuple(chain.from_iterable(map(_warned, parts, outcomes))),
    )


def translate_texts(
    texts: Sequence[str],
    translator: Translator,
    *,
    beam_size: int = 4,
    casings: Sequence[Casing] | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """An outcome for each text, in order; one call of the translator for all texts, and one for each way to retry.

    Texts of several articles may share these calls: `casings`, one for each text, then keep what one article tells
    about capitals from the others, so that a text's outcome does not depend on its company. By default the texts are
    one article. `progress` is told how many texts are settled, of how many, before each call and at the end.
    """
    return _settled(texts, translator, ways(beam_size), casings or [Casing(texts)] * len(texts), progress)


def _settled(
    texts: Sequence[str],
    translator: Translator,
    search: Sequence[Way],
    casings: Sequence[Casing],
    progress: Progress | None,
) -> list[Outcome]:
    _get_ready()
    best: dict[int, Candidate] = {}
    tried: set[tuple[int, Draft, Decoding]] = set()
    for way in search:
        unsettled = [i for i in range(len(texts)) if i not in best or way.helps(best[i].reasons)]
        if progress:
            progress(len(texts) - len(unsettled), len(texts))
        drafts = {i: way.draft(texts[i], casings[i], translator, best.get(i)) for i in unsettled}
        drafts = {i: draft for i, draft in drafts.items() if (i, draft, way.decoding) not in tried}
        tried.update((i, draft, way.decoding) for i, draft in drafts.items())
        answers = _ask(drafts.values(), translator, way)
        for i, draft in drafts.items():
            candidate = _candidate(texts[i], draft, answers, casings[i].surnames, first=i not in best)
            best[i] = min(best.get(i, candidate), candidate, key=lambda c: c.badness)
    if progress:
        progress(len(texts), len(texts))
    return [best[i].outcome(text) for i, text in enumerate(texts)]


@cache
def _get_ready() -> None:
    """What the checks need loads while the engine, outside of the interpreter, is at its first search."""

    def warm() -> None:
        with suppress(Exception):  # what is wrong comes up again at the first check, where it is told
            facts.warm()

    Thread(target=warm, name="facts", daemon=True).start()


def _ask(drafts: Iterable[Draft], translator: Translator, way: Way) -> dict[str, Hypothesis]:
    """The answers to the drafts' questions, each asked once, and judged while the engine is at the others."""
    questions = list(dict.fromkeys(question for draft in drafts for question in draft.questions))
    found = translator.nbest(questions, way.decoding, way.hypotheses) if questions else ()
    return {questions[i]: _soundest(questions[i], best) for i, best in found}


def _soundest(question: str, hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """The likeliest of those with the fewest faults; mostly the first has none, and no other is looked at."""
    if len(hypotheses) == 1:
        return hypotheses[0]
    judged: list[Sequence[Reason]] = []
    for hypothesis in hypotheses:
        judged.append(faults(question, hypothesis.text, complete=hypothesis.complete))
        if not judged[-1] and not _voted(judged[0]):
            return hypothesis
    votes = Counter(message for reasons in judged for message in _voted(reasons))
    outvoted = {message for message, count in votes.items() if 2 * count < len(judged)}
    worth = [(len(outvoted & _voted(reasons)), *badness(reasons)) for reasons in judged]
    return hypotheses[worth.index(min(worth))]


def _voted(reasons: Iterable[Reason]) -> frozenset[str]:
    """What the reasons say that counts only where most hypotheses do without it."""
    return frozenset(reason.message for reason in reasons if reason.kind == BY_VOTE)


def badness(reasons: Sequence[Reason]) -> tuple[int, int]:
    """Hard ones first; lower is better."""
    return sum(reason.hard for reason in reasons), sum(reason.kind != BY_VOTE for reason in reasons)


def _candidate(
    text: str, draft: Draft, answers: Mapping[str, Hypothesis], surnames: frozenset[str], *, first: bool
) -> Candidate:
    """The draft's text with all that is wrong with it; a long whole must not hide what is wrong with a part."""
    asked = [(question, answers[question]) for question in draft.questions]
    target = anglicised(text, draft.written(answers))
    reasons = faults(text, target, complete=all(answer.complete for _, answer in asked))
    if len(asked) > 1:
        reasons += [fault for part, answer in asked for fault in faults(part, answer.text) if fault.hard]
    reasons = [*_of_surnames(text, target, reasons, surnames)]
    doubts = tuple(_as_written(text, chain.from_iterable(answer.doubts for _, answer in asked)))
    if len(doubts) >= MANY:
        reasons += _doubting(doubts)
    return Candidate(target, tuple(dict.fromkeys(reasons)), first, doubts)


def _of_surnames(text: str, target: str, reasons: Sequence[Reason], surnames: frozenset[str]) -> Iterator[Reason]:
    """The reasons, but that a surname is no German left over; and for each that was lost another."""
    yield from (reason for reason in reasons if reason.kind != "untranslated" or reason.english not in surnames)
    told = {reason.german for reason in reasons}
    yield from (Reason("name", "a name is missing", False, name) for name in lost(text, target, surnames - told))


def _as_written(text: str, words: Iterable[str]) -> Iterator[str]:
    """The words as the text has them, which may be in capitals; a name that stood in for an address is none of its."""
    for word in dict.fromkeys(words):
        if found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield found[0]


def _doubting(doubts: Sequence[str]) -> list[Reason]:
    return [Reason(DOUBT, "the English may not say this", False, " … ".join(doubts))] * bool(doubts)


def _warned(sentence: Sentence, outcome: Outcome) -> Iterator[Warning]:
    if outcome.status == "kept":
        why = next(reason.message for reason in outcome.reasons if reason.hard)
        yield Warning("untranslated", "translation", sentence.index, f"kept in German: {why}")
        return
    for reason in outcome.reasons:
        yield Warning(reason.kind, "translation", sentence.index, reason.message, reason.german, reason.english)


def _with_beam(info: ModelInfo, beam_size: int) -> ModelInfo:
    return dataclasses.replace(info, settings=", ".join(filter(None, (info.settings, f"beam {beam_size}"))))
