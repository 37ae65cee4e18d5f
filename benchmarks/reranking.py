"""What reranking brings and takes: the whole tool, guards and retries included, on a TSV of German and English.

    python -m benchmarks.reranking PAIRS.tsv [--limit 500] [--threads 0]

A row a setting, in one run, each with its own models loaded before the clock starts. BLEU and chrF with half of the
95 % interval, p against the first row (paired bootstrap), seconds, per cent of the segments by what the tool's checks
still find. The summarizer that judges the English is the one that `auto` means.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import sacrebleu

from training.evaluate import Outcome, count_faults, read_pairs, score, table
from translate_sum.contracts import Hypothesis
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.translate import translate_texts

SETTINGS = {
    "beam 4": Options(),
    "beam 8": Options(beam_size=8),
    "beam 8, by the reverse model alone": Options(beam_size=8, rerank=True, summarizer="echo"),
    "beam 4, by both": Options(beam_size=4, rerank=True),
    "beam 8, by both": Options(beam_size=8, rerank=True),
    "beam 16, by both": Options(beam_size=16, rerank=True),
}
SHOWN = ("looping", "untranslated", "number", "date", "name", "quote", "negation", "word", "repetition")


def outcome(name: str, pipeline: Pipeline, sources: Sequence[str]) -> Outcome:
    translate_texts(sources[:4], pipeline.translator, beam_size=pipeline.options.beam_size)
    started = time.monotonic()
    found = translate_texts(sources, pipeline.translator, beam_size=pipeline.options.beam_size)
    seconds = time.monotonic() - started
    written = tuple(one.text for one in found)
    faults = count_faults(sources, [Hypothesis(text) for text in written], reverse=False)
    return Outcome(name, written, seconds, {kind: faults[kind] for kind in SHOWN})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="first segments only; 0 is all")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--bootstrap", type=int, default=1000)
    args = parser.parse_args()
    sources, references = read_pairs(args.pairs, args.limit)
    outcomes = []
    for name, options in SETTINGS.items():
        pipeline = Pipeline(Options(**{**options.to_dict(), "threads": args.threads}))
        outcomes.append(outcome(name, pipeline, sources))
        print(f"{name}: {pipeline.translator.info}, {outcomes[-1].seconds:.0f} s", flush=True)
    print(f"\nsacrebleu {sacrebleu.__version__}, {len(sources)} segments\n")
    print(table(outcomes, score(outcomes, references, args.bootstrap), len(sources)))


if __name__ == "__main__":
    main()
