"""A folder goes through whole: resumed, changed, killed, shared, broken; what is on the disk is always of one piece."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from folders import echo, fill, killed, products, results, run, run_with_cache, started, text

from translate_sum import batch as batches
from translate_sum.batch import Order, Task, windows
from translate_sum.cache import Cache
from translate_sum.errors import ConfigurationError
from translate_sum.folder import STATE, Input, output_name
from translate_sum.meter import Meter, duration
from translate_sum.outfolder import OutFolder

ECHO = ("--translator", "echo", "--summarizer", "echo")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(fill(tmp_path / "in", 8), tmp_path / "out", formats=("markdown", "json"), recursive=True)


def command(order: Order, *more: str, home: Path) -> list[str]:
    place = [str(order.folder), "-o", str(order.output), "--recursive"]
    return [sys.executable, "-m", "translate_sum", "batch", *place, *ECHO, *more]


def call(order: Order, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    home = order.output.parent / "home"
    return subprocess.run(
        command(order, *more, home=home),
        capture_output=True,
        text=True,
        env={**os.environ, "TRANSLATE_SUM_HOME": str(home), **env},
        timeout=120,
        check=False,
    )


def edit(order: Order) -> None:
    (order.folder / "a01.txt").write_text(text(77), encoding="utf-8")


def lose(order: Order) -> None:
    (order.output / "a01.md").unlink()


def damage(order: Order) -> None:
    (order.output / "a01.md").write_text("half of a br")


def tear(order: Order) -> None:
    journal = order.output / STATE / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])


def leave_rubbish(order: Order) -> None:
    (order.output / STATE / "partial" / "tmp123").write_text("half")


# --- what is done again ---------------------------------------------------------------------------------------------


def test_the_folder_is_mirrored(order: Order) -> None:
    totals, _ = run(order)
    assert (totals.done, totals.failed, totals.left) == (7, 1, 0)
    assert (order.output / "sub" / "a05.md").is_file()
    assert [r["source"] for r in results(order.output) if r["outcome"] == "failed"] == ["kurz.txt"]
    index = (order.output / "index.md").read_text("utf-8")
    assert "(sub/a05.md)" in index
    assert "## Not processed\n\n- kurz.txt: too little text" in index
    brief = (order.output / "sub" / "a05.md").read_text("utf-8")
    assert 'source: "../../in/sub/a05.txt"' in brief


@pytest.mark.parametrize(("change", "worked_on"), [
    (lambda order: None, 0),
    (edit, 1),
    (lose, 1),
    (damage, 1),
    (tear, 1),
    (leave_rubbish, 0),
])  # fmt: skip
def test_only_what_changed_is_done_again(
    change: Callable[[Order], None], worked_on: int, order: Order, tmp_path: Path
) -> None:
    run(order)
    change(order)
    _, meter = run(order)
    assert meter.done == worked_on
    fresh = replace(order, output=tmp_path / "fresh")
    run(fresh)
    assert products(order.output) == products(fresh.output)


@pytest.mark.parametrize(("asked", "options", "worked_on"), [
    ({}, {"length": 40}, 8),
    ({}, {"beam_size": 1}, 8),
    ({}, {"runtime": "transformers"}, 8),
    ({}, {"force": True}, 1),  # only what failed hangs on it
    ({"retry_failed": True}, {}, 1),
    ({"redo": True}, {}, 8),
    ({"formats": ("text", "markdown")}, {}, 7),
    ({"formats": ("json",)}, {}, 0),
    ({"limit": 3}, {}, 0),
])  # fmt: skip
def test_what_settings_make_it_do(asked: dict[str, Any], options: dict[str, Any], worked_on: int, order: Order) -> None:
    run(order)
    _, meter = run(replace(order, **asked), echo(**options))
    assert meter.done == worked_on


def test_a_second_run_touches_no_file(order: Order) -> None:
    run(order)
    before = {path: path.stat().st_mtime_ns for path in order.output.rglob("*.*") if path.is_file()}
    run(order)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_brief_of_what_is_now_refused_is_gone(order: Order) -> None:
    run(order)
    (order.folder / "a01.txt").write_text("Zu kurz.\n")
    totals, _ = run(order)
    assert totals.failed == 2
    assert not (order.output / "a01.md").exists()
    assert not (order.output / "a01.json").exists()


def test_a_lost_article_stops_nothing(order: Order) -> None:
    (order.folder / "a02.txt").unlink()
    (order.folder / "a02.txt").symlink_to("nowhere.txt")
    (order.folder / "a03.txt").write_bytes(b"\x00\xff\xfe")
    (order.folder / "a04.txt").write_text("This is an English text about the council of the city, and it is long.")
    (order.folder / f"{'b' * 251}.txt").write_text(text(5), encoding="utf-8")  # its JSON would have 256
    totals, _ = run(order)
    assert (totals.done, totals.failed) == (4, 5)
    assert all(r["reason"] and r["exit_code"] == 3 for r in results(order.output) if r["outcome"] == "failed")


def test_a_bug_on_one_article_stops_nothing(order: Order) -> None:
    class Choking(type(echo().translator)):  # type: ignore[misc]
        def nbest(self, texts: Any, *more: Any) -> Any:
            if any("zum 3. Mal" in t for t in texts):
                raise ValueError("choked")
            return super().nbest(texts, *more)

    pipeline = echo()
    pipeline.__dict__["translator"] = Choking(None, pipeline.translator.info)
    totals, _ = run(order, pipeline)
    failed = {r["source"]: r["reason"] for r in results(order.output) if r["outcome"] == "failed"}
    assert totals.done == 6
    assert failed.keys() == {"a03.txt", "kurz.txt"}
    assert "choked" in failed["a03.txt"]


# --- stopped, killed, shared ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_stopped_after_some_steps_it_goes_on_to_the_same_end(steps: int, order: Order, tmp_path: Path) -> None:
    asked = iter([False] * steps)
    first, meter = run(order, stopped=lambda: next(asked, True))
    assert first.left == 8 - meter.done > 0
    assert sum(r["outcome"] == "left" for r in results(order.output)) == first.left
    _, again = run(order)
    assert meter.done + again.done == 8
    run(replace(order, output=tmp_path / "fresh"))
    assert products(order.output) == products(tmp_path / "fresh")


def test_killed_at_random_moments_nothing_is_lost_doubled_or_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "WINDOW", 4000)
    order = Order(fill(tmp_path / "in", 40), tmp_path / "undisturbed", formats=("markdown", "json"), recursive=True)
    begun = time.monotonic()
    run_with_cache(order, tmp_path / "cache0")
    took = time.monotonic() - begun
    expected = products(order.output)
    draw, kills, rounds = random.Random(5), 0, 0
    while kills < 20:
        rounds += 1
        disturbed = replace(order, output=tmp_path / f"out{rounds}")
        cache = tmp_path / f"cache{rounds}"
        while killed(started(run_with_cache, disturbed, cache)(), draw.uniform(0.02, took * 0.8)):
            kills += 1
        run_with_cache(disturbed, cache)
        assert products(disturbed.output) == expected


def test_a_second_run_at_once_is_refused_in_one_line(order: Order) -> None:
    with OutFolder(order.output, order.formats, []).held():
        done = call(order)
    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1), done.stderr
    assert "another run" in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_finishes_what_is_in_flight_and_says_how_to_go_on(number: int, code: int, tmp_path: Path) -> None:
    order = Order(fill(tmp_path / "in", 300), tmp_path / "out", recursive=True)
    env = {**os.environ, "TRANSLATE_SUM_HOME": str(tmp_path / "home")}
    process = subprocess.Popen(command(order, home=tmp_path), stderr=subprocess.PIPE, text=True, env=env)
    journal = order.output / STATE / "journal.jsonl"
    while process.poll() is None and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.01)
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    assert process.returncode == code, error
    assert "left; the same command goes on" in error.splitlines()[-1]
    assert {r["outcome"] for r in results(order.output)} >= {"done", "left"}


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("more", "code"), [
    ((), 12),
    (("--pattern", "a*.txt"), 0),
    (("--pattern", "a*.txt", "--strict"), 8),
    (("--pattern", "*.htm"), 3),
    (("--format", "docx"), 2),
    (("--limit", "0"), 2),
    (("--translator", "no-such-model"), 4),
    (("--output", "/proc/nowhere"), 5),
    (("--output", "{folder}"), 2),
])  # fmt: skip
def test_exit_codes(more: tuple[str, ...], code: int, order: Order) -> None:
    (order.folder / "a02.txt").write_text(text(2).replace("neuen Plan", "neuen Plan für 3 Millionen Euro"), "utf-8")
    done = call(order, *(m.format(folder=order.folder) for m in more))
    said = [line for line in done.stderr.splitlines() if "sentences/s" not in line]  # progress, on a slow machine
    assert (done.returncode, len(said), done.stdout) == (code, 1, ""), done.stderr


def test_quiet_says_nothing_and_a_fixed_clock_is_kept(order: Order) -> None:
    done = call(order, "--pattern", "a*.txt", "--quiet", SOURCE_DATE_EPOCH="86400")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    assert 'created: "1970-01-02T00:00:00Z"' in (order.output / "a01.md").read_text("utf-8")


def test_a_dry_run_counts_and_writes_nothing(order: Order) -> None:
    before = call(order, "--dry-run").stdout
    assert not order.output.exists()
    assert "to do      8" in before
    assert "about " in before
    call(order)
    after = call(order, "--dry-run", "--redo").stdout
    assert "100% of them cached" in after
    assert "to do      0" in call(order, "--dry-run").stdout


def test_fail_fast_leaves_the_rest(order: Order) -> None:
    (order.folder / "a00.txt").write_text("kurz\n")
    done = call(order, "--fail-fast")
    assert done.returncode == 12
    assert "left" in done.stderr


def test_a_full_disk_is_one_line_and_a_consistent_state(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, calls = os.fsync, iter(range(100))

    def full(descriptor: int) -> None:
        if next(calls) >= 9:
            raise OSError(28, "No space left on device")
        fsync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ConfigurationError, match="No space left on device"):
            run(order)
    run(order)
    run(replace(order, output=tmp_path / "fresh"))
    assert products(order.output) == products(tmp_path / "fresh")


# --- names, windows, figures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "others", "expected"), [
    ("a.txt", [], "a.md"),
    ("sub/a.txt", [], "sub/a.md"),
    ("a.htm", ["a.txt"], "a.htm.md"),
    ("a.txt", ["a"], "a.txt.md"),
    ("index.txt", [], "index.txt.md"),
    ("sub/index.txt", [], "sub/index.md"),
])  # fmt: skip
def test_output_names(name: str, others: list[str], expected: str) -> None:
    assert output_name(name, "markdown", [name, *others]) == expected


def test_windows_hold_every_task_once_in_order() -> None:
    tasks = [Task(Input(str(i), Path()), size) for i, size in enumerate([5, 5, 9, 20, 1, 1])]
    assert [[t.size for t in window] for window in windows(tasks, 10)] == [[5, 5], [9], [20], [1, 1]]


def test_the_meter_tells_rate_and_rest() -> None:
    now = [0.0]
    meter = Meter(4, 100, clock=lambda: now[0])
    now[0] = 10.0
    meter.settled(20, 40)
    assert str(meter) == "0 of 4 articles, 2.0 sentences/s"
    meter.translated(40)
    meter.finished(25, failed=True)
    assert str(meter) == "1 of 4 articles, 4.0 sentences/s, 30 s left, 1 not processed"
    assert duration(3600) == "1 h 0 min"


# --- what a user runs into --------------------------------------------------------------------------------------------


def test_a_redo_that_was_stopped_goes_on(order: Order) -> None:
    run(order)
    again = replace(order, redo=True)
    looks = iter(range(100))
    stopped, _ = run(again, stopped=lambda: next(looks) > 8)
    assert stopped.left
    _, meter = run(again)
    assert meter.articles == stopped.left, "what the redo had done is not done a third time"
    _, whole = run(again)
    assert whole.articles > stopped.left, "the next redo is another one"


def test_files_of_the_users_own_are_not_written_over(order: Order) -> None:
    order.output.mkdir()
    (order.output / "index.md").write_text("mine")
    done = call(order)
    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1)
    assert "has index.md, of no run" in done.stderr
    assert (order.output / "index.md").read_text() == "mine"
    (order.output / "index.md").unlink()
    (order.output / "notes.md").write_text("mine too")
    call(order)
    assert (order.output / "notes.md").read_text() == "mine too" and (order.output / "index.md").exists()


def test_the_reason_is_told_where_one_article_ends_the_run_and_its_place_where_it_does_not(order: Order) -> None:
    (order.folder / "a00.txt").write_text(text(1), "utf-8")
    (order.folder / "a01.txt").write_text("The minister said on Monday that the old bridges are to be closed. " * 9)
    said = call(order, "--fail-fast").stderr.splitlines()[-1]
    assert "; a01.txt: " in said and "mostly English" in said and "without --fail-fast" in said
    assert call(order).stderr.splitlines()[-1].endswith(f"; {order.output / 'index.md'} says why")


def test_force_is_redo_and_any_language_lets_english_in(order: Order) -> None:
    (order.folder / "a01.txt").write_text("The minister said on Monday that the old bridges are to be closed. " * 9)
    call(order)
    assert "(0 in this run)" in call(order).stderr
    assert f"({len(results(order.output))} in this run)" in call(order, "--force").stderr
    failed = [entry["source"] for entry in results(order.output) if entry["outcome"] == "failed"]
    assert "a01.txt" in failed
    call(order, "--any-language")
    assert "a01.txt" not in [e["source"] for e in results(order.output) if e["outcome"] == "failed"]


def test_a_folder_that_cannot_be_read_is_listed(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for root, who can read every folder: the walk is told otherwise."""
    walk = os.walk

    def with_a_closed_one(top: Path, onerror: Any) -> Iterator[Any]:
        onerror(PermissionError(13, "Permission denied", str(top / "locked")))
        yield from (each for each in walk(top) if Path(each[0]).name != "locked")

    (order.folder / "locked").mkdir()
    monkeypatch.setattr(os, "walk", with_a_closed_one)
    run(order)
    found = {entry["source"]: entry["outcome"] for entry in results(order.output)}
    assert found["locked"] == "failed" and found["a01.txt"] == "done"


@pytest.mark.parametrize("value", ['{"a": 1}', '"a"', "[[1, true]]", '[["a"]]', "7", "[]"])
def test_a_cached_value_of_another_form_is_asked_again(value: str, order: Order, tmp_path: Path) -> None:
    with Cache(tmp_path / "cache") as cache:
        run(order, echo(cache))
    database = sqlite3.connect(tmp_path / "cache")
    with database:
        database.execute("UPDATE entries SET value = ?", (value,))
    database.close()
    before = products(order.output)
    with Cache(tmp_path / "cache") as cache:
        run(replace(order, redo=True), echo(cache))
    assert products(order.output) == before
