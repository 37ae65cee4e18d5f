"""What a batch would have to do, and how long that would take here, measured on a few of its articles."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from translate_sum.batch import Plan, Task
from translate_sum.document import Article
from translate_sum.errors import InputError
from translate_sum.memo import CachedTranslator
from translate_sum.pipeline import Pipeline
from translate_sum.read import read
from translate_sum.translate import first_questions, sentences

SAMPLE = 3  # articles


@dataclass(frozen=True)
class Estimate:
    """found = settled + todo articles; unreadable are some of todo. Of the sentences todo, `cached` are known.

    tried articles took `translating` seconds with `tried_sentences` that were not known, and `summarizing` seconds: the
    rest is in proportion, by sentences and by articles.
    """

    found: int
    todo: int
    unreadable: int = 0
    sentences: int = 0
    cached: int = 0
    tried: int = 0
    tried_sentences: int = 0
    translating: float = 0.0
    summarizing: float = 0.0

    @property
    def seconds(self) -> float:
        return self.translating + self.summarizing

    @property
    def left(self) -> float:
        """Seconds for all that is to do but what was tried now, which the cache has from now on."""
        if not self.tried:
            return 0.0
        sentences = max(self.sentences - self.cached - self.tried_sentences, 0)
        articles = self.todo - self.unreadable - self.tried
        return self.translating / max(self.tried_sentences, 1) * sentences + self.summarizing / self.tried * articles


def estimate(plan: Plan, pipeline: Pipeline) -> Estimate:
    """Translates and summarizes up to SAMPLE articles, spread over the folder; the cache keeps what that gave."""
    if not plan.todo:
        return Estimate(len(plan.inputs), 0)
    counts = [_counted(task, pipeline) for task in plan.todo]
    readable = [task for task, count in zip(plan.todo, counts, strict=True) if count]
    sample = readable[:: max(1, len(readable) // SAMPLE)][:SAMPLE]
    new = sum(count[0] - count[1] for task, count in zip(plan.todo, counts, strict=True) if count and task in sample)
    translating, summarizing = _timed([_article(task, pipeline) for task in sample], pipeline)
    return Estimate(
        found=len(plan.inputs),
        todo=len(plan.todo),
        unreadable=counts.count(None),
        sentences=sum(count[0] for count in counts if count),
        cached=sum(count[1] for count in counts if count),
        tried=len(sample),
        tried_sentences=new,
        translating=translating,
        summarizing=summarizing,
    )


def _counted(task: Task, pipeline: Pipeline) -> tuple[int, int] | None:
    """How many sentences the article has, and how many of them are known; None if it cannot be read."""
    try:
        article = _article(task, pipeline)
    except InputError:
        return None
    parts = sentences(article)
    translator = pipeline.translator
    if not isinstance(translator, CachedTranslator):
        return len(parts), 0
    options = pipeline.options
    asked, way = first_questions(parts, translator, options.beam_size, shortlist=options.fast)
    known = translator.knows(asked, way.decoding, way.hypotheses)
    return len(parts), round(len(parts) * known / len(asked)) if asked else len(parts)


def _article(task: Task, pipeline: Pipeline) -> Article:
    return read(task.input.path, encoding=pipeline.options.encoding, force=pipeline.options.force)


def _timed(articles: Sequence[Article], pipeline: Pipeline) -> tuple[float, float]:
    """Seconds to translate them and to summarize them; to load the models is counted in neither."""
    pipeline.open()
    begun = time.monotonic()
    translations = pipeline.translate_all(articles)
    between = time.monotonic()
    for translation in translations:
        try:
            pipeline.summarized(translation)
        except InputError:  # too short for a summary
            continue
    return between - begun, time.monotonic() - between
