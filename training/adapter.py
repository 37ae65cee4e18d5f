"""Low-rank changes to an exported model's products (Hu et al. 2021): learnt beside its frozen weights, and their file.

    python -m training.train DATA RUN --from-export MODEL --adapter 6 ...
    python -m training.adapter RUN/final MODEL          # -> MODEL/adapter.safetensors

The tool adds the file's changes to the weights as it loads or converts them.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils import parametrize

from training.checkpoint import load_state
from translate_sum.sources.directory import ADAPTER

SCALE = 2.0
FACTORS = ".parametrizations.weight.0."  # stands in a factor's name in the model, between its product's and its own


class LowRank(nn.Module):
    """weight + SCALE * up @ down; `up` starts at zero, so that at first nothing is changed."""

    def __init__(self, rows: int, columns: int, rank: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.empty(rank, columns).normal_(0, columns**-0.5))
        self.up = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight + self.up @ (SCALE * self.down)


def adapt(model: nn.Module, rank: int) -> None:
    """Freezes all weights, and gives each product of a layer two factors that learn."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and ".layers." in name:
            parametrize.register_parametrization(
                module, "weight", LowRank(module.out_features, module.in_features, rank)
            )


def stated(average: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The factors as the file has them: fp16, `<product>.down` and `<product>.up`, SCALE in `up`."""
    return {
        name.replace(FACTORS, "."): (value * (SCALE if name.endswith(".up") else 1)).half().contiguous()
        for name, value in average.items()
        if FACTORS in name
    }


def write(checkpoint: Path, model: Path) -> None:
    """The averaged factors of a run with --adapter, beside the weights that they change."""
    state = load_state(checkpoint)
    factors = stated({name.removeprefix("ema."): value for name, value in state.items() if name.startswith("ema.")})
    if not factors:
        raise SystemExit(f"{checkpoint}: is of no run with --adapter")
    save_file(factors, model / ADAPTER)
    (model / ADAPTER).chmod(0o644)  # safetensors writes for the owner alone; a package is read by all


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    write(args.checkpoint, args.model)


if __name__ == "__main__":
    main()
