"""Token alignments by expectation maximisation, and the start they give the model.

    python -m training.align DATA

Writes into DATA (made by training.prepare):
`align.npy`  uint8, one per target piece: the source position it most likely translates, 255 for none;
`embed.npy`  float32 (V, dim): embeddings in which a German piece lies beside the English pieces it aligns to.

The model is fast_align's: IBM model 1 with a prior that favours the diagonal (Dyer et al. 2013).
Small transformers find the alignment by themselves only after some 4 to 8 million tokens; this hands it to them.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece as spm
from numba import njit
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import svds

from training.bitext import Bitext

NONE = 255
OWN = 0.5  # share of a piece's own vector beside the one it shares with its translations
Ids = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.floating[Any]]


@njit(cache=True)
def em_pass(bitext, table, counts, align, window, tension):  # type: ignore[no-untyped-def]
    """One pass: expected counts under `table`, best links into `align`, neighbour counts into `window`."""
    src, src_off, tgt, tgt_off = bitext
    posterior = np.zeros(512, np.float32)
    for p in range(len(src_off) - 1):
        s0, s1, t0, t1 = src_off[p], src_off[p + 1], tgt_off[p], tgt_off[p + 1]
        n, m = s1 - s0, t1 - t0
        for j in range(m):
            e = tgt[t0 + j]
            total = np.float32(1e-4)
            best, best_i = total, -1
            for i in range(n):
                prior = np.exp(-tension * abs((i + 0.5) / n - (j + 0.5) / m))
                q = table[src[s0 + i], e] * prior
                posterior[i] = q
                total += q
                if q > best:
                    best, best_i = q, i
            align[t0 + j] = best_i if 0 <= best_i < NONE else NONE
            for i in range(n):
                counts[src[s0 + i], e] += posterior[i] / total
            if window.shape[0] > 1:
                for k in range(max(0, j - 2), min(m, j + 3)):
                    window[e, tgt[t0 + k]] += 1.0


def normalise(counts: Floats) -> Floats:
    """Rows to probabilities, with the small counts damped so that rare pieces do not collect everything."""
    damped = np.maximum(counts - 0.02, 0.0)
    return (damped / np.maximum(damped.sum(1, keepdims=True), 1e-6)).astype(np.float32)


def embeddings(counts: Floats, window: Floats, dim: int) -> Floats:
    """Unit rows: a target piece by the pieces around it, a source piece by what its translations are like."""
    contexts = csr_matrix(window)
    rows = np.maximum(np.asarray(contexts.sum(1)).ravel(), 1.0)
    columns = np.maximum(np.asarray(contexts.sum(0)).ravel(), 1.0) ** 0.75
    pmi = contexts.tocoo()
    value = np.log(pmi.data * columns.sum() / (rows[pmi.row] * columns[pmi.col]))
    keep = value > 0
    ppmi = csr_matrix((value[keep], (pmi.row[keep], pmi.col[keep])), shape=contexts.shape)
    left, scale, _ = svds(ppmi.astype(np.float32), k=dim, random_state=np.random.default_rng(1))
    target = unit(left * np.sqrt(scale))
    weights = csr_matrix(np.where(counts > 1.0, counts, 0.0))
    english = np.asarray(contexts.sum(1)).ravel() / 5
    german = np.asarray(weights.sum(1)).ravel()
    meaning = unit((weights + diags(english)) @ target)  # a piece of both languages is both
    return unit(meaning - meaning.mean(0) + OWN * identity(english, german, dim)).astype(np.float32)


def identity(english: Matrix, german: Matrix, dim: int) -> Matrix:
    """What tells a piece from its translations: its language, along one direction, and a vector of its own."""
    rng = np.random.default_rng(2)
    language = ((english - german) / np.maximum(english + german, 1.0))[:, None]
    return language * unit(rng.normal(size=(1, dim))) + unit(rng.normal(size=(len(english), dim)))


def unit(rows: Matrix) -> Matrix:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def align(data: Path, dim: int = 256, passes: int = 4) -> None:
    bitext = Bitext(*(np.load(data / f"{name}.npy") for name in Bitext._fields))
    pieces = spm.SentencePieceProcessor(model_file=str(data / "spm.model"))
    vocabulary = pieces.get_piece_size() + 1  # + padding, the last id
    table = np.full((vocabulary, vocabulary), 1.0 / vocabulary, np.float32)
    links = np.zeros(len(bitext.tgt), np.uint8)
    none = np.zeros((1, 1), np.float32)
    for i in range(passes):
        last = i == passes - 1
        counts = np.zeros_like(table)
        window = np.zeros_like(table) if last else none
        em_pass(bitext, table, counts, links, window, 4.0 if i else 0.0)
        print(f"pass {i + 1}: {np.mean(links != NONE):.3f} of the target pieces linked", flush=True)
        if not last:
            table = normalise(counts)
    np.save(data / "align.npy", links)
    np.save(data / "embed.npy", embeddings(counts, window, dim))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--dim", type=int, default=256)
    args = parser.parse_args()
    align(args.data, args.dim)


if __name__ == "__main__":
    main()
