"""What translate, summarize and brief have in common: read all, work on each, write what there is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from translate_sum.cli_options import Settings
from translate_sum.document import Article, Brief, Failure, Translation
from translate_sum.errors import InputError, UsageError
from translate_sum.folder import way
from translate_sum.pipeline import Pipeline, Progress
from translate_sum.read import read
from translate_sum.render import Format, Product, render
from translate_sum.render.phrases import finding, source
from translate_sum.terminal import Bar, check_writable, emit, say

Item = TypeVar("Item", Translation, Brief)
In = TypeVar("In", str, Article)
Out = TypeVar("Out", Article, Translation, Brief)


class Job:
    """Inputs, the pipeline they go through, and the output."""

    def __init__(self, files: list[str] | None, output: Path | None, settings: Settings) -> None:
        if not files and sys.stdin.isatty():
            raise UsageError("no input; name a file, or pipe a text in")
        self.sources = files or ["-"]
        if self.sources.count("-") > 1:
            raise UsageError("standard input (-) can be read only once")
        check_writable(output, self.sources)
        self.output, self.settings = output, settings
        self.pipeline = Pipeline(settings.options)

    def run(self, work: Callable[[Article, Progress], Item], *, summary: bool) -> tuple[list[Item], list[Failure]]:
        """Read all, then work on all: a wrong file name shows before a model is loaded."""
        options = self.settings.options
        articles, unread = self.each(self.sources, lambda s: read(s, encoding=options.encoding, force=options.force))
        if articles:
            self.pipeline.require(summary=summary)
        items, undone = self.each(articles, lambda article: self.work_on(article, work))
        return items, unread + undone

    def each(self, inputs: Sequence[In], do: Callable[[In], Out]) -> tuple[list[Out], list[Failure]]:
        """A bad one of several inputs comes back as a value, and is said; a single one raises."""
        done, failures = [], []
        for one in inputs:
            try:
                done.append(do(one))
            except InputError as error:
                if len(self.sources) == 1:
                    raise
                say(f"translate-sum: {error}")
                failures.append(Failure(getattr(one, "source", str(one)), str(error), error.exit_code))
        return done, failures

    def work_on(self, article: Article, work: Callable[[Article, Progress], Item]) -> Item:
        started, talk = time.monotonic(), self.settings.talk
        with Bar(Path(article.source).name, shown=not talk.quiet) as bar:
            item = work(article, bar)
        if talk.verbose:
            made_by = f"{self.pipeline.translator.info}"
            say(f"{article.source}: {time.monotonic() - started:.1f} s, translated by {made_by}")
        return item

    def linked(self, items: Sequence[Item]) -> Sequence[Any]:
        return [relinked(item, self.output.parent) for item in items] if self.output else items

    def finish(self, product: Product, form: Format, items: Sequence[Item], failures: Sequence[Failure]) -> int:
        """Write what there is, say what is doubtful, choose the exit code."""
        if items:
            emit(render(product, form, self.linked(items) if form == "markdown" else items, failures), self.output)
        warnings = [w for item in items for w in item.warnings if not w.note]
        if warnings and not self.settings.talk.quiet:
            if product == "translation" and form == "text":  # which has no place for them
                self.tell(items)
            kinds = ", ".join(sorted({w.kind for w in warnings}))
            number = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}"
            say(f"translate-sum: {number} ({kinds}); look at them before you pass this on")
        return self.settings.exit_code(failed=bool(failures), doubtful=bool(warnings))

    def tell(self, items: Sequence[Item]) -> None:
        """Each finding in a line."""
        for item in items:
            article = item.translation.article if isinstance(item, Brief) else item.article
            for warning in item.warnings:
                say(f"translate-sum: {source(article)}: {finding(item, warning)}")


def relinked(item: Translation | Brief, folder: Path) -> Translation | Brief:
    """With the way from the output's folder to the article as its source: that is where the link leads from."""
    if isinstance(item, Brief):
        return replace(item, translation=_relinked(item.translation, folder))
    return _relinked(item, folder)


def _relinked(translation: Translation, folder: Path) -> Translation:
    source = translation.article.source
    if source == "-":
        return translation
    return replace(translation, article=replace(translation.article, source=way(source, folder)))
