"""What each guard catches and, as important, what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.guards import Reason, empty, faults, looping, untranslated

SOURCE = "Die Regierung hat am Montag in Berlin neue Regeln für den Handel mit Waffen beschlossen."
TARGET = "The government adopted new rules for the arms trade in Berlin on Monday."

MORE = "It is said that this had been in the making for many years, and that some welcomed it."


def kinds(source: str, target: str, *, complete: bool = True) -> list[str]:
    return [reason.kind for reason in faults(source, target, complete=complete)]


def test_a_good_translation_has_no_faults() -> None:
    assert faults(SOURCE, TARGET) == []


@pytest.mark.parametrize(
    ("source", "target", "kind", "hard"),
    [
        (SOURCE, "", "empty", True),
        (SOURCE, " .,!", "empty", True),
        (SOURCE, SOURCE, "untranslated", True),
        (SOURCE, "The the the the the the the the the the the the the rules.", "looping", True),
        (SOURCE, "The government.", "length", True),
        (SOURCE, "The government adopted new rules.", "length", False),
        (SOURCE, f"{TARGET} {MORE}", "length", False),
        (SOURCE, f"{TARGET} {MORE} All others want the old ones back as soon as can be.", "length", True),
        (SOURCE, TARGET.replace("Berlin", "Berlin for 20 years"), "number", False),
        (SOURCE, f"{TARGET} \ufffd", "broken", True),
        ("Mehr unter a.de/b.", "More at Amazon.", "placeholder", True),
        ("Mehr unter a.de/b.", "More at a.de/b a.de/b.", "placeholder", True),
        ("3:2", "3:4", "number", False),
    ],
)
def test_each_fault(source: str, target: str, kind: str, hard: bool) -> None:
    assert (kind, hard) in {(reason.kind, reason.hard) for reason in faults(source, target)}


def test_an_unfinished_hypothesis_is_at_fault() -> None:
    assert kinds(SOURCE, TARGET, complete=False) == ["incomplete"]


@pytest.mark.parametrize(
    "text",
    [
        "the the the the",
        "He said that, said that, said that",
        "It is a good thing that it is a good thing that it is a good thing that",
        "he wants to come to the house he wants to come to the house",
        "lalalalalala",
        "Ahahahahahah",
        "They met in Pjöngjangjangjang.",
        "! ! ! ! ! ! ! ! ! ! ! !",
        "a b c a d b c a b d c a b c d a c b d a c d b a d c b a c d b",
        "km 2 , 2 , 2 , 2",
    ],
)
def test_loops(text: str) -> None:
    assert looping(text)


@pytest.mark.parametrize(
    "text",
    [
        "New York, New York",
        "ha ha ha",
        "A murmur of couscous in Walla Walla, hahaha",
        "Bora Bora, Baden-Baden and Pago Pago",
        "It was very, very, very cold",
        "He said that she said that it was over",
        "Of the people, by the people, for the people",
        "Tel. 0000000000, 1,000,000,000 euros",
        "..............................",
        "* * * * * * * * * * * *",
        "________________________",
        "The longer the war goes on, the more the people suffer, the poorer the country gets, and the longer it takes.",
        "",
    ],
)
def test_no_loops(text: str) -> None:
    assert not looping(text)


def test_a_source_that_repeats_itself_may_be_translated_so() -> None:
    assert kinds("Tor, Tor, Tor, Tor, Tor für Deutschland!", "Goal, goal, goal, goal, goal for Germany!") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, SOURCE),
        ("Polizei sucht nach dem Täter", "Polizei sucht nach dem Täter"),
        ("Die Grünen fordern höhere Steuern", "Die Grünen fordern höhere Steuern"),
        (SOURCE, "Die Regierung hat on Monday in Berlin neue Regeln für den Handel mit Waffen beschlossen."),
        ("Er sagte nichts dazu.", "Er sagte nichts dazu."),
    ],
)
def test_german_left_standing(source: str, target: str) -> None:
    assert untranslated(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, TARGET),
        ("FC Bayern München", "FC Bayern München"),
        ("Kim Song Nam, Wang Huning, Cai Qi, Liu Jianchao", "Kim Song Nam, Wang Huning, Cai Qi, Liu Jianchao"),
        ("Frankfurter Allgemeine Zeitung am Sonntag", "Frankfurter Allgemeine Zeitung am Sonntag"),
        ("„We are the champions of the world“, sang er.", "“We are the champions of the world”, he sang."),
        ("We are the champions of the world", "We are the champions of the world"),
        ("Er las „Der Name der Rose“ zu Ende.", "He finished reading “Der Name der Rose”."),
        ("Albersloh: Hecker, Adolph, Zur Mühlen (87. Diallo)", "Albersloh: Hecker, Adolph, Zur Mühlen (87th Diallo)"),
        ("Ein Mann in Not", "A man in need"),
        ("Die Welt war so", "In the world it was so"),
    ],
)
def test_what_may_look_german(source: str, target: str) -> None:
    assert not untranslated(source, target)


def test_a_number_names_both_spans() -> None:
    assert faults("Es waren 250 Leute da.", "There were 205 people.") == [
        Reason("number", "a number was altered", False, "250", "205")
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Bundesverfassungsgericht", "Constitutional Court"),
        ("Rindfleischetikettierungsgesetz", "beef labelling law"),
        ("Ja.", "That is what I think"),
        ("BGH", "Federal Court of Justice"),
    ],
)
def test_short_texts_have_grace(source: str, target: str) -> None:
    assert kinds(source, target) == []


@pytest.mark.parametrize("text", ["", " ", "...", "„“"])
def test_empty(text: str) -> None:
    assert empty(text)


@pytest.mark.parametrize("text", ["a", "3", "– 3:2 –"])
def test_not_empty(text: str) -> None:
    assert not empty(text)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(source: str, target: str) -> None:
    assert all(reason.message for reason in faults(source, target))
