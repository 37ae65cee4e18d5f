"""What countries, cities, peoples, bodies and parties are called in German and in English: data/names.tsv, places.tsv.

A row of a table is one thing; the texts are asked which rows they name, and where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from translate_sum.facts.finding import Language
from translate_sum.facts.name_match import fold
from translate_sum.lookups import REMEMBERED

TABLES = ("names.tsv", "places.tsv")
ENDINGS = frozenset(["", "s", "n", "en", "es", "er", "ern", "e", "in", "innen", "'"])


@dataclass(frozen=True)
class Word:
    """One word of a form; a stem is answered by any word that begins so, an acronym only by capitals."""

    text: str
    stem: bool
    acronym: bool

    def fits(self, word: str) -> bool:
        if self.acronym:
            return word.removesuffix("s") == self.text
        folded = fold(word)
        return folded.startswith(self.text) if self.stem else folded == self.text


@dataclass(frozen=True)
class Form:
    row: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Mention:
    """words[start:end] of a text name what the row is about."""

    row: int
    start: int
    end: int


@dataclass(frozen=True)
class Gazetteer:
    """Forms by the folded beginning of their first word (three letters), and what each row is called in English."""

    german: Mapping[str, Sequence[Form]]
    english: Mapping[str, Sequence[Form]]
    called: Mapping[str, str]

    def mentions(self, words: Sequence[str], language: Language) -> Iterator[Mention]:
        """Which rows a text's words name; hyphens part words; an English name has a capital."""
        for start, word in enumerate(words):
            if language == "de" or word[0].isupper():
                for form in beginning(word, language):
                    rest = words[start + 1 : start + len(form.words)]
                    if len(rest) == len(form.words) - 1 and all(
                        part.fits(other) for part, other in zip(form.words[1:], rest, strict=True)
                    ):
                        yield Mention(form.row, start, start + len(form.words))


@lru_cache(maxsize=REMEMBERED)
def beginning(word: str, language: Language) -> tuple[Form, ...]:
    """The forms whose first word this is."""
    tables = gazetteer()
    forms = (tables.german if language == "de" else tables.english).get(fold(word)[:3], ())
    return tuple(form for form in forms if form.words[0].fits(word))


@cache
def gazetteer() -> Gazetteer:
    """The packaged tables, read once."""
    german: defaultdict[str, list[Form]] = defaultdict(list)
    english: defaultdict[str, list[Form]] = defaultdict(list)
    called: dict[str, str] = {}
    for row, (left, right) in enumerate(rows()):
        for form in left:
            _add(german, row, form)
            called.setdefault(fold(form.removesuffix("*")), right[0])
        for form in right:
            _add(english, row, form)
    return Gazetteer(german, english, called)


@cache
def lands() -> frozenset[str]:
    """In small letters, the countries and regions whose people is called by one letter more: "korea", "bavaria"."""
    named = [(english[0], english) for _, english in rows()]
    return frozenset(land.lower() for land, forms in named if land.endswith("a") and f"{land}n" in forms)


def rows() -> Iterator[tuple[list[str], list[str]]]:
    """German and English forms of one thing after the other, as the tables have them."""
    for german, english, _ in sectioned():
        yield german, english


def sectioned() -> Iterator[tuple[list[str], list[str], str]]:
    """The rows, each with the heading it stands under: "cities", "bodies of states, unions"; "" under none."""
    for table in TABLES:
        text = (files("translate_sum.facts") / "data" / table).read_text(encoding="utf-8")
        section = ""
        for line in text.splitlines():
            if line.startswith("# -- "):
                section = line.removeprefix("# -- ")
            elif line and not line.startswith("#"):
                left, _, right = line.partition("\t")
                yield left.split("|"), right.split("|"), section


def _add(index: defaultdict[str, list[Form]], row: int, form: str) -> None:
    words = tuple(_word(part) for part in form.replace("-", " ").split() if part != "*")
    if words:
        index[fold(words[0].text)[:3]].append(Form(row, words))


def _word(form: str) -> Word:
    text = form.removesuffix("*").replace(".", "")
    acronym = len(text) >= 2 and text.isupper()
    return Word(text if acronym else fold(text), form.endswith("*"), acronym)
