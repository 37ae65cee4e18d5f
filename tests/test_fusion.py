"""Summary sentences that join what two sentences of the article say apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.fusion import fused

ARTICLE = {
    1: "The machine maker Hartmann AG has reduced its forecast for the current fiscal year.",
    2: "Sales fell 7.3 percent to 1.45 billion euros in the fourth quarter.",
    3: "Profit collapsed by a third to 98.7 million euros.",
    4: '"We must not let that happen," said BVB coach Niko Kovac.',
    5: "He spoke after the match in Dortmund.",
    6: "Freiburg's coach Julian Schuster praised his team's morale.",
    7: "The BVB fell back from the third to the fifth place.",
}
FUSED = {
    "another sentence's figures": (
        "Hartmann AG has reduced its forecast by 7.3 percent to 1.45 billion euros.",
        (1, 2),
    ),
    "another sentence's name": ("The BVB's coach, Julian Schuster, praised his team's morale.", (6, 7)),
}
WHOLE = {
    "one source": ("Hartmann AG has reduced its forecast by 7.3 percent.", (1,)),
    "a clause each": ("Sales fell 7.3 percent to 1.45 billion euros, while profit collapsed by a third.", (2, 3)),
    "who is meant stands in the sentence before": ("Niko Kovac spoke after the match in Dortmund.", (4, 5)),
    "words of its own": ("The company Hartmann AG has cut its forecast sharply.", (1, 2)),
}


@pytest.mark.parametrize(("text", "cited"), FUSED.values(), ids=FUSED)
def test_what_two_sentences_say_apart_is_not_joined(text: str, cited: tuple[int, ...]) -> None:
    assert fused(text, cited, ARTICLE)


@pytest.mark.parametrize(("text", "cited"), WHOLE.values(), ids=WHOLE)
def test_what_stands_together_may_stay(text: str, cited: tuple[int, ...]) -> None:
    assert not fused(text, cited, ARTICLE)


@given(st.sampled_from(sorted(ARTICLE)), st.sets(st.sampled_from(sorted(ARTICLE)), max_size=3))
def test_a_sentence_of_the_article_joins_nothing(own: int, others: set[int]) -> None:
    assert not fused(ARTICLE[own], {own, *others}, ARTICLE)
