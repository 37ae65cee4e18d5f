"""The tool beside its alternatives, in turns, on the same weights and texts: tables and charts.

    python -m benchmarks.bench CORPUS --write docs/performance.md
    python -m benchmarks.bench CORPUS --only sentences --sentences 1000 --who 'batches|engine' --repetitions 1

CORPUS is a folder with newstest2019.deu-eng.tsv (German, tab, English) and german_news.jsonl.xz (title and text). Peers
are installed under --cache, each in an environment of its own; one that cannot be is named with the reason.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from benchmarks.contest import Workers
from benchmarks.peers.installed import ARGOS, BERGAMOT, Workshop
from benchmarks.plan import Measured, Plan
from benchmarks.table import Table, write
from benchmarks.tasks import TASKS
from benchmarks.texts import texts
from translate_sum.backends.batching import usable_cores
from translate_sum.sources.directory import digest
from translate_sum.store import EMBEDDED

NOT_RUN = """Not among them: LibreTranslate, which serves argos-translate over HTTP; EasyNMT itself, which fetches its \
models and needs fasttext, so its way of calling transformers is done in a few lines; textsum, which summarizes with \
transformers and does not translate. argos-translate runs as installed from the registry on a package made of our \
model; its default sentence splitter would be fetched from the net, so it splits with its spaCy option; its length \
penalty is fixed at 0.2 where the model states 1. bergamot-translator gets the same weights in Marian's binary format, \
without a shortlist, quantizes them itself, and splits texts itself."""


def main(argv: Sequence[str] | None = None) -> int:
    asked = arguments().parse_args(argv)
    plan = Plan(
        texts=texts(asked.corpus, asked.sentences, max(asked.articles, *asked.growth)),
        articles=asked.articles,
        workshop=Workshop(asked.cache, asked.model, asked.torch, not asked.no_install),
        threads=asked.threads,
        repetitions=asked.repetitions,
        seconds=asked.minutes * 60,
        growth=tuple(asked.growth),
        only=tuple(asked.who),
    )
    head = heading(plan)
    begun = time.monotonic()
    measured: list[Measured] = []
    with Workers() as workers:
        for name in asked.only or TASKS:
            print(f"{name} ...", file=sys.stderr, flush=True)
            measured.append(safely(name, plan, workers))
            print("\n".join(table.markdown() for table in measured[-1].tables), flush=True)
    head += f" The whole took {(time.monotonic() - begun) / 60:.1f} minutes."
    if asked.write:
        publish(asked.write, head, measured)
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", type=Path, help="a Markdown page; charts go beside it")
    parser.add_argument("--model", type=Path, default=EMBEDDED / "de-en", help="a MarianMT directory")
    parser.add_argument("--only", type=names, default=[], help=f"of {', '.join(TASKS)}")
    parser.add_argument("--sentences", type=int, default=60)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--growth", type=numbers, default=[10, 30, 90])
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=10.0, help="repetitions are left out that would take longer")
    parser.add_argument("--threads", type=int, default=usable_cores())
    parser.add_argument("--cache", type=Path, default=user_cache_path("translate-sum-bench", appauthor=False))
    parser.add_argument("--no-install", action="store_true", help="peers that are not there yet take no part")
    parser.add_argument("--who", type=lambda text: text.split("|"), default=[], help="parts of names, with | between")
    parser.add_argument("--torch", default=os.environ.get("TORCH", "torch==2.13.0"), help="pip's, for argos-translate")
    return parser


def names(text: str) -> list[str]:
    found = text.split(",")
    if unknown := set(found) - TASKS.keys():
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}; known are {', '.join(TASKS)}")
    return found


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def safely(name: str, plan: Plan, workers: Workers) -> Measured:
    """What goes wrong in one task takes none of the others with it."""
    try:
        return TASKS[name](plan, workers)
    except Exception as error:
        return Measured((Table(name.capitalize(), ("", ""), ((f"not run: {type(error).__name__}: {error}",),)),))


def heading(plan: Plan) -> str:
    revision = digest(plan.workshop.model)[:12]
    packages = ", ".join(f"{name} {version(name)}" for name in ("ctranslate2", "torch", "transformers"))
    return (
        f"`make bench`, {datetime.now(UTC):%Y-%m-%d}, {machine()}; Python {platform.python_version()}, {packages}, "
        f"{ARGOS.replace('==', ' ')}, {BERGAMOT}. Model `{plan.workshop.model.name}`, revision {revision}, "
        f"{plan.threads} threads for each. All took turns, {plan.repetitions} repetitions at most, fewer where time "
        "ran out; median, in brackets smallest and largest; ratios are medians of those within a repetition."
    )


def machine() -> str:
    """Processor, what it can do, cores, and how busy it is with other work."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    said = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    can = [flag for flag in ("avx2", "avx512f", "avx512_vnni", "amx_int8") if flag in said.get("flags", "").split()]
    load = os.getloadavg()[0]
    busy = f"other work on it (load {load:.1f})" if load > 0.5 else f"nothing else on it (load {load:.1f})"
    what = said.get("model name") or platform.processor() or platform.machine()
    return f"{what} ({', '.join(can) or 'no vector units known'}), {usable_cores()} cores, {busy}"


def publish(page: Path, head: str, measured: list[Measured]) -> None:
    charts: Mapping[str, str] = {name: svg for one in measured for name, svg in one.charts.items()}
    for name, svg in charts.items():
        (page.parent / name).write_text(svg, encoding="utf-8")
    aims = tuple((aim.what, aim.wanted, aim.measured) for one in measured for aim in one.aims)
    reached = Table("Aims", ("what", "wanted", "measured"), aims).markdown() if aims else ""
    pictures = "\n".join(f"![{name.removesuffix('.svg')}]({name})" for name in charts)
    tables = "\n".join(table.markdown() for one in measured for table in one.tables)
    write(
        page,
        "\n\n".join(part for part in ("## Beside the alternatives", head, NOT_RUN, reached, pictures, tables) if part),
    )


if __name__ == "__main__":
    sys.exit(main())
