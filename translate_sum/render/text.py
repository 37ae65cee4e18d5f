"""Plain text for terminals and pipes: a line each for sentence, finding and paragraph, not wrapped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from translate_sum.document import Brief, Failure, SentenceTranslation, SummarySentence, Translation, Warning
from translate_sum.render import phrases
from translate_sum.render.escape import one_line

Item = TypeVar("Item", bound=Translation | Brief)


def translation(translations: Sequence[Translation], failures: Sequence[Failure]) -> str:
    return _document(translations, failures, _translation)


def summary(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    return _document(briefs, failures, lambda item: [*_opening(item), *_closing(item)])


def brief(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    return _document(briefs, failures, lambda item: [*_opening(item), _sentences(item), *_closing(item)])


def _document(items: Sequence[Item], failures: Sequence[Failure], blocks: Callable[[Item], list[str]]) -> str:
    """Blocks with blank lines between; one article stands alone, several stand under their sources' names."""
    if len(items) == 1 and not failures:
        return "\n\n".join(blocks(items[0]))
    parts: list[str] = []
    for item in items:
        parts += [f"==> {one_line(phrases.source(item.article))} <==", *blocks(item)]
    if failures:
        parts.append(_listed("Not processed", [f"- {one_line(phrases.failure(failure))}" for failure in failures]))
    return "\n\n".join(parts)


def _translation(item: Translation) -> list[str]:
    title = [phrases.marked(item.headline)] if item.headline else []
    return [line for text in (*title, *phrases.paragraphs(item)) if (line := one_line(text))]


def _opening(item: Brief) -> list[str]:
    """Headlines, both sides of the summary, and what the checks found."""
    blocks = [_heads(item), _listed("Summary", _points(item))]
    german = [f"- {_cited(sentence)}" for sentence in item.summary.german] or [phrases.NOTHING]
    blocks.append(_listed("Zusammenfassung", [*german, one_line(phrases.german_note(item.summary))]))
    if item.warnings:
        blocks.append(_listed("Checks", [_check(item, *numbered) for numbered in phrases.numbered(item)]))
    return blocks


def _heads(item: Brief) -> str:
    article = item.article
    lines = (
        phrases.headline(item.translation),
        article.title or "",
        " · ".join([*phrases.origin(article), phrases.source(article)]),
    )
    return "\n".join(one_line(line) for line in lines if one_line(line))


def _points(item: Brief) -> list[str]:
    numbers = [phrases.numbers(item, "summary", n) for n, _ in enumerate(item.summary.sentences, start=1)]
    points = [f"- {_cited(s)}{_mark(marks)}" for s, marks in zip(item.summary.sentences, numbers, strict=True)]
    return points or [phrases.NOTHING]


def _cited(sentence: SummarySentence) -> str:
    return f"{one_line(sentence.text)} {''.join(f'[{source}]' for source in sentence.sources)}"


def _mark(numbers: Mapping[str, Sequence[int]]) -> str:
    return "".join(f" {sign} {', '.join(map(str, these))}" for sign, these in numbers.items())


def _check(item: Brief, number: int, warning: Warning) -> str:
    return one_line(f"{phrases.sign(warning)} {number} {phrases.finding(item, warning)}")


def _sentences(item: Brief) -> str:
    return _listed("Sentences", [_pair(item, sentence) for sentence in phrases.rows(item)])


def _pair(item: Brief, sentence: SentenceTranslation) -> str:
    label = f"[{sentence.index}]"
    english = phrases.NOT_TRANSLATED if sentence.status == "kept" else one_line(sentence.target)
    marks = _mark(phrases.numbers(item, "translation", sentence.index))
    return f"{label} {one_line(sentence.source)}\n{' ' * len(label)} {english}{marks}"


def _closing(item: Brief) -> list[str]:
    return [one_line(phrases.account(item)), one_line(phrases.signature(item))]


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *lines])
