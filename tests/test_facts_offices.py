"""The body that an office is of, narrowed in the source and not in its summary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts.finding import Finding
from translate_sum.facts.offices import compare

NARROWED = {
    "an office of a part": (
        "The talks were led by Ana Ruiz, the director of the press office of the European Parliament.",
        "Ana Ruiz, director of the European Parliament, led the talks.",
        "director of the European Parliament",
    ),
    "a possessive": (
        "Piet Maas, head of the youth wing of Holland's Green League, resigned.",
        "Piet Maas, the head of the Green League, resigned.",
        "head of the Green League",
    ),
    "a parliament": (
        "The president of the parliament of Catalonia spoke.",
        "The president of Catalonia spoke.",
        "president of Catalonia",
    ),
    "a name after the body": (
        "Piet Maas met the head of the youth wing of Holland's Green League.",
        "The head of Holland's Green League Maas spoke.",
        "head of Holland's Green League Maas",
    ),
    "the same name after another body": (
        "The head of State Maas met the head of the youth wing of Holland's Green League.",
        "The head of Holland's Green League Maas spoke.",
        "head of Holland's Green League Maas",
    ),
    "an adjective more": (
        "She is a member of the supervisory board of Volkswagen.",
        "She is a member of mighty Volkswagen.",
        "member of mighty Volkswagen",
    ),
}

RIGHT = {
    "the same": ("Ana Ruiz, head of the Green League, came.", "The head of the Green League came."),
    "part kept": (
        "He is head of the press office of the Bundestag.",
        "He is head of the press office of the Bundestag.",
    ),
    "a city": ("The mayor of the city of Bonn spoke.", "The mayor of Bonn spoke."),
    "said directly elsewhere": (
        "The head of the bureau of Interpol left. Lee, the head of Interpol, stayed.",
        "Lee, head of Interpol, stayed.",
    ),
    "another title": ("The spokesman of the board of Siemens spoke.", "The head of Siemens spoke."),
    "no name": ("The head of the board of directors spoke.", "The head of the board spoke."),
    "of a shorter name": ("The speaker of the House of Commons spoke.", "The speaker of the House spoke."),
}


def found(source: str, target: str) -> list[Finding]:
    return [*compare(source, target, "en")]


@pytest.mark.parametrize(("source", "target", "span"), NARROWED.values(), ids=NARROWED)
def test_an_office_of_more_than_the_source_says(source: str, target: str, span: str) -> None:
    assert [f.target.text for f in found(source, target) if f.target] == [span]


@pytest.mark.parametrize(("source", "target"), RIGHT.values(), ids=RIGHT)
def test_the_same_office(source: str, target: str) -> None:
    assert found(source, target) == []


def test_nothing_is_said_of_a_translation() -> None:
    assert [*compare(*NARROWED["a parliament"][:2], "de")] == []


TEXTS = st.lists(st.sampled_from("head of the board Siemens , . member and European Parliament's city".split())).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_spans_are_slices(source: str, target: str) -> None:
    for finding in found(source, target):
        assert finding.source
        assert finding.target
        assert source[finding.source.start : finding.source.end] == finding.source.text
        assert target[finding.target.start : finding.target.end] == finding.target.text


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    assert found(text, text) == []
