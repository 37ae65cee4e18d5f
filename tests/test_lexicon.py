"""The word lexicon that ships: it knows common words, and what it gives are shares."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import lexicon as lexicon_module
from translate_sum.facts.lexicon import DATA, found, lexicon

BEST = {"Hund": "dog", "Regierung": "government", "Peking": "beijing", "gestern": "yesterday", "Wien": "vienna"}
LINES = (DATA / "lexicon.tsv").read_text(encoding="utf-8").splitlines()


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
    words = [line.partition("\t")[0] for line in LINES if not line.startswith("+")]
    for word in words[:: len(words) // 500]:
        shares = lexicon().english(word).values()
        assert all(0 < share <= 1 for share in shares)
        assert sum(shares) <= 1.02  # each is rounded


def test_an_unknown_word_becomes_nothing() -> None:
    assert not lexicon().english("Xyzzyplugh")
    assert not lexicon().knows("Xyzzyplugh")


@given(
    st.dictionaries(st.text("aäbß+", min_size=1, max_size=3), st.text("xyz:0 ", max_size=9)),
    st.text("aäbß+", max_size=4),
    st.sampled_from([1, 8, lexicon_module.BLOCK]),
)
def test_a_line_is_found_where_it_lies_as_in_a_dictionary(table: dict[str, str], other: str, block: int) -> None:
    lines = b"".join(sorted(f"{word}\t{value}\n".encode() for word, value in table.items()))
    lexicon_module._blocks.cache_clear()
    lexicon_module.rest.cache_clear()
    with patch.object(lexicon_module, "BLOCK", block):
        assert [found(lines, word) for word in (*table, other)] == [*table.values(), table.get(other)]


def test_the_packaged_table_is_in_the_order_of_its_bytes() -> None:
    assert [line.encode() for line in LINES] == sorted(line.encode() for line in LINES)
    assert all(found(lexicon().table, line.partition("\t")[0]) == line.partition("\t")[2] for line in LINES[::97])
