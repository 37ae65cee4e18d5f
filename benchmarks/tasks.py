"""What is measured: each function takes the plan and gives tables, and charts by file name."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import contestants as who
from benchmarks.chart import Bar, chart
from benchmarks.cold import rows as cold_rows
from benchmarks.contest import ROOT, Contestant, Failed, Job, Result, Turn, Worker, Workers
from benchmarks.peers.installed import ran
from benchmarks.plan import Aim, Measured, Plan, ratio_aims
from benchmarks.profile import profile
from benchmarks.share import share
from benchmarks.spent import spent
from benchmarks.table import Table, digits, not_run, rates, spread, times

BEAMS = (1, 2, 4, 6)
SOME = 40  # sentences where many settings are compared
SPEED = ("times as fast, clock", "CPU")


def sentences(plan: Plan, workers: Workers) -> Measured:
    texts = plan.texts
    results = plan.compete(plan.named(*who.SENTENCES), Job("sentences", texts.sentences), workers, 0.2)
    base, batched = named(results, who.NAIVE), named(results, who.BATCHED)
    rows = [
        (
            result.name,
            *rates(result, len(texts.sentences)),
            *times(base, result),
            *times(batched, result),
            *quality(result, batched, texts.references),
            f"{result.turns[-1].resident:.0f}",
            str(len(result.turns)),
        )
        if result.turns
        else not_run(result)
        for result in results
    ]
    header: tuple[str, ...] = ("translator", "sentences/s", "sentences/CPU-s", "times naive, clock", "CPU")
    header += ("times batched, clock", "CPU", "same output", "chrF", "MB", "runs")
    note = (
        f"{len(texts.sentences)} sentences of newstest2019; beam 4 unless greedy (bergamot's search differs: it ends "
        f"early). Times naive count from `{who.NAIVE}`, times batched and same output from `{who.BATCHED}`. MB: "
        "resident after the last run."
    )
    title = "Sentences"
    svg = chart("Sentences a second, " + machine_words(plan), "median", bars(results, len(texts.sentences)))
    ours = [named(results, who.ENGINE), named(results, who.ENGINE_FAST)]
    aims = ratio_aims("sentences, beside", 40, base, ours) + ratio_aims("sentences, beside", 3, batched, ours[:1])
    return Measured((Table(title, header, tuple(rows), note),), {"performance-sentences.svg": svg}, aims)


def articles(plan: Plan, workers: Workers) -> Measured:
    texts = plan.texts.articles[: plan.articles]
    results = plan.compete(plan.named(*who.ARTICLES), Job("documents", texts), workers, 0.45)
    peer, same = fastest(results), fastest([result for result in results if "int8" not in result.name])
    rows = [
        (result.name, *rates(result, len(texts)), *times(peer, result), *times(same, result), str(len(result.turns)))
        if result.turns
        else not_run(result)
        for result in results
    ]
    note = (
        f"{len(texts)} Wikinews articles, {sum(len(text.split()) for text in texts)} words. A, the fastest of the "
        f"others: `{peer.name}`; B, the fastest in fp32: `{same.name}`. The engine alone translates and nothing else; "
        "ours also reads, checks each sentence and tries again."
    )
    header = ("translator", "articles/s", "articles/CPU-s", "times A, clock", "CPU", "times B, clock", "CPU", "runs")
    table = Table("A folder of articles", header, tuple(rows), note)
    svg = chart("Articles a second, " + machine_words(plan), "median", bars(results, len(texts)))
    alone, ours = (
        [named(results, name) for name in names]
        for names in ((who.SINGLY,), (who.ENGINE, who.ENGINE_FAST, who.WHOLE, who.FAST))
    )
    aims = ratio_aims("articles one by one, beside", 1.3, peer, alone) + ratio_aims("a folder, beside", 2, peer, ours)
    return Measured((table,), {"performance-articles.svg": svg}, aims)


def start(plan: Plan, workers: Workers) -> Measured:
    """One article, from no process to a process that has ended."""
    article, begun = plan.texts.single, time.monotonic()
    results = [Result(contestant.name) for contestant in plan.named(*who.START)]
    own = Result("ours, `translate-sum translate`")
    for repetition in range(plan.repetitions):
        if repetition and time.monotonic() - begun > 0.1 * plan.seconds * repetition / plan.repetitions:
            break
        results = [one_more(r, c, article) for r, c in zip(results, plan.named(*who.START), strict=True)]
        own = replace(own, turns=(*own.turns, command(plan, article)))
    peer = fastest(results)
    rows = [
        (
            result.name,
            spread([turn.wall for turn in result.turns]),
            spread([turn.cpu for turn in result.turns]),
            *times(peer, result),
        )
        if result.turns
        else not_run(result)
        for result in [*results, own]
    ]
    note = (
        f"An article of {len(article.split())} words, from a cold process (files in the disk's cache, conversions "
        f"made) to its end. Times as fast as `{peer.name}`. The command also reads, checks and tries again."
    )
    table = Table("A single article, cold", ("translator", "s", "CPU-s", *SPEED), tuple(rows), note)
    what = f"{own.name}, {len(article.split())} words, from a cold process"
    aims = (Aim(what, "under 1 s", f"{spread([turn.wall for turn in own.turns])} s"),)
    return Measured((table,), aims=aims + ratio_aims("a single article from a cold process, beside", 1.3, peer, [own]))


def one_more(result: Result, contestant: Contestant, article: str) -> Result:
    if result.reason:
        return result
    try:
        turn = from_cold(contestant, article)
    except Failed as failed:
        return replace(result, reason=str(failed))
    print(f"  {result.name}: {turn.wall:.2f} s, {turn.cpu:.2f} s CPU", file=sys.stderr, flush=True)
    return replace(result, turns=(*result.turns, turn))


def from_cold(contestant: Contestant, article: str) -> Turn:
    def work() -> None:
        worker = Worker(contestant)
        try:
            worker.turn(Job("documents", (article,)), contestant.beam)
        finally:
            worker.end()

    took = spent(work)
    return Turn(took.wall, took.cpu)


def command(plan: Plan, article: str) -> Turn:
    with TemporaryDirectory() as place:
        file = Path(place, "article.txt")
        file.write_text(article, encoding="utf-8")
        translator = ("--translator", str(plan.workshop.model), "--threads", str(plan.threads))
        line = [sys.executable, "-m", "translate_sum", "translate", str(file), *translator, "--quiet", "--force"]
        took = spent(lambda: ran(line, cwd=ROOT, environment={"TRANSLATE_SUM_HOME": str(plan.workshop.home)}))
    return Turn(took.wall, took.cpu)


def beams(plan: Plan, workers: Workers) -> Measured:
    some = plan.texts.sentences[:SOME]
    contestants = [
        replace(contestant, name=f"{contestant.name} {beam}", beam=beam)
        for contestant in plan.named(*who.SWEEP)
        for beam in BEAMS
    ]
    results = {r.name: r for r in plan.compete(contestants, Job("sentences", some), workers, 0.08)}
    rows = [
        (name, *(rates(results[f"{name} {beam}"], len(some))[0] for beam in BEAMS)) for name in plan.kept(*who.SWEEP)
    ]
    note = f"Sentences a second, {len(some)} sentences."
    return Measured((Table("Beams", ("translator", *(f"beam {beam}" for beam in BEAMS)), tuple(rows), note),))


def threads(plan: Plan, workers: Workers) -> Measured:
    some = plan.texts.sentences[:SOME]
    numbers = range(1, plan.threads + 1)
    contestants = [
        replace(contestant, name=f"{contestant.name} {number}")
        for number in numbers
        for contestant in plan.named(*who.SWEEP, threads=number)
    ]
    results = {r.name: r for r in plan.compete(contestants, Job("sentences", some), workers, 0.06)}
    rows = [
        (name, *(cell for number in numbers for cell in rates(results[f"{name} {number}"], len(some))))
        for name in plan.kept(*who.SWEEP)
    ]
    header = [
        f"{number} thread{'s' * (number > 1)}, {what}" for number in numbers for what in ("sentences/s", "/CPU-s")
    ]
    return Measured((Table("Threads", ("translator", *header), tuple(rows), f"{len(some)} sentences, beam 4."),))


def growth(plan: Plan, workers: Workers) -> Measured:
    """In one process, so that what it keeps of one job would show after the next."""
    rows = []
    [ours] = who.Field(plan.workshop, plan.threads).named(who.WHOLE)
    with Workers() as fresh:
        for number in plan.growth:
            some = plan.texts.articles[:number]
            turn = fresh.turn(ours, Job("documents", some))
            each = turn.wall / len(some), turn.cpu / len(some)
            rows.append((str(len(some)), digits(turn.wall), *map(digits, each), f"{turn.resident:.0f}"))
    words = sum(len(text.split()) for text in some)
    thousand = f"{digits(turn.wall * 350_000 / words)} s, taken from {len(some)} articles by their {words} words"
    aims = (Aim("ours, 1000 articles of 350 words", "under 90 s", thousand),)
    note = "Ours, beam 4, one run, one process for all, without a cache; MB: resident after the job."
    return Measured((Table("Growth", ("articles", "s", "s each", "CPU-s each", "MB"), tuple(rows), note),), aims=aims)


def cold(plan: Plan, workers: Workers) -> Measured:
    """benchmarks.cold, but for memory: until the command takes its place, what this process holds counts there too."""
    header, *rows = (row[:-1] for row in cold_rows())
    return Measured((Table("Cold start", tuple(header), tuple(map(tuple, rows))),))


TASKS: dict[str, Callable[[Plan, Workers], Measured]] = {
    "sentences": sentences,
    "articles": articles,
    "start": start,
    "beams": beams,
    "threads": threads,
    "growth": growth,
    "limit": share,
    "profile": profile,
    "cold": cold,
}


def named(results: Sequence[Result], name: str) -> Result:
    return next((result for result in results if result.name == name), Result(name))


def fastest(results: Sequence[Result]) -> Result:
    """Of the peers, by the clock; one without turns if there is none."""
    peers = [result for result in results if result.name in who.PEERS and result.turns]
    return min(peers, key=lambda r: median(turn.wall for turn in r.turns), default=Result("none"))


def quality(result: Result, base: Result, references: Sequence[str]) -> tuple[str, str]:
    import sacrebleu

    found = result.turns[-1].texts
    chrf = f"{sacrebleu.corpus_chrf(list(found), [list(references)]).score:.1f}"
    if not base.turns:
        return "", chrf
    same = sum(a == b for a, b in zip(found, base.turns[-1].texts, strict=True)) / len(found)
    return f"{same:.0%}", chrf


def bars(results: Sequence[Result], units: int) -> list[Bar]:
    found = []
    for result in results:
        speeds = [units / turn.wall for turn in result.turns]
        if speeds:
            found.append(Bar(result.name, median(speeds), min(speeds), max(speeds), result.name not in who.PEERS))
    return found


def machine_words(plan: Plan) -> str:
    return f"{plan.threads} thread{'s' * (plan.threads > 1)}"
