"""Folders of made-up articles, and batches over them with the echo models, for the tests and the kill benchmark."""

from __future__ import annotations

import json
import multiprocessing
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from translate_sum import batch as batches
from translate_sum.batch import Order
from translate_sum.batch_report import Report, Totals
from translate_sum.cache import Cache
from translate_sum.clock import clock
from translate_sum.engines.job import Engine
from translate_sum.engines.local import Local
from translate_sum.engines.maker import Spec
from translate_sum.engines.processes import Processes
from translate_sum.folder import STATE
from translate_sum.journal import Journal
from translate_sum.meter import Meter
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.recipe import Recipe

PLACES = "Berlin Hamburg München Köln Bremen Dresden Leipzig Kiel Mainz Trier".split()
ACTS = ("trafen sich am Montag", "stritten über den Haushalt", "einigten sich auf ein Gesetz", "lehnten den Plan ab")


def text(seed: int, paragraphs: int = 3) -> str:
    """A German article; much of it is like others', so that a cache has something to find."""
    draw = random.Random(seed)
    lines = [f"Minister beraten in {draw.choice(PLACES)} zum {seed}. Mal"]
    for _ in range(paragraphs):
        place, act, number = draw.choice(PLACES), draw.choice(ACTS), draw.randrange(2, 999)
        lines.append(
            f"Die Minister der Länder {act}. In {place} waren {number} Leute dabei, sagte eine Sprecherin der Stadt. "
            "Die Opposition nannte das viel zu wenig und forderte einen neuen Plan für die alten Brücken."
        )
    return "\n\n".join(lines) + "\n"


def fill(folder: Path, articles: int) -> Path:
    """`a00.txt` and so on, every fifth in the folder `sub`, and one too short to summarize."""
    (folder / "sub").mkdir(parents=True)
    for i in range(articles - 1):
        place = folder / "sub" if i % 5 == 0 else folder
        (place / f"a{i:02}.txt").write_text(text(i), encoding="utf-8")
    (folder / "kurz.txt").write_text("Zu kurz für einen Bericht.\n", encoding="utf-8")
    return folder


def echo(cache: Cache | None = None, **options: Any) -> Pipeline:
    names = {"translator": "echo", "summarizer": "echo"}
    return Pipeline(Options(**(names | options)), clock=clock("0"), cache=cache)


def spec(cache: Path | None = None, **options: Any) -> Spec:
    """How workers make the echo pipeline."""
    pipeline = echo(**options)
    return Spec(replace(pipeline.options, threads=1), "0", cache, Recipe(pipeline).parts)


def run(
    order: Order, pipeline: Pipeline | None = None, stopped: Any = lambda: False, engine: Engine | None = None
) -> tuple[Totals, Meter]:
    """A batch as the command makes it, without its talk; the meter says how much was worked on."""
    pipeline = pipeline or echo()
    inputs = batches.inputs_of(order)
    out, recipe = batches.out_folder(order, inputs), Recipe(pipeline)
    with out.held(), Journal(out.state / "journal.jsonl") as journal:
        plan = batches.make_plan(order, inputs, out, recipe, journal)
        meter = Meter(len(plan.todo), plan.size)
        worker = batches.Worker(engine or Local(pipeline), out, journal, recipe, meter, order, stopped=stopped)
        left = worker.work(plan.todo)
        return Report(inputs, left, journal).write(out, "signature"), meter


def run_with_cache(order: Order, cache: Path, workers: int = 0, **options: Any) -> None:
    with Cache(cache) as opened:
        run(order, echo(opened, **options), engine=Processes(spec(cache, **options), workers) if workers else None)


def started(batch: Callable[[Order, Path], None], order: Order, cache: Path) -> Callable[[], BaseProcess]:
    """Starts the batch in another process, each time it is called."""

    def start() -> BaseProcess:
        process = multiprocessing.get_context("fork").Process(target=batch, args=(order, cache))
        process.start()
        return process

    return start


def killed(process: BaseProcess, seconds: float) -> bool:
    """`kill -9` after so many seconds; whether it came in time."""
    process.join(seconds)
    in_time = process.exitcode is None
    process.kill()
    process.join()
    return in_time


def products(output: Path) -> dict[str, Any]:
    """All that a run left but the journal and the lock; results without the seconds, which no two runs share."""
    own = {f"{STATE}/journal.jsonl", f"{STATE}/lock"}
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    found: dict[str, Any] = {name: path.read_bytes() for name, path in files.items() if name not in own}
    return found | {"results.jsonl": [result | {"seconds": 0} for result in results(output)]}


def results(output: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in (output / "results.jsonl").read_text("ascii").splitlines()]
