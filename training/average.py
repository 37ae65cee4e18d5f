"""The mean of exported models' weights: of ends of one lineage it is often better than each.

    python -m training.average OUT MODEL MODEL...

OUT becomes a copy of the last MODEL with the mean of all in its place, in that model's number type; adapters are
added to the weights, so that of a single MODEL with one OUT is the same without.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from translate_sum.backends.adapter import Changes
from translate_sum.sources.directory import ADAPTER, WEIGHTS


def average(models: Sequence[Path], out: Path) -> None:
    """ValueError if the models do not have the same tensors."""
    parts = list(map(changed, models))
    if any(_shapes(part) != _shapes(parts[0]) for part in parts):
        raise ValueError("only models of the same shape have a mean")
    shutil.copytree(models[-1], out, ignore=shutil.ignore_patterns(ADAPTER))
    mean = {
        name: torch.stack([part[name].float() for part in parts]).mean(0).to(last.dtype)
        for name, last in load_file(models[-1] / WEIGHTS).items()
    }
    save_file(mean, out / WEIGHTS, metadata={"format": "pt"})


def changed(model: Path) -> dict[str, torch.Tensor]:
    """The weights, with an adapter's changes."""
    weights, changes = load_file(model / WEIGHTS), Changes.read(model / ADAPTER)
    for product in changes.products:
        weight = weights[f"{product}.weight"]
        weights[f"{product}.weight"] = weight.float() + torch.from_numpy(changes.of(product, tuple(weight.shape)))
    return weights


def _shapes(part: dict[str, torch.Tensor]) -> dict[str, torch.Size]:
    return {name: tensor.shape for name, tensor in part.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    asked = parser.parse_args()
    average(asked.models, asked.out)


if __name__ == "__main__":
    main()
