"""How fast the model's matrix products alone could be on one core, and what part of that the engine reaches.

The products are counted from the model's shape and the lengths of what was translated. The core's peak is measured with
torch: fp32, and int8 with packed weights, both with a large product and with the products' own, thinner shapes.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from translate_sum.backends.marian_settings import MarianSettings

LARGE = (1024, 1024, 1024)
ENCODER_ROWS, SENTENCES = 1024, 32  # of a batch of 1024 source pieces, 32 a sentence
SECONDS = 0.4  # to measure one product
A_LOOK = 0.002  # seconds, longer than a clock's step

Product = tuple[int, int, int]  # rows, inner, columns


@dataclass(frozen=True)
class Lengths:
    """Pieces, end marks included, of all sentences."""

    source: Sequence[int]
    target: Sequence[int]


@dataclass(frozen=True)
class Work:
    """A product of the model, and how often its multiplications are made: rows in all."""

    name: str
    inner: int
    columns: int
    rows: int
    at_once: int

    @property
    def operations(self) -> int:
        """Multiplications and additions."""
        return 2 * self.rows * self.inner * self.columns

    @property
    def shape(self) -> Product:
        return self.at_once, self.inner, self.columns


def work(model: MarianSettings, lengths: Lengths, beam: int) -> list[Work]:
    """All products with weights; the attention's own, a few per cent at these lengths, are left out.

    Each hypothesis of a beam takes a step for each piece of the translation.
    """
    width, (encoder, decoder) = model.width, model.layers
    source, steps = sum(lengths.source), beam * sum(lengths.target)
    some = beam * SENTENCES
    return [
        Work("encoder, attention", width, 4 * width, encoder * source, ENCODER_ROWS),
        Work("encoder, feed-forward in", width, model.ffn[0], encoder * source, ENCODER_ROWS),
        Work("encoder, feed-forward out", model.ffn[0], width, encoder * source, ENCODER_ROWS),
        Work("decoder, keys and values of the source", width, 2 * width, decoder * source, ENCODER_ROWS),
        Work("decoder, attention", width, 6 * width, decoder * steps, some),
        Work("decoder, feed-forward in", width, model.ffn[1], decoder * steps, some),
        Work("decoder, feed-forward out", model.ffn[1], width, decoder * steps, some),
        Work("decoder, vocabulary", width, model.vocabulary, steps, some),
    ]


def seconds(products: Sequence[Work], rate: Callable[[Product], float]) -> float:
    """Of one core; rate: operations a second for a shape."""
    return sum(product.operations / rate(product.shape) for product in products)


class Peak:
    """What the products of this machine reach, on one core; each shape is measured once, and its best time taken."""

    def __init__(self) -> None:
        import torch

        self._torch: Any = torch
        self._known: dict[tuple[str, Product], float] = {}
        torch.set_num_threads(1)

    def fp32(self, shape: Product) -> float:
        rows, inner, columns = shape
        a, b = self._torch.randn(rows, inner), self._torch.randn(inner, columns)
        return self._rate("fp32", shape, lambda: a @ b)

    def int8(self, shape: Product) -> float:
        """Weights packed beforehand, numbers between in fp32, as an engine would use it."""
        torch, (rows, inner, columns) = self._torch, shape
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.backends.quantized.engine = "onednn"
            weights = torch.quantize_per_tensor(torch.randn(columns, inner), 0.02, 0, torch.qint8)
            packed = torch.ops.quantized.linear_prepack(weights, None)
        a = torch.randn(rows, inner)
        return self._rate("int8", shape, lambda: torch.ops.quantized.linear_dynamic(a, packed, True))

    def _rate(self, numbers: str, shape: Product, product: Callable[[], object]) -> float:
        key = numbers, shape
        if key not in self._known:
            product()
            self._known[key] = 2 * shape[0] * shape[1] * shape[2] / best(product, SECONDS)
        return self._known[key]


def best(call: Callable[[], object], for_seconds: float) -> float:
    """Seconds of this thread that a call takes: the least that was seen within so many seconds by the clock.

    By the thread's own time, since what else runs on the machine would count by the clock.
    """
    least, until = float("inf"), time.monotonic() + for_seconds
    while True:
        calls, begun = 0, time.thread_time()
        while (took := time.thread_time() - begun) < A_LOOK:
            call()
            calls += 1
        least = min(least, took / calls)
        if time.monotonic() > until:
            return least
