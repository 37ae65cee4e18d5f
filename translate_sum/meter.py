"""How far a batch is, and how fast: on a terminal a line that lives, elsewhere a line every few seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Self

from translate_sum.terminal import say

EVERY = 5.0  # seconds between plain lines
LIVE = 0.25  # seconds between two looks of a live one


class Meter:
    """Counts; `size` is the bytes of all articles, by which the remaining time is reckoned."""

    def __init__(self, articles: int, size: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.articles, self.size, self.clock = articles, size, clock
        self.done = self.failed = self.sentences = self.in_work = self.size_done = 0
        self.started = clock()

    def settled(self, done: int, total: int) -> None:
        """Of the sentences that are being translated now."""
        self.in_work = done

    def translated(self, sentences: int) -> None:
        self.sentences += sentences
        self.in_work = 0

    def finished(self, size: int, *, failed: bool) -> None:
        self.done += 1
        self.failed += failed
        self.size_done += size

    @property
    def elapsed(self) -> float:
        return max(self.clock() - self.started, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds until the end, None before anything tells."""
        return self.elapsed * (self.size - self.size_done) / self.size_done if self.size_done else None

    def __str__(self) -> str:
        rate = (self.sentences + self.in_work) / self.elapsed
        parts = [f"{self.done} of {self.articles} articles", f"{rate:.1f} sentences/s"]
        parts += [f"{duration(self.left)} left"] if self.left is not None and self.done < self.articles else []
        parts += [f"{self.failed} not processed"] if self.failed else []
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """
    >>> [duration(s) for s in (8.2, 95, 7500)]
    ['8 s', '1 min 35 s', '2 h 5 min']
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class Display:
    """Shows a meter on standard error while the block runs."""

    def __init__(self, meter: Meter, *, shown: bool, every: float = EVERY) -> None:
        self.meter, self.every = meter, every
        self.over = threading.Event()
        show = self._live if sys.stderr.isatty() else self._lines
        self.thread = threading.Thread(target=show, daemon=True) if shown and meter.articles else None

    def __enter__(self) -> Self:
        if self.thread:
            self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.over.set()
        if self.thread:
            self.thread.join()

    def _lines(self) -> None:
        while not self.over.wait(self.every):
            say(f"translate-sum: {self.meter}")

    def _live(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        columns = SpinnerColumn(), BarColumn(), TextColumn("{task.description}")
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(str(self.meter), total=self.meter.articles)
            while not self.over.wait(LIVE):
                progress.update(task, completed=self.meter.done, description=str(self.meter))
