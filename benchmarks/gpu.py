"""What number types and large batches bring on a GPU, in one run; benchmarks.bench is for CPUs.

    python -m benchmarks.gpu DEV.tsv MODEL [--segments 400] [--beam-size 4] [--device cuda]

A line a setting: seconds, segments a second, times the first line's speed, the share of segments that come out as in
the first line, chrF. The first is what a CPU's reference does: fp32, batches of 1,024 source pieces. Each setting
translates a few segments before the clock starts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from sacrebleu.metrics import CHRF

from translate_sum.backends.marian import MarianTranslator
from translate_sum.contracts import Decoding
from translate_sum.document import ModelInfo

TYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
SETTINGS = (("fp32", 1024), ("fp16", 1024), ("fp32", 16384), ("bf16", 16384), ("fp16", 16384), ("fp16", 65536))


def run(translator: MarianTranslator, sources: Sequence[str], decoding: Decoding) -> tuple[list[str], float]:
    """The translations, and the seconds they took."""
    translator.translate(sources[:8], decoding)
    started = time.perf_counter()
    found = [hypothesis.text for hypothesis in translator.translate(sources, decoding)]
    return found, time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("dev", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--segments", type=int, default=400)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--device", default="cuda")
    args = parser.parse_args()
    lines = args.dev.read_text(encoding="utf-8").splitlines()[: args.segments]
    sources, references = zip(*(line.split("\t")[:2] for line in lines), strict=True)
    first: tuple[list[str], float] | None = None
    for name, tokens in SETTINGS:
        translator = MarianTranslator(
            args.model, ModelInfo("model", ""), device=args.device, threads=0, dtype=TYPES[name], batch_tokens=tokens
        )
        found, seconds = run(translator, sources, Decoding(beam_size=args.beam_size))
        first = first or (found, seconds)
        same = sum(a == b for a, b in zip(found, first[0], strict=True)) / len(found)
        chrf = CHRF().corpus_score(found, [list(references)]).score
        rate = len(found) / seconds
        print(
            f"{name} {tokens:6}: {seconds:6.2f} s, {rate:7.1f} segments/s, {first[1] / seconds:5.1f}x, "
            f"{same:.1%} as the first, chrF {chrf:.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
