"""Multiples that became others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import compare
from translate_sum.facts.multiples import multiples

CASES = {
    "tripled": ("Der Umsatz hat sich verdreifacht.", "Revenue doubled.", ["verdreifacht doubled"]),
    "doubled": ("Der Umsatz verdoppelte sich.", "Revenue tripled.", ["verdoppelte tripled"]),
    "quadrupled": ("Der Umsatz hat sich vervierfacht.", "Revenue doubled.", ["vervierfacht doubled"]),
    "halved": ("Der Umsatz hat sich halbiert.", "Revenue doubled.", ["halbiert doubled"]),
    "a noun": ("Die Verdoppelung der Preise", "A tenfold rise in prices", ["Verdoppelung tenfold"]),
    "twice as": ("Es kamen dreimal so viele.", "Twice as many came.", ["dreimal so Twice as"]),
    "told once": ("Es kamen doppelt so viele.", "Three times as many came.", ["doppelt Three"]),
    "the same": ("Der Umsatz hat sich verdreifacht.", "Revenue tripled.", []),
    "the same in other words": ("Der Umsatz hat sich verdreifacht.", "Revenue is three times as high.", []),
    "fold": ("Der Umsatz hat sich verzehnfacht.", "Revenue rose tenfold.", []),
    "halved, in other words": ("Der Umsatz hat sich halbiert.", "Revenue was cut in half.", []),
    "as a number": ("Der Umsatz hat sich verdoppelt.", "Revenue rose to 200 percent.", []),
    "no number": ("Er ist vielfach besser.", "He is many times as good.", []),
    "not a multiple": ("Einfach doppelte Fachleute", "Simply double experts", []),
    "made up": ("Der Umsatz stieg.", "Revenue doubled.", []),
    "nothing": ("", "", []),
}


@pytest.mark.parametrize(("source", "target", "wanted"), CASES.values(), ids=CASES)
def test_another_multiple_is_found(source: str, target: str, wanted: list[str]) -> None:
    found = [f for f in compare(source, target, comparers=("numbers",)) if f.wrong]
    assert [f"{f.source.text} {f.target.text}" for f in found if f.source and f.target] == wanted
    assert {f.status for f in found} <= {"changed"}


def test_of_a_summary_too() -> None:
    found = compare("Revenue tripled.", "Revenue doubled.", source_language="en", comparers=("numbers",))
    assert [f.status for f in found] == ["changed"]


@given(st.text() | st.lists(st.sampled_from("ver drei fach doppelt so twice as fold two".split())).map("".join))
def test_spans_are_slices(text: str) -> None:
    for multiple in [*multiples(text, "de"), *multiples(text, "en")]:
        assert text[multiple.span.start : multiple.span.end] == multiple.span.text
