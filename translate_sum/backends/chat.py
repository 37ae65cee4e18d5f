"""How a chat model is searched, on whichever runtime."""

from __future__ import annotations

BEAMS = 4
NO_REPEAT = 6  # pieces, about four words: ends loops, lets "the Communist Party of China" come twice
ANSWER = 96  # pieces: the longest sentence of the news, 50 words, and some more
