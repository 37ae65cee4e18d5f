"""Tasks as rows of pieces: the context once, then each claim twice, where a claim sees the context and itself alone.

The second time a claim is read, each of its pieces has seen all of it; there the label is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import torch

from training.second_reader.claims import Claim
from training.second_reader.tasks import Task
from translate_sum.backends.second_reader import BETWEEN

NOTHING = -1  # a piece that no label is asked of
MOST = 1400  # pieces of a row


@dataclass(frozen=True)
class Row:
    """ids, positions, blocks (0 the context, n the nth claim) and labels (1 wrong, 0 right, NOTHING), a piece each."""

    ids: list[int]
    positions: list[int]
    blocks: list[int]
    labels: list[int]


@dataclass(frozen=True)
class Batch:
    """Each (B, L), padded with block -1; L is a multiple of 8."""

    ids: torch.Tensor
    positions: torch.Tensor
    blocks: torch.Tensor
    labels: torch.Tensor

    def to(self, device: str) -> Batch:
        return Batch(*(t.to(device, non_blocking=True) for t in (self.ids, self.positions, self.blocks, self.labels)))

    def mask(self) -> torch.Tensor:
        """(B, 1, L, L), true where a piece sees another."""
        rows, columns = self.blocks[:, :, None], self.blocks[:, None, :]
        order = torch.ones(self.ids.shape[1], self.ids.shape[1], dtype=torch.bool, device=self.ids.device).tril()
        return (order & ((columns == 0) | (columns == rows)))[:, None]


class Rows:
    def __init__(self, tokenizer: Any) -> None:
        """tokenizer: of the package `tokenizers`."""
        self._tokenizer = tokenizer
        self._between = [tokenizer.encode(text).ids for text in BETWEEN]

    def row(self, task: Task) -> Row:
        ids = list(self._tokenizer.encode(task.context).ids)
        row = Row(ids, list(range(len(ids))), [0] * len(ids), [NOTHING] * len(ids))
        for number, claim in enumerate(task.claims, 1):
            self._add(row, claim, len(ids) if number == 1 else row.blocks.index(1), number)
        return row

    def _add(self, row: Row, claim: Claim, after: int, number: int) -> None:
        encoded = self._tokenizer.encode(claim.text)
        first, second = self._between
        labels = [int(any(a < end and start < b for start, end in claim.wrong)) for a, b in encoded.offsets]
        ids = [*first, *encoded.ids, *second, *encoded.ids]
        row.ids.extend(ids)
        row.positions.extend(range(after, after + len(ids)))
        row.blocks.extend([number] * len(ids))
        row.labels.extend([NOTHING] * (len(ids) - len(labels)) + labels)


def batches(rows: Iterable[Row], pieces: int, pool: int = 256) -> Iterator[Batch]:
    """Rows of like length together, at most so many pieces with the padding; what is longer than that is left out."""
    waiting: list[Row] = []
    for row in rows:
        if _whole(len(row.ids)) <= min(pieces, MOST):
            waiting.append(row)
        if len(waiting) == pool:
            waiting.sort(key=lambda r: len(r.ids))
            part: list[Row] = []
            for each in waiting:
                if part and (len(part) + 1) * _whole(len(each.ids)) > pieces:
                    yield padded(part)
                    part = []
                part.append(each)
            waiting = part
            if len(part) == pool:  # they all fit one batch, and there would be no room for the next row
                yield padded(part)
                waiting = []


def _whole(length: int) -> int:
    """With what a GPU's products like: eights."""
    return -(-length // 8) * 8


def padded(rows: list[Row]) -> Batch:
    length = _whole(max(len(r.ids) for r in rows))

    def field(name: str, fill: int) -> torch.Tensor:
        return torch.tensor([getattr(r, name) + [fill] * (length - len(r.ids)) for r in rows])

    return Batch(field("ids", 0), field("positions", 0), field("blocks", -1), field("labels", NOTHING))
