"""What the command line writes, and where: the product to standard output or a file, talk to standard error."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from translate_sum.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0  # seconds before a progress bar is worth showing
SIGPIPE_EXIT = 141


def say(message: str) -> None:
    """One line on standard error, whatever a file's name may hold."""
    print("".join(c if c.isprintable() else "�" for c in message), file=sys.stderr, flush=True)  # noqa: T201


def emit(text: str, output: Path | None) -> None:
    """The product: to standard output as UTF-8, or to `output`, whole or not at all."""
    data = text.encode("utf-8", errors="backslashreplace")
    if output is not None and str(output) != "-":
        write_whole(output, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except OSError as exc:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # where what is left in the buffer goes
        if isinstance(exc, BrokenPipeError):  # the reader, `head` say, has what it wanted
            raise SystemExit(SIGPIPE_EXIT) from None
        raise ConfigurationError(f"standard output: cannot be written: {exc.strerror}; choose --output") from exc


def write_whole(path: Path, data: bytes) -> None:
    """Temporary file beside `path`, fsync, rename: a reader sees the old content or the new.

    A device or pipe, /dev/stdout say, is written to as it is: a rename would put a file in its place.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as partial:
            try:
                partial.write(data)
                partial.flush()
                os.fsync(partial.fileno())
                Path(partial.name).chmod(0o666 & ~_umask())
                Path(partial.name).replace(path)
            except BaseException:
                Path(partial.name).unlink(missing_ok=True)
                raise
    except OSError as exc:
        raise ConfigurationError(f"{path}: cannot be written: {exc.strerror}; choose another --output") from exc


def check_writable(path: Path | None, inputs: Sequence[str] = ()) -> None:
    """Fail before the work rather than after it, or over one of the inputs."""
    if path is None or str(path) == "-":
        return
    if any(_same_file(path, source) for source in inputs):
        raise UsageError(f"{path}: is an input too; choose another --output")
    if path.is_dir():
        raise ConfigurationError(f"{path}: is a directory; give --output a file name")
    if not path.parent.is_dir():
        raise ConfigurationError(f"{path}: its folder does not exist; make it first")
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ConfigurationError(f"{path}: no permission to write; choose another --output")


def _same_file(output: Path, source: str) -> bool:
    try:
        return output.samefile(source)
    except OSError:  # one of the two is not there, or no file
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Bar:
    """A progress bar on standard error, shown only on a terminal and only for work of over two seconds.

    A timer opens it, since a model may be busy for longer than that between two calls.

    >>> with Bar("artikel.txt", shown=True) as bar:
    ...     bar(3, 10)
    """

    def __init__(self, label: str, *, shown: bool, patience: float = PATIENCE) -> None:
        self.label = label
        self.done: tuple[int, int | None] = (0, None)
        self.display: Progress | None = None
        self.timer = threading.Timer(patience, self._open) if shown and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self.timer:
            self.timer.daemon = True
            self.timer.start()
        return self

    def __call__(self, done: int, total: int) -> None:
        self.done = (done, total or None)
        if self.display:
            self.display.update(self.display.task_ids[0], completed=done, total=total or None)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        display = Progress(console=Console(stderr=True), transient=True)
        display.add_task(self.label, completed=self.done[0], total=self.done[1])
        display.start()
        self.display = display

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer.join()
        if self.display:
            self.display.stop()
