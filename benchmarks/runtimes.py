"""The translator's runtimes on the same sentences: how often the same output, how good, how fast, how much memory.

    python -m benchmarks.runtimes TSV [--model DIR] [--count 1000] [--beam-size 4]

TSV has a German sentence, a tab and its English reference in each line. The runtimes take turns, a hundred sentences
each, so that a load from elsewhere meets all of them; each has one thread. Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sacrebleu

from translate_sum.backends.marian import MarianTranslator
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.contracts import Decoding, Translator
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.store import EMBEDDED

TURN = 100  # sentences


@dataclass
class Run:
    """What one runtime did so far."""

    translator: Translator
    written: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def take(self, texts: Sequence[str], decoding: Decoding) -> None:
        started = time.process_time()
        self.written += [hypothesis.text for hypothesis in self.translator.translate(texts, decoding)]
        self.seconds += time.process_time() - started


def runtimes(model: Path) -> dict[str, Callable[[], Translator]]:
    info, kept = ModelInfo(model.name, ""), Conversions(None)
    return {
        "transformers fp32": lambda: MarianTranslator(model, info, device="cpu", threads=1),
        "ctranslate2 fp32": lambda: MarianCTranslate2(model, info, threads=1, conversions=kept, numbers="float32"),
        "ctranslate2 int8": lambda: MarianCTranslate2(model, info, threads=1, conversions=kept, numbers="int8"),
    }


def compare(model: Path, pairs: Sequence[tuple[str, str]], decoding: Decoding) -> list[str]:
    """Rows of a Markdown table; the first runtime is what the others are compared with."""
    sources, references = [source for source, _ in pairs], [reference for _, reference in pairs]
    runs = {name: Run(make()) for name, make in runtimes(model).items()}
    for start in range(0, len(sources), TURN):
        for run in runs.values():
            run.take(sources[start : start + TURN], decoding)
    base = next(iter(runs.values()))
    rows = ["| runtime | same output | chrF | BLEU | sentences / CPU-s | ratio |", "|---|---|---|---|---|---|"]
    for name, run in runs.items():
        same = sum(a == b for a, b in zip(run.written, base.written, strict=True)) / len(sources)
        chrf = sacrebleu.corpus_chrf(run.written, [references]).score
        bleu = sacrebleu.corpus_bleu(run.written, [references]).score
        speed, ratio = len(sources) / run.seconds, base.seconds / run.seconds
        rows.append(f"| {name} | {same:.1%} | {chrf:.2f} | {bleu:.2f} | {speed:.1f} | {ratio:.1f} |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("tsv", type=Path)
    parser.add_argument("--model", type=Path, default=EMBEDDED / "de-en")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--beam-size", type=int, default=4)
    args = parser.parse_args()
    lines = args.tsv.read_text(encoding="utf-8").splitlines()[: args.count]
    pairs = [(source, reference) for source, reference in (line.split("\t")[:2] for line in lines)]
    print("\n".join(compare(args.model, pairs, Decoding(args.beam_size))))


if __name__ == "__main__":
    main()
