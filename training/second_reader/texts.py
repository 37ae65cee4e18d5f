"""English articles, and what several translators made of the same sentence, as contexts with claims about them."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEWS = "wmt08-18"  # the sets whose lines stand in the order of their articles, in several translations
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Sgt|Jr|Sr|vs|No|Inc|Corp|Co|Ltd)|\b[A-Z])\.$"
)
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


@dataclass(frozen=True)
class Article:
    """sentences: what claims are held against, in order; claims: (what a person said of them, the index of the
    sentence that it puts in other words, -1 where it is of the article as a whole).
    """

    sentences: tuple[str, ...]
    claims: tuple[tuple[str, int], ...] = ()


def split(text: str) -> list[str]:
    """English sentences; also those of "one . Two", as highlights are written."""
    found, start = [], 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : match.start()]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [re.sub(r"\s+([.,!?])", r"\1", s) for s in (*found, text[start:].strip()) if s]


def news(path: Path) -> Iterator[Article]:
    """Articles whose headline or lead is a claim about the rest; not CNN's, whose highlights measure the reader."""
    for row in _rows(path):
        if row["source"].startswith("cnn"):
            continue
        paragraphs = [p.strip() for p in row["text"].splitlines() if p.strip()]
        sentences = [s for p in paragraphs for s in split(p) if 5 <= len(s.split()) <= 60]
        if len(sentences) < 5:
            continue
        title = row.get("title", "")
        claims = [title] if title and not title.isupper() and len(title.split()) > 3 else []
        yield Article(tuple(sentences[1:]), tuple((claim, -1) for claim in [sentences[0], *claims]))


def highlights(path: Path, parity: int) -> Iterator[Article]:
    """The abstractive summaries of every second article, each highlight a claim; parity 0: the even ones."""
    rows = [row for row in _rows(path) if row["type"] == "abstractive"]
    for row in rows[parity::2]:
        yield Article(tuple(split(row["article"])), tuple((s, -1) for s in split(row["summary"])))


def translations(path: Path) -> Iterator[Article]:
    """Sentences of news in one translation, forty in a row, and each one's other translations as claims."""
    versions: dict[str, list[str]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, german, english = line.rstrip("\n").split("\t")[:3]
            if source.startswith(NEWS) and "ende" not in source:
                versions.setdefault(german, []).append(english)
    rows = [list(dict.fromkeys(each)) for each in versions.values()]
    rng = random.Random(1)
    for start in range(0, len(rows), 40):
        part = rows[start : start + 40]
        order = [rng.sample(each, len(each)) for each in part]
        yield Article(tuple(o[0] for o in order), tuple((c, i) for i, o in enumerate(order) for c in o[1:]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
