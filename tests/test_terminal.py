"""What is written where: files whole or not at all, bars only on a terminal and only after a while."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from translate_sum.errors import ConfigurationError
from translate_sum.terminal import Bar, check_writable, emit, say


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("shown", "tty", "work", "seen"), [
    (True, True, 0.5, True),
    (True, True, 0.0, False),
    (False, True, 0.5, False),
    (True, False, 0.5, False),
])  # fmt: skip
def test_a_bar_is_for_long_work_on_a_terminal(
    shown: bool, tty: bool, work: float, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal() if tty else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Bar("artikel.txt", shown=shown, patience=0.1) as bar:
        bar(3, 10)
        time.sleep(work)
        bar(5, 10)
    assert ("artikel.txt" in stream.getvalue()) is seen


def test_a_message_is_one_line_whatever_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\nb\x1b[31m\ud800")
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("old", [None, b"old"])
def test_an_output_is_whole_and_has_usual_permissions(old: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    if old is not None:
        path.write_bytes(old)
    (tmp_path / "other").touch()
    emit("neu ü\n", path)
    assert path.read_bytes() == "neu ü\n".encode()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "out.md"]


def test_a_pipe_given_as_output_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    emit("text\n", pipe)
    assert os.read(reader, 100) == b"text\n"
    assert pipe.is_fifo()
    os.close(reader)


@pytest.mark.parametrize("name", ["", "missing/out.md"])
def test_a_place_that_cannot_be_written_is_said_before_the_work(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"make it first|give --output a file name"):
        check_writable(tmp_path / name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_standard_output_is_told_in_a_line() -> None:
    code = "from translate_sum.terminal import emit; emit('Text', None)"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, check=False)
    assert b"standard output: cannot be written: No space left on device" in done.stderr.splitlines()[-1]
