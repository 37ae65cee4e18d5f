"""Articles to sentences and back, for the ways that take nothing but sentences: all split alike."""

from __future__ import annotations

from collections.abc import Sequence

from translate_sum.segment import split


def sentences_of(document: str) -> list[str]:
    return [part.strip() for line in document.splitlines() for part in split(line) if part.strip()]


def joined(sentences: Sequence[str]) -> str:
    return " ".join(sentences)


def regrouped(flat: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """Of all documents' sentences the documents again.

    >>> regrouped(["A.", "B.", "C."], [1, 2])
    ['A.', 'B. C.']
    """
    found, start = [], 0
    for size in sizes:
        found.append(joined(flat[start : start + size]))
        start += size
    return found
