"""`translate-sum check`: what it finds in a pair of files, how it says so, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_cli import run, said

from translate_sum.render import report
from translate_sum.verify import Segment, check

GERMAN = "Am Montag starben 12 Menschen.\nDie Firma zahlte 5 Millionen Euro.\nDer Minister sagte nichts dazu.\n"
ENGLISH = "On Monday, 12 people died.\nThe company paid 5 million euros.\nThe minister said nothing about it.\n"
PLANTED = {
    "number": ("12 people", "21 people", 0, "12", "21"),
    "date": ("Monday", "Tuesday", 0, "Montag", "Tuesday"),
    "currency": ("euros", "dollars", 1, "Euro", "dollars"),
    "negation": ("said nothing", "spoke", 2, "nichts", ""),
}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "de.txt", tmp_path / "en.txt"
    source.write_text(GERMAN, encoding="utf-8")
    target.write_text(ENGLISH, encoding="utf-8")
    return source, target


def test_a_true_translation_is_exit_0(files: tuple[Path, Path]) -> None:
    done = run("check", *files, "--aligned")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"3 segments, nothing wrong found\n", b"")


@pytest.mark.parametrize("aligned", [True, False], ids=["by lines", "by meaning"])
@pytest.mark.parametrize(("kind", "planted"), PLANTED.items(), ids=PLANTED)
def test_a_planted_error_is_found_with_its_spans(
    kind: str, planted: tuple[str, str, int, str, str], aligned: bool, files: tuple[Path, Path]
) -> None:
    right, wrong, segment, german, english = planted
    files[1].write_text(ENGLISH.replace(right, wrong), encoding="utf-8")
    done = run("check", *files, "-f", "json", *(["--aligned"] if aligned else []))
    found = json.loads(done.stdout)
    assert done.returncode == 8
    assert {key: found[key] for key in ("schema_version", "segments")} == {"schema_version": 1, "segments": 3}
    finding = next(f for f in found["findings"] if f["kind"] == kind)
    assert finding["segment"] == segment
    assert spans_of(finding) == (german, english)


def spans_of(finding: dict[str, Any]) -> tuple[str, str]:
    source, target = finding["source"], finding["target"]
    for span in (source, target):
        assert span is None or span["end"] - span["start"] == len(span["text"])
    return (source or {"text": ""})["text"], (target or {"text": ""})["text"]


WHOLE = {
    "left out": ("Der Hund schläft.", "", "missing"),
    "added": ("", "The dog is asleep.", "invented"),
    "left German": ("Der Hund schläft nicht im Haus.", "Der Hund schläft nicht im Haus.", "changed"),
    "a loop": ("Der Hund schläft.", "The dog dog dog dog dog sleeps.", "changed"),
}


@pytest.mark.parametrize(("source", "target", "status"), WHOLE.values(), ids=WHOLE)
def test_a_segment_is_wrong_as_a_whole(source: str, target: str, status: str) -> None:
    finding = check([Segment(source, target)]).findings[0]
    assert (finding.kind, finding.status) == ("segment", status)
    assert [s.text for s in (finding.source, finding.target) if s] == [text for text in (source, target) if text]


def test_nothing_is_wrong_where_nothing_is_said() -> None:
    assert not check([Segment("", " ")]).findings


def test_the_text_shows_both_sides_and_the_count() -> None:
    shown = report.text(check([Segment("Der Hund schläft.", ""), Segment("Ja.", "Yes.")]))
    assert shown == (
        "   1  Der Hund schläft.\n      –\n    ⚠ segment missing: nothing in the English answers it\n\n"
        "2 segments, 1 finding in 1 of them\n"
    )


REFUSED = {
    "other numbers of lines": (GERMAN, "One line.\n", ["--aligned"], 3, "3 lines of German, 1 of English"),
    "an empty translation": (GERMAN, "\n \n", [], 3, "is empty"),
    "the two the wrong way round": (ENGLISH * 9, GERMAN * 9, [], 3, "not German"),
}


@pytest.mark.parametrize(("source", "target", "options", "code", "why"), REFUSED.values(), ids=REFUSED)
def test_it_refuses_in_one_line(
    source: str, target: str, options: list[str], code: int, why: str, files: tuple[Path, Path]
) -> None:
    files[0].write_text(source, encoding="utf-8")
    files[1].write_text(target, encoding="utf-8")
    done = run("check", *files, *options)
    assert done.returncode == code
    assert len(said(done)) == 1
    assert why in said(done)[0]
    assert done.stdout == b""


def test_standard_input_is_read_once() -> None:
    assert run("check", "-", "-").returncode == 2


@pytest.mark.parametrize("which", [0, 1])
def test_it_does_not_write_over_what_it_reads(which: int, files: tuple[Path, Path]) -> None:
    texts = [file.read_text() for file in files]
    found = run("check", *files, "-o", files[which])
    assert (found.returncode, found.stdout) == (2, b"")
    assert "is an input too" in said(found)[0]
    assert [file.read_text() for file in files] == texts
