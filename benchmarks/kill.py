"""`kill -9` at random moments over a folder, again and again; each time the next run must end as an undisturbed one.

    PYTHONPATH=.:tests python -m benchmarks.kill --kills 200 --articles 300
    PYTHONPATH=.:tests python -m benchmarks.kill --kills 20 --articles 30 --translator embedded
    PYTHONPATH=.:tests python -m benchmarks.kill --kills 40 --articles 300 --workers 2

With --workers it is one of that many worker processes that is killed, and the run goes on to its end.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from folders import fill, killed, products, run_with_cache, started

from translate_sum.batch import Order


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=1.0, help="longest time before a kill, as a share of a run")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--translator", default="echo")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        return measure(Path(place), asked)


def measure(place: Path, asked: argparse.Namespace) -> int:
    order = Order(fill(place / "in", asked.articles), place / "undisturbed", ("markdown", "json"), recursive=True)
    batch = partial(run_with_cache, workers=asked.workers, translator=asked.translator, threads=1)
    begun = time.monotonic()
    batch(order, place / "cache")
    took = time.monotonic() - begun
    expected = products(order.output)
    draw, kills, rounds, different = random.Random(asked.seed), 0, 0, 0
    while kills < asked.kills:
        rounds += 1
        disturbed, cache = replace(order, output=place / f"out{rounds}"), place / f"cache{rounds}"
        start = started(batch, disturbed, cache)
        if asked.workers:
            kills += workers_killed(start(), draw, took * asked.patience, asked.kills - kills)
        while not asked.workers and kills < asked.kills and killed(start(), draw.uniform(0, took * asked.patience)):
            kills += 1
        batch(replace(disturbed, retry_failed=True), cache)
        different += products(disturbed.output) != expected
        print(f"{kills} kills, {rounds} runs, {different} differ", file=sys.stderr, flush=True)
    print(f"{asked.articles} articles, undisturbed {took:.1f} s; {kills} kills in {rounds} runs; {different} differ")
    return 1 if different else 0


def workers_killed(process: BaseProcess, draw: random.Random, longest: float, most: int) -> int:
    """Kills one of the process's workers after the other, at most so many, until it ends; how many."""
    kills = 0
    while process.exitcode is None:
        process.join(draw.uniform(0, longest))
        found = workers_of(process)
        if kills < most and found:
            os.kill(draw.choice(found), signal.SIGKILL)
            kills += 1
    return kills


def workers_of(process: BaseProcess) -> list[int]:
    """Its children that are workers, not multiprocessing's own tracker."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        pids = children.read_text().split()
        return [int(pid) for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    except OSError:  # it has ended meanwhile
        return []


if __name__ == "__main__":
    sys.exit(main())
