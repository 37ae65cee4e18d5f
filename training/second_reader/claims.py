"""A claim, and how words of it are replaced."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Claim:
    """wrong: spans of the text that the sources do not bear out; none: all is right."""

    text: str
    wrong: Spans = ()


Planter = Callable[[str, str, random.Random], Claim | None]
"""From a claim's text and the sources around it."""


def replaced(text: str, edits: Sequence[tuple[int, int, str]]) -> Claim:
    """The text with each (start, end, new); the places of the new ones."""
    made, at, spans = "", 0, []
    for start, end, new in sorted(edits):
        made += text[at:start]
        spans.append((len(made), len(made) + len(new)))
        made, at = made + new, end
    return Claim(made + text[at:], tuple(spans))
