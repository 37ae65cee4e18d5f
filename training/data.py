"""Token arrays -> padded batches, and the order in which an epoch shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

IGNORED = -100
UNLINKED = 255


@dataclass(frozen=True)
class Batch:
    """B segments, S source and T target pieces (the end mark included), all int64.

    source (B, S) padded with `pad`; decoder_input (B, T) = target shifted right, starting with `pad`;
    labels (B, T), IGNORED where there is no target; links (B, T) source positions, -1 for none.
    """

    source: torch.Tensor
    decoder_input: torch.Tensor
    labels: torch.Tensor
    links: torch.Tensor
    mask: torch.Tensor | None  # (B, S) bool; None when nothing is padded, which is faster

    @property
    def tokens(self) -> int:
        return int((self.labels != IGNORED).sum())

    def to(self, device: str) -> Batch:
        if device == "cpu":
            return self
        moved: dict[str, Any] = {n: t if t is None else t.to(device, non_blocking=True) for n, t in vars(self).items()}
        return Batch(**moved)


class Corpus:
    """The arrays that training.prepare and training.align wrote, memory-mapped."""

    def __init__(self, folder: Path, pad: int, eos: int) -> None:
        def load(name: str) -> npt.NDArray[np.generic]:
            return np.load(folder / f"{name}.npy", mmap_mode="r")

        self.src, self.src_off, self.tgt, self.tgt_off = map(load, ("src", "src_off", "tgt", "tgt_off"))
        self.weight = np.load(folder / "weight.npy")
        links = folder / "align.npy"
        self.align = np.load(links, mmap_mode="r") if links.exists() else None
        self.src_len, self.tgt_len = np.diff(self.src_off), np.diff(self.tgt_off)
        self.pad, self.eos = pad, eos

    def held_out(self, sources: Sequence[list[int]], targets: Sequence[list[int]], tokens: int) -> list[Batch]:
        """Batches of other segments than the corpus's own, with no links."""
        other = object.__new__(Corpus)
        other.pad, other.eos, other.align = self.pad, self.eos, None
        for name, segments in (("src", sources), ("tgt", targets)):
            lengths = np.asarray([len(ids) for ids in segments])
            setattr(other, name, np.concatenate([np.asarray(ids, np.uint16) for ids in segments]))
            setattr(other, f"{name}_off", np.concatenate([[0], np.cumsum(lengths)]))
            setattr(other, f"{name}_len", lengths)
        return [other.batch(rows) for rows in other._cut(np.argsort(other.src_len, kind="stable"), tokens)]

    def batch(self, rows: npt.NDArray[np.int64]) -> Batch:
        width, height = int(self.src_len[rows].max()) + 1, int(self.tgt_len[rows].max()) + 1
        source = np.full((len(rows), width), self.pad, np.int64)
        inputs = np.full((len(rows), height), self.pad, np.int64)
        labels = np.full((len(rows), height), IGNORED, np.int64)
        links = np.full((len(rows), height), -1, np.int64)
        for r, i in enumerate(rows):
            s = self.src[self.src_off[i] : self.src_off[i + 1]]
            t0, t1 = self.tgt_off[i], self.tgt_off[i + 1]
            n = t1 - t0
            source[r, : len(s)], source[r, len(s)] = s, self.eos
            labels[r, :n], labels[r, n] = self.tgt[t0:t1], self.eos
            inputs[r, 1 : n + 1] = labels[r, :n]
            links[r, n] = len(s)  # the end mark translates the end mark
            if self.align is not None:
                a = self.align[t0:t1].astype(np.int64)
                links[r, :n] = np.where(a == UNLINKED, -1, a)
        padded = bool((source[:, -1] == self.pad).any())
        mask = torch.from_numpy(source != self.pad) if padded else None
        ids, shifted, wanted, linked = map(torch.from_numpy, (source, inputs, labels, links))
        return Batch(ids, shifted, wanted, linked, mask)

    def epoch(self, rng: np.random.Generator) -> npt.NDArray[np.int64]:
        """Row numbers in random order, each as often as its weight says (the fraction by chance)."""
        times = np.floor(self.weight + rng.random(len(self.weight))).astype(np.int64)
        order = np.repeat(np.arange(len(times)), times)
        rng.shuffle(order)
        return order

    def batches(self, rng: np.random.Generator, tokens: int, limit: int = 10_000) -> Iterator[npt.NDArray[np.int64]]:
        """Row groups of like length, at most `tokens` of (source + target) / 2, longest side at most `limit`."""
        order = self.epoch(rng)
        longest = np.maximum(self.src_len[order], self.tgt_len[order])
        order = order[longest <= limit]
        for start in range(0, len(order), 100_000):
            chunk = order[start : start + 100_000]
            chunk = chunk[np.lexsort((self.tgt_len[chunk], self.src_len[chunk]))]
            groups = self._cut(chunk, tokens)
            for g in rng.permutation(len(groups)):
                yield groups[g]

    def _cut(self, rows: npt.NDArray[np.int64], tokens: int) -> list[npt.NDArray[np.int64]]:
        groups, first, wide, high = [], 0, 0, 0
        for k, i in enumerate(rows):
            s, t = int(self.src_len[i]) + 1, int(self.tgt_len[i]) + 1
            if k > first and (k - first + 1) * (max(wide, s) + max(high, t)) / 2 > tokens:
                groups.append(rows[first:k])
                first, wide, high = k, 0, 0
            wide, high = max(wide, s), max(high, t)
        if first < len(rows):
            groups.append(rows[first:])
        return groups


def ahead(batches: Iterator[Batch], count: int = 8) -> Iterator[Batch]:
    """The same batches, made by a thread while a GPU works on those before."""
    made: Queue[Batch | None] = Queue(count)

    def make() -> None:
        for batch in batches:
            made.put(batch)
        made.put(None)

    Thread(target=make, daemon=True).start()
    while (batch := made.get()) is not None:
        yield batch
