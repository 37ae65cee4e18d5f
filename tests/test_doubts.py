"""Words that the English does not say, by what the reverse model makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.doubts import PARTICLES, UNLIKELY, UNLIKELY_PARTICLE, doubted

WORST = UNLIKELY - 1
CASES = {
    "a word that was lost": ("Er saß heulend da.", "He sat there.", "heulend", WORST, ("heulend",)),
    "one that is likely enough": ("Er saß heulend da.", "He sat there.", "heulend", UNLIKELY + 1, ()),
    "one that the dictionary finds": ("Der Hund schläft.", "The dog sleeps.", "Hund", WORST, ()),
    "another form of it": ("Die Hunde schlafen.", "Dogs sleep.", "Hunde", WORST, ()),
    "a word that looks like its English": ("Das Politbüro tagt.", "The Politburo meets.", "Politbüro", WORST, ()),
    "a part that stands there": ("Die COVID-Sperren enden.", "COVID lockdowns end.", "COVID-Sperren", WORST, ()),
    "a number has its own check": ("Es kamen 1.200 Leute.", "People came.", "1.200", WORST, ()),
    "a function word": ("Er hatte keine Zeit.", "He had no time.", "keine", WORST, ()),
    "without its marks": ("Die „herzliche“ Botschaft.", "The message.", "„herzliche“", WORST, ("herzliche",)),
    "a verb's particle": ("Er baut Stellen ab.", "He builds jobs.", "ab.", UNLIKELY_PARTICLE - 1, ("ab",)),
    "a particle before another verb": (
        "Er stellt Gespräche ein und geht.",
        "He hires talks and leaves.",
        "ein",
        UNLIKELY_PARTICLE - 1,
        ("ein",),
    ),
    "a preposition": ("Er steht an der Tür.", "He stands there.", "an", UNLIKELY_PARTICLE - 1, ()),
}


@pytest.mark.parametrize(("source", "target", "word", "logprob", "wanted"), CASES.values(), ids=CASES)
def test_a_word_is_doubted_if_it_is_unlikely_and_not_said_otherwise(
    source: str, target: str, word: str, logprob: float, wanted: tuple[str, ...]
) -> None:
    words = source.split()
    assert word in words
    assert doubted(source, target, [*(logprob if w == word else -0.1 for w in words), -0.1]) == wanted


def test_where_the_model_has_other_words_nothing_is_said() -> None:
    assert doubted("heulend saß er da", "He sat there", [WORST] * 3) == ()


@given(st.text("heulendab ,.„“-", max_size=30), st.floats(-60, 0))
def test_doubts_are_words_of_the_source_in_order(source: str, logprob: float) -> None:
    found = doubted(source, "", [logprob] * (len(source.split()) + 1))
    rest = iter(source.split())
    assert all(any(word in raw for raw in rest) for word in found)
    assert not found or logprob < UNLIKELY_PARTICLE
    assert all(word in PARTICLES or logprob < UNLIKELY for word in found)
