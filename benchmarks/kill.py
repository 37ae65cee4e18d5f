"""`kill -9` at random moments over a folder, again and again; each time the next run must end as an undisturbed one.

    PYTHONPATH=.:tests python -m benchmarks.kill --kills 200 --articles 300

Echo models: what is tested is what is on the disk, and killing a model that computes writes nothing more.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from folders import fill, killed, products, run_with_cache

from translate_sum.batch import Order


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=1.0, help="longest time before a kill, as a share of a run")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        return measure(Path(place), asked)


def measure(place: Path, asked: argparse.Namespace) -> int:
    order = Order(fill(place / "in", asked.articles), place / "undisturbed", ("markdown", "json"), recursive=True)
    begun = time.monotonic()
    run_with_cache(order, place / "cache")
    took = time.monotonic() - begun
    expected = products(order.output)
    draw, kills, rounds, different = random.Random(asked.seed), 0, 0, 0
    while kills < asked.kills:
        rounds += 1
        disturbed = replace(order, output=place / f"out{rounds}")
        cache = place / f"cache{rounds}"
        while kills < asked.kills and killed(disturbed, cache, draw.uniform(0, took * asked.patience)):
            kills += 1
        run_with_cache(disturbed, cache)
        different += products(disturbed.output) != expected
    print(f"{asked.articles} articles, undisturbed {took:.1f} s; {kills} kills in {rounds} runs; {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
