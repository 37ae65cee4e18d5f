"""Figures and days of a summary that are the source's, and stand where it has others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts.placed import compare

SOURCE = (
    "On Sunday, KCNA said Kim had led talks with Cai Qi on Friday. Sales fell by 7.3 percent to 1.45 billion euros. "
    "The forecast for the year was reduced to 5.2 billion euros. Visits were in the morning of May 3."
)
WRONG = {
    "another day": ("KCNA said Kim led talks with Cai Qi on Sunday.", "Sunday", "Friday"),
    "another figure": ("Sales fell by 5.2 percent.", "5.2", "7.3"),
}
RIGHT = {
    "the same day": "Kim led talks with Cai Qi on Friday.",
    "the same figure": "Sales fell by 7.3 percent.",
    "words that the source has before nothing": "Profits rose by 5.2 percent.",
    "small words alone": "In the year 1990, on Sunday.",
    "a month in a day's place": "Talks with Cai Qi on May 3.",
    "the second of two days": "The visits were in the morning of May 3, and of May 4.",
    "the same figure in another form": "Sales fell by 7.30 percent to 1.45 billion euros.",
    "another sentence between": "Kim led talks with Cai Qi. On Sunday, KCNA said so.",
}


@pytest.mark.parametrize(("target", "said", "known"), WRONG.values(), ids=WRONG)
def test_what_stands_in_anothers_place_is_found(target: str, said: str, known: str) -> None:
    [found] = compare(SOURCE, target, "en")
    assert (found.kind, found.status) == ("role", "changed")
    assert found.source
    assert found.target
    assert (found.source.text, found.target.text) == (known, said)
    assert target[found.target.start : found.target.end] == said


@pytest.mark.parametrize("target", RIGHT.values(), ids=RIGHT)
def test_what_stands_in_its_own_is_not(target: str) -> None:
    assert not [*compare(SOURCE, target, "en")]


def test_a_translation_is_not_asked() -> None:
    assert not [*compare("Sie fielen um 5 Prozent.", "They fell by 7 percent.", "de")]


def test_two_that_are_joined_share_a_place() -> None:
    assert not [*compare("Meetings on Tuesday and Friday were cancelled.", "Meetings on Friday were cancelled.", "en")]
    assert [*compare("Meetings on Tuesday and Friday were cancelled.", "Meetings on Monday were cancelled.", "en")]


@given(st.text("Mayon 123.,fel", max_size=60))
def test_a_text_agrees_with_itself(text: str) -> None:
    assert not [*compare(text, text, "en")]
