"""The output folder of a batch: one run at a time, and files that are whole or not there.

A file is written under STATE, forced to the disk, and then renamed into its place.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from translate_sum.errors import ConfigurationError, InputUnreadable
from translate_sum.folder import STATE, Input, make_folder, output_name, way
from translate_sum.journal import Entry
from translate_sum.render import Format

OF_THE_NAME = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY}
CHUNK = 1 << 20
OWN = ("index.md", "results.jsonl", "digest.md", "digest.html")  # beside the briefs


class OutFolder:
    """`formats` of each brief go beside each other, as the inputs do; the JSON is always kept, if need be in STATE."""

    def __init__(self, path: Path, formats: Sequence[Format], names: Collection[str]) -> None:
        self.path, self.state, self.formats, self.names = path, path / STATE, formats, names
        self.scratch = self.state / "partial"

    @contextmanager
    def held(self) -> Iterator[None]:
        """No other run writes here meanwhile; what a killed one left half-written is gone.

        Raises ConfigurationError where no run was before, but files are that one would write over.
        """
        self._refuse_others()
        make_folder(self.scratch)
        lock = FileLock(self.state / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise ConfigurationError(
                f"{self.path}: another run writes here; wait for its end, or choose another --output"
            ) from error
        except OSError as error:
            raise _unwritable(self.path, error) from error
        try:
            for file in self.scratch.iterdir():
                file.unlink()
            yield
        finally:
            lock.release()

    def _refuse_others(self) -> None:
        if self.state.exists() or not self.path.is_dir():
            return
        ours = [*OWN, *(place for name in self.names for place in self.places(name))]
        if other := next((place for place in ours if (self.path / place).exists()), None):
            raise ConfigurationError(f"{self.path}: has {other}, of no run; move it, or choose another --output")

    def places(self, name: str) -> dict[str, Format]:
        """The paths, from this folder, of the article's outputs."""
        places = {output_name(name, form, self.names): form for form in self.formats}
        if "json" not in self.formats:
            places[f"{STATE}/briefs/{output_name(name, 'json', self.names)}"] = "json"
        return places

    def link(self, one: Input) -> str:
        """The way from the article's brief to the article, so that the brief's link to it leads there."""
        return way(one.path, (self.path / one.name).parent)

    def intact(self, entry: Entry) -> bool:
        """Whether all outputs that are wanted now were recorded, and are what was recorded."""
        wanted = self.places(entry.source)
        return all(place in entry.outputs and self.digest(place) == entry.outputs[place] for place in wanted)

    def write(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """An article's files, path -> bytes; gives the SHA-256 of each. All, or none if its name cannot be."""
        written: dict[str, str] = {}
        for place, data in files.items():
            try:
                self.put(place, [data])
            except InputUnreadable:
                self.remove(written)
                raise
            written[place] = hashlib.sha256(data).hexdigest()
        return written

    def put(self, place: str, chunks: Iterable[bytes]) -> None:
        """These bytes as the file at `place`, on the disk when this returns; the same bytes are not written again."""
        target = self.path / place
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = self._partial(chunks)
            if _digest(partial) == self.digest(place):
                partial.unlink()  # never forced to the disk, which may take longer than all the rest
                return
            _sync(partial)
            partial.replace(target)
            if os.name == "posix":  # Windows opens no folders
                _sync(target.parent)
        except OSError as error:
            if error.errno in OF_THE_NAME:
                raise InputUnreadable(f"its brief cannot be called {place} ({error.strerror}); rename it") from error
            raise _unwritable(target, error) from error

    def remove(self, places: Iterable[str]) -> None:
        for place in places:
            try:
                (self.path / place).unlink(missing_ok=True)
            except OSError as error:
                raise _unwritable(self.path / place, error) from error

    def digest(self, place: str) -> str:
        """The SHA-256 of a file, "" if it cannot be read."""
        try:
            return _digest(self.path / place)
        except OSError:
            return ""

    def _partial(self, chunks: Iterable[bytes]) -> Path:
        with tempfile.NamedTemporaryFile(dir=self.scratch, delete=False) as file:
            for chunk in chunks:
                file.write(chunk)
        path = Path(file.name)
        path.chmod(self.state.stat().st_mode & 0o666)  # as the folder's: a temporary file is for its owner alone
        return path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """A file or folder, forced to the disk, whoever wrote it."""
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"{path}: cannot be written: {error.strerror}; what was finished is kept, and the same command goes on with it"
    )
