"""A folder of articles to a folder of briefs: what is done is not done again, and one bad article stops nothing.

Articles go through in windows, whose sentences share the translator's batches. An article is done when its entry in
the journal says so; the entry is written after its outputs.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from translate_sum.engines.job import Engine, Job, Result
from translate_sum.errors import InputError
from translate_sum.folder import STATE, Input, find
from translate_sum.journal import Entry, Journal
from translate_sum.meter import Meter
from translate_sum.outfolder import OutFolder
from translate_sum.read import load
from translate_sum.recipe import Recipe
from translate_sum.render import Format

WINDOW = 40_000  # bytes of articles in a window: about 250 sentences, eight full batches of the embedded model
RERANKED = 10_000  # the same with reranking, whose wide beams fill batches sooner and take ten times as long
REDO = f"{STATE}/redo"  # while --redo goes on: the journal's length when it began


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


@dataclass(frozen=True, slots=True)
class Task:
    """An article to be worked on; size is its bytes, 0 if it cannot be read. A run keeps one of each."""

    input: Input
    size: int


@dataclass(frozen=True)
class Plan:
    """todo: what is to be done, in order; the others' outcomes are in the journal."""

    inputs: Sequence[Input]
    todo: Sequence[Task]

    @property
    def size(self) -> int:
        return sum(task.size for task in self.todo)


def out_folder(order: Order, inputs: Sequence[Input]) -> OutFolder:
    return OutFolder(order.output, order.formats, frozenset(one.name for one in inputs))


def inputs_of(order: Order) -> list[Input]:
    return find(order.folder, order.pattern, order.output, recursive=order.recursive)[: order.limit]


def make_plan(order: Order, inputs: Sequence[Input], out: OutFolder, recipe: Recipe, journal: Journal) -> Plan:
    """Reads every input's bytes, and every output's."""
    begun = redo_begun(out, journal) if order.redo else 0

    def settled(one: Input, sha256: str) -> bool:
        entry = journal.get(one.name, since=begun)
        if entry is None or entry.key != recipe.key(sha256, entry.outcome):
            return False
        return out.intact(entry) if entry.outcome == "done" else not order.retry_failed

    looked_at = ((one, *size_and_hash(one)) for one in inputs)
    return Plan(inputs, [Task(one, size) for one, size, sha256 in looked_at if not settled(one, sha256)])


def redo_begun(out: OutFolder, journal: Journal) -> int:
    """Where in the journal the entries of this redo start; of one that was stopped, where it started."""
    try:
        return int((out.path / REDO).read_bytes())
    except (OSError, ValueError):
        return journal.size


def size_and_hash(one: Input) -> tuple[int, str]:
    """Of the file's bytes; 0 and "" if it cannot be read."""
    data = loaded(one)
    return (0, "") if isinstance(data, InputError) else (len(data), hashlib.sha256(data).hexdigest())


def loaded(one: Input) -> bytes | InputError:
    """The file's bytes, or why there are none."""
    try:
        return load(one.path)
    except InputError as error:
        return error


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
    """Has an engine work tasks off, writes what it made, and keeps the journal: nobody else writes either."""

    def __init__(
        self,
        engine: Engine,
        out: OutFolder,
        journal: Journal,
        recipe: Recipe,
        meter: Meter,
        order: Order,
        *,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.engine, self.out, self.journal, self.recipe, self.meter = engine, out, journal, recipe, meter
        self.order, self.stopped = order, stopped
        self.failure: Entry | None = None  # the first of this run

    def work(self, todo: Sequence[Task]) -> frozenset[str]:
        """The names that are left: none, unless it was stopped."""
        if self.order.redo:
            self.out.put(REDO, [str(redo_begun(self.out, self.journal)).encode()])
        left = self._work(todo) if todo else frozenset()
        if not left:
            self.out.remove([REDO])
        return left

    def _work(self, todo: Sequence[Task]) -> frozenset[str]:
        left = {task.input.name: task.size for task in todo}
        share = sum(left.values()) // (2 * self.engine.hands)  # two windows each at least, so that all end together
        most = RERANKED if self.recipe.options.rerank else WINDOW
        size = most if self.engine.hands == 1 else min(most, share)
        with_data = (list(map(self._job, window)) for window in windows(todo, size))
        with closing(self.engine.results(with_data, self.meter, self._over)) as results:
            for result in results:
                self._record(result)
                failed = result.entry.outcome == "failed"
                self.failure = self.failure or (result.entry if failed else None)
                self.meter.finished(left.pop(result.entry.source), failed=failed)
        return frozenset(left)

    def _over(self) -> bool:
        return self.stopped() or (self.order.fail_fast and self.failure is not None)

    def _job(self, task: Task) -> Job:
        one = task.input
        source = self.out.link(one).encode("utf-8", "backslashreplace").decode()
        return Job(one.name, str(one.path), source, loaded(one), self.out.places(one.name))

    def _record(self, result: Result) -> None:
        """What an earlier version of the article left goes first: no brief is of another version than its entry."""
        entry = self._written(result)
        entry = dataclasses.replace(entry, key=self.recipe.key(entry.sha256, entry.outcome))
        before = self.journal.get(entry.source)
        if before and before.outputs:
            same = before.key == entry.key
            kept = {place: hash for place, hash in before.outputs.items() if same and self.out.digest(place) == hash}
            self.out.remove(before.outputs.keys() - entry.outputs.keys() - kept.keys())
            entry = entry.with_outputs({**kept, **entry.outputs})
        self.journal.append(entry)

    def _written(self, result: Result) -> Entry:
        """The entry with its files on the disk; a name that cannot be is the article's failure."""
        try:
            outputs = self.out.write(result.files)
        except InputError as error:
            made = result.entry
            return Entry(made.source, "failed", "", made.sha256, reason=str(error), exit_code=error.exit_code)
        return result.entry.with_outputs(outputs)
