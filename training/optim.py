"""Muon for the matrices, Adam for the rest, over fp32 masters of a model in bf16 (or fp32)."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from training.workers import Workers

SHARED = "shared"  # in the name of the embeddings
FACTOR = ".parametrizations."  # in that of an adapter's; orthogonal steps suit whole matrices, not factors of a few


class Muon(torch.optim.Optimizer):
    """Momentum whose update is brought near an orthogonal matrix (Jordan et al. 2024), for 2-D parameters.

    torch.optim.Muon iterates in bf16 always, which a CPU that emulates it does at a hundredth of the speed of fp32;
    here `dtype` says in what. The state's name, momentum_buffer, and the arithmetic are those of torch.optim.Muon.
    """

    def __init__(
        self, params: list[torch.Tensor], lr: float, dtype: torch.dtype, momentum: float = 0.95, decay: float = 0.01
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})
        self.dtype = dtype

    @torch.no_grad()
    def step(self, closure: Any = None, workers: Workers | None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            parameters = [p for p in group["params"] if p.grad is not None]
            updates = self._updates(parameters, group["momentum"], workers)
            tall = [max(1.0, p.shape[0] / p.shape[1]) ** 0.5 for p in parameters]
            torch._foreach_mul_(updates, [-group["lr"] * factor for factor in tall])
            torch._foreach_mul_(parameters, 1 - group["lr"] * group["decay"])
            torch._foreach_add_(parameters, updates)

    def _updates(self, parameters: list[torch.Tensor], momentum: float, workers: Workers | None) -> list[torch.Tensor]:
        """Each worker makes its share of them, since on a CPU they take a quarter of a step of 2,048 tokens."""
        directions = self._directions(parameters, momentum)
        if workers is None or workers.count == 1:
            return by_shape(directions, self.dtype)
        updates = [
            orthogonal(direction.to(self.dtype)).float() if i % workers.count == workers.rank else direction.zero_()
            for i, direction in enumerate(directions)
        ]
        workers.sum(updates)
        return updates

    def _directions(self, parameters: list[torch.Tensor], momentum: float) -> list[torch.Tensor]:
        gradients = [p.grad for p in parameters if p.grad is not None]
        for parameter in parameters:
            if "momentum_buffer" not in self.state[parameter]:
                self.state[parameter]["momentum_buffer"] = torch.zeros_like(parameter)
        averages = [self.state[parameter]["momentum_buffer"] for parameter in parameters]
        torch._foreach_lerp_(averages, gradients, 1 - momentum)
        return list(torch._foreach_lerp(gradients, averages, momentum))


def by_shape(matrices: list[torch.Tensor], dtype: torch.dtype) -> list[torch.Tensor]:
    """`orthogonal` of each, those of one shape together: a GPU waits longer for the calls than for the products."""
    alike: dict[torch.Size, list[int]] = {}
    for i, matrix in enumerate(matrices):
        alike.setdefault(matrix.shape, []).append(i)
    found: dict[int, torch.Tensor] = {}
    for places in alike.values():
        together = orthogonal(torch.stack([matrices[i] for i in places]).to(dtype)).float()
        found.update(zip(places, together, strict=True))
    return [found[i] for i in range(len(matrices))]


def orthogonal(matrices: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """Roughly U V^T of U S V^T, for a matrix or several: a Newton-Schulz iteration, coefficients of Jordan et al."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if tall else matrices
    x = x / x.norm(dim=(-2, -1), keepdim=True).clamp_min(1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    return x.mT if tall else x


class MasterWeights:
    """fp32 copies that the optimizers step on, their moving average, and the model (of `dtype`) they go to.

    The embedding of padding, the last row, which decoding starts from, is held at zero: Marian and CTranslate2 start
    from zero whatever that row says. The output layer would push it away from there, to norm 0.6 in run r2, of whose
    first 60 dev segments 50 then came out otherwise in CTranslate2.
    """

    def __init__(self, model: nn.Module, lr: float, matrix_lr: float, average: float, dtype: torch.dtype) -> None:
        named = {n: p for n, p in model.named_parameters() if p.requires_grad}
        self.names = list(named)
        self.live: list[torch.Tensor] = list(named.values())
        self.masters = [p.detach().float().clone().requires_grad_() for p in self.live]
        self.ema = [m.detach().clone() for m in self.masters]
        self.average = average
        self.embeddings = [
            w for n, *both in zip(self.names, self.masters, self.ema, strict=True) for w in both if SHARED in n
        ]
        self._hold_padding()
        whole = [
            m.ndim == 2 and SHARED not in n and FACTOR not in n for n, m in zip(self.names, self.masters, strict=True)
        ]
        matrices = [m for m, is_whole in zip(self.masters, whole, strict=True) if is_whole]
        rest = [m for m, is_whole in zip(self.masters, whole, strict=True) if not is_whole]
        self.muon = Muon(matrices, matrix_lr, dtype) if matrices else None
        self.adam = torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, foreach=True)
        self.optimizers: list[torch.optim.Optimizer] = [*filter(None, [self.muon]), self.adam]
        self.base = [group["lr"] for group in self._groups()]

    def step(self, scale: float, workers: Workers, clip: float = 1.0) -> None:
        """One update at `scale` times the base rates from the model's gradients."""
        self._take_gradients()
        workers.sum([m.grad for m in self.masters if m.grad is not None])
        torch.nn.utils.clip_grad_norm_(self.masters, clip)
        for group, base in zip(self._groups(), self.base, strict=True):
            group["lr"] = base * scale
        if self.muon:
            self.muon.step(workers=workers)
        self.adam.step()
        self._hold_padding()
        with torch.no_grad():
            torch._foreach_copy_(self.live, self.masters)
            torch._foreach_lerp_(self.ema, self.masters, 1 - self.average)

    @torch.no_grad()
    def _take_gradients(self) -> None:
        """All at once, as everything here: one by one, the calls for a GPU took longer than its work."""
        given = []
        for master, live in zip(self.masters, self.live, strict=True):
            if live.grad is None:
                master.grad = None
            else:
                master.grad = torch.empty_like(master) if master.grad is None else master.grad
                given.append((master.grad, live.grad))
            live.grad = None
        torch._foreach_copy_([taken for taken, _ in given], [gradient for _, gradient in given])

    @torch.no_grad()
    def _hold_padding(self) -> None:
        for embedding in self.embeddings:
            embedding[-1].zero_()

    def _groups(self) -> list[dict[str, Any]]:
        return [group for optimizer in self.optimizers for group in optimizer.param_groups]

    @torch.no_grad()
    def use(self, weights: list[torch.Tensor]) -> None:
        """Put `weights` (the masters or their average) into the model."""
        torch._foreach_copy_(self.live, weights)

    def state(self) -> dict[str, torch.Tensor]:
        """Everything a resumed run needs, as flat tensors for safetensors."""
        out = {}
        for name, master, ema in zip(self.names, self.masters, self.ema, strict=True):
            out[f"master.{name}"], out[f"ema.{name}"] = master.detach(), ema
            for optimizer in self.optimizers:
                for key, value in optimizer.state.get(master, {}).items():
                    if torch.is_tensor(value):
                        out[f"{key}.{name}"] = value
        return {k: v.contiguous() for k, v in out.items()}

    @torch.no_grad()
    def restore(self, state: dict[str, torch.Tensor]) -> None:
        for name, master, ema in zip(self.names, self.masters, self.ema, strict=True):
            master.copy_(state[f"master.{name}"])
            ema.copy_(state[f"ema.{name}"])
            for optimizer in self.optimizers:
                if any(master is p for g in optimizer.param_groups for p in g["params"]):
                    keys = ("momentum_buffer",) if isinstance(optimizer, Muon) else ("exp_avg", "exp_avg_sq", "step")
                    # the count of steps stays on the CPU: Adam reads it twice a weight, each time a wait for a GPU
                    homes = {key: "cpu" if key == "step" else master.device for key in keys}
                    kept = {k: state[f"{k}.{name}"].to(homes[k]) for k in keys if f"{k}.{name}" in state}
                    if kept:
                        optimizer.state[master] = kept
        self._hold_padding()
        self.use(self.masters)
