"""The benchmark's own code on made-up figures and translators without a model: tables, charts, contest, limit."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import contestants, limit, memory
from benchmarks.chart import Bar, chart
from benchmarks.contest import Contestant, Job, Result, Turn, Workers, compete, goes_on
from benchmarks.plan import Aim, ratio_aims
from benchmarks.profile import shares
from benchmarks.table import BEGIN, END, Table, digits, put, ratio, spread
from benchmarks.tasks import fastest, one_more
from translate_sum.backends.marian_settings import MarianSettings


def result(name: str, *walls: float, reason: str = "") -> Result:
    return Result(name, tuple(Turn(wall, 2 * wall) for wall in walls), reason)


def test_more_articles_than_the_corpus_has_are_others(tmp_path: Path) -> None:
    corpus = tmp_path / "german_news.jsonl.xz"
    with lzma.open(corpus, "wt", encoding="utf-8") as out:
        for title in ("Brand in Köln", "Wahl in Bremen"):
            text = " ".join(f"Am {day}. Mai berieten Minister und Bürger der Länder." for day in range(1, 9))
            out.write(json.dumps({"title": title, "text": text}) + "\n")
    found = list(memory.real(corpus, 7))
    assert len({*found}) == len(found) == 7
    assert found == list(memory.real(corpus, 7))
    assert {*" ".join(found).split()} > {*" ".join(found[:2]).split()}


# --- Tables and charts

SHOWN = [
    ((0.123,), "0.12"),
    ((9.994,), "9.99"),
    ((12.345,), "12.3"),
    ((1234.5,), "1234"),
    ((3.0, 1.0, 2.0), "2.00 (1.00-3.00)"),
    ((10.0, 1.0), "5.50 (1.00-10.0)"),
]


@pytest.mark.parametrize(("values", "shown"), SHOWN)
def test_median_with_smallest_and_largest(values: Sequence[float], shown: str) -> None:
    assert spread(values) == shown


def test_a_ratio_is_taken_within_each_repetition() -> None:
    """A machine that was three times as slow in the second changes nothing."""
    assert ratio(result("base", 4.0, 12.0), result("other", 2.0, 6.0), lambda turn: turn.wall) == 2.0
    assert ratio(result("base", 4.0, 12.0, 9.0), result("other", 1.0), lambda turn: turn.wall) == 4.0


def test_rows_are_filled_up_and_cells_stay_cells() -> None:
    table = Table("T", ("a", "b", "c"), (("x|y", "1"), ("not\nrun: why",)), note="N.")
    lines = table.markdown().splitlines()
    assert lines == [
        "### T",
        "",
        "N.",
        "",
        "| a | b | c |",
        "| --- | ---: | ---: |",
        r"| x\|y | 1 |  |",
        "| not run: why |  |  |",
    ]


@given(st.text(), st.text(), st.text(), st.text())
def test_only_what_is_between_the_marks_changes(before: str, after: str, old: str, new: str) -> None:
    before, after, old, new = (text.replace(BEGIN, "").replace(END, "") for text in (before, after, old, new))
    page = f"{before}{BEGIN}{old}{END}{after}"
    written = put(page, new)
    assert written == put(written, new)
    assert written.startswith(before + BEGIN)
    assert written.endswith(END + after)
    assert new.strip() in written


def test_a_page_without_marks_gets_them_at_its_end() -> None:
    assert put("# Page\n", "new") == f"# Page\n\n{BEGIN}\n\nnew\n\n{END}\n"


def test_bars_are_as_long_as_their_values() -> None:
    bars = [Bar("slow <1>", 10.0, 9.0, 11.0, False), Bar("ours", 40.0, 38.0, 44.0, True)]
    root = ElementTree.fromstring(chart("Speed & more", "median", bars))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Speed & more", "slow <1>", "ours", "10", "40"} <= set(texts)
    background, slow, ours = root.iter("{http://www.w3.org/2000/svg}rect")
    assert float(ours.attrib["width"]) == pytest.approx(4 * float(slow.attrib["width"]), abs=0.3)
    assert slow.attrib["fill"] != ours.attrib["fill"]
    lines = root.iter("{http://www.w3.org/2000/svg}line")
    assert max(float(line.attrib["x2"]) for line in lines) < float(background.attrib["width"])


def test_a_chart_of_nothing_is_a_chart() -> None:
    assert ElementTree.fromstring(chart("T", "u", [])).tag.endswith("svg")


def test_the_fastest_peer_is_none_of_ours_and_has_run() -> None:
    found = [
        result(contestants.WHOLE, 1.0),
        result(contestants.ARGOS, 3.0, 5.0),
        result(contestants.PLAIN, 2.0, 9.0, 8.0),
        result(contestants.EASY, reason="not here"),
    ]
    assert fastest(found).name == contestants.ARGOS
    assert fastest(found[:1]).turns == ()


def test_an_aim_says_what_was_wanted_and_measured() -> None:
    [aim] = ratio_aims("a folder, beside", 2, result("slow", 9.0, 8.0), [result("ours", 3.0, 2.0), result("fast")])
    assert aim == Aim("ours: a folder, beside `slow`", "at least 2 times as fast", "3.50 by the clock, 3.50 by CPU")
    assert ratio_aims("a folder, beside", 2, result("none"), [result("ours", 3.0)]) == ()


# --- The contest

ECHO = "benchmarks.peers.echo:Echo"
JOB = Job("sentences", ("eins", "zwei", "drei"))


def test_who_dies_or_is_missing_stops_nobody() -> None:
    with Workers() as workers:
        found = compete(
            [
                Contestant("missing", ECHO, missing="no such package"),
                Contestant("dies", ECHO, {"dies_at": 3}),
                Contestant("unknown", "benchmarks.peers.echo:Nothing"),
                Contestant("lives", ECHO),
            ],
            JOB,
            workers,
            repetitions=3,
        )
    by_name = {one.name: one for one in found}
    assert by_name["missing"] == Result("missing", reason="no such package")
    assert len(by_name["dies"].turns) == 1
    assert by_name["dies"].reason == "it ended: out of luck"
    assert "Nothing" in by_name["unknown"].reason
    assert [turn.texts for turn in by_name["lives"].turns] == [JOB.texts] * 3


def test_no_repetition_begins_that_would_not_end_in_time() -> None:
    with Workers() as workers:
        [found] = compete([Contestant("echo", ECHO)], JOB, workers, repetitions=5, seconds=0.0)
    assert len(found.turns) == 1


TURNS = [((), True), ((0.5,), True), ((0.5, 0.4), True), ((0.5, 0.6), False), ((1.0,), False)]


@pytest.mark.parametrize(("walls", "another"), TURNS)
def test_who_took_a_tenth_of_the_time_has_had_its_turns(walls: Sequence[float], another: bool) -> None:
    assert goes_on(result("some", *walls), seconds=10.0) is another
    assert not goes_on(result("some", *walls, reason="it ended"), seconds=10.0)


def test_contestants_of_the_same_settings_share_a_process() -> None:
    both = [Contestant(name, ECHO, {"dies_at": 4}, beam=beam) for name, beam in (("a", 1), ("b", 4))]
    with Workers() as workers:
        found = compete(both, JOB, workers, repetitions=1)
    assert [len(one.turns) for one in found] == [1, 0]  # a rehearses and runs, b rehearses, and its job is the fourth


def test_a_cold_start_has_a_process_of_its_own() -> None:
    once = one_more(Result("echo"), Contestant("echo", ECHO, {"dies_at": 2}), "Ein Artikel.")
    [turn] = once.turns
    assert turn.wall > 0 < turn.cpu
    twice = one_more(once, Contestant("echo", ECHO, {"dies_at": 2}), "Ein Artikel.")
    assert len(twice.turns) == 2  # in one process the second job would have been its death
    gone = one_more(Result("gone"), Contestant("gone", ECHO, missing="not to be had"), "Ein Artikel.")
    assert gone == Result("gone", reason="not to be had")


# --- The limit


def test_products_are_counted_by_hand() -> None:
    model = MarianSettings(
        vocabulary=10,
        width=4,
        layers=(2, 1),
        ffn=(8, 8),
        heads=(2, 2),
        positions=64,
        activation=0,
        scale=1.0,
        start=9,
        int8=False,
    )
    work = limit.work(model, limit.Lengths([3, 2], [4, 1]), beam=2)
    encoder, decoder = 5, 2 * 5  # rows of each layer
    a_layer = 4 * 4 * 4 + 2 * 4 * 8
    by_hand = 2 * encoder * a_layer + encoder * 2 * 4 * 4 + decoder * (6 * 4 * 4 + 2 * 4 * 8) + decoder * 4 * 10
    assert sum(product.operations for product in work) == 2 * by_hand
    assert limit.seconds(work, lambda shape: 2.0) == by_hand


def test_the_machines_peak_is_measured_once() -> None:
    peak = limit.Peak()
    shape = (8, 8, 8)
    assert peak.fp32(shape) == peak.fp32(shape) > 0
    assert peak.int8(shape) != peak.fp32(shape)


PERF = """
    60.10%|[JIT] tid 1976       |[.] 0x00007f8b1cc6016c
     9.90%|libctranslate2.so.4  |[.] dnnl::impl::cpu::extended_sgemm
    10.00%|libctranslate2.so.4  |[.] ctranslate2::cpu::softmax<(ctranslate2::cpu::CpuIsa)2>(float const*)
     5.00%|libc.so.6            |[.] __memmove_avx_unaligned_erms
    15.00%|libpython3.11.so.1.0 |[.] _PyEval_EvalFrameDefault
"""


def test_samples_are_put_to_what_they_are_of() -> None:
    found = shares(PERF.splitlines())
    assert {kind: round(part, 3) for kind, part in found.items()} == {
        "matrix products": 0.7,
        "softmax over the vocabulary and attention": 0.1,
        "moving memory": 0.05,
        "Python and pieces": 0.15,
    }


def test_three_digits_count() -> None:
    assert [digits(value) for value in (0.004, 9.5, 99.94, 100.4)] == ["0.00", "9.50", "99.9", "100"]


def test_the_least_time_of_a_call_is_of_one_call() -> None:
    calls = []

    def work() -> None:
        calls.append(sum(range(20_000)))

    assert 0 < limit.best(work, 0.02) < 0.02
    assert len(calls) > 1
