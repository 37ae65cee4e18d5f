"""The mean of exported models' weights: of ends of one lineage it is often better than each.

    python -m training.average OUT MODEL MODEL...

OUT becomes a copy of the last MODEL with the mean of all in its place, in that model's number type.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"


def average(models: Sequence[Path], out: Path) -> None:
    """ValueError if the models do not have the same tensors."""
    parts = [load_file(model / WEIGHTS) for model in models]
    if any(_shapes(part) != _shapes(parts[0]) for part in parts):
        raise ValueError("only models of the same shape have a mean")
    shutil.copytree(models[-1], out)
    mean = {
        name: torch.stack([part[name].float() for part in parts]).mean(0).to(last.dtype)
        for name, last in parts[-1].items()
    }
    save_file(mean, out / WEIGHTS, metadata={"format": "pt"})


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
