"""What a worker gets of an article and what it gives back: plain values that travel between processes and machines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from translate_sum.errors import InputError, TranslateSumError
from translate_sum.journal import Entry
from translate_sum.render import Format

Stopped = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """An article to be worked on.

    name is its path in the folder, path the file's; source what the brief calls it; loaded the file's bytes, or why
    there are none; places: path in the output folder -> format.
    """

    name: str
    path: str
    source: str
    loaded: bytes | InputError
    places: Mapping[str, Format]

    @property
    def data(self) -> bytes:
        if isinstance(self.loaded, InputError):
            raise self.loaded
        return self.loaded

    @property
    def size(self) -> int:
        return len(self.loaded) if isinstance(self.loaded, bytes) else 0


@dataclass(frozen=True)
class Result:
    """An article's outcome; whoever keeps the journal fills in the entry's key and outputs, and writes the files.

    files: path in the output folder -> its bytes.
    """

    entry: Entry
    files: Mapping[str, bytes] = field(default_factory=dict)


Results = Generator[Result, None, None]


class Watch(Protocol):
    """Who is told how far the translation is."""

    def settled(self, done: int, total: int) -> None:
        """Of the sentences that are in work now."""

    def translated(self, sentences: int) -> None: ...


class Engine(Protocol):
    """Works windows of articles off.

    One result for each article, in any order; after `stopped` says yes none is begun, what is in flight is finished,
    and the rest has no result. Closed early, what is in flight is dropped. Raises what no article is to blame for.
    """

    @property
    def hands(self) -> int:
        """How many windows are worked on at once."""

    def results(self, windows: Iterable[Sequence[Job]], watch: Watch, stopped: Stopped) -> Results: ...


def failure(job: Job, error: Exception) -> Result:
    """The article as not processed, if the error is the article's; else it is raised."""
    raise_if_general(error)
    known = isinstance(error, TranslateSumError)
    reason = str(error).removeprefix(f"{job.source}: ").removeprefix(f"{job.path}: ")
    unexpected = f"unexpected, please report: {type(error).__name__}: {' '.join(reason.split())}"
    code = error.exit_code if isinstance(error, TranslateSumError) else TranslateSumError.exit_code
    return refusal(job, reason if known else unexpected, code)


def refusal(job: Job, reason: str, exit_code: int = TranslateSumError.exit_code) -> Result:
    sha256 = hashlib.sha256(job.loaded).hexdigest() if isinstance(job.loaded, bytes) else ""
    return Result(Entry(job.name, "failed", "", sha256, reason=reason, exit_code=exit_code))


def portable(error: Exception) -> Exception:
    """One that every process and node with this package can unpickle."""
    known = isinstance(error, TranslateSumError | MemoryError)
    return error if known else TranslateSumError(f"{type(error).__name__}: {error}")


def raise_if_general(error: Exception) -> None:
    """What is wrong with the model, the disk or the machine would be wrong with the next article too."""
    general = isinstance(error, TranslateSumError) and not isinstance(error, InputError)
    if general or isinstance(error, MemoryError):
        raise error
