"""argos-translate itself, in an environment of its own (benchmarks.peers.installed makes it, and the package)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Argos:
    """Its beam is set by ARGOS_BEAM_SIZE, so `beam` here is only what the caller believes it to be."""

    def __init__(self) -> None:
        from argostranslate import translate

        self.translation: Any = translate.get_translation_from_codes("de", "en")

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        """As paragraphs of one text: each is a call of its engine."""
        found: list[str] = self._fresh("\n".join(texts)).split("\n")
        return found

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        return [self._fresh(text) for text in texts]

    def _fresh(self, text: str) -> str:
        """It remembers the paragraphs of its last call, which here would be the same text, and no others."""
        self.translation.cache = {}
        found: str = self.translation.translate(text)
        return found
