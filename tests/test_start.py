"""What a start of the command line imports, and what becomes of a signal meanwhile. Of modules, not of seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import translate_sum

NEVER = ("torch", "transformers", "numpy", "huggingface_hub.file_download", "py3langid", "sqlite3", "filelock", "rich")
WORK = ("ctranslate2", "sentencepiece", "rapidfuzz", "translate_sum.pipeline", "translate_sum.document")
HELP = (*NEVER, *WORK)
GERMAN = "Die Regierung hat am Montag in Berlin beschlossen, dass die Steuern für Familien sinken und Renten steigen.\n"


def imported(*args: str | Path, home: Path) -> set[str]:
    """The modules there are when the command line, called like this, is done."""
    program = (
        "import sys; from translate_sum.cli import outcome; code = outcome(); "
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, args)],
        env={**os.environ, "TRANSLATE_SUM_HOME": str(home), "HF_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


HELPS: list[tuple[list[str], tuple[str, ...]]] = [
    (["--version"], (*NEVER, *WORK, "pydantic")),
    (["--help"], (*HELP, "pydantic")),
    (["brief", "--help"], HELP),
    (["batch", "--help"], HELP),
    (["check", "--help"], HELP),
    (["models", "--help"], HELP),
    (["cache", "--help"], HELP),
]


@pytest.mark.parametrize(("args", "heavy"), HELPS, ids=[" ".join(args) for args, _ in HELPS])
def test_help_waits_for_nothing_heavy(args: list[str], heavy: tuple[str, ...], tmp_path: Path) -> None:
    assert sorted(imported(*args, home=tmp_path) & set(heavy)) == []


@pytest.mark.weights
def test_a_translation_imports_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    call = ("translate", tmp_path / "a.txt", "--translator", "embedded")
    first, second = (imported(*call, home=tmp_path / "home") for _ in range(2))
    assert "numpy" in first  # the conversion
    assert "ctranslate2" in second
    assert sorted(second & set(NEVER)) == []


def test_a_folder_that_is_done_waits_for_nothing_that_works_on_articles(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"Steuern sinken\n\n{GERMAN * 3}", encoding="utf-8")
    call = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--translator", "echo", "--summarizer", "echo", "--quiet")
    first, second = (imported(*call, home=tmp_path / "home") for _ in range(2))
    work = {"translate_sum.translate", "translate_sum.engines.maker", "rapidfuzz"}
    assert work <= first
    assert sorted(second & {*work, "ctranslate2", "numpy", "torch", "rich", "translate_sum.digest"}) == []


def test_the_package_imports_what_is_asked_of_it() -> None:
    program = (
        "import sys, translate_sum; before = {*sys.modules}; import translate_sum.read, translate_sum.render;"
        "from translate_sum import *;"
        "print('translate_sum.pipeline' in before, *map(callable, (read, render, Options)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False True True True\n"


def test_the_package_shows_its_names_and_knows_no_others() -> None:
    assert {*translate_sum.__all__} <= {*dir(translate_sum)}
    assert all(getattr(translate_sum, name) for name in translate_sum.__all__)
    with pytest.raises(AttributeError, match="'translate_sum' has no attribute 'Pipelin'"):
        getattr(translate_sum, "Pipelin")  # noqa: B009


MOMENTS = {"the first imports": "typer", "those of a translation": "rapidfuzz"}
SIGNALS = [(signal.SIGINT, 130, ["translate-sum: interrupted; nothing was written"]), (signal.SIGTERM, 143, [])]


@pytest.mark.parametrize("module", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize(("number", "code", "said"), SIGNALS, ids=["SIGINT", "SIGTERM"])
def test_a_signal_during_imports_is_one_line_at_most(
    number: int, code: int, said: list[str], module: str, tmp_path: Path
) -> None:
    """A module that stands before the real one, and sends the signal when it is imported."""
    (tmp_path / f"{module}.py").write_text(f"import os\nos.kill(os.getpid(), {int(number)})\n")
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "translate_sum", "translate", tmp_path / "a.txt", "--translator", "echo"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (code, "", said)
