"""Segments that answer each other: every sentence once, in order, whatever was left out or joined."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_sum.bitext import Segment, by_lines, by_meaning
from translate_sum.errors import InputError

PAIRS = (
    ("Die Regierung erhöht die Steuern.", "The government is raising taxes."),
    ("Der Hund schläft im Garten.", "The dog is sleeping in the garden."),
    ("Gestern starben zwölf Menschen bei einem Unfall.", "Twelve people died in an accident yesterday."),
    ("Die Opposition kritisiert den Haushalt.", "The opposition criticises the budget."),
    ("Im Winter liegt in den Bergen viel Schnee.", "In winter there is a lot of snow in the mountains."),
    ("Der Verein verlor das letzte Spiel.", "The club lost the last match."),
)

sides = st.lists(st.sampled_from(PAIRS), max_size=6).map(lambda pairs: ([g for g, _ in pairs], [e for _, e in pairs]))


def text(sentences: list[str]) -> str:
    return " ".join(sentences)


@settings(deadline=None, max_examples=40)
@given(sides, sides)
def test_every_sentence_comes_once_and_in_order(
    one: tuple[list[str], list[str]], two: tuple[list[str], list[str]]
) -> None:
    german, english = one[0], two[1]
    found = by_meaning(text(german), text(english))
    assert " ".join(s.source for s in found if s.source) == text(german)
    assert " ".join(s.target for s in found if s.target) == text(english)
    assert all(s.source or s.target for s in found)


@pytest.mark.parametrize("left_out", range(len(PAIRS)))
def test_a_sentence_that_was_left_out_answers_nothing(left_out: int) -> None:
    found = by_meaning(text([g for g, _ in PAIRS]), text([e for i, (_, e) in enumerate(PAIRS) if i != left_out]))
    assert found == [Segment(g, "" if i == left_out else e) for i, (g, e) in enumerate(PAIRS)]


@pytest.mark.parametrize("added", range(len(PAIRS)))
def test_a_sentence_that_was_added_answers_nothing(added: int) -> None:
    found = by_meaning(text([g for i, (g, _) in enumerate(PAIRS) if i != added]), text([e for _, e in PAIRS]))
    assert found == [Segment("" if i == added else g, e) for i, (g, e) in enumerate(PAIRS)]


def test_two_sentences_may_become_one() -> None:
    german = (
        "Der Verein verlor das letzte Spiel. Der Trainer wurde entlassen. Im Winter liegt in den Bergen viel Schnee."
    )
    english = "The club lost the last match and the coach was fired. In winter there is a lot of snow in the mountains."
    first, second = by_meaning(german, english)
    assert first.source.count(".") == 2
    assert second.target.startswith("In winter")


LINES = {
    "as many": ("a\nb\n", "c\nd\n", [("a", "c"), ("b", "d")]),
    "no line feed at the end": ("a\nb", "c\nd\n", [("a", "c"), ("b", "d")]),
    "CR LF": ("a\r\nb\r\n", "c\nd\n", [("a", "c"), ("b", "d")]),
    "an empty line answers": ("a\n\nb\n", "c\n\nd\n", [("a", "c"), ("", ""), ("b", "d")]),
    "a form feed is no line end": ("a\x0cb\n", "c\n", [("a\x0cb", "c")]),
    "U+2028 is no line end": ("a\u2028b\n", "c\n", [("a\u2028b", "c")]),
}


@pytest.mark.parametrize(("german", "english", "expected"), LINES.values(), ids=LINES)
def test_line_answers_line(german: str, english: str, expected: list[tuple[str, str]]) -> None:
    assert [(s.source, s.target) for s in by_lines(german, english)] == expected


def test_other_numbers_of_lines_are_refused() -> None:
    with pytest.raises(InputError, match="2 lines of German, 1 of English"):
        by_lines("a\nb\n", "c\n")
