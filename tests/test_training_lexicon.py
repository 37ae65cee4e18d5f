"""The word lexicon from a toy corpus: word i of the German is word i of the English."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.lexicon import learn, lower_shares, write

WORDS = {"Hund": "dog", "Haus": "house", "sieht": "sees", "alt": "old", "und": "and", "Peking": "Beijing"}


@pytest.fixture(scope="module")
def pairs() -> tuple[list[list[str]], list[list[str]]]:
    rng = random.Random(3)
    german = [rng.choices(list(WORDS), k=rng.randint(3, 8)) for _ in range(400)]
    return german, [[WORDS[word] for word in row] for row in german]


def test_each_word_finds_its_own(pairs: tuple[list[list[str]], list[list[str]]]) -> None:
    found = learn(*pairs)
    assert {word: max(links, key=links.__getitem__) for word, links in found.items()} == {
        german.lower(): english.lower() for german, english in WORDS.items()
    }
    assert all(0 < share <= 1 for links in found.values() for share in links.values())


def test_names_are_never_in_lower_case(pairs: tuple[list[list[str]], list[list[str]]]) -> None:
    shares = lower_shares(pairs[1])
    assert shares["beijing"] == 0
    assert shares["dog"] == 1


def test_the_table_has_a_line_for_each_word_that_changes(tmp_path: Path) -> None:
    write(
        {"hund": {"dog": 0.92, "hound": 0.08}, "kim": {"kim": 1.0}, "leer": {}},
        {"dog": 0.991, "kim": 0.0},
        tmp_path / "t",
    )
    assert (tmp_path / "t").read_text(encoding="utf-8") == "+dog\t99\nhund\tdog:92 hound:8\n"
