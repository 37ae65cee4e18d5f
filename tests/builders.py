"""Small builders for nouns: a test names what it is about, the rest is a harmless default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from translate_sum.contracts import Decoding, Hypothesis
from translate_sum.document import (
    Article,
    Brief,
    ModelInfo,
    SentenceTranslation,
    Status,
    Summary,
    SummarySentence,
    Translation,
)

TRANSLATOR = ModelInfo("tiny-de-en", "0123456789ab", "beam 4")
SUMMARIZER = ModelInfo("tiny-summarizer", "ba9876543210", "best of 4")
PAIRS = (("Der Rat tagt.", "The council meets."), ("Er berät den Haushalt.", "It debates the budget."))


def article(*paragraphs: str, title: str | None = "Rat berät Haushalt", **fields: Any) -> Article:
    """An article from `artikel.txt` with no metadata but its title; other fields by name."""
    bare = Article(title, None, None, None, None, paragraphs, source="artikel.txt", sha256="0" * 64)
    return replace(bare, **fields)


def pair(index: int, source: str, target: str, *, paragraph: int = 0, status: Status = "ok") -> SentenceTranslation:
    return SentenceTranslation(index, paragraph, source, target, status)


def translation(*pairs: tuple[str, str], headline: str | None = "Council debates budget", **fields: Any) -> Translation:
    """A (German, English) pair for each sentence, all in one paragraph; other fields by name."""
    pairs = pairs or PAIRS
    origin = fields.pop("article", article(" ".join(german for german, _ in pairs)))
    title = None if headline is None else pair(0, origin.title or "", headline)
    sentences = tuple(pair(number, *texts) for number, texts in enumerate(pairs, start=1))
    return replace(Translation(origin, title, sentences, TRANSLATOR), **fields)


def summary(*points: tuple[str, Sequence[int]], **fields: Any) -> Summary:
    """An (English, sources) pair for each sentence, the German side citing the same; other fields by name."""
    points = points or (("The council debates the budget.", (1, 2)),)
    english = tuple(SummarySentence(text, tuple(sources)) for text, sources in points)
    german = tuple(SummarySentence(f"Satz {', '.join(map(str, s.sources))}.", s.sources) for s in english)
    return replace(Summary(english, german, "source", SUMMARIZER), **fields)


def brief(of: Translation | None = None, told: Summary | None = None, **fields: Any) -> Brief:
    made = Brief(of or translation(), told or summary(), "0.1.0", "length 80", "2026-01-02T03:04:05Z")
    return replace(made, **fields)


class Reverse:
    """A Translator that gives each English text these hypotheses, or "DE" and the text; keeps what it was asked."""

    info = ModelInfo("en-de", "1")
    max_tokens = 20

    def __init__(self, *hypotheses: str | Hypothesis) -> None:
        self.hypotheses = [h if isinstance(h, Hypothesis) else Hypothesis(h) for h in hypotheses]
        self.asked: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.asked += texts
        yield from ((i, self.hypotheses or [Hypothesis(f"DE {text}")]) for i, text in enumerate(texts))

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [best[0] for _, best in self.nbest(texts, decoding, 1)]
