"""Other segmentations of the sources, drawn from SentencePiece's unigram model (Kudo 2018): for long runs on little.

    python -m training.resample DATA [--count 3] [--alpha 0.4]

Writes DATA/src-1.npy, src-1_off.npy and so on; training then shows another one in each epoch, and by that learns that
names and compounds may fall apart in more than one way.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import sentencepiece as spm

from training.data import Side

PART = 50_000  # segments at a time


def resample(data: Path, count: int, alpha: float, threads: int, seed: int = 1) -> None:
    """`alpha` of 1 draws by the model's own probabilities, 0 evenly; 0.4 makes a tenth more pieces."""
    pieces = spm.SentencePieceProcessor(model_file=str(data / "spm.model"))
    best = Side.load(data, "src")
    for number in range(1, count + 1):
        drawn: list[list[int]] = []
        for first in range(0, len(best.lengths), PART):
            rows = [best.segment(row) for row in range(first, min(first + PART, len(best.lengths)))]
            # each call draws in new threads that start from the seed: with the same one they would draw the same
            spm.set_random_generator_seed(seed + number * len(best.lengths) + first)
            tags = [row[:1] if row[:1] == [pieces.unk_id()] else [] for row in rows]
            texts = pieces.decode([row[len(tag) :] for row, tag in zip(rows, tags, strict=True)], num_threads=threads)
            again = pieces.encode(texts, enable_sampling=True, alpha=alpha, nbest_size=-1, num_threads=threads)
            drawn += [tag + ids for tag, ids in zip(tags, again, strict=True)]
        Side.of(drawn).save(data, f"src-{number}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--alpha", type=float, default=0.4)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    resample(args.data, args.count, args.alpha, args.threads)


if __name__ == "__main__":
    main()
