"""What is kept out of the training data, and what must not be."""

from __future__ import annotations

import random

import pytest

from training.filters import FILTERS, Pair, refusal, skeleton
from training.prepare import Selection

REFUSED = [
    ("letterless", "12.3", "12.3"),
    ("overlong", "Haus " * 200, "house " * 200),
    ("markup", "Siehe http://x.de", "See http://x.de"),
    ("markup", "Die Datei {name} fehlt", "The file {name} is missing"),
    ("markup", "Ein <b>fettes</b> Wort", "A bold word"),
    ("copy", "Berlin", "Berlin"),
    (
        "copy",
        "Adult Basic und Literacy Educators Network Washington",
        "Adult Basic and Literacy Educators Network Washington",
    ),
    (
        "language",
        "The minister came to Berlin yesterday and left.",
        "The minister had come to Berlin, then he left it.",
    ),
    ("language", "Der Minister kam gestern nach Berlin.", "Der Minister kam mit der Bahn und ist nicht da."),
    ("ratio", "Ja.", "Yes, said the minister, and left the room at once."),
    ("boilerplate", "Wir verwenden Cookies. Akzeptieren", "We use cookies to agree with you."),
    ("boilerplate", "Alle Rechte vorbehalten.", "All rights reserved."),
    ("boilerplate", "Weiterlesen", "Read more"),
    (
        "looping",
        "Der Mann und der Mann und der Mann und der Mann und der Mann.",
        "The man and so on, and so forth, and.",
    ),
    ("number", "Es kamen 300 Gäste.", "There were 200 guests."),
]
KEPT = [
    ("Der Minister kam gestern nach Berlin.", "The minister came to Berlin yesterday."),
    ("In der Adria sind es in der Spitze 25 Grad.", "In the Adriatic it is 25 degrees at the top."),
    ("Ich war mehrmals geschäftlich in Sapporo.", "I have visited Sapporo several times on business."),
    (
        "Sie alle wissen, dass wahr ist, was ich gleich sagen werde.",
        "You all know that what I am about to say is true.",
    ),
    ("Es kamen 3,5 Mio. Gäste.", "There were 3.5 million guests."),
    ("Cookies backt sie am liebsten mit Zimt.", "She likes her cookies best with cinnamon."),
    ("Ja.", "Yes."),
]


@pytest.mark.parametrize(("name", "german", "english"), REFUSED)
def test_noise_is_refused_by_the_filter_that_is_meant_for_it(name: str, german: str, english: str) -> None:
    assert refusal(Pair("toy", german, english)) == name


@pytest.mark.parametrize(("german", "english"), KEPT)
def test_good_pairs_pass(german: str, english: str) -> None:
    assert refusal(Pair("toy", german, english)) == ""


def test_every_filter_has_a_case() -> None:
    assert {name for name, _, _ in REFUSED} == {*FILTERS}


def test_a_lexicon_entry_may_be_a_copy_but_not_a_figure() -> None:
    assert refusal(Pair("dictionary", "Computer", "Computer")) == ""
    assert refusal(Pair("dictionary", "1", "1")) == "letterless"


def test_a_filter_that_is_not_named_is_not_used() -> None:
    assert refusal(Pair("toy", "Es kamen 300 Gäste.", "There were 200 guests."), ["copy"]) == ""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (("Am 24. Mai!", "On May 24"), True),
        (("AM 3. MAI", "ON MAY 3"), True),
        (("Am 3. Juni.", "On May 3."), False),
        (("Am 3. Mai.", "On the 3rd of May."), False),
    ],
)
def test_near_duplicates_differ_in_figures_capitals_and_marks_alone(other: tuple[str, str], same: bool) -> None:
    assert (skeleton(Pair("", *other)) == skeleton(Pair("", "Am 3. Mai.", "On May 3."))) is same


def test_each_pair_meets_one_fate_and_the_table_tells_it() -> None:
    pairs = [
        Pair("a", "Am 3. Mai war es kalt.", "It was cold on May 3."),
        Pair("a", "Am 3. Mai war es KALT.", "It was cold on May 3."),
        Pair("a", "Am 4. Mai war es kalt.", "It was cold on May 4."),
        Pair("a", "Berlin", "Berlin"),
        Pair("b", "Es regnet.", "It rains."),
        Pair("unnamed", "Es schneit.", "It snows."),
    ]
    selection = Selection({"a": 2.0, "b": 0.0001}, random.Random(1))
    assert list(selection.take(pairs)) == [(pairs[0], 2.0)]
    fates = {("a", "kept"): 1, ("a", "duplicate"): 1, ("a", "near-duplicate"): 1, ("a", "copy"): 1, ("b", "thinned"): 1}
    assert selection.fate == fates
    assert [line.split() for line in selection.table().splitlines()] == [
        ["source", "read", "thinned", "copy", "duplicate", "near-duplicate", "kept"],
        ["a", "4", "0", "1", "1", "1", "1"],
        ["b", "1", "1", "0", "0", "0", "0"],
    ]
