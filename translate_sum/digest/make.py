"""From the outcomes of a run and its briefs to a Digest. The briefs are read one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from translate_sum.digest.model import (
    KINDS,
    Cited,
    Digest,
    Item,
    Kind,
    Named,
    News,
    NotProcessed,
    Point,
    Story,
)
from translate_sum.digest.naming import Found, index, named
from translate_sum.digest.stories import Told, grouped, told
from translate_sum.document import HEADLINE, Article, Brief, Warning
from translate_sum.evidence import content_words
from translate_sum.facts.moments import moments
from translate_sum.folder import way
from translate_sum.render import phrases
from translate_sum.render.escape import one_line

POINTS = 3  # sentences of an article's summary
SAME = 0.6  # share of words; a small model often adds the sentence of the translation that it has just rephrased
Novelty = Literal["", "new", "changed"]

# They turn the direction of what follows, up to a mark that may never come; the rest of the line is ours.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_TITLED = re.compile(r"\((\d{4}-\d\d-\d\d)\)\s*\Z")  # archives name their articles so: "Explosion im Werk (2006-06-02)"


def plain(text: str) -> str:
    """One line, with no mark that would turn the text around it."""
    return one_line(_TURNING.sub("", text))


@dataclass(frozen=True)
class Piece:
    """An article of the folder with its brief. links: to article and brief, from the digest's folder ("" for none)."""

    source: str
    brief: Brief
    article: str
    page: str = ""
    news: Novelty = ""


@dataclass(frozen=True)
class Rest:
    """What a digest says besides its articles."""

    folder: str
    signature: str
    failures: tuple[NotProcessed, ...] = ()
    left: tuple[str, ...] = ()
    news: News = field(default_factory=News)


@dataclass(frozen=True)
class Part:
    """What is kept of a piece; its brief is not."""

    item: Item
    told: Told
    names: Found
    created: str

    @property
    def day(self) -> int:
        return self.item.day.toordinal() if self.item.day else 0


def make(pieces: Iterable[Piece], rest: Rest) -> Digest:
    return joined(map(part, pieces), rest)


def joined(found: Iterable[Part], rest: Rest) -> Digest:
    """The stories that most articles tell come first, then the latest; the order of `found` settles ties."""
    parts = list(found)
    groups = grouped([part.told for part in parts])
    groups.sort(key=lambda places: (-len(places), -max(parts[place].day for place in places), places[0]))
    numbers = {place: number for number, place in enumerate(chain(*groups), start=1)}
    stories = tuple(
        Story(n, tuple(replace(parts[place].item, number=numbers[place]) for place in places))
        for n, places in enumerate(groups, start=1)
    )
    return Digest(
        folder=plain(rest.folder),
        stories=stories,
        names=_names([(number, parts[place].names) for place, number in numbers.items()]),
        failures=rest.failures,
        left=rest.left,
        news=rest.news,
        created=max((part.created for part in parts), default=""),
        signature=plain(rest.signature),
    )


def _names(found: Sequence[tuple[int, Found]]) -> tuple[tuple[Kind, tuple[Named, ...]], ...]:
    listed = index(found)
    return tuple(
        (
            kind,
            tuple(Named(plain(name), tuple(numbers)) for name, numbers in sorted(listed[kind].items(), key=_by_name)),
        )
        for kind in KINDS
    )


def _by_name(entry: tuple[str, list[int]]) -> tuple[str, str]:
    return entry[0].casefold(), entry[0]


def part(piece: Piece) -> Part:
    translation = piece.brief.translation
    item = _item(piece)
    body = " ".join(sentence.target for sentence in translation.sentences)
    return Part(item, told(item.headline, body, item.day), named(translation), piece.brief.created)


def _item(piece: Piece) -> Item:
    brief, article = piece.brief, piece.brief.article
    title = brief.translation.headline
    points = _points(brief)
    return Item(
        number=0,
        source=plain(piece.source),
        headline=plain(title.target) if title else phrases.UNTITLED,
        title_de=plain(article.title or ""),
        untranslated=bool(title and title.status == "kept"),
        day=published_day(article),
        published=plain(article.published or ""),
        origin=tuple(plain(part) for part in phrases.origin(article) if part != article.published),
        points=points,
        cited=_cited(brief, points),
        checks=tuple(Counter(warning.kind for warning in brief.warnings if not warning.note).most_common()),
        doubts=_doubts(brief, "translation", HEADLINE),
        sentences=len(brief.translation.sentences),
        article=piece.article,
        brief=piece.page,
        news=piece.news,
    )


def published_day(article: Article) -> date | None:
    """The day that an article's date names, if it names one; without a date, the day at the end of its title.

    >>> published_day(article)  # "Samstag, 3. Dezember 2004, 14:30 Uhr"
    datetime.date(2004, 12, 3)
    """
    titled = _TITLED.search(article.title or "")
    for moment in moments(article.published or (titled[1] if titled else ""), "de"):
        parts = [moment.parts.get(part, frozenset()) for part in ("year", "month", "day")]
        if all(len(values) == 1 for values in parts):
            try:
                return date(*(next(iter(values)) for values in parts))
            except ValueError:  # "31.02.2004"
                return None
    return None


def _points(brief: Brief) -> tuple[Point, ...]:
    """The first sentences of the summary that say something new; those in doubt only if there are not two others."""
    points = [
        Point(plain(sentence.text), sentence.sources, _doubts(brief, "summary", n))
        for n, sentence in enumerate(brief.summary.sentences, start=1)
    ]
    sure = _different([point for point in points if not point.doubts])[:POINTS]
    unsure = [point for point in points if point.doubts][: max(0, 2 - len(sure))]
    return tuple(point for point in points if point in sure or point in unsure)


def _different(points: Sequence[Point]) -> list[Point]:
    """Without those that say again what one before them does."""
    kept: list[Point] = []
    for point in points:
        again = [other for other in kept if {*other.sources} & {*point.sources}]
        if all(_shared(point.text, other.text) < SAME for other in again):
            kept.append(point)
    return kept


def _shared(one: str, other: str) -> float:
    """Of the words of the shorter sentence, how many the other has."""
    words, others = {*content_words(one)}, {*content_words(other)}
    return len(words & others) / max(1, min(len(words), len(others)))


def _doubts(brief: Brief, where: str, index: int) -> tuple[str, ...]:
    about = [warning for warning in brief.warnings if (warning.where, warning.index) == (where, index)]
    return tuple(_said(warning) for warning in about if not warning.note)


def _said(warning: Warning) -> str:
    spans = " / ".join(span for span in (phrases.german_span(warning), phrases.english_span(warning)) if span)
    return plain(f"{warning.message} ({spans})" if spans else warning.message)


def _cited(brief: Brief, points: Sequence[Point]) -> tuple[Cited, ...]:
    wanted = {source for point in points for source in point.sources}
    sentences = [brief.translation.headline, *brief.translation.sentences]
    return tuple(
        Cited(s.index, plain(s.source), "" if s.status == "kept" else plain(s.target))
        for s in sentences
        if s and s.index in wanted
    )


def link(path: Path, start: Path) -> str:
    """From a folder to a file, percent-encoded; a file URL where there is no way."""
    found = way(path, start)
    return Path(found).as_uri() if Path(found).is_absolute() else quote(found, errors="replace")
