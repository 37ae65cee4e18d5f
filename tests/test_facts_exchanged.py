"""Figures exchanged between the names of a translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import Language
from translate_sum.facts.exchanged import compare

RESULT = "Die CDU kam auf 31 Prozent, die SPD auf 27 Prozent."

CASES = {
    "exchanged": (RESULT, "The CDU got 27 percent, the SPD 31 percent.", ["CDU kam auf 31 | CDU got 27"]),
    "with a place before": (
        "In Hessen holte die CDU 31 Prozent, die SPD 27 Prozent.",
        "In Hesse the CDU won 27 percent, the SPD 31 percent.",
        ["CDU 31 | CDU won 27"],
    ),
    "two of three": (
        "Siemens zahlt 5 Mio. Euro, Bosch 7 Mio. Euro und BMW 9 Mio. Euro.",
        "Siemens pays 5 million euros, Bosch 9 million euros and BMW 7 million euros.",
        ["Bosch 7 Mio | Bosch 9 million"],
    ),
    "kept": (RESULT, "The CDU got 31 percent, the SPD 27 percent.", []),
    "names the other way round, with their figures": (RESULT, "The SPD got 27 percent, the CDU 31 percent.", []),
    "the figures before": (RESULT, "31 percent went to the CDU, 27 percent to the SPD.", []),
    "another figure": (RESULT, "The CDU got 27 percent, the SPD 32 percent.", []),
    "not of one kind": (
        "Siemens zahlte in 10 Jahren an Bosch 300 Euro.",
        "Siemens paid 300 euros to Bosch in 10 years.",
        [],
    ),
    "a sentence between": (
        "Die CDU gewann. 31 Prozent kamen, bei der SPD 27 Prozent.",
        "The CDU won. 27 percent came, at the SPD 31 percent.",
        [],
    ),
    "nothing": ("", "", []),
}


@pytest.mark.parametrize(("source", "target", "wanted"), CASES.values(), ids=CASES)
def test_exchanged_figures_are_found(source: str, target: str, wanted: list[str]) -> None:
    found = [*compare(source, target)]
    assert [f"{f.source.text} | {f.target.text}" for f in found if f.source and f.target] == wanted
    assert {(f.kind, f.status) for f in found} <= {("number", "changed")}


def test_summaries_are_left_to_roles() -> None:
    assert not [*compare("The CDU got 31, the SPD 27.", "The CDU got 27, the SPD 31.", "en")]


WORDS = st.lists(st.sampled_from("CDU SPD Siemens Bosch 5 7 Euro euros . , Berlin".split())).map(" ".join)


@given(WORDS, WORDS, st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: Language) -> None:
    for finding in compare(source, target, language):
        for text, span in ((source, finding.source), (target, finding.target)):
            assert span is not None and text[span.start : span.end] == span.text


@given(WORDS)
def test_a_text_agrees_with_itself(text: str) -> None:
    assert not [*compare(text, text)]
