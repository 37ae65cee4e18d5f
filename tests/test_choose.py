"""The best set of proposed sentences: laws of length and exclusion, and what it prefers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.choose import FEWEST, MOST, Proposal, best_set, salience
from translate_sum.document import SummarySentence

TOPICS = "budget bridge harbour school hospital railway election museum forest airport".split()


def proposal(
    words: int, topic: int, *, passage: int = 0, candidate: int = 0, quality: float = 0.0, source: int = 1
) -> Proposal:
    text = " ".join(f"{TOPICS[topic % len(TOPICS)]}{topic}{k}" for k in range(words)) + "."
    return Proposal(SummarySentence(text, (source,)), passage, candidate, quality)


proposals = st.lists(
    st.builds(
        proposal,
        st.integers(3, 30),
        st.integers(0, 30),
        passage=st.integers(0, 4),
        candidate=st.integers(0, 2),
        quality=st.floats(-1, 0),
        source=st.integers(1, 20),
    ),
    max_size=25,
)


def words_of(chosen: tuple[Proposal, ...]) -> int:
    return sum(p.size for p in chosen)


@given(proposals, st.integers(10, 120))
def test_a_set_is_never_over_the_length_in_order_and_of_one_answer_a_passage(
    found: list[Proposal], length: int
) -> None:
    chosen = best_set(found, salience([p.sentence.text for p in found]), length)
    assert words_of(chosen) <= MOST * length
    assert [p.sentence.sources[0] for p in chosen] == sorted(p.sentence.sources[0] for p in chosen)
    answers: dict[int, set[int]] = {}
    for p in chosen:
        answers.setdefault(p.passage, set()).add(p.candidate)
    assert all(len(candidates) == 1 for candidates in answers.values())
    assert all(p in found for p in chosen)


@given(st.lists(st.integers(3, 12), min_size=12, max_size=25), st.integers(40, 70))
def test_the_length_is_reached_where_it_can_be(sizes: list[int], length: int) -> None:
    """Short sentences about things that differ: some set of them always lies within the bounds."""
    found = [proposal(size, i, passage=i, source=i + 1) for i, size in enumerate(sizes)]
    chosen = best_set(found, salience([p.sentence.text for p in found]), length)
    if sum(sizes) >= FEWEST * length:
        assert FEWEST * length <= words_of(chosen) <= MOST * length


def test_of_two_answers_the_one_without_doubts_is_taken() -> None:
    shaky, sound = proposal(10, 1, passage=1, quality=-0.9), proposal(10, 2, passage=1, candidate=1)
    assert best_set([shaky, sound], salience([shaky.sentence.text, sound.sentence.text]), 10) == (sound,)


def test_of_two_sentences_the_one_that_covers_what_matters_is_taken() -> None:
    central, marginal = proposal(10, 1, passage=1), proposal(10, 2, passage=2, source=2)
    worth = salience([central.sentence.text] * 3 + [marginal.sentence.text])
    assert best_set([marginal, central], worth, 10) == (central,)


def test_the_same_is_not_said_twice() -> None:
    one, again = proposal(10, 1, passage=1), proposal(10, 1, passage=2, source=2)
    assert len(best_set([one, again], salience([one.sentence.text]), 20)) == 1


@pytest.mark.parametrize("texts", [[], ["One bridge."], ["A bridge.", "A harbour.", "A bridge again."]])
def test_worth_sums_to_one(texts: list[str]) -> None:
    assert sum(salience(texts).values()) == pytest.approx(1.0 if texts else 0.0)
