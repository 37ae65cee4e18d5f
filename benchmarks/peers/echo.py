"""A translator without a model: what the tests of the benchmark compete with."""

from __future__ import annotations

import sys
from collections.abc import Sequence


class Echo:
    """Gives back what it gets; says something on standard output, as libraries do.

    It dies at job number `dies_at`.
    """

    def __init__(self, dies_at: int = 0) -> None:
        self.left = dies_at

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        print("a library's chatter", flush=True)
        self.left -= 1
        if self.left == 0:
            sys.exit("out of luck")
        return list(texts)

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        return self.sentences(texts, beam)
