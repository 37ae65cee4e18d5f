"""Translation -> Summary: pack, summarize, synthesize, cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from translate_sum.contracts import Decoding, Summarizer, Translator
from translate_sum.document import (
    HEADLINE,
    GermanSide,
    ModelInfo,
    Summary,
    SummarySentence,
    Translation,
    Warning,
)
from translate_sum.english import sentences as split_english
from translate_sum.errors import InputEmpty
from translate_sum.evidence import Evidence, content_words, similarity
from translate_sum.verify import check_sentence

FEWEST_WORDS = 25  # of translated text; below that there is nothing to condense
TOO_ALIKE = 0.7  # two summary sentences that share this much of their words say the same
TOLERANCE = 1.2  # over the words asked for
LEAD = ModelInfo("lead", "extractive", "first sentences, no model")


def summarize(
    translation: Translation,
    summarizer: Summarizer,
    *,
    length: int,
    german: GermanSide = "source",
    reverse: Translator | None = None,
) -> Summary:
    """The bilingual summary, about `length` English words; every sentence names the German ones it rests on.

    Raises InputEmpty when there is too little text. A sentence that nothing in the article supports is left
    out, with a warning, and one that does not fit is passed over; when none is left, the article's first sentences
    stand in, labelled as such.
    """
    texts = [s.target for s in translation.sentences if s.status != "kept"]
    if sum(len(text.split()) for text in texts) < FEWEST_WORDS:
        source = translation.article.source
        raise InputEmpty(f"{source}: too little text to summarize; `translate-sum translate` gives its translation")
    hypothesis = condense(texts, summarizer, length)
    sentences, warnings = cited(distinct(split_english(hypothesis)), translation, length)
    info = summarizer.info
    if not sentences:
        sentences, info = lead(translation, length), LEAD
        message = f"{summarizer.info.name} wrote nothing of this length that the article supports; it is quoted instead"
        warnings = (*warnings, Warning("extractive", "summary", HEADLINE, message))
    side = rendered(sentences, reverse) if german == "translate" and reverse else quoted(sentences, translation)
    model = reverse.info if german == "translate" and reverse else None
    return Summary(sentences, side, "translate" if model else "source", info, model, warnings)


def condense(texts: Sequence[str], summarizer: Summarizer, words: int) -> str:
    """One pass if the text fits the window; else a summary of each chunk, then of those summaries."""
    chunks = pack(texts, summarizer.count_tokens, summarizer.max_tokens)
    if len(chunks) == 1:
        return summarizer.summarize(chunks[0], words)
    each = max(words // 2, 2 * words // len(chunks), 25)
    parts = [summarizer.summarize(chunk, each) for chunk in chunks]
    again = distinct(sentence for part in parts for sentence in split_english(part))
    shorter = sum(map(len, again)) < sum(map(len, texts))
    # a model that does not condense would be asked for ever; its chunk summaries then are the answer
    return condense(again, summarizer, words) if shorter else " ".join(again)


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


def distinct(sentences: Iterable[str]) -> list[str]:
    """The sentences without those that repeat an earlier one."""
    kept: list[str] = []
    for sentence in sentences:
        words = content_words(sentence)
        if words and all(similarity(words, content_words(k)) < TOO_ALIKE for k in kept):
            kept.append(sentence)
    return kept


def cited(
    sentences: Sequence[str], translation: Translation, length: int
) -> tuple[tuple[SummarySentence, ...], tuple[Warning, ...]]:
    """As many sentences as the length allows, each with its sources, and what is doubtful about them."""
    evidence = Evidence(translation)
    kept: list[SummarySentence] = []
    warnings: list[Warning] = []
    for text in fitting(sentences, length):
        sentence = evidence.cite(text)
        if sentence is None:
            warnings.append(Warning("dropped", "summary", HEADLINE, "nothing in the article supports it", "", text))
            continue
        kept.append(sentence)
        warnings += check_sentence(sentence, len(kept), translation)
    return tuple(kept), tuple(warnings)


def fitting(sentences: Iterable[str], length: int) -> Iterator[str]:
    """The sentences, in order, that fit into `length` words and a little; one too long makes room for the next."""
    words = 0
    for sentence in sentences:
        size = len(sentence.split())
        if words + size <= length * TOLERANCE:
            words += size
            yield sentence


def lead(translation: Translation, length: int) -> tuple[SummarySentence, ...]:
    """The first translated sentences that fit, a run without gaps; the shortest, if none does."""
    texts = {s.target: s.index for s in reversed(translation.sentences) if s.status != "kept"}
    in_order = sorted(texts, key=texts.__getitem__)
    chosen = list(fitting(in_order, length)) or [min(in_order, key=len)]
    start = in_order.index(chosen[0])
    run = [text for text, follows in zip(chosen, in_order[start:], strict=False) if text == follows]
    return tuple(SummarySentence(text, (texts[text],)) for text in run)


def quoted(sentences: Sequence[SummarySentence], translation: Translation) -> tuple[SummarySentence, ...]:
    """The German sentences that the English summary cites, each once, in the article's order."""
    wanted = {i for sentence in sentences for i in sentence.sources}
    return tuple(SummarySentence(s.source, (s.index,)) for s in translation.sentences if s.index in wanted)


def rendered(sentences: Sequence[SummarySentence], reverse: Translator) -> tuple[SummarySentence, ...]:
    """A machine rendering of the English summary into German, sentence by sentence."""
    texts = reverse.translate([s.text for s in sentences], Decoding())
    return tuple(SummarySentence(t.text, s.sources, s.support) for t, s in zip(texts, sentences, strict=True))
