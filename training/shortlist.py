"""Which pieces a translation may be made of -> the shortlist that fast decoding chooses from.

    python -m training.shortlist DATA OUT

DATA was made by training.prepare; OUT is the model's directory and gets `shortlist.txt.xz`. It depends on the
vocabulary (spm.model) and the corpus alone, so that new weights with the same vocabulary keep it.

Its lines are CTranslate2's vmap.txt: a source piece, a tab, the target pieces it makes likely, by the alignment of
training.align; on the line without a source piece are those that are always allowed.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece as spm

from training.align import NONE, Floats, em_pass, normalise
from training.bitext import Bitext
from translate_sum.backends.shortlist import FILE

SPACE = "\u2581"
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Limits:
    """frequent: English pieces always allowed; most: of a source piece, each with a probability of `least` or more."""

    frequent: int = 3000
    most: int = 200
    least: float = 0.0003


def translations(bitext: Bitext, vocabulary: int, passes: int = 3) -> Floats:
    """p(target | source) of pieces, (V, V), by IBM-1 with a prior that favours the diagonal."""
    table = np.full((vocabulary, vocabulary), 1.0 / vocabulary, np.float32)
    links, no_window = np.full(len(bitext.tgt), NONE, np.uint8), np.zeros((1, 1), np.float32)
    for i in range(passes):
        counts = np.zeros_like(table)
        em_pass(bitext, table, counts, links, no_window, 4.0 if i else 0.0)
        table = normalise(counts)
    return table


def shortlist(table: Floats, english: Counts, pieces: Sequence[str], limits: Limits) -> Iterator[str]:
    """The lines. english: how often each piece stands on the target side."""
    frequent = np.argsort(-english, kind="stable")[: limits.frequent]
    always = {int(i) for i in frequent if english[i]} | {i for i, piece in enumerate(pieces) if spells(piece)}
    yield _line("", sorted(always), pieces)
    for i, row in enumerate(table):
        likely = np.argsort(-row, kind="stable")[: limits.most]
        allowed = {int(j) for j in likely if row[j] > 0 and row[j] >= limits.least}
        if english[i]:
            allowed.add(i)  # a name is copied
        if more := sorted(allowed - always):
            yield _line(pieces[i], more, pieces)


def spells(piece: str) -> bool:
    """Bytes, single letters, figures and marks: what the words are spelt with that no other piece makes up."""
    core = piece.lstrip(SPACE)
    is_byte = piece.startswith("<0x") and piece.endswith(">")
    return is_byte or len(core) <= 1 or not any(c.isalpha() for c in core)


def _line(source: str, targets: Sequence[int], pieces: Sequence[str]) -> str:
    return f"{source}\t{' '.join(pieces[j] for j in targets)}\n"


def build(data: Path, out: Path, limits: Limits) -> Path:
    bitext = Bitext(*(np.load(data / f"{name}.npy") for name in Bitext._fields))
    model = spm.SentencePieceProcessor(model_file=str(data / "spm.model"))
    pieces = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    table = translations(bitext, len(pieces))
    english = np.bincount(bitext.tgt, minlength=len(pieces))
    text = "".join(shortlist(table, english[: len(pieces)], pieces, limits))
    (out / FILE).write_bytes(lzma.compress(text.encode(), preset=9))
    return out / FILE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--frequent", type=int, default=Limits.frequent)
    parser.add_argument("--most", type=int, default=Limits.most)
    parser.add_argument("--least", type=float, default=Limits.least)
    args = parser.parse_args()
    made = build(args.data, args.out, Limits(args.frequent, args.most, args.least))
    print(f"{made}: {made.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
