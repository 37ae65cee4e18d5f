"""English text to sentences, in the one way that the summarizers and the summary share."""

from __future__ import annotations

from sentencex import segment


def sentences(text: str) -> list[str]:
    """English sentences, without white space around them; a line break ends one."""
    return [part.strip() for line in text.splitlines() for part in segment("en", line) if part.strip()]
