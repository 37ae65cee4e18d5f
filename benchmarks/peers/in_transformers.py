"""Ways to call MarianMT in transformers: sentence by sentence, in batches as they come, as EasyNMT does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from transformers import AutoTokenizer, MarianMTModel

from benchmarks.peers.documents import joined, regrouped, sentences_of


class Transformers:
    """batch: sentences to a call of generate(), in the order they come."""

    def __init__(self, model: str, threads: int, batch: int = 32) -> None:
        torch.set_num_threads(threads)
        self.batch = batch
        self.tokenizer: Any = AutoTokenizer.from_pretrained(model, local_files_only=True)
        self.model: Any = MarianMTModel.from_pretrained(model, local_files_only=True, dtype=torch.float32).eval()

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        starts = range(0, len(texts), self.batch)
        return [text for i in starts for text in self._generated(texts[i : i + self.batch], beam)]

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        """One after the other."""
        return [joined(self.sentences(sentences_of(text), beam)) for text in texts]

    def _generated(self, texts: Sequence[str], beam: int) -> list[str]:
        settings = {"num_beams": beam} if beam else {}
        with torch.no_grad():
            batch = self.tokenizer(list(texts), return_tensors="pt", padding=True, truncation=True)
            found = self.model.generate(**batch, **settings)
        decoded: list[str] = self.tokenizer.batch_decode(found, skip_special_tokens=True)
        return decoded


class Naive(Transformers):
    """A sentence at a time, as the model cards show it."""

    def __init__(self, model: str, threads: int) -> None:
        super().__init__(model, threads, batch=1)


class EasyNmtWay(Transformers):
    """As EasyNMT 2 calls OpusMT: all documents' sentences together, by falling number of characters, 16 at a time.

    Written after its `translate` and `translate_sentences`; its own sentence splitter (nltk) and language detection
    (fasttext), which fetch data from the net, are left out, in its favour.
    """

    def __init__(self, model: str, threads: int) -> None:
        super().__init__(model, threads, batch=16)

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        found = super().sentences([texts[i] for i in order], beam)
        return [text for _, text in sorted(zip(order, found, strict=True))]

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        parts = [sentences_of(text) for text in texts]
        return regrouped(self.sentences([s for part in parts for s in part], beam), [len(part) for part in parts])
