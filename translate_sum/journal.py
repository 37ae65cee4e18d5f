"""What became of each article, a JSON line each, only ever appended to; the last line about an article counts.

A line is on the disk before `append` returns. A line that was torn by a crash is no JSON and is passed over.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from translate_sum.document import Record
from translate_sum.errors import ConfigurationError

Outcome = Literal["done", "failed"]


@dataclass(frozen=True)
class Entry(Record):
    """An article's outcome.

    source is its path in the folder, with slashes; key a hash of all that the outcome depends on; sha256 that of the
    input's bytes ("" if unreadable). outputs: path in the output folder -> SHA-256 of the file. checks: kind of
    warning -> how many. seconds of work, its share of what was done for several articles at once. reason and
    exit_code say why it failed.
    """

    source: str
    outcome: Outcome
    key: str
    sha256: str
    title: str = ""
    title_de: str = ""
    sentences: int = 0
    seconds: float = 0.0
    created: str = ""
    checks: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    exit_code: int = 0

    def with_outputs(self, outputs: Mapping[str, str]) -> Entry:
        return dataclasses.replace(self, outputs=dict(sorted(outputs.items())))

    def line(self) -> bytes:
        """ASCII, so that file names of any bytes come back (surrogates become escapes)."""
        return json.dumps(self.to_dict()).encode("ascii") + b"\n"


KINDS = {
    name: (float, int) if name == "seconds" else dict if name in ("checks", "outputs") else int
    if name in ("sentences", "exit_code") else str
    for name in (f.name for f in dataclasses.fields(Entry))
}  # fmt: skip


def parsed(line: bytes) -> Entry | None:
    """The entry in a line, or None if it holds none."""
    try:
        plain = json.loads(line)
    except ValueError:
        return None
    if not isinstance(plain, dict) or plain.keys() != KINDS.keys():
        return None
    if not all(isinstance(plain[name], kind) for name, kind in KINDS.items()):
        return None
    return Entry(**plain) if plain["outcome"] in ("done", "failed") else None


class Journal:
    """The journal in a file, made if it is not there. Only places in the file are kept in memory, not the entries.

    >>> with Journal(path) as journal:
    ...     journal.append(Entry("a.txt", "done", "k", "s"))
    ...     journal.get("a.txt").outcome
    'done'
    """

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        self.path, self.writable = path, writable
        self._places: dict[str, int] = {}
        try:
            self._file: BinaryIO = path.open("a+b" if writable else "rb")
            self._scan()
        except OSError as error:
            raise _unwritable(path, error) from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()

    @property
    def size(self) -> int:
        """Bytes; an entry that is appended from now on starts at that place or after it."""
        return self._file.seek(0, os.SEEK_END)

    def get(self, source: str, since: int = 0) -> Entry | None:
        """The last entry of that article; None if there is none from that place of the file on."""
        if self._places.get(source, -1) < since:
            return None
        self._file.seek(self._places[source])
        return parsed(self._file.readline())

    def append(self, entry: Entry) -> None:
        try:
            place = self._file.seek(0, os.SEEK_END)
            self._file.write(entry.line())
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self._places[entry.source] = place

    def _scan(self) -> None:
        self._file.seek(0)
        place, line = 0, b"\n"
        for line in self._file:
            if entry := parsed(line):
                self._places[entry.source] = place
            place += len(line)
        if self.writable and not line.endswith(b"\n"):  # torn: what comes next must not be joined to it
            self._file.write(b"\n")
            self._file.flush()


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"{path}: cannot be written: {error.strerror}; the finished briefs are kept")
