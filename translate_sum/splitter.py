"""sentencex, kept from what it refuses or panics at (1.0.32): surrogates, a wide space between a letter and a stop."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import sentencex

_REFUSED = re.compile(r"[\ud800-\udfff]|[^\S\x00-\x7f]")


def pieces(language: str, text: str) -> list[str]:
    """What sentencex takes for sentences, with the white space after them: joined, they are the text."""
    lengths = [len(piece) for piece in sentencex.segment(language, _REFUSED.sub(" ", text))]
    return [text[start:end] for start, end in pairwise([0, *accumulate(lengths)])]
