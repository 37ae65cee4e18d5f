"""Names in English text without a model: capitals away from the start of sentences, counted over a whole set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.faithfulness import words
from benchmarks.faithfulness.invented import PERSONS

NameKind = Literal["person", "place", "organisation", "other"]

_WORD = re.compile(r"[^\W_]+(?:[-’'](?!s\b)[^\W_]+)*")
_START = re.compile(r"(?:^|[.!?:;…]|[\"“”„‘'(]|\s[-–—*•])\s*[\"“„‘'(]*$")
_GIVEN = frozenset(name.split()[0] for name in PERSONS) | frozenset(
    """Angela Donald Hillary Barack Mike John James David Michael Thomas Andreas Stefan Peter Paul Martin Markus Horst
    Heiko Theresa Boris Emmanuel Vladimir George William Robert Richard Charles Joseph Mark Steven Kevin Brian Jason
    Anna Maria Julia Sarah Laura Lisa Emma Karen Susan Mary Jennifer Jessica Elizabeth Christian Daniel Alexander
    Sebastian Tobias Frank Hans Klaus Jens Uwe Reinhard Mesut Joachim Marco Niko Kate Chris Tom Jack""".split()
)


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int
    initial: bool  # at the start of a sentence or quotation, where a capital says nothing

    @property
    def capital(self) -> bool:
        """Every part of it: "US-led" is no name."""
        return all(part[:1].isupper() for part in re.split("[-’']", self.text)) and not re.search(r"\d", self.text)


@dataclass(frozen=True)
class Name:
    text: str
    start: int
    end: int
    kind: NameKind


@dataclass(frozen=True)
class Vocabulary:
    """Counts over a set: `names` away from sentence starts with a capital, `common` in lower case, as cased words."""

    names: Counter[str] = field(default_factory=Counter)
    common: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)

    def is_name(self, word: str) -> bool:
        """A capital nine times in ten, and not a title, a weekday or a nationality."""
        if word in words.NO_NAMES or word in words.COMPASS or len(word) < 2:
            return False
        return self.names[word] > 9 * self.common[word.lower()]

    def known(self, word: str) -> bool:
        return self.is_name(word) and self.names[word] >= 2

    def kind(self, name: str) -> NameKind:
        parts = name.split()
        if parts[-1] in words.COUNTRIES | words.CITIES:
            return "place"
        if len(parts) == 1 and name.isupper():
            return "organisation"
        place, person = self.places[parts[0]], sum(self.persons[p] for p in parts)
        if parts[0] in _GIVEN and len(parts) > 1:
            return "person"
        return "other" if place == person else "place" if place > person else "person"


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    found = Vocabulary()
    for text in texts:
        if headline(text):
            continue
        line = words_in(text)
        for i, word in enumerate(line):
            _count(found, word, line[i - 1] if i else None, line[i + 1] if i + 1 < len(line) else None)
    return found


def _count(found: Vocabulary, word: Word, before: Word | None, after: Word | None) -> None:
    if not word.text[0].isupper():
        found.common[word.text] += 1
        return
    found.names[word.text] += not word.initial
    found.places[word.text] += before is not None and before.text in words.PLACE_BEFORE
    titled = before is not None and (before.text in words.TITLES | words.SAID | _GIVEN)
    found.persons[word.text] += titled or (after is not None and after.text in words.SAID)


def words_in(text: str) -> list[Word]:
    return [Word(m[0], m.start(), m.end(), bool(_START.search(text, 0, m.start()))) for m in _WORD.finditer(text)]


def headline(text: str) -> bool:
    """Title case, where capitals say nothing: nine in ten of the words that titles set in capitals."""
    large = [w for w in _WORD.findall(text) if w.lower() not in words.LITTLE]
    return len(large) > 3 and sum(w[0].isupper() for w in large) >= 0.9 * len(large)


def names_in(text: str, vocabulary: Vocabulary) -> list[Name]:
    """Longest runs of capitalised words that hold a word the set knows as a name."""
    if headline(text):
        return []
    names, run = [], list[Word]()
    for word in [*words_in(text), None]:
        if word and _continues(word, run, text, vocabulary):
            run.append(word)
            continue
        name = _name(run, text, vocabulary)
        names += [name] if name else []
        run = [word] if word and _eligible(word, vocabulary) else []
    return names


def _eligible(word: Word, vocabulary: Vocabulary) -> bool:
    if not word.capital or word.text in words.NO_NAMES:
        return False
    return not word.initial or word.text in words.POINTS or vocabulary.known(word.text)


def _continues(word: Word, run: list[Word], text: str, vocabulary: Vocabulary) -> bool:
    if not run:
        return False
    gap = text[run[-1].end : word.start]
    if word.text in words.PARTICLES:
        return gap == " "
    after_initial = gap == ". " and len(run[-1].text) == 1 and word.capital
    return after_initial or (gap == " " and word.capital and word.text not in words.NO_NAMES)


def _name(run: list[Word], text: str, vocabulary: Vocabulary) -> Name | None:
    while run and not run[-1].text[0].isupper():
        run = run[:-1]
    if not run or not any(vocabulary.is_name(w.text) for w in run):
        return None
    if re.search(r"\b[A-Z]\w+ of (?:the )?$", text[: run[0].start]):  # the end of "Bank of England"
        return None
    whole = text[run[0].start : run[-1].end]
    return Name(whole, run[0].start, run[-1].end, vocabulary.kind(whole))
