"""Low-rank changes to a model's products, in a file beside its weights or apart from them.

Of each product the file has `<product>.down` (rank, in) and `<product>.up` (out, rank): up @ down is added to its
weight. A few of them take a fiftieth of the room of the weights that they change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Changes:
    """factors: by name, as in the file. Empty: nothing is changed."""

    factors: dict[str, Array]

    def __post_init__(self) -> None:
        wanted = {f"{product}.{side}" for product in self.products for side in ("down", "up")}
        if missing := wanted - self.factors.keys():
            raise ValueError(f"the adapter lacks {min(missing)}")

    @classmethod
    def read(cls, path: Path) -> Changes:
        """Those of the file; none if there is no file."""
        from safetensors.numpy import load_file

        return cls(load_file(path) if path.is_file() else {})

    @property
    def products(self) -> frozenset[str]:
        return frozenset(name.rpartition(".")[0] for name in self.factors)

    def of(self, product: str, shape: tuple[int, ...]) -> Array | None:
        """What is added to the weight of `product`, in fp32; None if nothing is; ValueError if it has another shape."""
        if f"{product}.up" not in self.factors:
            return None
        up, down = (self.factors[f"{product}.{side}"].astype(np.float32) for side in ("up", "down"))
        change: Array = up @ down
        if change.shape != shape:
            raise ValueError(f"the adapter's {product} has shape {change.shape}, not {shape}")
        return change

    def add_to(self, model: Any, prefix: str = "") -> None:
        """Adds all changes to a torch model's weights; ValueError if they are of another."""
        import torch

        known = dict(model.named_modules())
        self.require(name.removeprefix(prefix) for name in known)
        with torch.no_grad():
            for product in sorted(self.products):
                weight = known[prefix + product].weight
                weight += torch.from_numpy(self.of(product, tuple(weight.shape))).to(weight)

    def require(self, known: Iterable[str]) -> None:
        """ValueError if a change is of a product that is not among the known."""
        if unknown := self.products - set(known):
            raise ValueError(f"the adapter changes {min(unknown)}, which the model has not")
