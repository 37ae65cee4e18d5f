"""A folder through workers: as through one process, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import folders
import pytest
from folders import echo, fill, products, results, run, spec

from translate_sum import batch as batches
from translate_sum.backends.echo import EchoSummarizer
from translate_sum.batch import Order
from translate_sum.choices import Device
from translate_sum.cli_engine import Wanted
from translate_sum.contracts import Candidate
from translate_sum.document import ModelInfo
from translate_sum.engines import connecting, processes
from translate_sum.engines.crew import Crew, Machine, crew
from translate_sum.engines.processes import Hand, Processes
from translate_sum.errors import ConfigurationError, UsageError
from translate_sum.folder import STATE
from translate_sum.meter import Meter

ARTICLES = 24


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(fill(tmp_path / "in", ARTICLES), tmp_path / "out", ("markdown", "json"), recursive=True)


@pytest.fixture
def expected(order: Order, tmp_path: Path) -> dict[str, Any]:
    run(replace(order, output=tmp_path / "local"))
    return products(tmp_path / "local")


def killing(monkeypatch: pytest.MonkeyPatch, victims: Callable[[int], bool], *, at: str) -> list[int]:
    """The worker of the n-th start, or of the n-th fresh window, is killed if `victims(n)`; gives the pids."""
    killed: list[int] = []
    before: Any = getattr(Hand, at)
    number = iter(range(10_000))

    def then_kill(hand: Hand, what: Any) -> None:
        before(hand, what)
        if not getattr(what, "again", False) and victims(next(number)):
            killed.append(hand.process.pid or 0)
            hand.process.kill()

    monkeypatch.setattr(Hand, at, then_kill)
    return killed


@contextmanager
def started(order: Order, *more: str) -> Iterator[subprocess.Popen[str]]:
    """The command with echo models, in a process group of its own."""
    place = [str(order.folder), "-o", str(order.output), "--recursive", "--translator=echo", "--summarizer=echo"]
    env = {**os.environ, "TRANSLATE_SUM_HOME": str(order.output.parent / "home"), "SOURCE_DATE_EPOCH": "0"}
    command = [sys.executable, "-m", "translate_sum", "batch", *place, *more]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for_the_first(order: Order, process: subprocess.Popen[str]) -> None:
    journal = order.output / STATE / "journal.jsonl"
    while process.poll() is None and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.01)


# --- processes --------------------------------------------------------------------------------------------------------


def test_two_workers_make_what_one_process_makes(order: Order, expected: dict[str, Any]) -> None:
    _, meter = run(order, engine=Processes(spec(), 2))
    assert products(order.output) == expected
    assert meter.done == ARTICLES
    _, again = run(order, engine=Processes(spec(), 2))
    assert again.done == 0


@pytest.mark.parametrize(("at", "victims"), [
    ("give", lambda n: n == 0),
    ("give", lambda n: n < 2),
    ("__init__", lambda n: n == 0),
    ("__init__", lambda n: n in (1, 2)),
])  # fmt: skip
def test_a_worker_that_is_killed_loses_nothing(
    at: str, victims: Callable[[int], bool], order: Order, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = killing(monkeypatch, victims, at=at)
    run(order, engine=Processes(spec(), 2))
    assert killed
    assert products(order.output) == expected


def test_only_the_article_that_kills_its_worker_twice_has_failed(
    order: Order, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Hand.give

    def give(hand: Hand, window: processes.Window) -> None:
        before(hand, window)
        if any(job.name == "a03.txt" for job in window.jobs):
            hand.process.kill()

    monkeypatch.setattr(Hand, "give", give)
    totals, _ = run(order, engine=Processes(spec(), 2))
    assert (totals.done, totals.failed, totals.left) == (ARTICLES - 2, 2, 0)
    failed = {r["source"]: r["reason"] for r in results(order.output) if r["outcome"] == "failed"}
    assert failed["a03.txt"].startswith("two workers died at it (killed by signal 9)")
    monkeypatch.undo()
    run(replace(order, retry_failed=True), engine=Processes(spec(), 2))
    assert products(order.output) == expected


def test_workers_that_never_get_ready_are_an_error(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    killing(monkeypatch, lambda n: True, at="__init__")
    with pytest.raises(ConfigurationError, match=r"no worker process gets ready \(killed by signal 9\)"):
        run(order, engine=Processes(spec(), 2))


def test_other_models_than_the_callers_are_refused(order: Order) -> None:
    other = replace(spec(), parts=["another version"])
    with pytest.raises(ConfigurationError, match="install the same on both"):
        run(order, engine=Processes(other, 1))


def test_stopped_it_finishes_what_is_in_flight_and_goes_on_later(order: Order, expected: dict[str, Any]) -> None:
    asked = iter([False] * 4)  # until the workers are started
    first, meter = run(order, engine=Processes(spec(), 2), stopped=lambda: next(asked, True))
    assert first.left == ARTICLES - meter.done > 0
    run(order, engine=Processes(spec(), 2))
    assert products(order.output) == expected


# --- Ray --------------------------------------------------------------------------------------------------------------


def pool() -> list[int]:
    """The process ids of Ray Data's actors on this machine."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if b"MapWorker" in place.read_bytes():
                found.append(int(place.parent.name))
    return found


class Killer(Meter):
    """Kills one of Ray's actors at the first result, when the others are in work or on their way."""

    victim = 0

    def translated(self, sentences: int) -> None:
        super().translated(sentences)
        if not self.victim and (found := pool()):
            self.victim = found[0]
            os.kill(self.victim, signal.SIGKILL)


def test_a_cluster_of_two_loses_nothing_with_one_of_them(
    order: Order, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("ray", reason="needs the extra [ray]")
    from translate_sum.engines.ray import Cluster

    monkeypatch.setattr(batches, "WINDOW", 1500)
    monkeypatch.setattr(folders, "Meter", Killer)
    _, meter = run(order, engine=Cluster(spec(tmp_path / "cache.sqlite3"), 2))
    assert isinstance(meter, Killer)
    assert meter.victim
    assert products(order.output) == expected
    assert run(order, engine=Cluster(spec(), 2))[1].done == 0


def test_the_command_over_ray_says_only_its_own_lines(order: Order, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs the extra [ray]")
    local = replace(order, output=tmp_path / "undisturbed")
    for one, more in ((local, ()), (order, ("--engine", "ray", "--workers", "2"))):
        with started(one, *more) as process:
            wait_for_the_first(one, process)
            for victim in pool()[:1]:
                os.kill(victim, signal.SIGKILL)
            said, error = process.communicate(timeout=300)
        assert (process.returncode, said) == (12, ""), error  # one article is too short
        assert [line for line in error.splitlines() if not line.startswith("translate-sum: ")] == []
    assert products(order.output) == products(local.output)


def test_ctrl_c_over_ray_stops_in_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs the extra [ray]")
    order = Order(fill(tmp_path / "in", 120), tmp_path / "out", recursive=True)
    with started(order, "--engine", "ray", "--workers", "2") as process:
        wait_for_the_first(order, process)
        os.killpg(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=240)
    assert process.returncode == 130, error
    assert "left; the same command goes on" in error.splitlines()[-1]
    with started(order) as process:
        process.communicate(timeout=240)
    run(replace(order, output=tmp_path / "undisturbed"))
    assert {r["source"]: r["sha256"] for r in results(order.output)} == {
        r["source"]: r["sha256"] for r in results(tmp_path / "undisturbed")
    }


def test_a_share_of_a_gpu_that_is_not_there_is_refused_in_one_line(order: Order) -> None:
    pytest.importorskip("ray", reason="needs the extra [ray]")
    with started(order, "--engine", "ray", "--gpus", "0.25") as process:
        _, error = process.communicate(timeout=120)
    said = [line for line in error.splitlines() if "articles, " not in line]
    assert (process.returncode, len(said)) == (5, 1), error
    assert "room for 0 workers" in said[0]
    assert "no --gpus" in said[0]


@contextmanager
def listening(answer: bytes | None) -> Iterator[str]:
    """The address of a server that gives one answer, None: where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        if answer is None:
            server.close()
            yield f"{host}:{port}"
            return

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(100)
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"{host}:{port}"
        thread.join(10)


@pytest.mark.parametrize(("answer", "why"), [
    (None, "refused"),
    (b"HTTP/1.0 400 Bad Request\r\n\r\n", "something else does"),
    (b"220 mail ready\r\n", "something else does"),
])  # fmt: skip
def test_where_no_cluster_answers_it_is_said_at_once(answer: bytes | None, why: str) -> None:
    with listening(answer) as address, pytest.raises(ConfigurationError, match=f"no Ray cluster answers .*{why}"):
        connecting.knock(address)


def test_a_server_of_http_2_may_be_a_cluster() -> None:
    with listening(b"\0\0\x06\4\0\0\0\0\0\0\5\0\0\x40\0") as address:
        connecting.knock(address)


@pytest.mark.parametrize("address", ["auto", "local", "nowhere", "ray://nowhere"])
def test_what_is_no_host_and_port_is_left_to_ray(address: str) -> None:
    connecting.knock(address)


def test_without_the_extra_ray_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from translate_sum.engines import ray

    monkeypatch.setattr(ray, "NEEDED", ("no_such_package",))
    with pytest.raises(ConfigurationError, match=r"pip install 'translate-sum\[ray\]'"):
        ray.Cluster(spec(), 2)


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_to_the_whole_group(number: int, code: int, tmp_path: Path) -> None:
    order = Order(fill(tmp_path / "in", 400), tmp_path / "out", recursive=True)
    with started(order, "--engine", "processes") as process:
        wait_for_the_first(order, process)
        os.killpg(process.pid, number)
        _, error = process.communicate(timeout=60)
    assert process.returncode == code, error
    assert "left; the same command goes on" in error.splitlines()[-1]
    assert "Traceback" not in error
    assert {r["outcome"] for r in results(order.output)} >= {"done", "left"}


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    order = Order(fill(tmp_path / "in", 400), tmp_path / "out", recursive=True)
    with started(order, "--engine", "processes") as process:
        wait_for_the_first(order, process)
        process.kill()
        process.communicate(timeout=20)  # ends when nobody holds the pipe any more, so when all workers are gone
    assert not (order.output / "results.jsonl").exists()


@pytest.mark.parametrize(("wanted", "message"), [
    ({"name": "local", "workers": 2}, "--workers"),
    ({"name": "processes", "address": "auto"}, "--address"),
    ({"name": "processes", "gpus": 0.5}, "--gpus"),
])  # fmt: skip
def test_options_of_another_engine_are_refused(wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Wanted(**wanted)


@pytest.mark.parametrize(("wanted", "asked", "device"), [
    ({"name": "ray", "gpus": 0.5}, "auto", "cuda"),
    ({"name": "ray"}, "auto", "cpu"),
    ({"name": "ray"}, "cuda", "cuda"),
    ({"name": "processes"}, "auto", "auto"),
])  # fmt: skip
def test_what_a_cluster_runs_on_does_not_depend_on_this_machine(
    wanted: dict[str, Any], asked: Device, device: Device
) -> None:
    assert Wanted(**wanted).device(asked) == device


@pytest.mark.parametrize(("cores", "memory", "weights", "asked", "expected"), [
    (8, None, 0, {}, (8, 1)),
    (8, None, 0, {"threads": 2}, (4, 2)),
    (8, None, 0, {"threads": 3}, (2, 3)),
    (8, None, 0, {"workers": 3}, (3, 2)),
    (8, None, 0, {"workers": 8, "threads": 1}, (8, 1)),
    (8, 4_000_000_000, 540_000_000, {}, (2, 4)),
    (8, 100_000_000, 540_000_000, {}, (1, 8)),
    (8, 100_000_000, 540_000_000, {"workers": 2}, (2, 4)),  # who asks for it knows
    (1, None, 0, {}, (1, 1)),
    (2, None, 0, {"threads": 4}, None),
    (2, None, 0, {"workers": 3}, None),
    (8, None, 0, {"workers": 5, "threads": 2}, None),
])  # fmt: skip
def test_workers_times_threads_fit(
    cores: int, memory: int | None, weights: int, asked: dict[str, int], expected: tuple[int, int] | None
) -> None:
    machine = Machine(cores, memory)
    if expected is None:
        with pytest.raises(UsageError, match="cores"):
            crew(machine, weights, **asked)
    else:
        assert crew(machine, weights, **asked) == Crew(*expected)


class Slow(EchoSummarizer):
    """Counts how many ask at once; each waits a moment for another."""

    def __init__(self, shared: bool) -> None:
        super().__init__(None, ModelInfo("slow", "1"))
        self.shared, self.asking, self.most = shared, 0, 0
        self.lock, self.together = threading.Lock(), threading.Event()

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        with self.lock:
            self.asking += 1
            self.most = max(self.most, self.asking)
            if self.asking > 1:
                self.together.set()
        self.together.wait(0.2)
        with self.lock:
            self.asking -= 1
        return super().candidates(passages, words, drawn=drawn)


@pytest.mark.parametrize("shared", [True, False])
def test_two_articles_share_the_summarizer_if_it_can_be_shared(shared: bool, tmp_path: Path) -> None:
    pipeline = echo(length=20)
    pipeline.__dict__["summarizer"] = slow = Slow(shared)
    order = Order(fill(tmp_path / "in", 6), tmp_path / "out", recursive=True)
    run(order, pipeline)
    assert slow.most == (2 if shared else 1)
    run(replace(order, output=tmp_path / "plain"), echo(length=20))
    done = [[entry["source"] for entry in results(tmp_path / name)] for name in ("out", "plain")]
    assert done[0] == done[1] and len(done[0]) == 6
