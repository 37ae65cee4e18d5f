"""Corpus folder -> the word lexicon that the fact checks use, translate_sum/facts/data/lexicon.tsv.

    python -m training.lexicon CORPUS OUT

Words of the news, test suite and general pairs, aligned by IBM model 1 with a prior that favours the diagonal
(Dyer et al. 2013). Two kinds of line: `german<TAB>english:p english:p ...` in lower case, with the share p (in
percent) of the German word's links that go to the English one (a word that stays as it is has no line); and
`+english<TAB>share`, the percentage of an English word's occurrences within sentences that are in lower case. Lines
are in the order of their bytes, so that one is found without reading the others. Word lists under the GPL are not read.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from numba import njit

from training.bitext import Bitext
from training.filters import refusal
from training.prepare import read_corpus

FILES = ("news", "testsuites", "general")
COPYLEFT = frozenset(["mo_freeciv", "mo_wesnoth", "game_fillets", "game_freeorion"])
WORD = re.compile(r"[^\W\d_]+")
FEWEST = 3  # occurrences of a word
LEAST = 0.08  # share of a German word's links
MOST = 4  # translations of a word
Ids = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


def read_pairs(corpus: Path) -> Iterator[tuple[list[str], list[str]]]:
    for pair in read_corpus(corpus, files=FILES, lists=()):
        if pair.source not in COPYLEFT and not refusal(pair):
            yield WORD.findall(pair.german), WORD.findall(pair.english)


@njit(cache=True)
def place(columns, first, last, wanted):  # type: ignore[no-untyped-def]
    """Index of `wanted` in the sorted columns[first:last], where it surely is."""
    while first < last - 1:
        middle = (first + last) // 2
        if columns[middle] <= wanted:
            first = middle
        else:
            last = middle
    return first


@njit(cache=True)
def em_pass(bitext, rows, columns, table, counts, tension):  # type: ignore[no-untyped-def]
    """One pass of IBM-1: `counts` becomes the expected links of each (German, English) pair of words under `table`."""
    src, src_off, tgt, tgt_off = bitext
    posterior = np.zeros(1024, np.float32)
    where = np.zeros(1024, np.int64)
    for p in range(len(src_off) - 1):
        s0, n = src_off[p], src_off[p + 1] - src_off[p]
        t0, m = tgt_off[p], tgt_off[p + 1] - tgt_off[p]
        for j in range(m):
            total = np.float32(1e-4)
            for i in range(n):
                g = src[s0 + i]
                k = place(columns, rows[g], rows[g + 1], tgt[t0 + j])
                q = table[k] * np.exp(-tension * abs((i + 0.5) / n - (j + 0.5) / m))
                where[i], posterior[i] = k, q
                total += q
            for i in range(n):
                counts[where[i]] += posterior[i] / total


def number(sentences: list[list[str]]) -> tuple[list[str], Ids, Offsets]:
    """Words seen often enough, and each sentence's known words as their numbers, end to end with offsets."""
    counts = Counter(word.lower() for sentence in sentences for word in sentence)
    words = [word for word, count in counts.items() if count >= FEWEST]
    ids = {word: i for i, word in enumerate(words)}
    known = [[ids[w] for word in sentence if (w := word.lower()) in ids] for sentence in sentences]
    offsets = np.concatenate([[0], np.cumsum([len(k) for k in known])]).astype(np.int64)
    return words, np.asarray([i for k in known for i in k], np.int32), offsets


@njit(cache=True)
def together(bitext, first, last, width):  # type: ignore[no-untyped-def]
    """Keys german * width + english of the pairs of words that stand in the same segments first..last."""
    src, src_off, tgt, tgt_off = bitext
    size = 0
    for p in range(first, last):
        size += (src_off[p + 1] - src_off[p]) * (tgt_off[p + 1] - tgt_off[p])
    keys = np.empty(size, np.int64)
    k = 0
    for p in range(first, last):
        for i in range(src_off[p], src_off[p + 1]):
            for j in range(tgt_off[p], tgt_off[p + 1]):
                keys[k] = src[i] * width + tgt[j]
                k += 1
    return keys


def sparse(bitext: Bitext, width: int, step: int = 50_000) -> Offsets:
    """All keys of words that stand together somewhere, sorted."""
    keys = np.empty(0, np.int64)
    for first in range(0, len(bitext.src_off) - 1, step):
        last = min(first + step, len(bitext.src_off) - 1)
        keys = np.union1d(keys, together(bitext, first, last, np.int64(width)))
    return keys


def learn(german: list[list[str]], english: list[list[str]], passes: int = 4) -> dict[str, dict[str, float]]:
    """German word -> English word -> share of its links, the likeliest first."""
    sources, src, src_off = number(german)
    targets, tgt, tgt_off = number(english)
    bitext = Bitext(src, src_off, tgt, tgt_off)
    keys = sparse(bitext, len(targets))
    columns = (keys % len(targets)).astype(np.int32)
    rows = np.searchsorted(keys, np.arange(len(sources) + 1, dtype=np.int64) * len(targets))
    table = np.full(len(keys), 1e-3, np.float32)
    for i in range(passes):
        counts = np.zeros(len(keys), np.float32)
        em_pass(bitext, rows, columns, table, counts, 4.0 if i else 0.0)
        sums = np.add.reduceat(counts, rows[:-1])
        table = counts / np.maximum(np.repeat(sums, np.diff(rows)), 1e-6)
        print(f"pass {i + 1}: {int(sums.sum())} links", flush=True)
    return {word: best(targets, columns, table, counts, rows[g], rows[g + 1]) for g, word in enumerate(sources)}


def best(targets: list[str], columns: Ids, table: Floats, counts: Floats, a: int, b: int) -> dict[str, float]:
    order = a + np.argsort(-table[a:b])[:MOST]
    return {targets[columns[k]]: float(table[k]) for k in order if table[k] >= LEAST and counts[k] >= FEWEST / 2}


def lower_shares(english: list[list[str]]) -> dict[str, float]:
    """Of a word's occurrences after a sentence's first word, how many are in lower case; in text, not headlines."""
    lower: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for sentence in english:
        if sum(word[0].islower() for word in sentence) * 2 < len(sentence):
            continue
        for word in sentence[1:]:
            seen[word.lower()] += 1
            lower[word.lower()] += word[0].islower()
    return {word: lower[word] / count for word, count in seen.items() if count >= FEWEST}


def write(links: dict[str, dict[str, float]], shares: dict[str, float], out: Path) -> None:
    def percent(share: float) -> str:
        return f"{100 * share:.0f}"

    lines = [
        f"{word}\t{' '.join(f'{w}:{percent(p)}' for w, p in found.items())}"
        for word, found in links.items()
        if found and set(found) != {word}  # a word that stays as it is, such as a name, needs no line
    ]
    lines += [f"+{word}\t{percent(share)}" for word, share in shares.items() if share >= 0.01]
    out.write_bytes(b"".join(sorted(f"{line}\n".encode() for line in lines)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    pairs = list(read_pairs(args.corpus))
    german, english = [g for g, _ in pairs], [e for _, e in pairs]
    write(learn(german, english), lower_shares(english), args.out)
    print(f"{args.out}: {args.out.stat().st_size} bytes from {len(pairs)} pairs")


if __name__ == "__main__":
    main()
