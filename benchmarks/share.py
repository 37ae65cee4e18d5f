"""The task that holds the engine against the model's matrix products alone (benchmarks.limit)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from benchmarks import contestants as who
from benchmarks.contest import Contestant, Job, Result, Workers
from benchmarks.limit import LARGE, Lengths, Peak, Product, Work, seconds, work
from benchmarks.plan import Measured, Plan
from benchmarks.table import Table, digits, not_run
from translate_sum.backends.marian_pieces import MarianPieces
from translate_sum.backends.marian_settings import MarianSettings

HEADER = ("engine", "peak, Gop/s", "products at the peak", "at their shapes", "engine", "of the peak", "of the shapes")
ELSE = "all else: attention, search, layer norms, memory, Python"


def share(plan: Plan, workers: Workers) -> Measured:
    """On one thread. The parts are those of the engine as it is used."""
    texts, peak = plan.texts.sentences, Peak()
    engines = plan.named(who.ENGINE, who.ENGINE_GREEDY, who.ENGINE_FP32, threads=1)
    rows: list[tuple[str, ...]] = []
    parts: list[tuple[str, ...]] = []
    for result, contestant in zip(plan.compete(engines, Job("sentences", texts), workers, 0.05), engines, strict=True):
        rate = peak.fp32 if contestant.name == who.ENGINE_FP32 else peak.int8
        if result.turns:
            products = products_of(plan, contestant, result)
            rows.append((result.name, *shares(products, rate, cpu(result))))
            parts = parts or parts_of(products, rate, cpu(result))
        else:
            rows.append(not_run(result))
    note = (
        f"{len(texts)} sentences, one thread, CPU-s. At the peak: the model's products with weights at the most that "
        "one core was seen to make, weights packed for int8; at their shapes: at what torch makes with a batch's rows."
    )
    where = Table(f"Where the time goes, {who.ENGINE}", ("part", "Gop", "Gop/s", "CPU-s"), tuple(parts))
    return Measured((Table("Share of the limit", HEADER, tuple(rows), note), where))


def products_of(plan: Plan, contestant: Contestant, result: Result) -> list[Work]:
    pieces, model = MarianPieces(plan.workshop.model), MarianSettings.read(plan.workshop.model)
    source, target = (
        [len(pieces.encode(text)) for text in texts] for texts in (plan.texts.sentences, result.turns[-1].texts)
    )
    return work(model, Lengths(source, target), contestant.beam)


def shares(products: Sequence[Work], rate: Callable[[Product], float], took: float) -> tuple[str, ...]:
    most = max(rate(shape) for shape in {product.shape for product in products} | {LARGE})
    at_most, own = seconds(products, lambda shape: most), seconds(products, rate)
    shown = (f"{most / 1e9:.0f}", digits(at_most), digits(own), digits(took))
    return (*shown, f"{at_most / took:.0%}", f"{own / took:.0%}")


def parts_of(products: Sequence[Work], rate: Callable[[Product], float], took: float) -> list[tuple[str, ...]]:
    rows = [
        (p.name, f"{p.operations / 1e9:.1f}", f"{rate(p.shape) / 1e9:.0f}", digits(p.operations / rate(p.shape)))
        for p in products
    ]
    return [*rows, (ELSE, "", "", digits(max(took - seconds(products, rate), 0.0)))]


def cpu(result: Result) -> float:
    return median(turn.cpu for turn in result.turns)
