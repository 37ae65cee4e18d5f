"""Peak resident memory of a batch over a small folder and over a large one, each in a process of its own.

    PYTHONPATH=.:tests python -m benchmarks.memory --articles 100,10000
    PYTHONPATH=.:tests python -m benchmarks.memory --articles 100,10000 --corpus german_news.jsonl.xz
    PYTHONPATH=.:tests python -m benchmarks.memory --articles 30,120 --translator embedded --limit-ratio 1.2

Articles are made up of few words, so that what is kept of each word does not show; with --paragraphs they get longer.
--corpus takes real ones, and once there are no more, the same with other figures and with new compounds of their words.
The measure is ru_maxrss of the process, interpreter included.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from folders import run, text

from benchmarks.spent import peak
from benchmarks.texts import articles_of
from translate_sum.batch import Order
from translate_sum.cache import Cache
from translate_sum.clock import clock
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline

CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}\b")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="100,10000", help="two numbers with a comma")
    parser.add_argument("--paragraphs", type=int, default=3, help="of those that are made up")
    parser.add_argument("--corpus", type=Path, help="JSON lines with title and text, xz")
    parser.add_argument("--translator", default="echo")
    parser.add_argument("--summarizer", default="echo")
    parser.add_argument("--limit-ratio", type=float, default=1.2)
    asked = parser.parse_args()
    peaks = [measured(int(number), asked) for number in asked.articles.split(",")]
    ratio = peaks[1] / peaks[0]
    print(f"ratio {ratio:.3f}, at most {asked.limit_ratio} is wanted")
    return 0 if ratio <= asked.limit_ratio else 1


def measured(articles: int, asked: argparse.Namespace) -> float:
    """Peak in MB."""
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe()
    with tempfile.TemporaryDirectory() as place:
        made_up = (text(i, asked.paragraphs) for i in range(articles))
        written(Path(place, "in"), real(asked.corpus, articles) if asked.corpus else made_up)
        options = Options(translator=asked.translator, summarizer=asked.summarizer, threads=1)
        process = context.Process(target=worked, args=(Path(place), options, its))
        process.start()
        its.close()
        most, done, seconds = ours.recv()
        process.join()
    print(f"{articles} articles: {done} done, {seconds:.0f} s, peak {most:.1f} MB", flush=True)
    return float(most)


def written(folder: Path, articles: Iterable[str]) -> None:
    folder.mkdir()
    for i, article in enumerate(articles):
        (folder / f"a{i:06}.txt").write_text(article, encoding="utf-8")


def real(corpus: Path, number: int) -> Iterator[str]:
    found = articles_of(corpus, number)
    yield from found
    for i, article in enumerate(islice(cycle(found), number - len(found))):
        yield varied(article, random.Random(i))


def varied(article: str, draw: random.Random) -> str:
    """With other figures, and one word in ten that has a capital as a new compound: news does not run out of words."""
    words = CAPITALISED.findall(article)
    other = CAPITALISED.sub(lambda m: m[0] + draw.choice(words).lower() if draw.random() < 0.1 else m[0], article)
    return re.sub(r"[1-9]", lambda _: str(draw.randrange(1, 10)), other)


def worked(place: Path, options: Options, pipe: Connection) -> None:
    begun = time.monotonic()
    with Cache(place / "cache") as cache:
        totals, _ = run(Order(place / "in", place / "out"), Pipeline(options, clock=clock("0"), cache=cache))
    pipe.send((peak(), totals.done, time.monotonic() - begun))


if __name__ == "__main__":
    sys.exit(main())
