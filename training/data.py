"""Token arrays -> padded batches, and the order in which an epoch shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

Array = npt.NDArray[Any]

IGNORED = -100
UNLINKED = 255


@dataclass(frozen=True)
class Batch:
    """B segments, S source and T target pieces (the end mark included), all int64.

    source (B, S) padded with `pad`; decoder_input (B, T) = target shifted right, starting with `pad`;
    labels (B, T), IGNORED where there is no target; links (B, T) source positions, -1 for none; places (N,), where in
    the flat labels there is a target, found beforehand so that no GPU has to be waited for.
    """

    source: torch.Tensor
    decoder_input: torch.Tensor
    labels: torch.Tensor
    links: torch.Tensor
    places: torch.Tensor
    mask: torch.Tensor | None  # (B, S) bool; None when nothing is padded, which is faster

    @property
    def tokens(self) -> int:
        return len(self.places)

    def to(self, device: str) -> Batch:
        return self if device == "cpu" else self._each(lambda tensor: tensor.to(device, non_blocking=True))

    def pinned(self) -> Batch:
        """In memory that a GPU copies from by itself."""
        return self._each(torch.Tensor.pin_memory)

    def twice(self) -> Batch:
        """The segments, and once more the same: (2B, ...)."""
        places = torch.cat([self.places, self.places + self.labels.numel()])
        return replace(self._each(lambda tensor: torch.cat([tensor, tensor])), places=places)

    def _each(self, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
        changed: dict[str, Any] = {name: t if t is None else change(t) for name, t in vars(self).items()}
        return Batch(**changed)


class Side:
    """Segments end to end in one array of piece ids, with N+1 offsets."""

    def __init__(self, ids: Array, offsets: Array) -> None:
        self.ids, self.offsets, self.lengths = ids, offsets, np.diff(offsets)

    @classmethod
    def load(cls, folder: Path, name: str) -> Side:
        ids, offsets = (np.load(folder / f"{part}.npy", mmap_mode="r") for part in (name, f"{name}_off"))
        return cls(ids, offsets)

    @classmethod
    def of(cls, segments: Sequence[list[int]]) -> Side:
        lengths = np.fromiter((len(ids) for ids in segments), np.int64, len(segments))
        return cls(
            np.concatenate([np.asarray(ids, np.uint16) for ids in segments]), np.concatenate([[0], np.cumsum(lengths)])
        )

    def save(self, folder: Path, name: str) -> None:
        np.save(folder / f"{name}.npy", self.ids)
        np.save(folder / f"{name}_off.npy", self.offsets)

    def segment(self, row: int) -> list[int]:
        ids: list[int] = self.ids[self.offsets[row] : self.offsets[row + 1]].tolist()
        return ids


def rectangle(ids: Array, starts: Array, lengths: Array, width: int, fill: int) -> Array:
    """(B, width) int64: of each row `length` ids from `start` on, then `fill`."""
    columns = np.arange(width)
    places = np.minimum(starts[:, None] + columns, len(ids) - 1)
    return np.where(columns < lengths[:, None], ids[places].astype(np.int64), fill)


class Corpus:
    """The arrays that training.prepare and training.align wrote, memory-mapped.

    `show(k)` takes the k-th segmentation of the sources, where training.resample wrote others beside the most likely
    one, number 0, which alone has alignments. Batches are padded to a multiple of `multiple` pieces.
    """

    def __init__(self, folder: Path, pad: int, eos: int, multiple: int = 1) -> None:
        self.sources = [Side.load(folder, "src")]
        while (folder / f"src-{len(self.sources)}.npy").exists():
            self.sources.append(Side.load(folder, f"src-{len(self.sources)}"))
        self.target = Side.load(folder, "tgt")
        self.weight = np.load(folder / "weight.npy")
        links = folder / "align.npy"
        self.links = np.load(links, mmap_mode="r") if links.exists() else None
        self.pad, self.eos, self.multiple = pad, eos, multiple
        self.show(0)

    def show(self, number: int) -> None:
        """Take that segmentation of the sources from now on, counted round and round."""
        number %= len(self.sources)
        self.source, self.align = self.sources[number], self.links if number == 0 else None

    def held_out(self, sources: Sequence[list[int]], targets: Sequence[list[int]], tokens: int) -> list[Batch]:
        """Batches of other segments than the corpus's own, with no links."""
        other = object.__new__(Corpus)
        other.pad, other.eos, other.multiple, other.align = self.pad, self.eos, self.multiple, None
        other.source, other.target = Side.of(sources), Side.of(targets)
        return [other.batch(rows) for rows in other._cut(np.argsort(other.source.lengths, kind="stable"), tokens)]

    def batch(self, rows: npt.NDArray[np.int64]) -> Batch:
        ends = (np.arange(len(rows)), self.source.lengths[rows]), (np.arange(len(rows)), self.target.lengths[rows])
        width, height = (-(-(int(lengths.max()) + 1) // self.multiple) * self.multiple for _, lengths in ends)
        source = rectangle(self.source.ids, self.source.offsets[rows], ends[0][1], width, self.pad)
        labels = rectangle(self.target.ids, self.target.offsets[rows], ends[1][1], height, IGNORED)
        source[ends[0]] = labels[ends[1]] = self.eos
        inputs = np.full_like(labels, self.pad)
        inputs[:, 1:] = np.where(labels[:, 1:] == IGNORED, self.pad, labels[:, :-1])
        links = np.full_like(labels, -1)
        if self.align is not None:
            found = rectangle(self.align, self.target.offsets[rows], ends[1][1], height, UNLINKED)
            links = np.where(found == UNLINKED, -1, found)
        links[ends[1]] = ends[0][1]  # the end mark translates the end mark
        padded = self.multiple > 1 or bool((source[:, -1] == self.pad).any())
        mask = torch.from_numpy(source != self.pad) if padded else None
        places = np.flatnonzero(labels != IGNORED)
        ids, shifted, wanted, linked, at = map(torch.from_numpy, (source, inputs, labels, links, places))
        return Batch(ids, shifted, wanted, linked, at, mask)

    def epoch(self, rng: np.random.Generator) -> npt.NDArray[np.int64]:
        """Row numbers in random order, each as often as its weight says (the fraction by chance)."""
        times = np.floor(self.weight + rng.random(len(self.weight))).astype(np.int64)
        order = np.repeat(np.arange(len(times)), times)
        rng.shuffle(order)
        return order

    def batches(self, rng: np.random.Generator, tokens: int, limit: int = 10_000) -> Iterator[npt.NDArray[np.int64]]:
        """Row groups of like length, at most `tokens` of (source + target) / 2, longest side at most `limit`."""
        order = self.epoch(rng)
        longest = np.maximum(self.source.lengths[order], self.target.lengths[order])
        order = order[longest <= limit]
        for start in range(0, len(order), 100_000):
            chunk = order[start : start + 100_000]
            widths = (self.source.lengths[chunk] + 1 + self.multiple - 1) // self.multiple  # as they will be padded
            chunk = chunk[np.lexsort((self.target.lengths[chunk], widths))]
            groups = self._cut(chunk, tokens)
            for g in rng.permutation(len(groups)):
                yield groups[g]

    def _cut(self, rows: npt.NDArray[np.int64], tokens: int) -> list[npt.NDArray[np.int64]]:
        groups, first, wide, high = [], 0, 0, 0
        sizes = zip((self.source.lengths[rows] + 1).tolist(), (self.target.lengths[rows] + 1).tolist(), strict=True)
        for k, (s, t) in enumerate(sizes):
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
            made.put(batch.pinned() if torch.cuda.is_available() else batch)
        made.put(None)

    Thread(target=make, daemon=True).start()
    while (batch := made.get()) is not None:
        yield batch
