"""Corpus folder -> one SentencePiece model and memory-mapped token arrays.

    python -m training.prepare CORPUS OUT [--synthetic FOLDER] [--reverse]

OUT then holds `spm.model`, `pairs.tsv` (source and target of what was kept, after filters and augmentation),
`direction.json` and, per side, `src.npy` / `tgt.npy` (uint16 piece ids, all segments end to end), `src_off.npy` /
`tgt_off.npy` (int64, N+1 offsets) and `weight.npy` (float32, how often an epoch shows the pair). What each filter
dropped is printed by source. A back-translated source starts with the piece <unk>, which no text is segmented into, so
that the model can tell a machine's German from people's (Caswell et al. 2019).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm

from training.augment import GERMAN_SIDE, augment
from training.data import Side
from training.filters import FILTERS, LEXICON, Pair, refusal, skeleton

PAIR_FILES = ("news", "testsuites", "general", "technical")
SYNTHETIC = ("backtranslated", "distilled")  # written by the scripts of these names; their English is the target
# One WMT 2022 suite is thousands of fillings of one template; a twentieth of it teaches the same.
TEMPLATE = re.compile(r"\b(aß|trank|fraß)\b.*\b(und|weil|aber)\b")


def read_corpus(
    folder: Path,
    synthetic: Path | None = None,
    files: Sequence[str] = PAIR_FILES,
    lists: Sequence[str] = LEXICON,
) -> Iterator[Pair]:
    """Every pair of the folder, the file's order; the dictionary and name lists get their file's name as source.

    `synthetic` is the folder of backtranslated.tsv.xz and distilled.tsv.xz. A file may be missing, but not all of them.
    """
    made = [synthetic / f"{name}.tsv.xz" for name in SYNTHETIC] if synthetic else []
    pairs = [path for path in [*(folder / f"{name}.tsv.xz" for name in files), *made] if path.exists()]
    if not pairs:
        raise SystemExit(f"{folder}: none of the files {', '.join(files)}.tsv.xz is there")
    for path in pairs:
        for line in lines(path):
            source, german, english = line.split("\t")[:3]
            yield Pair(source, clean(german), clean(english))
    for name in lists:
        for line in lines(folder / f"{name}.tsv.xz") if (folder / f"{name}.tsv.xz").exists() else ():
            german, english = line.split("\t")[:2]
            yield Pair(name, clean(german), clean(english))


def lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.count("\t"):
                yield line.rstrip("\n")


def clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass
class Selection:
    """Filtered, deduplicated pairs with the weight of their source; weights under 1 thin the source out here.

    `fate` counts, by source, what became of the pairs of sources with a weight: "kept", "thinned", "duplicate",
    "near-duplicate" or a filter's name.
    """

    weights: dict[str, float]
    rng: random.Random
    filters: tuple[str, ...] = tuple(FILTERS)
    fate: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: set[bytes] = field(default_factory=set)

    def take(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
        for pair in pairs:
            weight = self.weights.get(pair.source, 0.0)
            if not weight:
                continue
            if TEMPLATE.search(pair.german) and pair.source == "wmt22_testsuites_mt":
                weight *= 0.05
            fate = self._fate(pair, weight)
            self.fate[pair.source, fate] += 1
            if fate == "kept":
                yield pair, max(1.0, weight)

    def _fate(self, pair: Pair, weight: float) -> str:
        if self.rng.random() >= weight:
            return "thinned"
        return refusal(pair, self.filters) or self._repeated(pair) or "kept"

    def _repeated(self, pair: Pair) -> str:
        forms = {"duplicate": f"{pair.german}\t{pair.english}".lower(), "near-duplicate": skeleton(pair)}
        keys = {name: hashlib.blake2b(form.encode(), digest_size=8).digest() for name, form in forms.items()}
        repeated = next((name for name, key in keys.items() if key in self.seen), "")
        self.seen.update(keys.values())
        return repeated

    def table(self) -> str:
        """A line per source, a column per fate that befell any pair."""
        names = ["thinned", *FILTERS, "duplicate", "near-duplicate", "length", "kept"]
        columns = [name for name in names if any(fate == name for _, fate in self.fate)]
        rows = [["source", "read", *columns]]
        for source in dict.fromkeys(source for source, _ in self.fate):
            counts = [self.fate[source, name] for name in columns]
            rows.append([source, *map(str, [sum(counts), *counts])])
        return "\n".join(f"{row[0]:26}" + "".join(f"{cell:>16}" for cell in row[1:]) for row in rows)


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


def prepare(
    corpus: Path,
    out: Path,
    mix: dict[str, Any],
    seed: int = 1,
    *,
    synthetic: Path | None = None,
    reverse: bool = False,
) -> Selection:
    """Write the arrays; returns what became of the pairs."""
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    filters = tuple(mix.get("filters", {}).get("use", FILTERS))
    selection = Selection(forward_only(mix["weights"]) if reverse else mix["weights"], rng, filters)
    chosen = list(selection.take(read_corpus(corpus, synthetic)))
    rng.shuffle(chosen)
    texts = directed([pair for pair, _ in chosen], mix["augment"], rng, reverse=reverse)
    pieces = segmenter(out, texts[: mix["vocabulary"]["sentences"]], mix["vocabulary"]["size"])
    source, target = (pieces.encode([text[side] for text in texts], num_threads=2) for side in (0, 1))
    for i, (pair, _) in enumerate(chosen):
        if pair.source == "backtranslated":
            source[i].insert(0, pieces.unk_id())
    keep = []
    for i, (pair, _) in enumerate(chosen):
        if within_limits(source[i], target[i], mix["limits"]):
            keep.append(i)
        else:
            selection.fate[pair.source, "kept"] -= 1
            selection.fate[pair.source, "length"] += 1
    for name, segments in (("src", source), ("tgt", target)):
        Side.of([segments[i] for i in keep]).save(out, name)
    np.save(out / "weight.npy", np.asarray([chosen[i][1] for i in keep], np.float32))
    (out / "pairs.tsv").write_text("".join(f"{texts[i][0]}\t{texts[i][1]}\n" for i in keep), encoding="utf-8")
    (out / "direction.json").write_text(json.dumps(dict(zip(("source", "target"), languages(reverse), strict=True))))
    return selection


def forward_only(weights: dict[str, float]) -> dict[str, float]:
    """Without the synthetic sources: what a machine wrote may be a source, not a target."""
    return {source: weight for source, weight in weights.items() if source not in SYNTHETIC}


def languages(reverse: bool) -> tuple[str, str]:
    return ("en", "de") if reverse else ("de", "en")


def directed(
    pairs: list[Pair], shares: dict[str, float], rng: random.Random, *, reverse: bool
) -> list[tuple[str, str]]:
    """(source, target), augmented; in reverse without what articles do to their German, which no one wants written."""
    if reverse:
        shares = {way: share for way, share in shares.items() if way not in GERMAN_SIDE}
    texts = augment([(pair.german, pair.english) for pair in pairs], shares, rng)
    return [(english, german) for german, english in texts] if reverse else texts


def segmenter(out: Path, sample: list[tuple[str, str]], size: int) -> spm.SentencePieceProcessor:
    """The folder's own model, made of the sample if it has none yet."""
    model_file = out / "spm.model"
    if model_file.exists():
        return spm.SentencePieceProcessor(model_file=str(model_file))
    return train_pieces([side for pair in sample for side in pair], out, size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    parser.add_argument("--seed", type=int, default=1, help="another one thins and alters other pairs")
    parser.add_argument("--synthetic", type=Path, help="folder of backtranslated.tsv.xz, distilled.tsv.xz")
    parser.add_argument("--reverse", action="store_true", help="English to German")
    args = parser.parse_args()
    mix = tomllib.loads(args.mix.read_text(encoding="utf-8"))
    selection = prepare(args.corpus, args.out, mix, args.seed, synthetic=args.synthetic, reverse=args.reverse)
    print(selection.table())
    print(f"{sum(n for (_, fate), n in selection.fate.items() if fate == 'kept')} pairs in {args.out}")


if __name__ == "__main__":
    main()
