"""Sampling that depends on the text alone: no global seed, and a row is drawn the same beside any others."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import torch
from transformers import LogitsProcessor

LIKELIEST = 20  # pieces that may be drawn
TEMPERATURE = 0.7


class Drawn(LogitsProcessor):
    """Makes a greedy search a draw: the highest of scores / temperature + Gumbel noise is a sample of the softmax.

    Row r is draw r % each of text r // each; its noise follows from the text, the draw and the step.
    """

    def __init__(self, texts: Sequence[str], each: int, start: int) -> None:
        self._start = start
        self._seeds = [zlib.crc32(text.encode()) + draw for text in texts for draw in range(each)]

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> Any:
        step = input_ids.shape[1] - self._start
        best, ids = scores.topk(min(LIKELIEST, scores.shape[1]), dim=1)
        noise = torch.stack([_gumbel(seed * 1009 + step, ids.shape[1]) for seed in self._seeds])
        noisy = best / TEMPERATURE + noise.to(best)
        return torch.full_like(scores, -torch.inf).scatter(1, ids, noisy)


def _gumbel(seed: int, count: int) -> torch.Tensor:
    uniform = torch.rand(count, generator=torch.Generator().manual_seed(seed))
    return -torch.log(-torch.log(uniform.clamp(1e-9, 1 - 1e-7)))


def mean_logprobs(logits: Sequence[torch.Tensor], written: torch.Tensor, pad: int) -> list[float]:
    """For each row of `written` the mean log-probability of its pieces; `logits` has a tensor for each step."""
    steps = [step.float().log_softmax(-1).gather(1, written[:, [i]])[:, 0] for i, step in enumerate(logits)]
    real = (written != pad).float()
    total = (torch.stack(steps, dim=1) * real).sum(dim=1) / real.sum(dim=1).clamp(min=1)
    return [float(value) for value in total]
