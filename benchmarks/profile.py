"""Where the engine's processor time goes, by the functions in which `perf` finds it, while it translates.

perf is a program of Linux; where it is missing or not allowed, the table says so.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import contestants as who
from benchmarks.contest import Contestant, Job, Worker, Workers
from benchmarks.plan import Measured, Plan
from benchmarks.table import Table

RATE = 499  # samples a second of processor time
START = 1.0  # seconds until perf watches
# object and symbol, the first that fits; kernels that a library writes as it runs have no name
KINDS = (
    ("matrix products", r"\[JIT\]|gemm|mkl_blas|/memfd|inner_product"),
    ("softmax over the vocabulary and attention", r"softmax"),
    ("search: the best of the vocabulary", r"TopK|heap|BeamSearch|Decoding"),
    ("numbers to int8 and back", r"quantize"),
    ("layer norms, activations, sums", r"LayerNorm|layer_norm|swish|gelu|relu|::add|::mul|bias"),
    ("moving memory", r"mem(move|cpy|set)|Gather|Concat|Split|Transpose|Tile|copy|malloc|free|clear_page|page_fault"),
    ("Python and pieces", r"python|sentencepiece"),
    ("the rest of CTranslate2", r"ctranslate2"),
    ("the rest", r""),
)


def profile(plan: Plan, workers: Workers) -> Measured:
    """On one thread."""
    engines = plan.named(who.ENGINE, who.ENGINE_GREEDY, who.ENGINE_FP32, threads=1)
    found = {engine.name: shares(report(engine, plan.texts.sentences)) for engine in engines}
    rows = [(kind, *(f"{found[engine.name].get(kind, 0.0):.0%}" for engine in engines)) for kind, _ in KINDS]
    title = "Where the processor's time goes"
    note = f"Samples by perf while {len(plan.texts.sentences)} sentences were translated on one thread."
    return Measured((Table(title, ("in", *(engine.name for engine in engines)), tuple(rows), note),))


def report(engine: Contestant, texts: Sequence[str]) -> list[str]:
    """The lines of perf: share, object, symbol, with | between."""
    if shutil.which("perf") is None:
        raise RuntimeError("no perf here")
    with TemporaryDirectory() as place:
        file, worker = Path(place, "perf.data"), Worker(engine)
        try:
            worker.turn(Job("sentences", tuple(texts[:2])), engine.beam)
            record = ["perf", "record", "-q", "-F", str(RATE), "-o", str(file), "-p", str(worker.pid)]
            watching = subprocess.Popen(record, stderr=subprocess.DEVNULL)
            time.sleep(START)
            worker.turn(Job("sentences", tuple(texts)), engine.beam)
            watching.send_signal(signal.SIGINT)
            watching.wait(30)
        finally:
            worker.end()
        shown = ["perf", "report", "-q", "-i", str(file), "--sort", "dso,sym", "-t", "|", "--stdio"]
        done = subprocess.run(shown, capture_output=True, text=True, timeout=120, check=False)
    if not done.stdout.strip():
        raise RuntimeError(f"perf: {(done.stderr.strip().splitlines() or ['nothing recorded'])[-1]}")
    return done.stdout.splitlines()


def shares(lines: Iterable[str]) -> dict[str, float]:
    """Of each kind, of all samples.

    >>> shares(["  75.00%|[JIT] tid 7 |[.] 0x07", "  25.00%|libc.so.6|[.] __memmove_avx"])
    {'matrix products': 0.75, 'moving memory': 0.25}
    """
    found: dict[str, float] = {}
    for line in lines:
        share, bar, where = line.partition("|")
        if bar and share.strip().endswith("%"):
            kind = next(name for name, pattern in KINDS if re.search(pattern, where))
            found[kind] = found.get(kind, 0.0) + float(share.strip().rstrip("%")) / 100
    return found
