"""The word lexicon that ships: it knows common words, and what it gives are shares."""

from __future__ import annotations

import pytest

from translate_sum.facts.lexicon import lexicon

BEST = {"Hund": "dog", "Regierung": "government", "Peking": "beijing", "gestern": "yesterday", "Wien": "vienna"}


@pytest.mark.parametrize(("german", "english"), BEST.items())
def test_a_word_becomes_its_english(german: str, english: str) -> None:
    found = lexicon().english(german)
    assert max(found, key=found.__getitem__) == english
    assert lexicon().english(german.upper()) == found


@pytest.mark.parametrize(
    ("word", "ordinary"), [("government", True), ("the", True), ("Merkel", False), ("Berlin", False)]
)
def test_names_are_not_ordinary(word: str, ordinary: bool) -> None:
    assert (lexicon().ordinary(word) > 0.5) is ordinary


def test_shares_are_shares() -> None:
    words = list(lexicon().links)[:: len(lexicon().links) // 500]
    for word in words:
        shares = lexicon().english(word).values()
        assert all(0 < share <= 1 for share in shares)
        assert sum(shares) <= 1.02  # each is rounded


def test_an_unknown_word_becomes_nothing() -> None:
    assert not lexicon().english("Xyzzyplugh")
    assert not lexicon().knows("Xyzzyplugh")
