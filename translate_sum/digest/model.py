"""The nouns of a digest. All text is plain and of one line; links are paths from the document's folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Kind = Literal["people", "places", "organisations"]
KINDS: tuple[Kind, ...] = ("people", "places", "organisations")


@dataclass(frozen=True)
class Cited:
    """A sentence that a point rests on: its number in the article, German, English ("" if not translated)."""

    index: int
    german: str
    english: str


@dataclass(frozen=True)
class Point:
    """A sentence of an article's summary, the German sentences it rests on, and what the checks found about it."""

    text: str
    sources: tuple[int, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An article in the digest. number counts from 1 through the document.

    headline is English, or German where `untranslated`; day that of its publication, `published` as the article has
    it. brief and article are links, brief "" where none was written. checks: kinds of warning with how many of each;
    doubts: what was found about the headline.
    """

    number: int
    source: str
    headline: str
    title_de: str
    untranslated: bool
    day: date | None
    published: str
    origin: tuple[str, ...]
    points: tuple[Point, ...]
    cited: tuple[Cited, ...]
    checks: tuple[tuple[str, int], ...]
    doubts: tuple[str, ...]
    sentences: int
    article: str
    brief: str
    news: Literal["", "new", "changed"] = ""


@dataclass(frozen=True)
class Story:
    """Articles that tell the same, the most typical first, then by date."""

    number: int
    items: tuple[Item, ...]

    @property
    def lead(self) -> Item:
        return self.items[0]

    @property
    def days(self) -> list[date]:
        return sorted({item.day for item in self.items if item.day})


@dataclass(frozen=True)
class Named:
    """Who or what is named, and the numbers of the articles that do."""

    name: str
    articles: tuple[int, ...]


@dataclass(frozen=True)
class NotProcessed:
    source: str
    reason: str


@dataclass(frozen=True)
class News:
    """What "new" means here: not in the run before; None where there was none, or a day where one was given.

    earlier: how many articles are left out because they are not new.
    """

    known: bool = False
    since: str = ""
    earlier: int = 0


@dataclass(frozen=True)
class Digest:
    """The document. left are articles that the run did not come to; created is when the latest brief was made."""

    folder: str
    stories: tuple[Story, ...]
    names: tuple[tuple[Kind, tuple[Named, ...]], ...]
    failures: tuple[NotProcessed, ...]
    left: tuple[str, ...]
    news: News
    created: str
    signature: str

    @property
    def items(self) -> list[Item]:
        """All articles, by their numbers."""
        return [item for story in self.stories for item in story.items]

    @property
    def shared(self) -> list[Story]:
        """The stories that several articles tell."""
        return [story for story in self.stories if len(story.items) > 1]

    @property
    def days(self) -> list[date]:
        return sorted({item.day for item in self.items if item.day})

    @property
    def doubtful(self) -> int:
        return sum(bool(item.checks) for item in self.items)

    def told(self, news: Sequence[str]) -> list[Item]:
        return [item for item in self.items if item.news in news]

    def with_nothing_new(self) -> Digest:
        """As it is of the same articles in a later run."""
        stories = (
            replace(story, items=tuple(replace(item, news="") for item in story.items)) for story in self.stories
        )
        return replace(self, stories=tuple(stories), news=replace(self.news, known=True))
