"""Translation -> Summary: passages that matter, candidates for each, what fails the checks left out, the best set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from translate_sum.choices import GermanSide
from translate_sum.choose import Proposal, best_set, salience
from translate_sum.clauses import fragment
from translate_sum.contracts import Candidate, SecondReader, Summarizer, Translator
from translate_sum.document import (
    HEADLINE,
    ModelInfo,
    SentenceTranslation,
    Summary,
    SummarySentence,
    Translation,
    Warning,
)
from translate_sum.doubts import KIND as DOUBT
from translate_sum.english import sentences as split_english
from translate_sum.errors import InputEmpty
from translate_sum.evidence import Evidence
from translate_sum.facts import VISIBLE
from translate_sum.facts.quotation import completed
from translate_sum.fusion import fused
from translate_sum.german_side import quoted, rendered
from translate_sum.lexrank import salient
from translate_sum.second_reading import misread
from translate_sum.verify import check_sentence

FEWEST_WORDS = 25  # of translated text; below that there is nothing to condense
FEWEST_EACH = 4  # of a sentence; "Ligeti's honor." is none
WORDS_EACH = 15  # of a model's sentence about a passage; a few more passages are asked for than fit
PASSAGE = 25  # words; a shorter sentence is given with the one after it
# a sentence with less is not passed on. Of 36 candidates of SmolLM2 on 3 articles, those from 0.5 to 0.7 had things of
# their own (a link that a study did not find, a suburb made the capital), those over 0.85 a turn of phrase at most
LEAST_SUPPORT = 0.7
SHAKY, QUOTED = -1.0, -0.5  # what a doubt takes off, by the share of the summary's words
FLUENCY = 0.05  # for each nat of mean log-probability
GARBLED = -0.2  # for each word that is no English, and each source of which the translation is in doubt
# judged otherwise, or taken over from the translation
PASSABLE = frozenset({"support", "word", "untranslated", DOUBT})
EXTRACTIVE = ModelInfo("lexrank", "extractive", "sentences of the translation, no model")


def summarize(
    translation: Translation,
    summarizer: Summarizer,
    *,
    length: int,
    german: GermanSide = "source",
    reverse: Translator | None = None,
    reader: SecondReader | None = None,
) -> Summary:
    """The bilingual summary, about `length` English words; every sentence names the German ones it rests on.

    Raises InputEmpty when there is too little text. A sentence that the article does not support, or that says a
    wrong fact, is left out; if too little is left, sentences of the translation fill up, each with a warning. When the
    model wrote nothing that stands, or the article is no longer than `length`, all are such sentences, and `summarizer`
    says so.
    """
    usable = [s for s in translation.sentences if s.status != "kept"]
    words = sum(len(s.target.split()) for s in usable)
    if words < FEWEST_WORDS:
        source = translation.article.source
        raise InputEmpty(f"{source}: too little text to summarize; `translate-sum translate` gives its translation")
    whole = words <= length  # nothing is to be left out, and whatever a model adds is wrong
    asked = [] if whole else passages([s.target for s in usable], summarizer, length)
    attempts = written(asked, summarizer, translation, length) if asked else []
    choose = partial(best, usable=usable, translation=translation, length=length)
    if reader and attempts:
        attempts = read_again(attempts, choose, reader, [s.target for s in usable])
    chosen = tuple(map(quotation, usable)) if whole else choose(attempts)
    info = EXTRACTIVE if all(p.quoted for p in chosen) else named(summarizer, reader, attempts)
    sentences = tuple(p.sentence for p in chosen)
    told = labels(chosen, summarizer.info, whole=whole)
    doubted = () if whole else doubts(sentences, translation)  # what was found in the translation is told there
    warnings = (*dropped(attempts, chosen), *told, *doubted)
    shown = tuple(replace(s, text=completed(s.text)) for s in sentences)
    if german == "translate" and reverse:
        side, unsound = rendered(sentences, translation, reverse)
        return Summary(shown, side, "translate", info, reverse.info, (*warnings, *unsound))
    return Summary(shown, quoted(sentences, translation), "source", info, None, warnings)


# --- What the model reads


def passages(texts: Sequence[str], summarizer: Summarizer, length: int) -> list[str]:
    """The whole text in as few pieces as the model can read; or, for a model of short sentences, what matters most."""
    if summarizer.whole:
        return pack(texts, summarizer.count_tokens, summarizer.max_tokens)
    count = -(-length // WORDS_EACH) + 1
    chosen = [passage(texts, i) for i in salient(texts, count)]
    return [piece for text in chosen for piece in pack([text], summarizer.count_tokens, summarizer.max_tokens)]


def passage(texts: Sequence[str], index: int) -> str:
    """A sentence, and the one after it if it is short."""
    alone = len(texts[index].split()) >= PASSAGE
    return texts[index] if alone else " ".join(texts[index : index + 2])


def pack(texts: Iterable[str], count: Callable[[str], int], limit: int) -> list[str]:
    """Sentences joined into as few chunks as hold them, each at most `limit` tokens; no sentence is cut.

    A single sentence over the limit is packed word by word: its words all reach the model.
    """
    chunks: list[str] = []
    for text in texts:
        for unit in [text] if count(text) <= limit else text.split():
            joined = f"{chunks[-1]} {unit}" if chunks else unit
            if chunks and count(joined) <= limit:
                chunks[-1] = joined
            else:
                chunks.append(unit)
    return chunks


# --- What it wrote


@dataclass(frozen=True)
class Attempt:
    """A sentence that the model wrote, and why it cannot be passed on ("" if it can); read: by the second reader."""

    proposal: Proposal
    wrong: str = ""
    read: bool = False


def written(asked: Sequence[str], summarizer: Summarizer, translation: Translation, length: int) -> list[Attempt]:
    """All sentences of all candidates, checked; a passage of which none stands is tried once more, at random."""
    evidence = Evidence(translation)
    words = max(length // len(asked), 25) if summarizer.whole else WORDS_EACH
    attempts: list[Attempt] = []
    open_passages = list(range(len(asked)))
    for drawn in (False, True):
        answers = summarizer.candidates([asked[i] for i in open_passages], words, drawn=drawn)
        for index, candidates in zip(open_passages, answers, strict=True):
            attempts += checked(candidates, index, evidence, translation, first=100 * drawn)
        good = {a.proposal.passage for a in attempts if not a.wrong}
        open_passages = [i for i in open_passages if i not in good]
        if not open_passages:
            break
    return attempts


def checked(
    candidates: Sequence[Candidate], index: int, evidence: Evidence, translation: Translation, *, first: int
) -> Iterator[Attempt]:
    english = {s.index: s.target for s in translation.sentences}
    doubted = {w.index for w in translation.warnings if w.kind == DOUBT}
    for number, candidate in enumerate(candidates, start=first):
        for text in split_english(candidate.text):
            sentence = evidence.cite(text)
            if sentence is None:
                nowhere = Proposal(SummarySentence(text, (HEADLINE,), 0.0), index, number)
                yield Attempt(nowhere, "nothing in the article supports it")
                continue
            found = [*check_sentence(sentence, 1, translation)]
            garbled = sum(warning.kind in VISIBLE for warning in found) + len(doubted.intersection(sentence.sources))
            quality = SHAKY * (1 - sentence.support) + FLUENCY * candidate.score + GARBLED * garbled
            yield Attempt(Proposal(sentence, index, number, quality), wrong(sentence, found, english))


def wrong(sentence: SummarySentence, found: Iterable[Warning], english: Mapping[int, str]) -> str:
    """Why a sentence of which this was found cannot be passed on; a word that is none only makes it less welcome.

    english: the translation by numbers; its own sentences may lack a verb: a reader can hold them against the German.
    """
    if sentence.support < LEAST_SUPPORT:
        return f"only {sentence.support:.0%} of its content is in the article's sentences"
    if len(sentence.text.split()) < FEWEST_EACH:
        return "too short to say anything"
    if sentence.text not in english.values() and fragment(sentence.text):
        return "a sentence without a verb"
    if doubtful := next((warning.message for warning in found if warning.kind not in PASSABLE), ""):
        return doubtful
    return "it joins what two sentences of the article say apart" * fused(sentence.text, sentence.sources, english)


def read_again(
    attempts: Sequence[Attempt],
    choose: Callable[[Sequence[Attempt]], Sequence[Proposal]],
    reader: SecondReader,
    sentences: Sequence[str],
) -> list[Attempt]:
    """The attempts, with what the second reader finds wrong of those that would be chosen, till it finds nothing."""
    own = frozenset(sentences)  # what is taken over word for word says nothing else
    judged: dict[str, str] = {}
    while True:
        told = [
            replace(a, wrong=a.wrong or judged[text], read=True) if (text := a.proposal.sentence.text) in judged else a
            for a in attempts
        ]
        chosen = (p.sentence.text for p in choose(told) if not p.quoted)
        if not (new := [text for text in chosen if text not in judged and text not in own]):
            return told
        for text, found in zip(new, misread(reader, new, sentences), strict=True):
            judged[text] = found.reason if found else ""


def best(
    attempts: Sequence[Attempt], usable: Sequence[SentenceTranslation], translation: Translation, length: int
) -> tuple[Proposal, ...]:
    """The sentences of about that length, of the model's that stand and the translation's, that say most."""
    proposals = [*(a.proposal for a in attempts if not a.wrong), *quotations(usable, translation)]
    return best_set(proposals, salience([s.target for s in usable]), length) or shortest(usable)


# --- What the article itself says


def quotations(usable: Sequence[SentenceTranslation], translation: Translation) -> list[Proposal]:
    """The translated sentences as proposals; those whose translation itself is in doubt only if there are no others."""
    made = list(map(quotation, usable))
    return [p for p in made if all(w.kind == "support" for w in check_sentence(p.sentence, 1, translation))] or made


def quotation(sentence: SentenceTranslation) -> Proposal:
    cited = SummarySentence(sentence.target, (sentence.index,))
    return Proposal(cited, passage=-sentence.index, quality=QUOTED, quoted=True)


def shortest(usable: Sequence[SentenceTranslation]) -> tuple[Proposal, ...]:
    """What is left when no sentence fits the length."""
    return (quotation(min(usable, key=lambda s: len(s.target.split()))),)


# --- What the reader is told


def dropped(attempts: Sequence[Attempt], chosen: Sequence[Proposal]) -> Iterator[Warning]:
    """What failed of the answers that are used, and the best answer of each passage of which none can be.

    And whatever only the second reader rejected: it would have been chosen. The same words of several answers to a
    passage are told once.
    """
    used = {(p.passage, p.candidate) for p in chosen}
    good = {a.proposal.passage for a in attempts if not a.wrong}
    failed: dict[tuple[int, str], Attempt] = {}
    for attempt in attempts:
        passage, candidate = answer = attempt.proposal.passage, attempt.proposal.candidate
        if attempt.wrong and (attempt.read or answer in used or (candidate == 0 and passage not in good)):
            fault = attempt.wrong if attempt.read else attempt.proposal.sentence.text
            failed.setdefault((passage, fault), attempt)
    for attempt in failed.values():
        message = f"left out of the summary: {attempt.wrong}"
        yield Warning("dropped", "summary", HEADLINE, message, "", attempt.proposal.sentence.text)


def labels(chosen: Sequence[Proposal], model: ModelInfo, *, whole: bool) -> Iterator[Warning]:
    """Which sentences are the article's own, where they stand in for the model's."""
    if whole:
        return
    if all(p.quoted for p in chosen):
        message = f"{model.name} wrote nothing of this length that the article supports; it is quoted instead"
        yield Warning("extractive", "summary", HEADLINE, message)
        return
    for number, proposal in enumerate(chosen, start=1):
        if proposal.quoted:
            message = "a sentence of the translation, taken over to reach the length asked for"
            yield Warning("extractive", "summary", number, message)


def named(summarizer: Summarizer, reader: SecondReader | None, attempts: Sequence[Attempt]) -> ModelInfo:
    """The summarizer's name; with that of the second reader among its settings, if it was asked."""
    if reader is None or not any(attempt.read for attempt in attempts):
        return summarizer.info
    settings = filter(None, (summarizer.info.settings, f"read again by {reader.info.name} {reader.info.revision}"))
    return replace(summarizer.info, settings=", ".join(settings))


def doubts(sentences: Sequence[SummarySentence], translation: Translation) -> Iterator[Warning]:
    for number, sentence in enumerate(sentences, start=1):
        yield from check_sentence(sentence, number, translation)
