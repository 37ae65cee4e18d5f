"""What some options may be: by themselves, so that the command line's help needs none of the nouns."""

from __future__ import annotations

from typing import Literal

GermanSide = Literal["source", "translate"]
Device = Literal["auto", "cpu", "cuda"]
Runtime = Literal["auto", "ctranslate2", "transformers"]

LENGTHS = {"short": 40, "medium": 80, "long": 160}  # words
