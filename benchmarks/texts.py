"""What is translated: articles of a corpus file, and sentences with their references."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

WORDS = 350  # of the single article


@dataclass(frozen=True)
class Texts:
    """sentences with their English references; articles as the files of a folder: headline, blank line, paragraphs."""

    sentences: tuple[str, ...]
    references: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def single(self) -> str:
        """The article whose length is nearest to 350 words."""
        return min(self.articles, key=lambda article: abs(len(article.split()) - WORDS))


def texts(corpus: Path, sentences: int, articles: int) -> Texts:
    """From a folder with newstest2019.deu-eng.tsv and german_news.jsonl.xz; the first of each."""
    pairs = pairs_of(corpus / "newstest2019.deu-eng.tsv", sentences)
    return Texts(
        tuple(german for german, _ in pairs),
        tuple(english for _, english in pairs),
        tuple(articles_of(corpus / "german_news.jsonl.xz", articles)),
    )


def pairs_of(tsv: Path, number: int) -> list[tuple[str, str]]:
    lines = tsv.read_text(encoding="utf-8").splitlines()[:number]
    return [(german, english) for german, english in (line.split("\t")[:2] for line in lines)]


def articles_of(corpus: Path, number: int) -> list[str]:
    """From JSON lines with title and text, xz."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in islice(lines, number)]


def _article(stored: dict[str, str]) -> str:
    title = stored["title"].rpartition(" (")[0] or stored["title"]
    return f"{title}\n\n{stored['text']}\n"
