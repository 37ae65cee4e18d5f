"""What words mean, learnt from parallel text: which English a German word becomes, which English words are ordinary.

The table is statistics, made by training/lexicon.py; data/README.md names the sources. Words are given in any case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from translate_sum.lookups import REMEMBERED

DATA = Path(__file__).parent / "data"
BLOCK = 4096
"""Bytes between two lines that are known, of which the first is found by halves and the rest read through."""
NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True)
class Lexicon:
    """`table` holds lines in the order of their bytes, and is searched where it lies.

    Made into dictionaries, its 181,000 lines took 0.35 s and 60 MB at each start.
    """

    table: mmap | bytes

    def english(self, german: str) -> Mapping[str, float]:
        """The English words that `german` becomes, with their shares in [0.08, 1]; empty for an unknown word.

        >>> max(lexicon().english("Hund").items(), key=lambda pair: pair[1])[0]
        'dog'
        """
        line = found(self.table, german.lower())
        return parsed(line) if line else NOTHING

    def ordinary(self, english: str) -> float:
        """The share of the word's uses within sentences that are in lower case; 0 for a name or an unknown word."""
        return int(found(self.table, f"+{english.lower()}") or 0) / 100

    def knows(self, german: str) -> bool:
        return found(self.table, german.lower()) is not None

    def knows_english(self, english: str) -> bool:
        """Whether `ordinary` rests on having seen the word."""
        return found(self.table, f"+{english.lower()}") is not None


def found(table: mmap | bytes, word: str) -> str | None:
    r"""What follows the word and a tab in its line.

    >>> found(b"aal\teel:90\nhund\tdog:92\n", "hund")
    'dog:92'
    """
    return rest(table, f"{word}\t")


@lru_cache(maxsize=REMEMBERED)
def rest(table: mmap | bytes, start: str) -> str | None:
    r"""What follows `start` in the line that begins with it; a whole line, with its end, is followed by nothing.

    >>> rest(b"eel\nhound\n", "hound\n"), rest(b"eel\nhound\n", "dog\n")
    ('', None)
    """
    wanted = start.encode(errors="surrogatepass")
    places, firsts = _blocks(table)
    block = bisect_right(firsts, wanted + b"\xff") - 1  # 0xff, in no UTF-8, comes after all that begin so
    if block < 0:
        return None
    low, high = places[block], places[block + 1]
    begin = low if firsts[block].startswith(wanted) else table.find(b"\n" + wanted, low, high) + 1
    if table[begin : begin + len(wanted)] != wanted:
        return None
    return table[begin + len(wanted) : table.find(b"\n", begin)].decode()


@cache
def _blocks(table: mmap | bytes) -> tuple[list[int], list[bytes]]:
    """Where each stretch of some BLOCK bytes begins, and at last where the table ends; their first lines."""
    places = [0]
    while (after := table.find(b"\n", places[-1] + BLOCK) + 1) and after < len(table):
        places.append(after)
    return [*places, len(table)], [table[place : table.find(b"\n", place) + 1] for place in places]


@lru_cache(maxsize=REMEMBERED)
def parsed(line: str) -> Mapping[str, float]:
    pairs = (entry.rpartition(":") for entry in line.split(" "))
    return {word: int(percent) / 100 for word, _, percent in pairs}


@cache
def lexicon() -> Lexicon:
    """The packaged table."""
    return Lexicon(opened("lexicon.tsv"))


@cache
def opened(name: str) -> mmap:
    """A file of the packaged data, whose lines are in the order of their bytes."""
    with (DATA / name).open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
