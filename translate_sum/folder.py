"""Which files of a folder are articles, and what their briefs are called in the output folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from translate_sum.errors import ConfigurationError, InputEmpty, InputUnreadable
from translate_sum.render import Format

STATE = ".translate-sum"  # in the output folder: journal, lock, briefs as JSON, files in the making
SUFFIXES: dict[Format, str] = {"markdown": ".md", "text": ".txt", "json": ".json"}
RESERVED = ("index", "digest")  # of the output folder's own files


@dataclass(frozen=True, slots=True)
class Input:
    """An article's file; `name` is its path in the folder, with slashes."""

    name: str
    folder: Path

    @property
    def path(self) -> Path:
        """Made when it is asked for: a Path is as large as all else that a run keeps of each article."""
        return self.folder / self.name


def way(path: str | Path, start: str | Path) -> str:
    """From one folder to a file, with slashes; on another drive of Windows there is none, and it is absolute."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return Path(path).absolute().as_posix()


def find(folder: Path, pattern: str, output: Path, *, recursive: bool) -> list[Input]:
    """The files whose name matches `pattern`, sorted; hidden ones, and those in the output folder, are none.

    A folder that cannot be read stands among them: it will not be processed, with the reason.
    """
    if not folder.is_dir():
        raise InputUnreadable(f"{folder}: is no folder; name one that holds articles")
    closed: list[str] = []
    found = sorted(_walk(folder, output, closed, recursive=recursive))
    wanted = [name for name in found if fnmatchcase(name.rpartition("/")[2], pattern)]
    if not wanted:
        hint = "" if recursive else ", or --recursive for the folders in it"
        raise InputEmpty(f"{folder}: no file is called {pattern}; give another --pattern{hint}")
    return [Input(name, folder) for name in sorted([*wanted, *closed])]


def _walk(folder: Path, output: Path, closed: list[str], *, recursive: bool) -> Iterator[str]:
    """The files' names; folders that cannot be read go into `closed`, but for the first, without which nothing is."""

    def unreadable(error: OSError) -> None:
        place = Path(error.filename)
        if place == folder:
            raise InputUnreadable(f"{folder}: cannot be read ({error.strerror}); make it readable")
        closed.append(place.relative_to(folder).as_posix())

    for place, folders, files in os.walk(folder, onerror=unreadable):
        inside = Path(place).relative_to(folder)
        yield from ((inside / name).as_posix() for name in files if not name.startswith("."))
        keep = [name for name in folders if not name.startswith(".") and not _same(Path(place, name), output)]
        folders[:] = keep if recursive else []


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def output_name(name: str, form: Format, names: Collection[str]) -> str:
    """Where the brief of `name`, one of `names`, goes: `sub/a.txt` to `sub/a.md`, and no two to one place.

    >>> output_name("sub/a.txt", "markdown", ["sub/a.txt"]), output_name("b.htm", "json", ["b.htm"])
    ('sub/a.md', 'b.htm.json')
    """
    bare = name.removesuffix(".txt")
    taken = bare in names or bare in RESERVED or bare.endswith("/") or not bare
    return (name if taken else bare) + SUFFIXES[form]


def make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be made: {error.strerror}; choose another --output") from error
