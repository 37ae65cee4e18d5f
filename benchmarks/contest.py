"""Translators in turns on the same texts, each in a process of its own, so that a load from elsewhere meets all.

A translator that cannot be had, dies or takes too long stops nothing: its result says why.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Self

from benchmarks.serve import Kind

ROOT = Path(__file__).parent.parent
START_LIMIT = 120.0  # seconds until a model is loaded
TURN_LIMIT = 300.0
REHEARSAL = 2  # texts, before what counts: the first call of a library makes its buffers


@dataclass(frozen=True)
class Contestant:
    """A translator and how it is called.

    command: the process, without its settings; empty for benchmarks.serve in this environment.
    rehearsed: does all of its job once before it counts (a cache is filled that way). missing: why it cannot be had.
    """

    name: str
    place: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    beam: int = 4
    command: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    rehearsed: bool = False
    missing: str = ""

    def line(self) -> list[str]:
        server = self.command or (sys.executable, "-m", "benchmarks.serve")
        return [*server, self.place, json.dumps(self.settings, sort_keys=True)]


@dataclass(frozen=True)
class Job:
    kind: Kind
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """Seconds by the clock and of the processor; resident: MB afterwards."""

    wall: float
    cpu: float
    resident: float = 0.0
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """reason: why there are no turns, or no more of them."""

    name: str
    turns: tuple[Turn, ...] = ()
    reason: str = ""


class Failed(Exception):
    """A translator did not answer."""


class Worker:
    """A contestant's process."""

    def __init__(self, contestant: Contestant) -> None:
        if contestant.missing:
            raise Failed(contestant.missing)
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        own = {"PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false"}
        self._process = subprocess.Popen(
            contestant.line(),
            cwd=ROOT,
            env={**os.environ, **own, **contestant.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self._answer(START_LIMIT)

    def turn(self, job: Job, beam: int) -> Turn:
        assert self._process.stdin
        order = {"kind": job.kind, "texts": job.texts, "beam": beam}
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise self._failed("it ended") from error
        answer = self._answer(TURN_LIMIT)
        return Turn(answer["wall"], answer["cpu"], answer["resident"], tuple(answer["texts"]))

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self) -> None:
        """Closing its input ends it; what does not end by that is killed."""
        assert self._process.stdin
        try:
            self._process.stdin.close()
            self._process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        self._said.close()

    def _answer(self, limit: float) -> dict[str, Any]:
        """A line comes at once as a whole, so once there is something the rest is not long in coming."""
        output = self._process.stdout
        assert output
        if not select.select([output], [], [], limit)[0]:
            self._process.kill()
            raise self._failed(f"no answer within {limit:.0f} s")
        line = output.readline()
        if not line:
            raise self._failed("it ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _failed(self, what: str) -> Failed:
        """With the last line that it said."""
        self._process.wait(10)
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return Failed(f"{what}: {lines[-1].strip()[:160]}" if lines else what)


class Workers:
    """The processes, started when first needed; contestants with the same settings share one."""

    def __init__(self) -> None:
        self._started: dict[str, Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._started.values():
            worker.end()

    def turn(self, contestant: Contestant, job: Job) -> Turn:
        """Raises Failed; the next turn then starts another process."""
        key = json.dumps([contestant.line(), sorted(contestant.environment.items())])
        if key not in self._started:
            self._started[key] = Worker(contestant)
        try:
            return self._started[key].turn(job, contestant.beam)
        except Failed:
            self._started.pop(key).end()
            raise


def compete(
    contestants: Sequence[Contestant], job: Job, workers: Workers, *, repetitions: int = 3, seconds: float = 1e9
) -> list[Result]:
    """Each one's turns, in the order of `contestants`; who begins changes from repetition to repetition.

    seconds: what all should take together. A contestant that took a tenth of it has had its turns, and no repetition
    but the first begins that would not end in time.
    """
    results = {c.name: Result(c.name) for c in contestants}
    begun = time.monotonic()
    for repetition in range(repetitions):
        left = [c for c in contestants if goes_on(results[c.name], seconds)]
        expected = sum(results[c.name].turns[-1].wall for c in left if results[c.name].turns)
        if not left or (repetition and time.monotonic() - begun + expected > seconds):
            break
        shift = repetition % len(left)
        for contestant in [*left[shift:], *left[:shift]]:
            results[contestant.name] = _one_more(results[contestant.name], contestant, job, workers)
    return list(results.values())


def goes_on(result: Result, seconds: float) -> bool:
    """Whether it is to have another turn, of a contest of so many seconds."""
    return not result.reason and (not result.turns or sum(turn.wall for turn in result.turns) < seconds / 10)


def _one_more(result: Result, contestant: Contestant, job: Job, workers: Workers) -> Result:
    try:
        if not result.turns:
            workers.turn(contestant, job if contestant.rehearsed else Job(job.kind, job.texts[:REHEARSAL]))
        turn = workers.turn(contestant, job)
    except Failed as failed:
        return replace(result, reason=str(failed))
    print(f"  {result.name}: {turn.wall:.2f} s, {turn.cpu:.2f} s CPU", file=sys.stderr, flush=True)
    return replace(result, turns=(*result.turns, turn))
