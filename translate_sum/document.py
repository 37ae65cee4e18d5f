"""The nouns. One index runs through everything: German sentence i, English sentence i, evidence that names i.

Sentence numbers start at 1, as the reader sees them; 0 is the headline. All values are frozen;
`to_dict()` gives plain JSON types (tuples become lists).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

from translate_sum.choices import GermanSide

HEADLINE = 0

LeftOutKind = Literal[
    "byline", "agency", "dateline", "published", "correction", "embargo", "credit", "teaser", "footer", "other"
]
Status = Literal["ok", "retried", "kept"]


@dataclass(frozen=True)
class Record:
    """Base of all nouns: a frozen value that turns into plain JSON types."""

    def to_dict(self) -> dict[str, Any]:
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value


@dataclass(frozen=True)
class LeftOut(Record):
    """Text of the input that is not body and goes into no model; `line` is its line in the input, from 1."""

    kind: LeftOutKind
    text: str
    line: int


@dataclass(frozen=True)
class Article(Record):
    """A German article: the body in `paragraphs`, everything else as metadata; nothing of the input is lost.

    title is the headline without byline; agency a name such as "Reuters" or "dpa/tmn"; dateline the place,
    e.g. "SEOUL"; published the date as the article gives it. source is the path or "-" for standard input,
    sha256 that of the input's bytes, encoding what they were decoded with.
    """

    title: str | None
    byline: str | None
    agency: str | None
    dateline: str | None
    published: str | None
    paragraphs: tuple[str, ...]
    source: str
    sha256: str
    encoding: str = "utf-8"
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Sentence(Record):
    """A German sentence: `index` from 1 through the article, `paragraph` from 0; `space` is the white space after it.

    Joining text + space over a paragraph's sentences gives the paragraph back.
    """

    index: int
    paragraph: int
    text: str
    space: str = ""


@dataclass(frozen=True)
class ModelInfo(Record):
    """Which model made something: name, revision (a hub commit, or 12 digits of its SHA-256), settings."""

    name: str
    revision: str
    settings: str = ""

    def __str__(self) -> str:
        inside = ", ".join(part for part in (self.revision, self.settings) if part)
        return f"{self.name} ({inside})" if inside else self.name


NOTES = frozenset(["dropped", "extractive", "rendering"])


@dataclass(frozen=True)
class Warning(Record):
    """Something the reader must know.

    kind is a short fixed name ("number", "name", "untranslated", "support", ...); where is "translation",
    "summary" or "article"; index the German sentence's number (translation) or the summary sentence's number
    from 1 (summary), 0 for the headline or the whole; german and english the spans it is about, "" for none.
    """

    kind: str
    where: Literal["article", "translation", "summary"]
    index: int
    message: str
    german: str = ""
    english: str = ""

    @property
    def note(self) -> bool:
        """Whether it tells how a text came about, or what was left out of it, and casts no doubt on what it says."""
        return self.kind in NOTES


@dataclass(frozen=True)
class SentenceTranslation(Record):
    """German sentence and its English; status "kept" means that every try failed and `target` is the German text."""

    index: int
    paragraph: int
    source: str
    target: str
    status: Status = "ok"


@dataclass(frozen=True)
class Translation(Record):
    """An article in both languages: `headline` (index 0) or None, `sentences` in order, indices 1..n without gaps."""

    article: Article
    headline: SentenceTranslation | None
    sentences: tuple[SentenceTranslation, ...]
    translator: ModelInfo
    warnings: tuple[Warning, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The English text, a string for each German paragraph that holds sentences."""
        texts: dict[int, list[str]] = {}
        for sentence in self.sentences:
            texts.setdefault(sentence.paragraph, []).append(sentence.target)
        return tuple(" ".join(parts) for parts in texts.values())

    @property
    def coverage(self) -> str:
        done = sum(s.status != "kept" for s in self.sentences)
        return f"{done} of {len(self.sentences)} sentences translated"


@dataclass(frozen=True)
class SummarySentence(Record):
    """One sentence of a summary; sources are the German sentences it rests on (never empty), support in [0, 1]."""

    text: str
    sources: tuple[int, ...]
    support: float = 1.0


@dataclass(frozen=True)
class Summary(Record):
    """The bilingual summary: English sentences with evidence, and a German side.

    german_side "source": `german` are the article's own sentences that the English cites (faithful);
    "translate": a machine rendering of the English summary into German, made by `german_model`.
    """

    sentences: tuple[SummarySentence, ...]
    german: tuple[SummarySentence, ...]
    german_side: GermanSide
    summarizer: ModelInfo
    german_model: ModelInfo | None = None
    warnings: tuple[Warning, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return tuple(sorted({i for s in self.sentences for i in s.sources}))

    @property
    def words(self) -> int:
        return sum(len(s.text.split()) for s in self.sentences)


@dataclass(frozen=True)
class Brief(Record):
    """Everything about one article, and how it was made. created is UTC, ISO 8601 with Z."""

    translation: Translation
    summary: Summary
    version: str
    settings: str
    created: str

    @property
    def article(self) -> Article:
        return self.translation.article

    @property
    def warnings(self) -> tuple[Warning, ...]:
        return self.translation.warnings + self.summary.warnings


@dataclass(frozen=True)
class Failure(Record):
    """An input that could not be worked on, as a value: which, why (one line), and the exit code of its error."""

    source: str
    message: str
    exit_code: int
