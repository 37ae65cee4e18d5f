"""Cold starts of the command line, a process each, in turns: seconds by the clock and of the processor, peak memory.

    python -m benchmarks.cold

Medians of five with the smallest and the largest; files are in the disk's cache, the model is converted already. The
first start, which converts it, is not in the figures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import spread

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "seeds" / "000_dfae6e4b09aa7372.txt"
SENTENCE = "Die Regierung hat am Montag in Berlin beschlossen, dass die Steuern für Familien im nächsten Jahr sinken.\n"
RUNS = 5
HEADER = ("call", "s", "CPU-s", "MB")


@dataclass(frozen=True)
class Start:
    """One process from its start to its end; MB is the most it had in memory."""

    wall: float
    cpu: float
    megabytes: float


def main() -> None:
    header, *found = rows()
    for row in (header, ["---"] * len(header), *found):
        print("| " + " | ".join(row) + " |")


def rows(runs: int = RUNS) -> list[Sequence[str]]:
    """The header, then a row for each call."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "satz.txt").write_text(SENTENCE, encoding="utf-8")
        calls = calls_on(Path(home, "satz.txt"))
        # what cannot be written is compiled anew at each start, which an installed package is not
        subprocess.run([sys.executable, "-m", "compileall", "-q", ROOT / "translate_sum"], check=True)
        environ = {**os.environ, "TRANSLATE_SUM_HOME": home, "PYTHONPATH": str(ROOT)}
        for call in calls.values():
            started(call, environ)
        turns = [{name: started(call, environ) for name, call in calls.items()} for _ in range(runs)]
    return [HEADER, *(row(name, [turn[name] for turn in turns]) for name in calls)]


def calls_on(sentence: Path) -> dict[str, tuple[str | Path, ...]]:
    embedded = ("--translator", "embedded")
    words = len(ARTICLE.read_text(encoding="utf-8").split())
    return {
        "`--version`": ("--version",),
        "`--help`": ("--help",),
        "`translate`, one sentence": ("translate", sentence, *embedded),
        f"`translate`, an article of {words} words": ("translate", ARTICLE, *embedded),
    }


def started(call: Sequence[str | Path], environ: Mapping[str, str]) -> Start:
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "translate_sum", *call],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"translate-sum {' '.join(map(str, call))}: exit code {process.returncode}")
    megabytes = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Start(time.monotonic() - begun, used.ru_utime + used.ru_stime, megabytes)


def row(name: str, starts: Sequence[Start]) -> tuple[str, ...]:
    wall, cpu = ([getattr(start, what) for start in starts] for what in ("wall", "cpu"))
    return name, spread(wall), spread(cpu), f"{max(start.megabytes for start in starts):.0f}"


if __name__ == "__main__":
    main()
