"""A directory that appears complete or not at all, and one pull of a model at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from translate_sum.sources import Progress

MODEL = "model"  # of a staging directory: what becomes the target


@contextmanager
def alone(target: Path, progress: Progress) -> Iterator[None]:
    """Hold the lock on `target`; wait for another pull to end. A killed pull's lock is released by the system."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(target.with_name(f".{target.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress(f"waiting for another pull of {target.name}", 0, 0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A fresh directory beside `target`; what the block puts under its MODEL becomes `target` in one step.

    If the block fails, `target` stays as it was. What a killed run left behind is removed first, so there is one
    such directory for each target: hold the lock.
    """
    room = target.with_name(f".{target.name}.partial")
    discard(room)
    (room / MODEL).mkdir(parents=True)
    try:
        yield room
        _sync(room / MODEL)
        if target.exists():
            target.replace(room / "replaced")
        (room / MODEL).replace(target)
        _sync_folder(target.parent)
    finally:
        discard(room)


def discard(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)


def _sync(directory: Path) -> None:
    for file in directory.iterdir():
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    _sync_folder(directory)


def _sync_folder(directory: Path) -> None:
    if os.name != "posix":
        return  # Windows opens no directories, and orders renames by itself
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
