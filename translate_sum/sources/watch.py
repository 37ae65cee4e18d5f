"""How far a download is, seen from how large its folder has grown: the same for every source and every version."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate_sum.sources import Progress

SECONDS = 0.25


@contextmanager
def watching(folder: Path, name: str, total: int, progress: Progress) -> Iterator[None]:
    """Report while the block runs: the bytes that have come into `folder` since, at most `total` (0: not known)."""
    before, done = size(folder), threading.Event()

    def report() -> None:
        while not done.wait(SECONDS):
            grown = size(folder) - before
            progress(f"downloading {name}", min(grown, total) if total else grown, total)

    thread = threading.Thread(target=report, name="download progress", daemon=True)
    progress(f"downloading {name}", 0, total)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def size(folder: Path) -> int:
    """Bytes of the files under `folder`, links not counted; 0 while it is not there."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += 0 if file.is_symlink() else file.stat().st_size
        except FileNotFoundError:
            continue  # a temporary file that was renamed since it was listed
    return total
