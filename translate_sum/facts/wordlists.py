"""Lists of words as patterns, for what a text speaks of."""

from __future__ import annotations

import re


def pattern(words: str) -> re.Pattern[str]:
    """Of words with "*" for any letters, "?" for one, "_" for what stands between two, "." for a clause's end.

    >>> pattern("brach*_zusammen.").search("Er brach am Abend zusammen.")[0]
    'brach am Abend zusammen'
    """
    each = (
        re.escape(word)
        .replace(r"\*", r"\w*")
        .replace(r"\?", r"\w")
        .replace(r"\.", r"(?=\s*(?:[^\w\s]|$))")
        .replace("_", r"\W+(?:\w+\W+){0,14}?")
        for word in words.split()
    )
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE) if words else re.compile(r"(?!)")
