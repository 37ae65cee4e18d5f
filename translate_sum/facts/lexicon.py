"""What words mean, learnt from parallel text: which English a German word becomes, which English words are ordinary.

The table is statistics, made by training/lexicon.py; data/README.md names the sources. Words are given in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

DATA = Path(__file__).parent / "data"
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


@lru_cache(maxsize=1 << 16)
def rest(table: mmap | bytes, start: str) -> str | None:
    r"""What follows `start` in the line that begins with it; a whole line, with its end, is followed by nothing.

    >>> rest(b"eel\nhound\n", "hound\n"), rest(b"eel\nhound\n", "dog\n")
    ('', None)
    """
    wanted = start.encode(errors="surrogatepass")
    low, high = 0, len(table)  # between them begins the line, if there is one
    while low < high:
        begin = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", begin) + 1
        line = table[begin:end]
        if line.startswith(wanted):
            return line[len(wanted) :].decode().rstrip("\n")
        if line < wanted:
            low = end
        else:
            high = begin
    return None


@cache
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
