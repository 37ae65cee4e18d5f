"""SHA-256 of weights that were hashed before: large ones take a good part of a second at each start otherwise."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translate_sum.sources.directory import all_weights, digest

FOLDER = "digests"
SETTLED = 2_000_000_000  # nanoseconds; a file younger than that might change once more within a tick of its clock


@dataclass(frozen=True)
class Digests:
    """home: where the store keeps models; None: nothing is remembered. Nor is what is younger than `settled`."""

    home: Path | None
    settled: int = SETTLED

    def of(self, directory: Path) -> str:
        """`digest(directory)`; the files are not read again while inodes, sizes and times are what they were."""
        if self.home is None:
            return digest(directory)
        files = all_weights(directory)
        state, settled = _state(files), time.time_ns() - _changed(files) > self.settled
        note = self.home / FOLDER / f"{_hash(str(directory.resolve()))[:32]}.json"
        known = _known(note)
        if known.get("state") == state:
            return known["sha256"]
        found = digest(directory)
        if settled:
            _write(note, {"state": state, "sha256": found})
        return found


def _state(files: Sequence[Path]) -> str:
    """The time of status change too: the system sets it at each write, and lets nobody set it back."""
    found = [(file.name, file.stat()) for file in files]
    return _hash(repr([(name, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for name, s in found]))


def _changed(files: Sequence[Path]) -> int:
    return max(max(s.st_mtime_ns, s.st_ctime_ns) for s in (file.stat() for file in files))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _known(note: Path) -> dict[str, str]:
    try:
        value = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) and value.keys() == {"state", "sha256"} else {}


def _write(note: Path, value: dict[str, str]) -> None:
    partial = note.with_suffix(f".{os.getpid()}")
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(value), encoding="utf-8")
        partial.replace(note)
    except OSError:
        return  # the place is full or cannot be written; the next start reads the weights again
