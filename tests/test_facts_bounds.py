"""Bounds of a number that point the other way: on newstest2019 none of 2,000 human translations has one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import Language
from translate_sum.facts.bounds import compare

REVERSED = [
    ("Mehr als 100 Menschen", "Less than 100 people", "Mehr als 100", "Less than 100"),
    ("Weniger als 100 Menschen", "More than 100 people", "Weniger als 100", "More than 100"),
    ("Mindestens 12 Tote", "At most 12 dead", "Mindestens 12", "At most 12"),
    ("Bis zu 70 Prozent", "At least 70 percent", "Bis zu 70", "At least 70"),
    ("Höchstens zwölf Tote", "At least twelve dead", "Höchstens zwölf", "At least twelve"),
    ("über 100 Euro", "under €100", "über 100", "under €100"),
    ("Unter 100", "Over 100", "Unter 100", "Over 100"),
    ("knapp über 100", "just under 100", "über 100", "just under 100"),
    ("fast 100 Menschen", "more than 100 people", "fast 100", "more than 100"),
    ("knapp 100 Menschen", "over 100 people", "knapp 100", "over 100"),
    ("gut 100 Menschen", "nearly 100 people", "gut 100", "nearly 100"),
    ("mindestens 3,5 Mrd. Euro", "no more than 3.5 billion euros", "mindestens 3,5 Mrd", "no more than 3.5 billion"),
    ("mehr als die Hälfte", "less than half", "mehr als die Hälfte", "less than half"),
    ("mehr als eine Million", "less than a million", "mehr als eine Million", "less than a million"),
    ("nicht mehr als 12", "at least 12", "nicht mehr als 12", "at least 12"),
    ("nicht weniger als 12", "not more than 12", "nicht weniger als 12", "not more than 12"),
    ("100 oder mehr", "100 or fewer", "100 oder mehr", "100 or fewer"),
]


@pytest.mark.parametrize(("source", "target", "a", "b"), REVERSED)
def test_a_bound_turned_round_is_found(source: str, target: str, a: str, b: str) -> None:
    found = [
        (f.kind, f.status, f.source and f.source.text, f.target and f.target.text) for f in compare(source, target)
    ]
    assert found == [("number", "changed", a, b)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mehr als 100 Menschen", "Over 100 people"),
        ("Bis zu 70 Prozent", "No more than 70 percent"),
        ("Knapp 100 Menschen", "Just under 100 people"),
        ("Fast 100 Menschen", "Fewer than 100 people"),
        ("Bis zu 100 Menschen", "Almost 100 people"),
        ("nicht mehr als 12", "at most 12"),
        ("Er verdient nicht mehr als 100 Euro.", "He does not earn more than 100 euros."),
        ("Mehr als 100 Menschen", "100 people"),
        ("100 Menschen", "Less than 100 people"),
        ("Mehr als 100 Menschen", "Less than 90 people"),
        ("mehr als 100 Männer und weniger als 100 Frauen", "less than 100 women and more than 100 men"),
        ("über die 100 Seiten lange Studie", "about the study of 100 pages"),
        ("", ""),
    ],
)
def test_left_alone(source: str, target: str) -> None:
    assert not [*compare(source, target)]


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("More than 100 people came.", "Less than 100 people came.", True),
        ("More than 100 people came.", "Over 100 people came.", False),
        ("More than 20 people came.", "He waited less than 20 days.", False),
    ],
)
def test_of_a_summary_the_same_things_are_compared(source: str, target: str, wrong: bool) -> None:
    assert bool([*compare(source, target, "en")]) is wrong


WORDS = st.lists(st.sampled_from("mehr als über fast more than nearly under 100 12 € zwei two oder or".split()))


@given(st.text() | WORDS.map(" ".join), st.text() | WORDS.map(" ".join), st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: Language) -> None:
    for finding in compare(source, target, language):
        for text, span in ((source, finding.source), (target, finding.target)):
            assert span is not None and text[span.start : span.end] == span.text
