"""The sentence splitter never stops a run, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.splitter import pieces

TEXT = st.text(st.sampled_from("KäZ.!? \u00a0\u202f\u2003\n12„\ud800") | st.characters(codec=None), max_size=12)


@given(TEXT, st.sampled_from(["de", "en"]))
def test_pieces_join_to_the_text(text: str, language: str) -> None:
    assert "".join(pieces(language, text)) == text


@pytest.mark.parametrize("text", ["K\u00a0. Z", "B\u3000.", "K\u202f."])
def test_a_wide_space_before_a_full_stop(text: str) -> None:
    assert "".join(pieces("en", text)) == text
