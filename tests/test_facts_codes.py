"""Telephone numbers, ISO dates and the like: groups of digits that were lost or doubled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import compare

CASES = {
    "doubled in a date": ("am 2005-05-05 in Bonn", "on 2005-05-05-05 in Bonn", ["2005-05-05-05"]),
    "lost from a date": ("am 2019-11-11 in Bonn", "on 2019-11 in Bonn", ["2019-11"]),
    "lost from a telephone number": ("Tel. 030 22 22 44", "Phone 030 22 44", ["030 22 44"]),
    "with a slash": ("Tel. 0228/55 55 12", "Phone 0228/55 12", ["0228/55 12"]),
    "the same": ("Tel. 030 22 22 44", "Phone 030 22 22 44", []),
    "otherwise in groups": ("Tel. 030 22 22 44", "Phone 030-222244", []),
    "a date in another order": ("am 2005-05-04", "on 4/5/2005", []),
    "a date in words": ("am 2005-05-05", "on 5 May 2005", []),
    "thousands": ("14 130 130 Menschen", "14,130,130 people", []),
    "a line-up": ("im 4-4-2", "in a 4-2", []),
    "other digits are seen as numbers": ("Tel. 030 22 22 44", "Phone 030 22 22 45", []),
    "left out": ("Tel. 030 22 22 44", "Phone", []),
}


@pytest.mark.parametrize(("source", "target", "wanted"), CASES.values(), ids=CASES)
def test_groups_lost_or_doubled_are_found(source: str, target: str, wanted: list[str]) -> None:
    found = compare(source, target, comparers=("codes",))
    assert [f.target.text for f in found if f.target] == wanted
    assert all((f.kind, f.status) == ("number", "changed") for f in found)


def test_a_summary_may_leave_out_a_code_but_not_change_it() -> None:
    article = "Call 030 22 22 44 or 030 11 11 55."
    assert not compare(article, "Call 030 11 11 55.", source_language="en", comparers=("codes",))
    (found,) = compare(article, "Call 030 11 55 55.", source_language="en", comparers=("codes",))
    assert found.source
    assert found.target
    assert (found.source.text, found.target.text) == ("030 11 11 55", "030 11 55 55")


@given(st.text(alphabet="0123 -/–,.+a", max_size=40))
def test_a_text_has_its_own_codes(text: str) -> None:
    assert not compare(text, text, comparers=("codes",))
