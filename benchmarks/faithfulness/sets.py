"""The clean sets: pairs that a person wrote, taken to be faithful."""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path

from benchmarks.faithfulness.edit import Pair
from benchmarks.faithfulness.names import vocabulary
from translate_sum.second_reading import evidence as places

NEIGHBOURS = 5  # lines on each side taken for the article: the set has no marks between articles

_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Sgt|Capt|Jr|Sr|vs|No|Inc|Corp|Co)|\b[A-Z])\.$"
)


def translations(path: Path) -> list[Pair]:
    """German TAB English, one segment a line; neighbouring lines are the article."""
    rows = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines()]
    english = [r[1] for r in rows]
    known = vocabulary(english)
    return [
        Pair(german, target, "de", tuple(english[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]), known)
        for i, (german, target) in enumerate(rows)
    ]


def summaries(path: Path, *, even: bool = False) -> list[Pair]:
    """Each highlight against its article, of the rows with type "abstractive" (keys article, summary, type).

    even: of every second one alone; with the others the second reader was taught.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["type"] == "abstractive"][:: 2 if even else 1]
    articles = [tuple(sentences(row["article"])) for row in rows]
    highlights = [tuple(sentences(row["summary"])) for row in rows]
    known = vocabulary(s for each in (*articles, *highlights) for s in each)
    return [
        Pair(row["article"], highlight, "en", (*article, *mine), known, article)
        for row, article, mine in zip(rows, articles, highlights, strict=True)
        for highlight in mine
    ]


def sentences(text: str) -> list[str]:
    """English sentences, good enough to pick evidence from; also "one . Two", as the highlights are written."""
    found, start = [], 0
    for match in re.finditer(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])", text):
        if not _ABBREVIATED.search(text[start : match.start()]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [s for s in (*found, text[start:].strip()) if s]


def evidence(pair: Pair, target: str, best: int) -> str:
    """What the target is compared with: the segment, or the `best` sentences of the article that the tool would hold
    it against; 0 is the whole article.
    """
    if not pair.sentences or not best:
        return pair.source
    return " ".join(pair.sentences[i] for i in places(pair.sentences, target, best))
