"""How many workers, and how many threads each: workers x threads is never more than the cores."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translate_sum.backends.batching import usable_cores
from translate_sum.errors import UsageError

BASE = 450_000_000  # bytes of a worker with torch and no weights in it, about; not measured
IN_MEMORY = 2.5  # bytes in memory for each of the weights' files: bf16 becomes fp32, and there is work space


@dataclass(frozen=True)
class Machine:
    """What can be used of it; memory is in bytes, None where it is not known."""

    cores: int
    memory: int | None


@dataclass(frozen=True)
class Crew:
    workers: int
    threads: int


def this_machine() -> Machine:
    return Machine(usable_cores(), _available())


def crew(machine: Machine, weights: int, *, workers: int | None = None, threads: int = 0) -> Crew:
    """For weights of so many bytes; `workers` None and `threads` 0 mean that they are chosen.

    A worker for each core, since one thread each wastes the least, unless memory is too small for that.

    >>> crew(Machine(cores=8, memory=None), weights=0, workers=3)
    Crew(workers=3, threads=2)
    """
    chosen = workers or max(1, min(machine.cores // (threads or 1), _room(machine, weights)))
    each = threads or max(1, machine.cores // chosen)
    if chosen * each > machine.cores:
        raise UsageError(
            f"{chosen} workers of {each} thread{'s' * (each > 1)} are more than the {machine.cores} cores; "
            "give fewer --workers or --threads"
        )
    return Crew(chosen, each)


def _room(machine: Machine, weights: int) -> int:
    return machine.cores if machine.memory is None else int(machine.memory // (BASE + IN_MEMORY * weights))


def _available() -> int | None:
    """Linux says what could be had without swapping."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
