"""A folder of articles to a folder of briefs: what is done is not done again, and one bad article stops nothing.

Articles go through in windows, whose sentences share the translator's batches. An article is done when its entry in
the journal says so; the entry is written after its outputs.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate_sum.cache import key
from translate_sum.document import Article, Brief, Translation
from translate_sum.errors import InputError, TranslateSumError
from translate_sum.folder import Input, find
from translate_sum.journal import Entry, Journal, Outcome
from translate_sum.meter import Meter
from translate_sum.outfolder import OutFolder
from translate_sum.pipeline import Pipeline
from translate_sum.read import load, parse
from translate_sum.render import Format
from translate_sum.version import __version__

WINDOW = 40_000  # bytes of articles in a window: about 250 sentences, eight full batches of the embedded model


@dataclass(frozen=True)
class Order:
    """What a batch is to do. limit: only the first inputs by name. redo: also what is done."""

    folder: Path
    output: Path
    formats: tuple[Format, ...] = ("markdown",)
    pattern: str = "*.txt"
    recursive: bool = False
    limit: int | None = None
    retry_failed: bool = False
    redo: bool = False
    fail_fast: bool = False


@dataclass(frozen=True)
class Task:
    """An article to be worked on; size is its bytes, sha256 their hash, "" if it cannot be read."""

    input: Input
    size: int
    sha256: str


@dataclass(frozen=True)
class Plan:
    """todo: what is to be done, in order; the others' outcomes are in the journal."""

    inputs: Sequence[Input]
    todo: Sequence[Task]

    @property
    def size(self) -> int:
        return sum(task.size for task in self.todo)


class Recipe:
    """All that an article's brief depends on but for the article: models, settings, version."""

    def __init__(self, pipeline: Pipeline) -> None:
        models = (pipeline.chosen_translator, pipeline.chosen_summarizer, pipeline.chosen_reverse)
        named = [[model.name, model.revision] for model in models if model]
        self.options = pipeline.options
        self.parts = [__version__, pipeline.settings, named, self.options.encoding]

    def key(self, sha256: str, outcome: Outcome) -> str:
        """`--force` only matters to what failed."""
        return key("article", self.parts, sha256, self.options.force if outcome == "failed" else None)


def out_folder(order: Order, inputs: Sequence[Input]) -> OutFolder:
    return OutFolder(order.output, order.formats, frozenset(one.name for one in inputs))


def inputs_of(order: Order) -> list[Input]:
    return find(order.folder, order.pattern, order.output, recursive=order.recursive)[: order.limit]


def make_plan(order: Order, inputs: Sequence[Input], out: OutFolder, recipe: Recipe, journal: Journal) -> Plan:
    """Reads every input's bytes, and every output's."""

    def settled(task: Task) -> bool:
        entry = journal.get(task.input.name)
        if entry is None or order.redo or entry.key != recipe.key(task.sha256, entry.outcome):
            return False
        return out.intact(entry) if entry.outcome == "done" else not order.retry_failed

    return Plan(inputs, [task for task in map(task_of, inputs) if not settled(task)])


def task_of(one: Input) -> Task:
    try:
        data = load(one.path)
    except InputError:
        return Task(one, 0, "")
    return Task(one, len(data), hashlib.sha256(data).hexdigest())


def windows(tasks: Sequence[Task], size: int = WINDOW) -> Iterator[list[Task]]:
    """The tasks in runs of at most `size` bytes, but for a single one that has more."""
    window: list[Task] = []
    for task in tasks:
        if window and sum(t.size for t in window) + task.size > size:
            yield window
            window = []
        window.append(task)
    if window:
        yield window


class Worker:
    """Works tasks off. `stopped` is asked between two steps; after it says yes, none is begun."""

    def __init__(
        self,
        pipeline: Pipeline,
        out: OutFolder,
        journal: Journal,
        recipe: Recipe,
        meter: Meter,
        *,
        fail_fast: bool = False,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.pipeline, self.out, self.journal, self.recipe, self.meter = pipeline, out, journal, recipe, meter
        self.fail_fast, self.stopped = fail_fast, stopped
        self.failed_now = False

    def work(self, todo: Sequence[Task]) -> frozenset[str]:
        """The names that are left: none, unless it was stopped."""
        left = {task.input.name for task in todo}
        for window in windows(todo):
            for task, outcome in self._outcomes(window):
                self._record(task, outcome)
                left.discard(task.input.name)
                if self._over():
                    return frozenset(left)
            if self._over():
                return frozenset(left)
        return frozenset(left)

    def _over(self) -> bool:
        return self.stopped() or (self.fail_fast and self.failed_now)

    def _outcomes(self, window: Sequence[Task]) -> Iterator[tuple[Task, Entry]]:
        """Refusals first, then each article as soon as it is summarized."""
        articles: list[tuple[Task, Article]] = []
        for task in window:
            try:
                articles.append((task, self._read(task)))
            except Exception as error:
                yield task, self._failure(task, error)
        if self.stopped():
            return
        begun = time.monotonic()
        translated = self._translated(articles)
        size = sum(task.size for task in window) or 1
        spent = time.monotonic() - begun
        for task, found in translated:
            if self.stopped():
                return
            yield task, self._summarized(task, found, spent * task.size / size)

    def _read(self, task: Task) -> Article:
        options = self.pipeline.options
        source = self.out.link(task.input).encode("utf-8", "backslashreplace").decode()
        return parse(load(task.input.path), source, encoding=options.encoding, force=options.force)

    def _translated(self, articles: Sequence[tuple[Task, Article]]) -> list[tuple[Task, Translation | Exception]]:
        """Together; if that fails because of an article, each by itself, to find out which."""
        if not articles:
            return []
        tasks = [task for task, _ in articles]
        try:
            return list(zip(tasks, self._together([article for _, article in articles]), strict=True))
        except Exception as error:
            _raise_if_general(error)
        found: list[tuple[Task, Translation | Exception]] = []
        for task, article in articles:
            try:
                found.append((task, self._together([article])[0]))
            except Exception as error:
                _raise_if_general(error)
                found.append((task, error))
        return found

    def _together(self, articles: Sequence[Article]) -> list[Translation]:
        translations = self.pipeline.translate_all(articles, self.meter.settled)
        self.meter.translated(sum(len(t.sentences) for t in translations))
        return translations

    def _summarized(self, task: Task, found: Translation | Exception, spent: float) -> Entry:
        begun = time.monotonic()
        try:
            if isinstance(found, Exception):
                raise found
            brief = self.pipeline.summarized(found)
            outputs = self.out.write(task.input.name, brief)
        except Exception as error:
            _raise_if_general(error)
            return self._failure(task, error)
        return self._success(task, brief, outputs, spent + time.monotonic() - begun)

    def _success(self, task: Task, brief: Brief, outputs: dict[str, str], seconds: float) -> Entry:
        headline = brief.translation.headline
        return Entry(
            source=task.input.name,
            outcome="done",
            key=self.recipe.key(brief.article.sha256, "done"),
            sha256=brief.article.sha256,
            title=headline.target if headline else "",
            title_de=brief.article.title or "",
            sentences=len(brief.translation.sentences),
            seconds=round(seconds, 3),
            created=brief.created,
            checks=dict(sorted(Counter(warning.kind for warning in brief.warnings).items())),
            outputs=outputs,
        )

    def _failure(self, task: Task, error: Exception) -> Entry:
        _raise_if_general(error)
        known = isinstance(error, TranslateSumError)
        reason = str(error).removeprefix(f"{self.out.link(task.input)}: ").removeprefix(f"{task.input.path}: ")
        return Entry(
            source=task.input.name,
            outcome="failed",
            key=self.recipe.key(task.sha256, "failed"),
            sha256=task.sha256,
            reason=reason
            if known
            else f"unexpected, please report: {type(error).__name__}: {' '.join(reason.split())}",
            exit_code=error.exit_code if isinstance(error, TranslateSumError) else TranslateSumError.exit_code,
        )

    def _record(self, task: Task, entry: Entry) -> None:
        """What an earlier version of the article left goes first: no brief is of another version than its entry."""
        before = self.journal.get(entry.source)
        if before and before.outputs:
            same = before.key == entry.key
            kept = {place: hash for place, hash in before.outputs.items() if same and self.out.digest(place) == hash}
            self.out.remove(before.outputs.keys() - entry.outputs.keys() - kept.keys())
            entry = entry.with_outputs({**kept, **entry.outputs})
        self.journal.append(entry.with_outputs(entry.outputs))
        self.failed_now |= entry.outcome == "failed"
        self.meter.finished(task.size, failed=entry.outcome == "failed")


def _raise_if_general(error: Exception) -> None:
    """What is wrong with the model, the disk or the machine would be wrong with the next article too."""
    general = isinstance(error, TranslateSumError) and not isinstance(error, InputError)
    if general or isinstance(error, MemoryError):
        raise error
