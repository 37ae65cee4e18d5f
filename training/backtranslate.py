"""English news -> synthetic German sources, by an en-de model of ours.

    python -m training.backtranslate CORPUS OUT EN_DE_MODEL [--topk 10] [--minutes 60]

OUT/backtranslated.tsv.xz then is a corpus file that `training.prepare --synthetic OUT` mixes in, at the weight that
mix.toml gives to `backtranslated`. The English is as it was printed; the German is a beam's or, with --topk, drawn, and
then noised as Edunov et al. (2018) do it: words dropped, blanked, and moved a little. A killed run goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sentencex

from training.decode import Decoder, Search, load_decoder
from training.filters import Pair, boilerplate, markup, refusal
from training.parts import run_in_parts
from training.prepare import clean

WORDS = range(4, 61)  # in a sentence
BLANK = "_"
_FIXED = re.compile(r"[\d%€$£]")  # a figure that is lost in the source would teach the model to make one up


@dataclass(frozen=True)
class Noise:
    """drop, blank: share of the words; shift: how many places a word may move."""

    drop: float = 0.05
    blank: float = 0.05
    shift: int = 2

    def __call__(self, text: str, rng: random.Random) -> str:
        kept = [word for word in text.split() if _FIXED.search(word) or rng.random() >= self.drop]
        blanked = [BLANK if not _FIXED.search(word) and rng.random() < self.blank else word for word in kept]
        order = sorted(range(len(blanked)), key=lambda i: i + rng.uniform(0, self.shift))
        return " ".join(blanked[i] for i in order)


def sentences(documents: Iterable[str]) -> Iterator[str]:
    """The sentences of English documents that are worth a translation, each once."""
    seen: set[bytes] = set()
    for document in documents:
        for paragraph in document.splitlines():
            for sentence in map(clean, sentencex.segment("en", paragraph)):
                key = hashlib.blake2b(sentence.lower().encode(), digest_size=8).digest()
                if key not in seen and usable(sentence):
                    seen.add(key)
                    yield sentence


def usable(sentence: str) -> bool:
    pair = Pair("", "", sentence)
    letters = sum(c.isalpha() or c.isspace() for c in sentence)
    plain = len(sentence.split()) in WORDS and letters > 0.8 * len(sentence) and not sentence.isupper()
    return plain and not (boilerplate(pair) or markup(pair))


def read_news(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)["text"]


def backtranslate(model: Decoder, search: Search, noise: Noise, part: Sequence[str], rng: random.Random) -> list[str]:
    """Corpus lines; fewer than sentences, as what the filters of `prepare` refuse, before the noise, is left out."""
    made = []
    for english, candidates in zip(part, model.decode(part, search), strict=True):
        for german in dict.fromkeys(clean(c.text) for c in candidates if c.complete):
            if not refusal(Pair("backtranslated", german, english)):
                made.append(f"backtranslated\t{noise(german, rng)}\t{english}")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--limit", type=int, help="sentences")
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--n-best", type=int, default=1)
    parser.add_argument("--topk", type=int, default=0, help="draw from as many pieces in place of a beam")
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--drop", type=float, default=Noise.drop)
    parser.add_argument("--blank", type=float, default=Noise.blank)
    parser.add_argument("--shift", type=int, default=Noise.shift)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--int8", action="store_true", help="on a CPU: half again as fast, and poorer")
    parser.add_argument("--part", type=int, default=2000, help="sentences in a part")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    found = list(sentences(read_news(args.corpus / "english_news.jsonl.xz")))
    random.Random(args.seed).shuffle(found)  # so that what a run did not come to is of no one paper
    model = load_decoder(args.model, args.threads, int8=args.int8)
    search = Search(args.beam_size, args.n_best, args.topk, args.temperature)
    noise = Noise(args.drop, args.blank, args.shift)
    out = run_in_parts(
        found[: args.limit],
        lambda i, part: backtranslate(model, search, noise, part, random.Random(f"{args.seed} {i}")),
        args.out / "backtranslated",
        f"{args.model}, {search}, {noise}, seed {args.seed}, limit {args.limit}, int8 {args.int8}",
        size=args.part,
        minutes=args.minutes,
    )
    print(out)


if __name__ == "__main__":
    main()
