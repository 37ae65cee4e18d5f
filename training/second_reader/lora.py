"""Low-rank adapters for the products of a causal model (Hu et al. 2021), their loss, and their file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from safetensors.torch import save as to_bytes
from torch import nn
from torch.nn import functional

from training.second_reader.rows import NOTHING, Batch

PRODUCTS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
SCALE = 2.0


class LowRank(nn.Module):
    """weight @ x + SCALE * up @ down @ x; only the two factors learn."""

    def __init__(self, product: nn.Linear, rank: int) -> None:
        super().__init__()
        self.product = product
        self.down = nn.Parameter(torch.empty(rank, product.in_features).normal_(0, product.in_features**-0.5))
        self.up = nn.Parameter(torch.zeros(product.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        low = functional.linear(x, (SCALE * self.down).to(x.dtype))
        out: torch.Tensor = self.product(x) + functional.linear(low, self.up.to(x.dtype))
        return out


def adapt(model: Any, rank: int) -> dict[str, nn.Parameter]:
    """Puts adapters around the products of each layer, and freezes the rest; the factors by their names in the file."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    found: dict[str, nn.Parameter] = {}
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and name.rsplit(".", 1)[-1] in PRODUCTS:
            parent, _, last = name.rpartition(".")
            made = LowRank(module, rank).to(module.weight.device)
            setattr(model.get_submodule(parent), last, made)
            short = name.removeprefix("model.")
            found |= {f"{short}.down": made.down, f"{short}.up": made.up}
    return found


def save(factors: Mapping[str, torch.Tensor], path: Path, base: str, answers: tuple[int, int]) -> None:
    """In fp16, SCALE in `up`, as the tool's second_reader reads it; its revision is of the factors' bytes."""
    scaled = {
        name: (factor.detach() * (SCALE if name.endswith(".up") else 1)).half().cpu().contiguous()
        for name, factor in factors.items()
    }
    stated = {"base": base, "wrong": str(answers[0]), "right": str(answers[1])}
    save_file(scaled, path, stated | {"revision": hashlib.sha256(to_bytes(scaled)).hexdigest()[:12]})


@torch.no_grad()
def restore(factors: dict[str, nn.Parameter], path: Path) -> None:
    for name, tensor in load_file(path).items():
        factors[name].copy_(tensor.float() / (SCALE if name.endswith(".up") else 1))


def logits(model: Any, batch: Batch, answers: tuple[int, int]) -> torch.Tensor:
    """(B, L): log odds that a piece is wrong."""
    mask = batch.mask()
    weight = model.get_input_embeddings().weight
    bias = torch.zeros_like(mask, dtype=weight.dtype).masked_fill_(~mask, torch.finfo(weight.dtype).min)
    hidden = model.model(
        input_ids=batch.ids, position_ids=batch.positions, attention_mask=bias, use_cache=False
    ).last_hidden_state
    axis = (weight[answers[0]] - weight[answers[1]]).float()
    out: torch.Tensor = hidden.float() @ axis
    return out


def pooled(odds: torch.Tensor, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """A claim each: the log of the summed odds of its pieces, and whether any is wrong."""
    asked = batch.labels != NOTHING
    width = int(batch.blocks.max()) + 1
    claim = (torch.arange(len(odds), device=odds.device)[:, None] * width + batch.blocks)[asked]
    values, wrong = odds[asked], batch.labels[asked].float()
    count = len(odds) * width
    top = torch.full((count,), -1e4, device=odds.device).scatter_reduce(0, claim, values.detach(), "amax")
    total = torch.zeros(count, device=odds.device).scatter_add(0, claim, (values - top[claim]).exp())
    any_wrong = torch.zeros(count, device=odds.device).scatter_reduce(0, claim, wrong, "amax")
    there = torch.zeros(count, device=odds.device).scatter_add(0, claim, torch.ones_like(wrong)) > 0
    return (total.clamp_min(1e-9).log() + top)[there], any_wrong[there]


def loss(odds: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Mean binary cross entropy of the claims, and of their pieces, where wrong ones count thrice."""
    whole, any_wrong = pooled(odds, batch)
    asked = batch.labels != NOTHING
    pieces = functional.binary_cross_entropy_with_logits(
        odds[asked], batch.labels[asked].float(), pos_weight=odds.new_tensor(3.0)
    )
    return functional.binary_cross_entropy_with_logits(whole, any_wrong) + pieces
