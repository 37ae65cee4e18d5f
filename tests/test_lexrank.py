"""Which sentences an article's other sentences agree on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.lexrank import BLOCK, rank, salient, similarities

WORDS = "bridge harbour school hospital railway election museum forest airport budget".split()
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=20)


@given(texts)
def test_scores_are_a_distribution(found: list[str]) -> None:
    scores = rank(found)
    assert scores.shape == (len(found),)
    assert scores.min() >= 0
    assert scores.sum() == pytest.approx(1.0)


@given(texts)
def test_likeness_is_symmetric_and_none_with_itself(found: list[str]) -> None:
    likeness = similarities(found)
    assert np.allclose(likeness, likeness.T)
    assert np.all(np.diag(likeness) == 0)
    assert likeness.max() <= 1 + 1e-9


@given(texts, st.integers(1, 10))
def test_salient_sentences_come_in_order_and_at_most_as_many_as_asked(found: list[str], count: int) -> None:
    chosen = salient(found, count)
    assert chosen == sorted(set(chosen))
    assert 1 <= len(chosen) <= count


def test_of_nothing_nothing_is_ranked() -> None:
    assert rank([]).size == 0
    assert salient([], 3) == []


def test_what_the_others_speak_of_ranks_above_what_stands_alone() -> None:
    about = [
        "A strike of railway staff.",
        "The railway strike goes on.",
        "The strike hits the railway.",
        "Museum opened.",
    ]
    scores = rank(about)
    assert scores[2] > 2 * scores[3]


def test_a_repeated_sentence_is_chosen_once() -> None:
    assert len(salient(["The railway strike goes on."] * 4, 3)) == 1


def test_a_very_long_text_is_ranked_block_by_block() -> None:
    found = [f"The {WORDS[i % len(WORDS)]} number {i} opened." for i in range(BLOCK + 50)]
    assert rank(found).sum() == pytest.approx(1.0)
