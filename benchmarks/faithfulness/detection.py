"""How many planted errors does the fact check find, and how often is it wrong about clean text?

    python -m benchmarks.faithfulness.detection NEWSTEST.tsv SUMMARIES.jsonl.xz [--limit N] [--seed 1] [--json OUT]

Either file may be "-" to leave its set out. --show KIND lists the missed errors of a kind, --show alarms the findings
on clean text. What counts as found: README.md beside this file.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from benchmarks.faithfulness import report, sets
from benchmarks.faithfulness.edit import Pair, Planted, PlantKind
from benchmarks.faithfulness.judge import Verdict, alarms, judge
from benchmarks.faithfulness.plant import PLANTERS, planted
from translate_sum.document import Record
from translate_sum.facts.finding import Finding, Language

SPEED_SEGMENTS = 10_000


class Compare(Protocol):
    def __call__(self, source: str, target: str, *, source_language: Language, article: str) -> list[Finding]: ...


@dataclass(frozen=True)
class Alarm(Record):
    """What the detector says of one clean pair."""

    index: int
    source: str
    target: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Result(Record):
    """One set measured: every planted error, every clean segment with an alarm, and the time of the clean ones."""

    name: str
    segments: int
    verdicts: tuple[Verdict, ...]
    alarms: tuple[Alarm, ...]
    ms_per_segment: float


@dataclass(frozen=True)
class Check:
    """What the detector says of a text, and the source it was given."""

    source: str
    alarms: list[Finding]
    seconds: float


def measure(name: str, pairs: Sequence[Pair], compare: Compare, *, seed: int, best: int, rounds: int = 1) -> Result:
    verdicts, false = [], []
    seconds = 0.0
    for index, pair in enumerate(pairs):
        clean = check(pair, pair.target, compare, best)
        seconds += clean.seconds
        if clean.alarms:
            false.append(Alarm(index, clean.source, pair.target, tuple(clean.alarms)))
        for error in errors(pair, index, seed, rounds):
            found = check(pair, error.text, compare, best)
            verdicts.append(judge(pair.target, error, index, clean.alarms, found.alarms, source=found.source))
    return Result(name, len(pairs), tuple(verdicts), tuple(false), 1000 * seconds / max(1, len(pairs)))


def check(pair: Pair, target: str, compare: Compare, best: int) -> Check:
    """A text against the pair's source; evidence is picked anew for each text, as it would be in use."""
    source = sets.evidence(pair, target, best)
    started = time.perf_counter()
    found = compare(source, target, source_language=pair.source_language, article=" ".join(pair.sentences))
    seconds = time.perf_counter() - started
    return Check(source, alarms(found, missing_counts=not pair.sentences), seconds)


def errors(pair: Pair, index: int, seed: int, rounds: int) -> Iterator[Planted]:
    """Of each kind up to `rounds` different ones, by seeds that follow each other."""
    for kind in PLANTERS:
        each = [planted(kind, pair, index, seed + r) for r in range(rounds)]
        yield from {error.text: error for error in each if error}.values()


def speed(pairs: Sequence[Pair], compare: Compare, segments: int = SPEED_SEGMENTS) -> float:
    """Seconds for so many segments, the set repeated; each round is marked, so that no cache of whole texts helps."""
    started = time.perf_counter()
    for i in range(segments):
        pair, mark = pairs[i % len(pairs)], f" [{i // len(pairs)}]"
        compare(pair.source + mark, pair.target + mark, source_language=pair.source_language, article="")
    return time.perf_counter() - started


def load(name: str) -> Compare:
    """A detector by its name, such as "package.module:function"."""
    module, _, function = name.partition(":")
    return cast(Compare, getattr(importlib.import_module(module), function))


def main() -> None:
    args = _arguments()
    compare = load(args.detector)
    options = {"seed": args.seed, "best": args.best, "rounds": args.rounds}
    results, seconds = [], None
    if args.newstest != "-":
        pairs = sets.translations(Path(args.newstest))[: args.limit or None]
        results.append(measure("translations", pairs, compare, **options))
        seconds = None if args.no_speed else speed(pairs, compare)
    if args.summaries != "-":
        highlights = sets.summaries(Path(args.summaries), even=args.even)[: args.limit or None]
        results.append(measure("summaries", highlights, compare, **options))
    for result in results:
        print(report.page(result.name, result.segments, result.verdicts, [a.findings for a in result.alarms]))
        print(f"{result.ms_per_segment:.2f} ms a segment.\n")
        if args.details:
            print(report.details(result.verdicts))
        show(result, args.show)
    if seconds is not None:
        print(f"Speed: {SPEED_SEGMENTS:,} segments in {seconds:.1f} s.")
    if args.json:
        head = {"detector": args.detector, "limit": args.limit, "even": args.even, "speed_s": seconds} | options
        write(args.json, head, results)


def write(path: Path, head: dict[str, Any], results: Sequence[Result]) -> None:
    """The figures first, then every verdict and every alarm."""
    each = [report.summary(r.segments, r.verdicts, [a.findings for a in r.alarms]) | r.to_dict() for r in results]
    path.write_text(json.dumps(head | {"sets": each}, ensure_ascii=False, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("newstest", help='German TAB English, one segment a line, or "-"')
    parser.add_argument("summaries", help='JSON lines with article, summary and type, xz, or "-"')
    parser.add_argument("--limit", type=int, default=0, help="first segments of each set only; 0 is all")
    parser.add_argument(
        "--even", action="store_true", help="only the articles that the second reader wasn't taught with"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="errors of a kind in each segment; for the rare kinds")
    parser.add_argument(
        "--best", type=int, default=5, help="sentences of the article a highlight is compared with; 0: all"
    )
    parser.add_argument("--detector", default="translate_sum.facts:compare", help="module:function")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", action="append", default=[], choices=[*PLANTERS, "alarms"], metavar="KIND")
    parser.add_argument("--details", action="store_true", help="recall by part of the date, sort of name and so on")
    parser.add_argument("--no-speed", action="store_true", help=f"do not time {SPEED_SEGMENTS:,} segments")
    return parser.parse_args()


def show(result: Result, kinds: Sequence[PlantKind | str]) -> None:
    for verdict in result.verdicts:
        if verdict.kind in kinds and not verdict.found:
            loose = " (another finding is new)" if verdict.loose else ""
            print(f"missed {verdict.kind} {verdict.detail} #{verdict.index}{loose}")
            print(f"  SOURCE  {verdict.source}\n  CLEAN   {verdict.clean}\n  PLANTED {verdict.planted}\n")
    if "alarms" not in kinds:
        return
    for alarm in result.alarms:
        print(f"alarm #{alarm.index}\n  SOURCE {alarm.source}\n  TARGET {alarm.target}")
        for f in alarm.findings:
            print(
                f"  {f.kind} {f.status}: {f.source and f.source.text!r} / {f.target and f.target.text!r}: {f.message}"
            )
        print()


if __name__ == "__main__":
    main()
