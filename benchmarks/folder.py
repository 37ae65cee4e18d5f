"""Real articles through `batch`, twice, beside the plain loop of single articles: seconds, CPU seconds, sentences/s.

    PYTHONPATH=.:tests python -m benchmarks.folder german_news.jsonl.xz --articles 40
    PYTHONPATH=.:tests python -m benchmarks.folder german_news.jsonl.xz --articles 40 --workers 1,2 --pairs 3

The loop calls the command `brief` for one article after the other: a process, a model load and batches of one article's
sentences each. `--warm` adds the loop within one process, which shares the model load, but neither batches nor cache.
With --workers it measures `--engine processes` instead: each number of workers in turn, in pairs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.spent import Spent, spent
from benchmarks.texts import articles_of
from translate_sum.errors import InputError
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.read import read


def shown(took: Spent, sentences: int = 0) -> str:
    rate = f", {sentences / took.wall:.1f} sentences/s" if sentences else ""
    return f"{took.wall:.1f} s, {took.cpu:.1f} s CPU{rate}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="JSON lines with title and text, xz")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--translator", default="embedded")
    parser.add_argument("--summarizer", default="echo")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--workers", help="two numbers with a comma: compare them")
    parser.add_argument("--pairs", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        written(asked.corpus, asked.articles, Path(place, "in"))
        (workers_compared if asked.workers else compared)(Path(place), asked)
    return 0


def written(corpus: Path, number: int, folder: Path) -> None:
    folder.mkdir()
    for i, article in enumerate(articles_of(corpus, number)):
        (folder / f"{i:04}.txt").write_text(article, encoding="utf-8")


def compared(place: Path, asked: argparse.Namespace) -> None:
    first = spent(lambda: batch(place, "out", asked))
    number = sentences(place / "out")
    second = spent(lambda: batch(place, "out", asked))
    loop = spent(lambda: singly(place, asked))
    print(f"batch, first run:   {shown(first, number)}")
    print(f"batch, second run:  {shown(second)}; {first.wall / second.wall:.0f} times as fast")
    print(f"`brief`, one by one: {shown(loop, number)}; batch is {ratio(loop, first)}")
    if asked.warm:
        warm = spent(lambda: in_one_process(place, asked))
        print(f"loop in one process: {shown(warm, number)}; batch is {ratio(warm, first)}")


def workers_compared(place: Path, asked: argparse.Namespace) -> None:
    """In turn, so that what else the machine does falls on both."""
    few, many = map(int, asked.workers.split(","))
    ratios = []
    for pair in range(asked.pairs):
        found = {}
        for number in (few, many) if pair % 2 == 0 else (many, few):
            more = ("--engine", "processes", "--workers", str(number), "--threads", "1")
            out = f"out-{pair}-{number}"
            found[number] = spent(lambda out=out, more=more: batch(place, out, asked, *more))  # type: ignore[misc]
            print(f"{number} workers: {shown(found[number])}", flush=True)
        ratios.append(found[few].wall / found[many].wall)
        print(f"pair {pair + 1}: {many} workers are {ratio(found[few], found[many])}", flush=True)
    print(f"median {median(ratios):.2f}, efficiency {median(ratios) * few / many:.0%}")


def ratio(slow: Spent, fast: Spent) -> str:
    return f"{slow.wall / fast.wall:.2f} times as fast by the clock, {slow.cpu / fast.cpu:.2f} by CPU seconds"


def batch(place: Path, out: str, asked: argparse.Namespace, *more: str) -> None:
    command("batch", place / "in", asked, "-o", str(place / out), *more, home=place / f"home-{out}")


def singly(place: Path, asked: argparse.Namespace) -> None:
    (place / "single").mkdir()
    for article in articles(place):
        command("brief", article, asked, "-o", str(place / "single" / f"{article.stem}.md"), home=place / "home")


def command(name: str, source: Path, asked: argparse.Namespace, *more: str, home: Path) -> None:
    models = ("--translator", asked.translator, "--summarizer", asked.summarizer, "--threads", str(asked.threads))
    whole = [sys.executable, "-m", "translate_sum", name, str(source), *models, "--quiet", *more]
    env = {**os.environ, "TRANSLATE_SUM_CACHE": str(home / "cache.sqlite3")}
    done = subprocess.run(whole, env=env, check=False, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3, 12):  # some articles are too short for a brief
        raise SystemExit(done.stderr)


def in_one_process(place: Path, asked: argparse.Namespace) -> None:
    pipeline = Pipeline(Options(translator=asked.translator, summarizer=asked.summarizer, threads=asked.threads))
    for article in articles(place):
        try:
            pipeline.brief(read(article))
        except InputError:
            continue


def articles(place: Path) -> Sequence[Path]:
    return sorted((place / "in").iterdir())


def sentences(out: Path) -> int:
    return sum(result["sentences"] for result in results(out))


def results(out: Path) -> Iterator[dict[str, int]]:
    with (out / "results.jsonl").open(encoding="ascii") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
