"""English text to sentences, in the one way that the summarizers and the summary share."""

from __future__ import annotations

from translate_sum.splitter import pieces


def sentences(text: str) -> list[str]:
    """English sentences, without white space around them; a line break ends one."""
    return [part.strip() for line in text.splitlines() for part in pieces("en", line) if part.strip()]
