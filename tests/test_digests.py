"""Weights are hashed once, and again as soon as anything about their files has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from translate_sum.digests import FOLDER, Digests
from translate_sum.sources.directory import WEIGHTS, digest

TRUSTED = "of an earlier run"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / WEIGHTS).write_bytes(b"weights")
    return tmp_path / "model"


def remembering(home: Path, model: Path) -> Digests:
    """One that has hashed `model`, and can be told from one that hashes it again: it remembers something else."""
    digests = Digests(home, settled=-1)
    assert digests.of(model) == digest(model)
    (note,) = (home / FOLDER).iterdir()
    note.write_text(json.dumps({**json.loads(note.read_text()), "sha256": TRUSTED}))
    return digests


def test_what_has_not_changed_is_not_read_again(model: Path, tmp_path: Path) -> None:
    assert remembering(tmp_path / "home", model).of(model) == TRUSTED


def written(weights: Path) -> None:
    weights.write_bytes(b"WEIGHTS")


def written_and_dated_back(weights: Path) -> None:
    before = weights.stat()
    weights.write_bytes(b"WEIGHTS")
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(weights: Path) -> None:
    other = weights.with_name("other")
    other.write_bytes(b"WEIGHTS")
    other.replace(weights)


def longer(weights: Path) -> None:
    with weights.open("ab") as file:
        file.write(b"!")


@pytest.mark.parametrize("change", [written, written_and_dated_back, replaced, longer])
def test_what_has_changed_is_read_again(change: Callable[[Path], None], model: Path, tmp_path: Path) -> None:
    digests = remembering(tmp_path / "home", model)
    change(model / WEIGHTS)
    assert digests.of(model) == digest(model)


@pytest.mark.parametrize("note", ["", "{", "[]", '{"state": "x"}', '"text"'])
def test_a_damaged_note_is_made_again(note: str, model: Path, tmp_path: Path) -> None:
    digests = remembering(tmp_path / "home", model)
    next((tmp_path / "home" / FOLDER).iterdir()).write_text(note)
    assert digests.of(model) == digest(model)


def test_what_has_just_been_written_is_not_remembered(model: Path, tmp_path: Path) -> None:
    """It could be written again without a later time to show for it."""
    assert Digests(tmp_path / "home").of(model) == digest(model)
    assert not (tmp_path / "home").exists()


def test_a_place_that_cannot_be_written_is_no_error(model: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    assert Digests(tmp_path / "home", settled=-1).of(model) == Digests(None).of(model) == digest(model)
