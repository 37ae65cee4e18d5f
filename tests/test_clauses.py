"""Sentences without a verb of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.clauses import fragment

FRAGMENTS = {
    "a noun and its prepositions": "A statement by a minister about alleged secret flights after her European visit.",
    "a verb in a relative clause alone": "The first crisis in which it had already failed to master its office.",
    "nothing": "",
    "no words": "… 💪 €",
    "a number": "An amount of more than one million euros.",
    "a participle before a noun": "The convicted former minister of the interior.",
    "who said it": "A hearty message to Kim Jong Un, KCNA said on Sunday.",
    "a foreign name in s": "At the meeting, Wang Xis message to Kim.",
    "a participle after a count": "Three armed men.",
    "an infinitive": "To hold on to the first three points of the season.",
}
WHOLE = {
    "an auxiliary": "The minister has many critics.",
    "a short form": "He isn’t here.",
    "an irregular past": "The minister went home.",
    "a regular past": "Police arrested three men.",
    "a present": "The delegation visits Beijing.",
    "a present of many": "The authors of the study accuse the authorities.",
    "a present of many, further on": "Catholics in Geisingen celebrate a festival.",
    "present with a y": "He carries a bag.",
    "a relative clause and a verb": "The man who shot him was arrested.",
    "two relative clauses and a verb": "The man who shot him, which he denied, was arrested.",
    "a number in a name": "The new Airbus A380 starts on Wednesday.",
    "a count": "Three died in the accident.",
    "a count at the end": "In the accident, two died.",
    "he quit": "Then he quit.",
    "what leads to it": "This leads to conflict.",
    "capitals": "MINISTER WAS ARRESTED",
}


@pytest.mark.parametrize("text", FRAGMENTS.values(), ids=FRAGMENTS)
def test_a_sentence_without_a_verb_of_its_own_is_a_fragment(text: str) -> None:
    assert fragment(text)


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_sentence_with_a_verb_is_whole(text: str) -> None:
    assert not fragment(text)


@given(st.text("ab ,.s", max_size=40))
def test_whatever_is_said_with_was_is_whole(text: str) -> None:
    assert not fragment(f"He was {text}")
