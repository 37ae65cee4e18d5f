"""Markdown for GitHub and plain viewers: front matter, cited summaries, checks, and the sentences side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from translate_sum.document import (
    Article,
    Brief,
    Failure,
    SentenceTranslation,
    SummarySentence,
    Translation,
    Warning,
)
from translate_sum.render import front_matter, phrases
from translate_sum.render.escape import block, cell, inline, link


@dataclass(frozen=True)
class _Place:
    """Where an article stands: alone, or as the `number`th of a document, one level lower, its anchors told apart.

    `linked` is False in a document without the table of sentences that citations lead to.
    """

    number: int | None = None
    linked: bool = True

    def heading(self, markdown: str, below: int = 0) -> str:
        depth = below + (2 if self.number else 1)
        return f"{'#' * depth} {markdown}"

    def anchor(self, index: int) -> str:
        # GitHub renames the id to user-content-s3, and still finds it as #s3.
        return f'<a id="{self._name(index)}"></a>'

    def to(self, index: int, label: str) -> str:
        return f"[{label}](#{self._name(index)})" if self.linked else label

    def _name(self, index: int) -> str:
        return f"a{self.number}-s{index}" if self.number else f"s{index}"


def translation(translations: Sequence[Translation], failures: Sequence[Failure]) -> str:
    if len(translations) == 1 and not failures:
        return "\n\n".join(_translation(translations[0], depth=1))
    blocks = [f"# {phrases.count(len(translations), 'translation')}"]
    for item in translations:
        blocks += [f"## {inline(phrases.source(item.article))}", *_translation(item, depth=3)]
    return "\n\n".join([*blocks, *_not_processed(failures)])


def summary(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    if len(briefs) == 1 and not failures:
        return "\n\n".join(_summary(briefs[0], _Place(linked=False)))
    title = phrases.count(len(briefs), "summary", "summaries")
    return "\n\n".join(_collection(title, briefs, failures, lambda item, n: _summary(item, _Place(n, linked=False))))


def brief(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    if len(briefs) == 1 and not failures:
        return "\n\n".join([front_matter.single(briefs[0]), *_brief(briefs[0], _Place())])
    sections = _collection(
        phrases.count(len(briefs), "brief"), briefs, failures, lambda item, n: _brief(item, _Place(n))
    )
    return "\n\n".join([front_matter.several(briefs, failures), *sections])


def _collection(
    title: str, briefs: Sequence[Brief], failures: Sequence[Failure], section: Callable[[Brief, int], list[str]]
) -> list[str]:
    """Title, contents, a section for each brief, and what is missing."""
    blocks = [f"# {title}"]
    if briefs:
        blocks += ["**Contents**", "\n".join(_entry(item, n) for n, item in enumerate(briefs, start=1))]
    for number, item in enumerate(briefs, start=1):
        blocks += section(item, number)
    return [*blocks, *_not_processed(failures)]


def _entry(item: Brief, number: int) -> str:
    title = inline(phrases.headline(item.translation))
    return f"{number}. [{title}](#a{number}) · {inline(phrases.source(item.article))}"


def _not_processed(failures: Sequence[Failure]) -> list[str]:
    if not failures:
        return []
    return ["## Not processed", "\n".join(f"- {block(phrases.failure(failure))}" for failure in failures)]


def _translation(item: Translation, depth: int) -> list[str]:
    title = f"{'#' * depth} {inline(phrases.headline(item))}"
    paragraphs = [block(paragraph) for paragraph in phrases.paragraphs(item)]
    checks = _findings(item, _Place(linked=False), f"{'#' * (depth + 1)} Checks")
    return [title, *paragraphs, *checks, _small(phrases.translation_signature(item))]


def _summary(item: Brief, place: _Place) -> list[str]:
    return [*_opening(item, place), *_summaries(item, place), *_checks(item, place), *_closing(item)]


def _brief(item: Brief, place: _Place) -> list[str]:
    body = [*_summaries(item, place), *_checks(item, place), *_sentences(item, place)]
    return [*_opening(item, place), *body, *_closing(item)]


def _opening(item: Brief, place: _Place) -> list[str]:
    """Headline, German headline, and the line of place, agency, date and source."""
    anchor = f'<a id="a{place.number}"></a>' if place.number else ""
    title = place.heading(anchor + inline(phrases.headline(item.translation)))
    german = inline(item.article.title or "")
    return [title, *([f"*{german}*"] if german else []), _origin(item.article)]


def _origin(article: Article) -> str:
    known = " · ".join(phrases.origin(article))
    return " · ".join(part for part in (block(known), _source(article)) if part)


def _source(article: Article) -> str:
    name = phrases.source(article)
    return inline(name) if article.source == "-" else link(name.rsplit("/", 1)[-1], name)


def _summaries(item: Brief, place: _Place) -> list[str]:
    english = [_point(sentence, place) for sentence in item.summary.sentences]
    marks = [_mark(phrases.numbers(item, "summary", n)) for n, _ in enumerate(english, start=1)]
    german = [_point(sentence, place) for sentence in item.summary.german]
    return [
        place.heading("Summary", below=1),
        "\n".join(point + mark for point, mark in zip(english, marks, strict=True)) or phrases.NOTHING,
        place.heading("Zusammenfassung", below=1),
        "\n".join(german) or phrases.NOTHING,
        _small(phrases.german_note(item.summary)),
    ]


def _point(sentence: SummarySentence, place: _Place) -> str:
    citations = " ".join(place.to(source, f"[{source}]") for source in sentence.sources)
    return f"- {block(sentence.text)} {citations}"


def _mark(numbers: Mapping[str, Sequence[int]]) -> str:
    """The signs that lead to the rows of the checks."""
    return "".join(f" {sign} {', '.join(f'*{number}*' for number in these)}" for sign, these in numbers.items())


def _checks(item: Brief, place: _Place) -> list[str]:
    return _findings(item, place, place.heading("Checks", below=1))


def _findings(item: Brief | Translation, place: _Place, heading: str) -> list[str]:
    if not item.warnings:
        return []
    rows = ["| | where | German | English | finding |", "|---|---|---|---|---|"]
    rows += [_check(item, number, warning, place) for number, warning in phrases.numbered(item)]
    return [heading, "\n".join(rows)]


def _check(item: Brief | Translation, number: int, warning: Warning, place: _Place) -> str:
    where = phrases.place(item, warning)
    if warning.where == "translation" and where != "translation":
        where = place.to(warning.index, where)
    german = cell(phrases.german_span(warning)) or phrases.NOTHING
    english = cell(phrases.english_span(warning)) or phrases.NOTHING
    return f"| {phrases.sign(warning)} {number} | {where} | {german} | {english} | {cell(warning.message)} |"


def _sentences(item: Brief, place: _Place) -> list[str]:
    rows = ["| # | Deutsch | English |", "|--:|---|---|"]
    rows += [_row(item, sentence, place) for sentence in phrases.rows(item)]
    return [place.heading("Sentences", below=1), "\n".join(rows)]


def _row(item: Brief, sentence: SentenceTranslation, place: _Place) -> str:
    english = phrases.NOT_TRANSLATED if sentence.status == "kept" else cell(sentence.target)
    marks = _mark(phrases.numbers(item, "translation", sentence.index))
    label = f"{place.anchor(sentence.index)}{sentence.index}"
    return f"| {label} | {cell(sentence.source)} | {english}{marks} |"


def _closing(item: Brief) -> list[str]:
    return [_small(phrases.account(item)), _small(phrases.signature(item))]


def _small(text: str) -> str:
    return f"<sub>{inline(text)}</sub>"
