"""What is to be measured, and what comes of it: the values that the tasks take and give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.contest import Contestant, Job, Result, Workers, compete
from benchmarks.contestants import Field
from benchmarks.peers.installed import Workshop
from benchmarks.table import Table, times
from benchmarks.texts import Texts


@dataclass(frozen=True)
class Plan:
    """articles: how many in the contest. seconds: for all tasks; each has a share of it (compete says how it is kept).
    growth: numbers of articles. only: parts of names; who has none of them takes no part.
    """

    texts: Texts
    articles: int
    workshop: Workshop
    threads: int
    repetitions: int
    seconds: float
    growth: tuple[int, ...]
    only: tuple[str, ...] = ()

    def kept(self, *names: str) -> list[str]:
        return [name for name in names if not self.only or any(part in name for part in self.only)]

    def named(self, *names: str, threads: int = 0) -> list[Contestant]:
        return Field(self.workshop, threads or self.threads).named(*self.kept(*names))

    def compete(self, contestants: Sequence[Contestant], job: Job, workers: Workers, share: float) -> list[Result]:
        seconds = self.seconds * share
        return compete(contestants, job, workers, repetitions=self.repetitions, seconds=seconds)


@dataclass(frozen=True)
class Aim:
    """What was wanted, and what came of it; both as words."""

    what: str
    wanted: str
    measured: str


@dataclass(frozen=True)
class Measured:
    """charts: SVG by file name."""

    tables: tuple[Table, ...]
    charts: Mapping[str, str] = field(default_factory=dict)
    aims: tuple[Aim, ...] = ()


def ratio_aims(what: str, wanted: float, base: Result, ours: Sequence[Result]) -> tuple[Aim, ...]:
    """That each of ours is so many times as fast as `base`; none where one of both did not run."""
    ratios = [(result.name, *times(base, result)) for result in ours if base.turns and result.turns]
    return tuple(
        Aim(
            f"{name}: {what} `{base.name}`", f"at least {wanted:g} times as fast", f"{clock} by the clock, {cpu} by CPU"
        )
        for name, clock, cpu in ratios
    )
