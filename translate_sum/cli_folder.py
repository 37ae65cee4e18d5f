"""What `batch` and `brief DIR` have in common: an order carried out, and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate_sum.batch import Order, Plan, Worker, inputs_of, make_plan, out_folder
from translate_sum.batch_report import INDEX, Report, Totals
from translate_sum.cli_engine import Wanted, engine_of
from translate_sum.cli_options import Settings
from translate_sum.errors import EXIT_OK, Interrupted, UsageError
from translate_sum.journal import Entry, Journal
from translate_sum.meter import Display, Meter, duration
from translate_sum.outfolder import OutFolder
from translate_sum.pipeline import Pipeline
from translate_sum.recipe import Recipe
from translate_sum.stopping import Stop
from translate_sum.terminal import emit, say
from translate_sum.version import __version__

if TYPE_CHECKING:
    from translate_sum.digest.folder import Since
    from translate_sum.dry_run import Estimate


def refuse_same(folder: Path, output: Path) -> None:
    if output.exists() and folder.exists() and output.samefile(folder):
        raise UsageError(f"{output}: is the folder of the articles; choose another --output")


@dataclass(frozen=True)
class Done:
    """What became of an order; nobody else writes into `out` yet."""

    out: OutFolder
    plan: Plan
    report: Report
    stop: Stop
    failure: Entry | None


@contextmanager
def working(order: Order, pipeline: Pipeline, wanted: Wanted, *, quiet: bool) -> Iterator[Done]:
    """Carries the order out, as far as it is not stopped, and holds the output folder until the block ends."""
    inputs = inputs_of(order)
    pipeline.require(summary=True)
    engine = engine_of(wanted, pipeline)
    out, recipe = out_folder(order, inputs), Recipe(pipeline)
    with Stop(quiet=quiet) as stop, out.held(), Journal(out.state / "journal.jsonl") as journal:
        try:
            plan = make_plan(order, inputs, out, recipe, journal)
            meter = Meter(len(plan.todo), plan.size)
            worker = Worker(engine, out, journal, recipe, meter, order, stopped=stop)
            with Display(meter, shown=not quiet):
                left = worker.work(plan.todo)
            yield Done(out, plan, Report(inputs, left, journal), stop, worker.failure)
        except KeyboardInterrupt:
            raise Interrupted("stopped at once; the same command goes on", 128 + (stop.number or 2)) from None


def run(order: Order, pipeline: Pipeline, settings: Settings, wanted: Wanted, digest: Since | None = None) -> int:
    with working(order, pipeline, wanted, quiet=settings.talk.quiet) as done:
        totals = done.report.write(done.out, signature(pipeline))
        if digest:
            from translate_sum.digest.folder import DigestFolder  # not needed by most runs, and slow to import

            DigestFolder(done.report, done.out, digest).write(order.folder.name, signature(pipeline))
    if done.stop.number is not None and totals.left:
        raise Interrupted(f"stopped: {totals}; the same command goes on", 128 + done.stop.number)
    if not settings.talk.quiet:
        new = len(done.plan.todo) - totals.left
        say(f"translate-sum: {order.output}: {totals} ({new} in this run){reasons(done, totals)}")
    return exit_code(totals, settings)


def reasons(done: Done, totals: Totals) -> str:
    """Where it says why articles were not processed; of the one that ended the run, why."""
    if totals.left and done.failure:
        return f"; {done.failure.source}: {done.failure.reason}; without --fail-fast the same command goes on"
    return f"; {done.out.path / INDEX} says why" if totals.failed else ""


def exit_code(totals: Totals, settings: Settings) -> int:
    return settings.exit_code(failed=bool(totals.failed), doubtful=bool(totals.doubtful))


def signature(pipeline: Pipeline) -> str:
    models = (("translator", pipeline.chosen_translator), ("summarizer", pipeline.chosen_summarizer))
    named = [f"{role}: {model.name} ({model.revision})" for role, model in models]
    return " · ".join((f"translate-sum {__version__}", *named, f"settings: {pipeline.settings}", "machine made"))


def preview(order: Order, pipeline: Pipeline) -> int:
    """Writes nothing into the output folder."""
    from translate_sum.dry_run import estimate

    inputs = inputs_of(order)
    pipeline.require(summary=True)
    out, recipe = out_folder(order, inputs), Recipe(pipeline)
    path = out.state / "journal.jsonl"
    with Journal(path if path.exists() else Path(os.devnull), writable=False) as journal:
        emit(described(estimate(make_plan(order, inputs, out, recipe, journal), pipeline)), None)
    return EXIT_OK


def described(found: Estimate) -> str:
    lines = {"found": f"{found.found} articles", "settled": f"{found.found - found.todo}", "to do": f"{found.todo}"}
    if found.unreadable:
        lines["unusable"] = f"{found.unreadable} of these"
    if found.sentences:
        lines["sentences"] = f"{found.sentences} to do, {found.cached / found.sentences:.0%} of them cached"
    if found.tried:
        lines["time"] = f"about {duration(found.left)}, judged by {found.tried} articles in {duration(found.seconds)}"
    return "".join(f"{name:<11}{value}\n" for name, value in lines.items())
