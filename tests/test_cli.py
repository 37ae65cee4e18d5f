"""The command line as a user meets it: a process, its standard output, its standard error, its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

SEED = Path(__file__).parent.parent / "seeds" / "000_dfae6e4b09aa7372.txt"
ECHO = ("--translator", "echo", "--summarizer", "echo")
GERMAN = (
    "Minister einigen sich\n\nBERLIN (dpa) - Die Minister haben sich am Montag in Berlin getroffen. "
    "Sie wollen 20 Millionen Euro für neue Brücken ausgeben.\n\nDie Opposition nannte den Plan viel zu klein. "
    "Ingenieure warnen seit Jahren, dass viele Brücken in schlechtem Zustand sind.\n"
)


def run(
    *args: str | Path, stdin: bytes = b"", home: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    places = {"TRANSLATE_SUM_HOME": str(home or "/nonexistent"), "HF_HOME": str(home or "/nonexistent")}
    return subprocess.run(
        [sys.executable, "-m", "translate_sum", *map(str, args)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **places, **(env or {})},
        timeout=120,
        check=False,
    )


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode("utf-8").splitlines()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "artikel.txt"
    path.write_text(GERMAN, encoding="utf-8")
    return path


# --- what is wrong with an input, made on the spot -------------------------------------------------------------------


def holds(data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "input.txt"
        path.write_bytes(data)
        return path

    return make


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def loop(folder: Path) -> Path:
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


ENGLISH = "The ministers met in Berlin on Monday and agreed on a new plan for the bridges of the country. " * 3
DUTCH = "De ministers kwamen maandag bijeen in Berlijn en werden het eens over een nieuw plan voor de bruggen. " * 3
FRENCH = "Les ministres se sont réunis lundi à Berlin et se sont mis d'accord sur un nouveau plan pour les ponts. " * 3

BAD_INPUTS: dict[str, Callable[[Path], Path]] = {
    "empty": holds(b""),
    "white space": holds(b" \n\t\r\n \xc2\xa0\n"),
    "a BOM and nothing": holds(b"\xef\xbb\xbf"),
    "missing": lambda folder: folder / "nirgends.txt",
    "missing, with a line feed in its name": lambda folder: folder / "nir\ngends.txt",
    "a directory": lambda folder: folder,
    "a name too long": lambda folder: folder / ("x" * 300),
    "a link to itself": loop,
    "a FIFO": fifo,
    "a device": lambda folder: Path("/dev/zero"),
    "the null device": lambda folder: Path("/dev/null"),
    "PNG": holds(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    "PDF": holds(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4),
    "ZIP": holds(b"PK\x03\x04" + bytes(range(256)) * 4),
    "gzip": holds(b"\x1f\x8b\x08\x00" + bytes(range(256)) * 4),
    "random bytes": holds(bytes((i * 7919 + i // 3) % 256 for i in range(4096))),
    "NUL bytes": holds(GERMAN.encode().replace(b" ", b"\x00", 3)),
    "HTML": holds(b"<!DOCTYPE html><html><body><p>Die Minister haben sich getroffen.</p></body></html>"),
    "UTF-8 cut short": holds((GERMAN * 3).encode() + "für".encode()[:2]),
    "UTF-8 broken inside": holds((GERMAN * 3).encode().replace("ü".encode(), b"\xc3", 1)),
    "50 MB on one line": holds(b"Die Minister sagen nichts dazu " * 1_700_000),
    "English": holds(ENGLISH.encode()),
    "Dutch": holds(DUTCH.encode()),
    "French": holds(FRENCH.encode()),
    "JSON with a lone surrogate": holds(b'{"title": "\\ud800", "text": "\\udfff"}'),
    "digits alone": holds(b"12345 67890\n\n1 2 3\n"),
    "a headline alone": holds("Minister einigen sich auf neuen Plan für die Brücken\n".encode()),
    "one short sentence": holds(b"Die Minister trafen sich am Montag in Berlin.\n"),
}


@pytest.mark.parametrize("make", BAD_INPUTS.values(), ids=BAD_INPUTS)
def test_a_bad_input_is_one_line_and_exit_3(make: Callable[[Path], Path], tmp_path: Path) -> None:
    output = tmp_path / "brief.md"
    done = run("brief", make(tmp_path), "-o", output, *ECHO)
    assert len(said(done)) == 1, done.stderr.decode()
    assert done.returncode == 3
    assert done.stdout == b""
    assert not output.exists()
    assert not list(tmp_path.glob(".brief*"))


def pickled(folder: Path) -> Path:
    (folder / "config.json").write_text('{"model_type": "marian"}')
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    return folder


def cut(folder: Path) -> Path:
    (folder / "config.json").write_text('{"model_type": "marian"}')
    (folder / "model.safetensors").write_bytes(b"\x10\x00\x00")
    return folder


def scrambled(folder: Path) -> Path:
    (folder / "config.json").write_text("{")
    return folder


BROKEN_MODELS = {"empty folder": lambda folder: folder, "pickled": pickled, "cut": cut, "scrambled config": scrambled}


@pytest.mark.parametrize("make", BROKEN_MODELS.values(), ids=BROKEN_MODELS)
@pytest.mark.parametrize("option", ["--translator", "--summarizer"])
def test_a_broken_model_is_one_line_and_exit_4(
    make: Callable[[Path], Path], option: str, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "model").mkdir()
    done = run("brief", article, *ECHO, option, make(tmp_path / "model"))
    assert (done.returncode, len(said(done)), done.stdout) == (4, 1, b""), done.stderr.decode()


BAD_CALLS: list[tuple[list[str], int]] = [
    (["translate", "{article}", "--no-such-option"], 2),
    (["no-such-command"], 2),
    (["brief", "{article}", "--length", "0"], 2),
    (["brief", "{article}", "--length", "viel"], 2),
    (["brief", "{article}", "--beam-size", "0"], 2),
    (["translate", "{article}", "--fast", "--beam-size", "4"], 2),
    (["translate", "{article}", "--rerank", "--fast"], 2),
    (["translate", "{article}", "--rerank", "--beam-size", "1"], 2),
    (["translate", "{article}", "--rerank"], 5),
    (["brief", "{article}", "--threads", "-1"], 2),
    (["brief", "{article}", "--format", "docx"], 2),
    (["brief", "{article}", "--device", "tpu"], 2),
    (["brief", "{article}", "--encoding", "no-such-code"], 2),
    (["brief", "-", "-"], 2),
    (["brief", "{article}", "-o", "{article}"], 2),
    (["summarize", "{article}", "{article}"], 2),
    (["brief", "{article}", "--encoding", "ascii"], 3),
    (["brief", "{article}", "--translator", "no-such-model"], 4),
    (["brief", "{article}", "--translator", "org/no-such-model"], 4),
    (["brief", "{article}", "--summarizer", "auto"], 4),
    (["translate", "{article}", "--translator", "embedded", "--rerank", "--summarizer", "no-such-model"], 4),
    (["models", "path", "no-such-model"], 4),
    (["models", "pull", "no-such-model"], 4),
    (["models", "pull", "smollm2-135m-instruct", "--offline"], 5),
    (["brief", "{article}", "-o", "{folder}"], 5),
    (["brief", "{article}", "-o", "{folder}/no/such/folder.md"], 5),
    (["brief", "{article}", "-o", "/dev/full"], 5),
]


@pytest.mark.parametrize(("call", "code"), BAD_CALLS, ids=[" ".join(c[:4]) for c, _ in BAD_CALLS])
def test_a_bad_call_is_one_line_and_its_code(call: Sequence[str], code: int, article: Path, tmp_path: Path) -> None:
    before = article.read_bytes()
    defaults = [] if call[0] not in ("brief", "summarize", "translate") else list(ECHO)
    args = [call[0], *defaults, *(a.format(article=article, folder=tmp_path) for a in call[1:])]
    done = run(*args, home=tmp_path / "home")
    assert (done.returncode, len(said(done)), done.stdout) == (code, 1, b""), done.stderr.decode()
    assert article.read_bytes() == before


# --- what works ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["translate", "summarize", "brief"])
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_product_on_stdout_talk_on_stderr(command: str, form: str, article: Path) -> None:
    done = run(command, article, "-f", form, "-q", *ECHO)
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.endswith(b"\n")
    if form == "json":
        assert json.loads(done.stdout)["schema_version"] == 1


@pytest.mark.parametrize("args", [(), ("-",)])
def test_standard_input_is_read(args: tuple[str, ...]) -> None:
    done = run("translate", *args, *ECHO, stdin=GERMAN.encode())
    assert done.returncode == 0
    assert len(done.stdout.decode().strip().split("\n\n")) == 3  # headline and two paragraphs


def test_an_output_file_holds_what_stdout_would(article: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.txt"
    assert run("translate", article, "-o", output, *ECHO).stdout == b""
    assert output.read_bytes() == run("translate", article, *ECHO).stdout
    assert not list(tmp_path.glob(".out*"))


def test_one_bad_input_of_several_does_not_stop_the_rest(article: Path, tmp_path: Path) -> None:
    done = run("brief", tmp_path / "missing.txt", article, "-f", "json", *ECHO)
    product = json.loads(done.stdout)
    assert done.returncode == 12
    assert [len(product["items"]), len(product["failures"])] == [1, 1]
    assert any("missing.txt" in line for line in said(done))


def test_force_goes_on_with_another_language(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(ENGLISH)
    assert run("translate", tmp_path / "en.txt", "--force", *ECHO).returncode == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, 8),
        (GERMAN.replace("20 Millionen Euro", "sehr viel Geld").replace("Ingenieure warnen", "Eva Koch warnt"), 0),
    ],
    ids=["doubtful", "clean"],
)
def test_strict_exits_8_on_a_warning_and_still_gives_the_product(text: str, code: int, tmp_path: Path) -> None:
    """The echo translator leaves "Millionen" as it is, which the number guard takes for a lost million; a noun that
    begins a sentence too.
    """
    source = tmp_path / "a.txt"
    source.write_text(text, encoding="utf-8")
    relaxed, strict = (run("brief", source, *ECHO, "-f", "json", *more) for more in ((), ("--strict",)))
    item = json.loads(strict.stdout)["items"][0]
    assert (relaxed.returncode, strict.returncode) == (0, code)
    assert bool(item["translation"]["warnings"] + item["summary"]["warnings"]) is bool(code)


def test_version_and_doctor() -> None:
    assert run("--version").stdout.startswith(b"translate-sum 0.")
    report = run("doctor").stdout.decode()
    assert all(word in report for word in ("torch", "translator", "summarizer", "second reader", "threads", "network"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_answers(shell: str) -> None:
    name = "_TRANSLATE_SUM_COMPLETE"
    script = Path(sys.executable).with_name("translate-sum")
    env = {**os.environ, name: f"complete_{shell}", "COMP_WORDS": "translate-sum b", "COMP_CWORD": "1"}
    env |= {"_TYPER_COMPLETE_ARGS": "translate-sum b", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run([script], env=env, capture_output=True, check=False, timeout=60)
    assert b"brief" in done.stdout


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_its_code_and_nothing_half_written(number: int, code: int, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "translate_sum", "brief", "-", "-o", tmp_path / "out.md", *ECHO],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    process.stdin.write(b"a" * 100_000)  # more than a pipe holds: it now reads standard input, which never ends
    process.stdin.flush()
    process.send_signal(number)
    _, error = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_no_error(article: Path) -> None:
    command = f"{sys.executable} -m translate_sum brief {article} {' '.join(ECHO)} -q | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == (b"-", b"")


def test_the_library_prints_nothing(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from translate_sum import Options, Pipeline, read

    brief = Pipeline(Options(translator="echo", summarizer="echo")).brief(read(article))
    assert capfd.readouterr() == ("", "")
    assert brief.to_dict()["translation"]["sentences"][0]["index"] == 1
