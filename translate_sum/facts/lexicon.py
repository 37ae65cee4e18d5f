"""What words mean, learnt from parallel text: which English a German word becomes, which English words are ordinary.

The table is statistics, made by training/lexicon.py; data/README.md names the sources. Words are given in any case.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True)
class Lexicon:
    """links: German word -> its English words with their shares; lower: English word -> share of it in lower case."""

    links: Mapping[str, str]
    lower: Mapping[str, float]

    def english(self, german: str) -> Mapping[str, float]:
        """The English words that `german` becomes, with their shares in [0.08, 1]; empty for an unknown word.

        >>> max(lexicon().english("Hund").items(), key=lambda pair: pair[1])[0]
        'dog'
        """
        line = self.links.get(german.lower())
        return parsed(line) if line else NOTHING

    def ordinary(self, english: str) -> float:
        """The share of the word's uses within sentences that are in lower case; 0 for a name or an unknown word."""
        return self.lower.get(english.lower(), 0.0)

    def knows(self, german: str) -> bool:
        return german.lower() in self.links


@cache
def parsed(line: str) -> Mapping[str, float]:
    pairs = (entry.rpartition(":") for entry in line.split(" "))
    return {word: int(percent) / 100 for word, _, percent in pairs}


@cache
def lexicon() -> Lexicon:
    """The packaged table, read once."""
    links: dict[str, str] = {}
    lower: dict[str, float] = {}
    packed = (files("translate_sum.facts") / "data" / "lexicon.tsv.xz").read_bytes()
    for line in lzma.decompress(packed).decode().splitlines():
        word, _, value = line.partition("\t")
        if word.startswith("+"):
            lower[word[1:]] = int(value) / 100
        else:
            links[word] = value
    return Lexicon(links, lower)
