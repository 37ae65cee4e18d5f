"""CTranslate2 as its guide for MarianMT shows it: one call for each document, its own defaults."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2

from benchmarks.peers.documents import joined, sentences_of
from translate_sum.backends.marian_pieces import MarianPieces

BATCH = 32  # sentences; without a limit a long article is one batch


class Plain:
    """folder: the converted model; model: the directory with its pieces."""

    def __init__(self, folder: str, model: str, threads: int) -> None:
        self.pieces = MarianPieces(Path(model))
        self.translator: Any = ctranslate2.Translator(folder, device="cpu", inter_threads=1, intra_threads=threads)

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        rows = [self.pieces.encode(text) for text in texts]
        settings = {"beam_size": beam} if beam else {}
        found = self.translator.translate_batch(rows, max_batch_size=BATCH, **settings)
        return [self.pieces.decode(result.hypotheses[0]) for result in found]

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        return [joined(self.sentences(sentences_of(text), beam)) for text in texts]
