"""BLEU and chrF of MarianMT directories on a TSV of German and English, with bootstrap confidence.

    python -m training.evaluate PAIRS.tsv MODEL [MODEL...] [--limit 500] [--beam-size 4] [--show 5]

Also the rates of empty, looping, copied and number-changing outputs, by the guards of the tool itself.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF

from translate_sum.backends.marian import MarianTranslator
from translate_sum.contracts import Decoding
from translate_sum.document import ModelInfo
from translate_sum.guards import faults


def read_pairs(path: Path, limit: int) -> tuple[list[str], list[str]]:
    rows = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines()]
    rows = rows[:limit] if limit else rows
    return [r[0] for r in rows], [r[1] for r in rows]


def evaluate(model: Path, sources: list[str], references: list[str], args: argparse.Namespace) -> None:
    translator = MarianTranslator(model, ModelInfo(model.name, ""), device="auto", threads=args.threads)
    started = time.monotonic()
    outputs = [h.text for h in translator.translate(sources, Decoding(args.beam_size))]
    seconds = time.monotonic() - started
    print(f"{model}: {len(sources)} segments, beam {args.beam_size}, {seconds:.0f} s")
    for metric in (BLEU(), CHRF()):
        score = metric.corpus_score(outputs, [references], n_bootstrap=args.bootstrap)
        print(f"  {score}  {metric.get_signature()}")
    counts: dict[str, int] = {}
    for source, output in zip(sources, outputs, strict=True):
        for kind in {fault.kind for fault in faults(source, output)}:
            counts[kind] = counts.get(kind, 0) + 1
    rates = ", ".join(f"{k} {100 * v / len(sources):.2f} %" for k, v in sorted(counts.items()))
    print(f"  outputs a guard would refuse: {rates or 'none'}")
    for source, output, reference in list(zip(sources, outputs, references, strict=True))[: args.show]:
        print(f"  DE {source}\n  EN {output}\n  REF {reference}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=0, help="first segments only; 0 is all")
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--bootstrap", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    print(f"sacrebleu {sacrebleu.__version__}")
    for model in args.models:
        evaluate(model, *read_pairs(args.pairs, args.limit), args)


if __name__ == "__main__":
    main()
