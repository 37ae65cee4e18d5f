"""Windows of articles to worker processes of this machine.

A worker has one window at a time and sends each article's result as soon as it is made. When it dies, what its window
still lacks is done again, each article by itself, so that one that kills its worker is alone when it does so again;
then it counts as failed. Workers read and write nothing but the cache.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

from translate_sum.engines.job import Job, Result, Results, Stopped, Watch, portable, refusal
from translate_sum.engines.maker import Maker, Spec
from translate_sum.errors import ConfigurationError
from translate_sum.stopping import SIGNALS

LOOK = 0.2  # seconds between two looks at whether to stop
GRACE = 10.0  # seconds for a worker that is not needed any more
FALSE_STARTS = 3  # deaths before any worker is ready, after which each costs a place in the crew
POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True)
class Ready:
    """Its models are loaded."""


@dataclass(frozen=True)
class Translated:
    sentences: int


@dataclass(frozen=True)
class Over:
    """Its window is done, or given up because it was told to."""


Message = Ready | Translated | Result | Over | Exception


# --- In the worker


def serve(pipe: Connection, spec: Spec) -> None:
    """A worker's life: windows come, messages go; the end of the pipe or of the parent ends it."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent says what to do
    os.environ.update(dict.fromkeys(POOLS, str(spec.options.threads)))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        maker, watch = Maker(spec.pipeline()), Reports(pipe)
        pipe.send(Ready())
        while window := pipe.recv():
            for result in maker.results(window, watch, pipe.poll):  # what comes meanwhile can only be the word to stop
                pipe.send(result)
            pipe.send(Over())
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:
        pipe.send(portable(error))


class Reports:
    """A Watch at the worker's end of the pipe."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe

    def settled(self, done: int, total: int) -> None: ...

    def translated(self, sentences: int) -> None:
        self.pipe.send(Translated(sentences))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


# --- In the parent


@dataclass(frozen=True)
class Window:
    """again: it is the second try of its articles."""

    jobs: Sequence[Job]
    again: bool = False


class Queue:
    """The windows that nobody has in work; of `fresh` only a few are read ahead, since they hold the articles."""

    def __init__(self, fresh: Iterable[Sequence[Job]], ahead: int) -> None:
        self.fresh, self.ahead = iter(fresh), ahead
        self.waiting: deque[Window] = deque()

    def __len__(self) -> int:
        """Exact up to `ahead`."""
        while len(self.waiting) < self.ahead and (jobs := next(self.fresh, None)) is not None:
            self.waiting.append(Window(jobs))
        return len(self.waiting)

    def take(self) -> Window:
        return self.waiting.popleft()

    def again(self, jobs: Iterable[Job]) -> None:
        """First of all, so that no window is lost sight of."""
        self.waiting.extendleft(Window([job], again=True) for job in jobs)


class Hand:
    """A worker process, our end of its pipe, and what it has in work."""

    def __init__(self, spec: Spec) -> None:
        context = multiprocessing.get_context("spawn")  # a copy of a process with torch's threads would hang
        self.pipe, its_end = context.Pipe()
        self.process = context.Process(target=serve, args=(its_end, spec), daemon=True)
        with _no_signals():
            self.process.start()
        its_end.close()  # else its death would not end the pipe
        self.ready = self.told_to_stop = False
        self.window: Window | None = None
        self.open: dict[str, Job] = {}

    def give(self, window: Window) -> None:
        self.window, self.open = window, {job.name: job for job in window.jobs}
        self._send(list(window.jobs))

    def stop(self) -> None:
        if not self.told_to_stop:
            self.told_to_stop = True
            self._send(None)

    def message(self) -> Message | None:
        """The next; None if it is dead, for a torn message too."""
        try:
            message: Message = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return message

    def end(self, *, at_once: bool) -> None:
        self.pipe.close()
        if at_once:
            self.process.kill()
        self.process.join(GRACE)
        self.process.kill()

    def how_it_died(self) -> str:
        self.process.join(GRACE)
        code = self.process.exitcode or 0
        return f"killed by signal {-code}" if code < 0 else f"exit status {code}"

    def _send(self, what: list[Job] | None) -> None:
        with suppress(OSError):  # it is dead, and the next message says so
            self.pipe.send(what)


class Crew:
    """The hands. One that dies is replaced; one that never gets ready (too little memory, say) in the end is not."""

    def __init__(self, spec: Spec, places: int) -> None:
        self.spec, self.places = spec, places
        self.hands: list[Hand] = []
        self.false_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for hand in self.hands:
            hand.end(at_once=kind is not None or not hand.ready)

    @property
    def busy(self) -> list[Hand]:
        return [hand for hand in self.hands if hand.window]

    def hand_out(self, queue: Queue) -> None:
        for hand in self.hands:
            if hand.ready and not hand.window and len(queue):
                hand.give(queue.take())
        starting = sum(not hand.ready for hand in self.hands)
        for _ in range(min(self.places - len(self.hands), len(queue) - starting)):
            self.hands.append(Hand(self.spec))

    def messages(self) -> Iterator[tuple[Hand, Message | None]]:
        by_pipe = {hand.pipe: hand for hand in self.hands}
        for pipe in wait(list(by_pipe), LOOK):
            hand = by_pipe[pipe]  # type: ignore[index]  # we gave it nothing but connections
            yield hand, hand.message()

    def started(self, hand: Hand) -> None:
        hand.ready, self.false_starts = True, 0

    def bury(self, hand: Hand) -> None:
        self.hands.remove(hand)
        hand.pipe.close()
        if hand.ready:
            return
        self.false_starts += 1
        self.places -= self.false_starts >= FALSE_STARTS
        if not self.places:
            raise ConfigurationError(
                f"no worker process gets ready ({hand.how_it_died()}); fewer --workers need less memory"
            )


class Processes:
    """An Engine of `hands` worker processes at most."""

    def __init__(self, spec: Spec, hands: int) -> None:
        self.spec, self.hands = spec, hands

    def results(self, windows: Iterable[Sequence[Job]], watch: Watch, stopped: Stopped) -> Results:
        queue = Queue(windows, self.hands)
        with Crew(self.spec, self.hands) as crew:
            while True:
                if stopped():
                    for hand in crew.hands:
                        hand.stop()
                else:
                    crew.hand_out(queue)
                if not crew.busy and (stopped() or not len(queue)):
                    return
                for hand, message in crew.messages():
                    yield from heard(message, hand, crew, queue, watch)


def heard(message: Message | None, hand: Hand, crew: Crew, queue: Queue, watch: Watch) -> Iterator[Result]:
    match message:
        case Ready():
            crew.started(hand)
        case Translated(sentences):
            watch.translated(sentences)
        case Result():
            del hand.open[message.entry.source]
            yield message
        case Over():
            hand.window = None
        case Exception():
            raise message
        case None:
            crew.bury(hand)
            yield from died(hand, queue)


def died(hand: Hand, queue: Queue) -> Iterator[Result]:
    """What its window still lacks is done again, or has failed."""
    if not hand.window or not hand.window.again:
        queue.again(hand.open.values())
        return
    for job in hand.open.values():
        why = f"two workers died at it ({hand.how_it_died()}); too little memory? --retry-failed tries again"
        yield refusal(job, why)


@contextmanager
def _no_signals() -> Iterator[None]:
    """What is started in it never sees SIGINT or SIGTERM, not even while it starts; this process gets them after."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it unblocks both
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
