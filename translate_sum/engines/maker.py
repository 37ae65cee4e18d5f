"""Articles to briefs by windows, wherever that is done: sentences share batches, failures come back as values."""

from __future__ import annotations

import platform
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate_sum.cache import Cache
from translate_sum.clock import clock
from translate_sum.document import Article, Brief, Translation
from translate_sum.engines.job import Job, Result, Stopped, Watch, failure, raise_if_general
from translate_sum.errors import ConfigurationError
from translate_sum.heap import give_back
from translate_sum.journal import Entry
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.read import parse
from translate_sum.recipe import Recipe
from translate_sum.render import Format, render

IN_FLIGHT = 2  # articles that are summarized at once: while one is checked, the engine writes for the other


@dataclass(frozen=True)
class Spec:
    """How a worker makes a pipeline like the caller's: plain settings, never a model.

    epoch is SOURCE_DATE_EPOCH, cache the file to share, parts what the caller's Recipe has. Models are found on the
    worker's own machine, as its environment says, and must be the same to the revision.
    """

    options: Options
    epoch: str | None
    cache: Path | None
    parts: Sequence[Any]

    def pipeline(self) -> Pipeline:
        """With its models loaded; raises ConfigurationError if they are not the caller's."""
        cache = Cache(self.cache) if self.cache else None  # the caller has said what is wrong with it, if anything
        pipeline = Pipeline(self.options, clock=clock(self.epoch), cache=cache)
        here = Recipe(pipeline).parts
        if here != list(self.parts):
            raise ConfigurationError(
                f"{platform.node()}: has other models or another version than this machine ({here}); "
                "install the same on both"
            )
        pipeline.open()
        return pipeline


class Maker:
    """Makes briefs of a window's articles."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def results(self, jobs: Sequence[Job], watch: Watch, stopped: Stopped) -> Iterator[Result]:
        """Refusals first, then each article as soon as it is summarized. `stopped` is asked between two steps."""
        articles: list[tuple[Job, Article]] = []
        for job in jobs:
            try:
                articles.append((job, self._read(job)))
            except Exception as error:
                yield failure(job, error)
            if stopped():
                return
        begun = time.monotonic()
        translated = self._translated(articles, watch)
        each = (time.monotonic() - begun) / (sum(job.size for job in jobs) or 1)
        yield from self._summaries(translated, each, stopped)

    def _summaries(
        self, translated: Sequence[tuple[Job, Translation | Exception]], each: float, stopped: Stopped
    ) -> Iterator[Result]:
        """In order, IN_FLIGHT at a time if the summarizer can be shared. each: seconds of translation for a byte."""
        if not translated:
            return
        self.pipeline.open()  # before the threads come, of which each would load the models for itself
        at_once = IN_FLIGHT if self.pipeline.summarizer.shared else 1
        with ThreadPoolExecutor(at_once) as pool:
            pending: deque[Future[Result]] = deque()
            for job, found in translated:
                if stopped():
                    break
                pending.append(pool.submit(self._summarized, job, found, each * job.size))
                if len(pending) == at_once:
                    yield _ended(pending.popleft())
            while pending:
                yield _ended(pending.popleft())

    def _read(self, job: Job) -> Article:
        options = self.pipeline.options
        return parse(job.data, job.source, encoding=options.encoding, force=options.force)

    def _translated(
        self, articles: Sequence[tuple[Job, Article]], watch: Watch
    ) -> list[tuple[Job, Translation | Exception]]:
        """Together; if that fails because of an article, each by itself, to find out which."""
        if not articles:
            return []
        jobs = [job for job, _ in articles]
        try:
            return list(zip(jobs, self._together([article for _, article in articles], watch), strict=True))
        except Exception as error:
            raise_if_general(error)
        found: list[tuple[Job, Translation | Exception]] = []
        for job, article in articles:
            try:
                found.append((job, self._together([article], watch)[0]))
            except Exception as error:
                raise_if_general(error)
                found.append((job, error))
        return found

    def _together(self, articles: Sequence[Article], watch: Watch) -> list[Translation]:
        translations = self.pipeline.translate_all(articles, watch.settled)
        watch.translated(sum(len(t.sentences) for t in translations))
        return translations

    def _summarized(self, job: Job, found: Translation | Exception, spent: float) -> Result:
        begun = time.monotonic()
        try:
            if isinstance(found, Exception):
                raise found
            brief = self.pipeline.summarized(found)
            files = rendered(brief, job.places)
        except Exception as error:
            return failure(job, error)
        return Result(entry_of(job.name, brief, spent + time.monotonic() - begun), files)


def _ended(summary: Future[Result]) -> Result:
    result = summary.result()
    give_back()
    return result


def rendered(brief: Brief, places: Mapping[str, Format]) -> dict[str, bytes]:
    return {
        place: render("brief", form, [brief]).encode("utf-8", errors="backslashreplace")
        for place, form in places.items()
    }


def entry_of(name: str, brief: Brief, seconds: float) -> Entry:
    headline = brief.translation.headline
    return Entry(
        source=name,
        outcome="done",
        key="",
        sha256=brief.article.sha256,
        title=headline.target if headline else "",
        title_de=brief.article.title or "",
        sentences=len(brief.translation.sentences),
        seconds=round(seconds, 3),
        created=brief.created,
        checks=dict(sorted(Counter(warning.kind for warning in brief.warnings if not warning.note).items())),
    )
