"""The tool itself: its engine alone, and all it does to a translation, checks and second attempts included."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.peers.documents import regrouped, sentences_of
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.cache import Cache
from translate_sum.contracts import Decoding, Translator
from translate_sum.conversions import Conversions
from translate_sum.document import Article, ModelInfo, Translation
from translate_sum.memo import CachedTranslator
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.read import parse
from translate_sum.store import Store


class Engine:
    """The translator that the pipeline would take, asked for one hypothesis.

    numbers: float32 or int8 in place of what the model's width decides. options: more of translate_sum.Options.
    """

    def __init__(self, model: str, home: str, threads: int, numbers: str = "", **options: Any) -> None:
        pipeline = _pipeline(model, home, threads, options)
        self.translator = pipeline.translator if not numbers else _with(numbers, model, home, threads)
        self.search = {"shortlist": True} if options.get("fast") else {}

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        return [found.text for found in self.translator.translate(texts, Decoding(beam, **self.search))]

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        parts = [sentences_of(text) for text in texts]
        return regrouped(self.sentences([s for part in parts for s in part], beam), [len(part) for part in parts])


class Whole:
    """Reading, segmentation, translation, the check of each sentence and the attempts that follow from it.

    together: documents share the engine's calls, as in `batch`; else one after the other, as in `translate`.
    cache: "none", "cold" (empty at each job) or "warm".
    """

    def __init__(
        self, model: str, home: str, threads: int, together: bool = True, cache: str = "none", **options: Any
    ) -> None:
        self.first = _pipeline(model, home, threads, options)
        self.together, self.cache = together, cache
        self.folder = tempfile.TemporaryDirectory()
        self.jobs = 0

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        """As the paragraphs of one article."""
        article = Article(None, None, None, None, None, tuple(texts), source="bench", sha256="")
        found: list[list[str]] = [[] for _ in texts]
        for sentence in self._pipeline(beam).translate(article).sentences:
            found[sentence.paragraph].append(sentence.target)
        return [" ".join(parts) for parts in found]

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        pipeline = self._pipeline(beam)
        articles = [parse(text.encode(), "bench", encoding="utf-8", force=True) for text in texts]
        groups = [articles] if self.together else [[article] for article in articles]
        return [text(done) for group in groups for done in pipeline.translate_all(group)]

    def _pipeline(self, beam: int) -> Pipeline:
        """With the model that is loaded already, and the cache that this job is to have."""
        pipeline = Pipeline(replace(self.first.options, beam_size=beam), store=self.first.store)
        pipeline.translator = self._cached(self.first.translator)
        return pipeline

    def _cached(self, translator: Translator) -> Translator:
        if self.cache == "none":
            return translator
        self.jobs += 1
        name = "warm" if self.cache == "warm" else f"cold{self.jobs}"
        return CachedTranslator(translator, Cache(Path(self.folder.name, f"{name}.sqlite3")))


def text(translation: Translation) -> str:
    head = [translation.headline.target] if translation.headline else []
    return " ".join([*head, *(sentence.target for sentence in translation.sentences)])


def _pipeline(model: str, home: str, threads: int, options: dict[str, Any]) -> Pipeline:
    """Loaded; its beam is 1, which goes with every option."""
    usual = Options(translator=model, summarizer="echo", threads=threads, beam_size=1)
    pipeline = Pipeline(replace(usual, **options), store=Store(Path(home)))
    _ = pipeline.translator
    return pipeline


def _with(numbers: Any, model: str, home: str, threads: int) -> Translator:
    info, kept = ModelInfo(Path(model).name, ""), Conversions(Path(home))
    return MarianCTranslate2(Path(model), info, threads=threads, conversions=kept, numbers=numbers)
