"""Several single-threaded processes on one machine that share each step.

On a CPU two processes of one thread beat one of two: nobody waits for the other thread at each of the thousands of
small products of a step, only once, when the gradients are summed. Start them with

    torchrun --nproc-per-node 2 -m training.train ...
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import torch
import torch.distributed as dist

T = TypeVar("T")


class Workers:
    """The processes of a run; with one process every call is the identity."""

    def __init__(self) -> None:
        self.count = int(os.environ.get("WORLD_SIZE", "1"))
        if self.count > 1:
            dist.init_process_group("gloo")
        self.rank = dist.get_rank() if self.count > 1 else 0

    @property
    def first(self) -> bool:
        return self.rank == 0

    def share(self, items: Iterable[T]) -> Iterator[T]:
        """Every count-th item, from this worker's own place on: nothing is worked on twice."""
        return islice(items, self.rank, None, self.count)

    def sum(self, tensors: list[torch.Tensor]) -> None:
        """Add up over the workers, in place."""
        if self.count > 1:
            flat = torch.cat([t.reshape(-1) for t in tensors])
            dist.all_reduce(flat)
            parts = flat.split([t.numel() for t in tensors])
            torch._foreach_copy_(tensors, [p.view_as(t) for p, t in zip(parts, tensors, strict=True)])

    def close(self) -> None:
        if self.count > 1:
            dist.destroy_process_group()
