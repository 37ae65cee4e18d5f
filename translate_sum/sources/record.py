"""What a pull notes beside the weights: where they came from, and the SHA-256 of each file. It holds no date."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from translate_sum.catalog import Entry
from translate_sum.errors import ModelBroken
from translate_sum.sources.directory import read_object

RECORD = "record.json"


def write(directory: Path, entry: Entry) -> None:
    """Note the files that `directory` holds now."""
    record = {
        "name": entry.name,
        "source": f"{entry.source}:{entry.location}",
        "revision": entry.revision,
        "licence": entry.licence,
        "files": {file.name: file_digest(file) for file in sorted(directory.iterdir())},
    }
    (directory / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def check(directory: Path) -> None:
    """Raise ModelBroken where a recorded file is missing or differs."""
    files = read_object(directory / RECORD).get("files")
    if not isinstance(files, dict):
        raise ModelBroken(f"{directory}: {RECORD} names no files; pull the model again")
    for name, expected in files.items():
        if not (directory / name).is_file():
            raise ModelBroken(f"{directory}: {name} is missing; pull the model again")
        require(file_digest(directory / name), expected, str(directory / name))


def require(found: str, expected: str, what: str) -> None:
    """Raise ModelBroken where a digest is not the expected one."""
    if found != expected:
        raise ModelBroken(f"{what}: SHA-256 is {found}, expected {expected}; it was altered or damaged, pull it again")


def file_digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
