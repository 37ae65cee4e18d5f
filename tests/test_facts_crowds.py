"""Crowds and scores: sizes that mean the same in two texts, and sizes that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import compare
from translate_sum.facts.crowds import crowds
from translate_sum.facts.finding import Language
from translate_sum.facts.scores import altered

RANGES: list[tuple[str, Language, list[tuple[float, float]]]] = [
    ("dozens of boats", "en", [(20, 200)]),
    ("tens of thousands of birds", "en", [(15_000, 150_000)]),
    ("Hundreds of millions", "en", [(150e6, 1_500e6)]),
    ("several hundred goats", "en", [(200, 1_000)]),
    ("she scores twice", "en", []),
    ("3 millions", "en", []),
    ("Dutzende Boote", "de", [(20, 200)]),
    ("Zehntausende von Vögeln", "de", [(15_000, 150_000)]),
    ("mit Hunderten Ziegen", "de", [(150, 2_000)]),
    ("3 Millionen", "de", []),
    ("zwei Millionen", "de", []),
]

SAME: list[tuple[str, str, Language]] = [
    ("Dutzende Boote sanken.", "Dozens of boats sank.", "de"),
    ("Dutzende Boote sanken.", "Scores of boats sank.", "de"),
    ("Zahlreiche Boote sanken.", "Dozens of boats sank.", "de"),
    ("Zehntausende Vögel starben.", "Tens of thousands of birds died.", "de"),
    ("Hunderttausende flohen.", "Thousands fled.", "de"),
    ("Eine Handvoll Gäste kam.", "A handful of guests came.", "de"),
    ("The storm sank 43 boats.", "The storm sank dozens of boats.", "en"),
    ("Several thousand birds died.", "Thousands of birds died.", "en"),
    ("Some 23,000 birds died.", "Tens of thousands of birds died.", "en"),
    ("The team won 3-1 at home.", "The guests lost 1-3.", "en"),
]

WRONG: list[tuple[str, str, Language, tuple[str, str]]] = [
    ("Dutzende Boote sanken.", "Hundreds of boats sank.", "de", ("Dutzende", "Hundreds")),
    ("Hunderte Ziegen liefen davon.", "Thousands of goats ran away.", "de", ("Hunderte", "Thousands")),
    ("Eine Handvoll Gäste kam.", "Hundreds of guests came.", "de", ("Handvoll", "Hundreds")),
    ("Hundreds of goats ran away.", "Dozens of goats ran away.", "en", ("Hundreds", "Dozens")),
    ("The storm sank 12 boats.", "The storm sank hundreds of boats.", "en", ("", "hundreds")),
    ("Tens of thousands fled.", "Hundreds of thousands fled.", "en", ("Tens of thousands", "Hundreds of thousands")),
    ("They won 3-1 after a 2-0 lead.", "They won 3-2.", "en", ("3-1", "3-2")),
]


@pytest.mark.parametrize(("text", "language", "ranges"), RANGES)
def test_ranges(text: str, language: Language, ranges: list[tuple[float, float]]) -> None:
    assert [(crowd.low, crowd.high) for crowd in crowds(text, language)] == ranges


@pytest.mark.parametrize(("source", "target", "language"), SAME)
def test_the_same_size(source: str, target: str, language: Language) -> None:
    found = compare(source, target, source_language=language, comparers=("numbers",))
    assert [f for f in found if f.status not in ("ok", "missing")] == []


@pytest.mark.parametrize(("source", "target", "language", "change"), WRONG)
def test_another_size(source: str, target: str, language: Language, change: tuple[str, str]) -> None:
    found = compare(source, target, source_language=language, comparers=("numbers",))
    spans = [(f.source.text if f.source else "", f.target.text) for f in found if f.wrong and f.target]
    assert change in spans


NO_SCORES = [
    "20-30 percent",
    "from 1914-18",
    "5-6 days",
    "on 9-11-2001",
    "the 4-4-2",
    "a U21-23 side",
    "20-30-year-olds",
]


@pytest.mark.parametrize("text", NO_SCORES)
def test_what_is_no_score(text: str) -> None:
    assert [*altered("It ended 7-7.", text)] == []


PIECES = st.lists(st.sampled_from("dozens hundreds of thousands millions tens 2-1 0-0 12 several hundred .".split()))


@given(PIECES.map(" ".join))
def test_a_text_agrees_with_itself(text: str) -> None:
    assert [f for f in compare(text, text, source_language="en", comparers=("numbers",)) if f.wrong] == []


@given(PIECES.map(" ".join), PIECES.map(" ".join) | st.text(), st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: str) -> None:
    for crowd in crowds(target, "de" if language == "de" else "en"):
        assert target[crowd.span.start : crowd.span.end] == crowd.span.text
    for finding in compare(source, target, source_language="en", comparers=("numbers",)):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is None or text[span.start : span.end] == span.text
