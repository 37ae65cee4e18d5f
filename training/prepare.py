"""Corpus folder -> one SentencePiece model and memory-mapped token arrays.

    python -m training.prepare CORPUS OUT

OUT then holds `spm.model`, `pairs.tsv` (what was kept, after filters and augmentation) and, per side,
`src.npy` / `tgt.npy` (uint16 piece ids, all segments end to end), `src_off.npy` / `tgt_off.npy`
(int64, N+1 offsets) and `weight.npy` (float32, how often an epoch shows the pair).
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import random
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm

from training.augment import augment

PAIR_FILES = ("news", "testsuites", "general", "technical")
WORD_FILES = ("dictionary", "names")
GERMAN = frozenset("der die das und ist nicht ein eine mit für auf von zu den dem des im sich".split())
ENGLISH = frozenset("the and of to is in not a an with for on from that this are was it".split())
# One WMT 2022 suite is thousands of fillings of one template; a twentieth of it teaches the same.
TEMPLATE = re.compile(r"\b(aß|trank|fraß)\b.*\b(und|weil|aber)\b")


@dataclass(frozen=True)
class Pair:
    source: str
    german: str
    english: str


def read_corpus(
    folder: Path, lists: tuple[str, ...] = WORD_FILES, files: tuple[str, ...] = PAIR_FILES
) -> Iterator[Pair]:
    """Every pair of the folder, the file's order; the dictionary and name lists get their file's name as source."""
    for name in files:
        for line in lines(folder / f"{name}.tsv.xz"):
            source, german, english = line.split("\t")[:3]
            yield Pair(source, clean(german), clean(english))
    for name in lists:
        for line in lines(folder / f"{name}.tsv.xz"):
            german, english = line.split("\t")[:2]
            yield Pair(name, clean(german), clean(english))


def lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.count("\t"):
                yield line.rstrip("\n")


def clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def acceptable(pair: Pair) -> bool:
    """False for noise: no letters, a copy, the wrong language on either side, far too long."""
    de, en = pair.german, pair.english
    if not (any(c.isalpha() for c in de) and any(c.isalpha() for c in en)) or max(len(de), len(en)) > 900:
        return False
    if pair.source in ("dictionary", "names"):
        return True
    if de == en or "http" in de or "{" in de or "|" in de:
        return False
    if len(de) > 40 and looks_like(de, ENGLISH) > looks_like(de, GERMAN):
        return False
    return not (len(en) > 40 and looks_like(en, GERMAN) > looks_like(en, ENGLISH))


def looks_like(text: str, words: frozenset[str]) -> int:
    return sum(word in words for word in text.lower().split())


def select(pairs: Iterable[Pair], weights: dict[str, float], rng: random.Random) -> Iterator[tuple[Pair, float]]:
    """Filtered, deduplicated pairs with the weight of their source; weights under 1 thin the source out here."""
    seen: set[bytes] = set()
    for pair in pairs:
        weight = weights.get(pair.source, 0.0)
        if TEMPLATE.search(pair.german) and pair.source == "wmt22_testsuites_mt":
            weight *= 0.05
        if rng.random() >= weight or not acceptable(pair):
            continue
        key = hashlib.blake2b(f"{pair.german}\t{pair.english}".lower().encode(), digest_size=8).digest()
        if key not in seen:
            seen.add(key)
            yield pair, max(1.0, weight)


def train_pieces(texts: list[str], out: Path, size: int) -> spm.SentencePieceProcessor:
    """A joint unigram model, digits split, byte fallback; id 0 is </s>, 1 is <unk>; there is no padding piece."""
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(out / "spm"),
        vocab_size=size,
        character_coverage=0.9999,
        byte_fallback=True,
        split_digits=True,
        required_chars="äöüÄÖÜß„“”‚‘’–—€£%&«»…",
        pad_id=-1,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        num_threads=2,
        normalization_rule_name="nmt_nfkc",
        max_sentence_length=4000,
        minloglevel=2,
    )
    return spm.SentencePieceProcessor(model_file=str(out / "spm.model"))


def within_limits(source: list[int], target: list[int], limits: dict[str, Any]) -> bool:
    short, long = sorted((len(source), len(target)))
    return short > 0 and long <= limits["max_pieces"] and long <= short * limits["max_length_ratio"] + 4


def save_side(name: str, segments: list[list[int]], out: Path) -> None:
    lengths = np.fromiter((len(s) for s in segments), np.int64, len(segments))
    np.save(out / f"{name}_off.npy", np.concatenate([[0], np.cumsum(lengths)]))
    np.save(out / f"{name}.npy", np.concatenate([np.asarray(s, np.uint16) for s in segments]))


def prepare(corpus: Path, out: Path, mix: dict[str, Any], seed: int = 1) -> int:
    """Write the arrays; returns the number of pairs kept."""
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    chosen = list(select(read_corpus(corpus), mix["weights"], rng))
    rng.shuffle(chosen)
    weights = [w for _, w in chosen]
    texts = augment([(p.german, p.english) for p, _ in chosen], mix["augment"], rng)
    sample = texts[: mix["vocabulary"]["sentences"]]
    model_file = out / "spm.model"
    if model_file.exists():
        pieces = spm.SentencePieceProcessor(model_file=str(model_file))
    else:
        pieces = train_pieces([side for pair in sample for side in pair], out, mix["vocabulary"]["size"])
    source = pieces.encode([t[0] for t in texts], num_threads=2)
    target = pieces.encode([t[1] for t in texts], num_threads=2)
    keep = [i for i in range(len(texts)) if within_limits(source[i], target[i], mix["limits"])]
    save_side("src", [source[i] for i in keep], out)
    save_side("tgt", [target[i] for i in keep], out)
    np.save(out / "weight.npy", np.asarray([weights[i] for i in keep], np.float32))
    (out / "pairs.tsv").write_text("".join(f"{texts[i][0]}\t{texts[i][1]}\n" for i in keep), encoding="utf-8")
    return len(keep)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    parser.add_argument("--seed", type=int, default=1, help="another one thins and alters other pairs")
    args = parser.parse_args()
    kept = prepare(args.corpus, args.out, tomllib.loads(args.mix.read_text(encoding="utf-8")), args.seed)
    print(f"{kept} pairs in {args.out}")


if __name__ == "__main__":
    main()
