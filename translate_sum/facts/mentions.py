"""The names of an English text: where each is mentioned, and which of them are people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from translate_sum.evidence import STOPWORDS, country, stem
from translate_sum.facts.finding import Span
from translate_sum.facts.lexicon import lexicon

Kind = Literal["person", "name", "other"]
"""A person for certain; what may well be one; an organisation, a place, or what cannot be told."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
PLACE_BEFORE = frozenset("in at near across outside inside throughout to from".split())
ORGANISATIONS = frozenset(
    "university committee commission court party house council agency department ministry united bank league cup club "
    "association police army war museum airport watch news times post center centre institute school games street "
    "city county state states republic north south east west church hospital company group inc corp senate congress "
    "office parliament supreme international national federal airlines world college academy forces union awards "
    "championship festival conference journal magazine square hotel park island islands sea river lake mountain "
    "valley road prix twitter facebook instagram google apple kremlin olympics".split()
)
TITLES = frozenset(
    "mr mrs ms miss sir dr prof president chancellor minister senator sen gov governor judge king queen prince "
    "princess pope mayor general gen sgt capt lt col coach secretary chief rep premier sheriff detective "
    "officer".split()
)
ROLES = frozenset(
    "actor actress singer coach star spokesman spokeswoman officer director leader boss founder author player striker "
    "defender midfielder lawyer attorney professor son daughter wife husband brother sister mother father man woman "
    "friend girlfriend boyfriend rapper designer driver champion manager captain analyst commentator journalist "
    "reporter photographer researcher scientist doctor suspect candidate minister president senator governor owner "
    "executive chairman victim teenager student legend teammate prosecutor golfer boxer swimmer model host comedian "
    "producer editor writer artist pilot co-pilot expert spokesperson ambassador diplomat official".split()
)
SAID = frozenset("said says told tells added adds asked wrote tweeted argued insisted noted explained".split())

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_END = re.compile(r"[.!?]|[\"”]\s+[A-Z]|\n")
_OPENS = re.compile(r"[:\"“‘(]")
_PEOPLES = re.compile(r"\w+(?:ish|ian|ean|ese|an|i)|u\.s|us|uk|united|french|dutch|greek|swiss|cnn|arabic")


@dataclass(frozen=True)
class Word:
    """A word, its stem ("" for a function word), its sentence's number, whether it is the first one after . : or “."""

    span: Span
    stem: str
    sentence: int
    first: bool

    @property
    def lower(self) -> str:
        return self.span.text.lower()


@dataclass(frozen=True)
class Mention:
    """words[start:end] of a text name somebody or something."""

    start: int
    end: int
    parts: tuple[str, ...]

    def same(self, other: Mention) -> bool:
        """Whether both may be of the same: the same last word, or all the words of one in the other.

        A people is the same as its country: "North Korean officials" are of "North Korea".
        """
        mine, theirs = [country(part) for part in self.parts], [country(part) for part in other.parts]
        return mine[-1] == theirs[-1] or {*mine} <= {*theirs} or {*theirs} <= {*mine}

    def distance(self, k: int) -> int:
        """How many words words[k] is away, 0 for one of its own."""
        return self.start - k if k < self.start else max(0, k - self.end + 1)

    @property
    def people(self) -> bool:
        """A nationality or the like, which is spelled as a name is."""
        return len(self.parts) == 1 and _PEOPLES.fullmatch(self.parts[0]) is not None

    @property
    def rare(self) -> bool:
        """Of words that are hardly ever written small, titles aside: as people's names are, unlike "Grand Slam"."""
        return self.first_rare and sum(self._ordinary) <= 0.4 * len(self._ordinary)

    @property
    def first_rare(self) -> bool:
        return bool(self._ordinary) and self._ordinary[0] <= 0.2

    @property
    def _ordinary(self) -> list[float]:
        return [lexicon().ordinary(part) for part in self.parts if part not in TITLES]


class Text:
    """A text with its words and mentions, parsed once; `beside` is a text that helps to know names."""

    def __init__(self, text: str, beside: Text | None = None) -> None:
        self.text = text
        self.words = [*_words(text)]
        inner = (word for word in self.words if word.span.text[0].isupper() and not word.first)
        self.capitalised: frozenset[str] = frozenset(word.lower for word in inner)
        if beside:
            self.capitalised |= beside.capitalised

    @cached_property
    def mentions(self) -> list[Mention]:
        return [*_mentions(self.words, self.text, self.capitalised)]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each stem stands."""
        found: dict[str, list[int]] = {}
        for k, word in enumerate(self.words):
            if word.stem:
                found.setdefault(word.stem, []).append(k)
        return found

    def sentence(self, mention: Mention) -> int:
        return self.words[mention.start].sentence

    def span(self, mention: Mention) -> Span:
        start, end = self.words[mention.start].span.start, self.words[mention.end - 1].span.end
        return Span(self.text[start:end], start, end)

    def gap(self, one: int, other: int) -> str:
        """What is between two words that are neighbours."""
        first, second = sorted((one, other))
        return self.text[self.words[first].span.end : self.words[second].span.start]

    def possessive(self, mention: Mention) -> bool:
        return self.text.startswith(("'s", "’s"), self.words[mention.end - 1].span.end)

    def kind(self, some: Sequence[Mention]) -> Kind:
        """What the mentions of one name tell by themselves and by the words beside them."""
        parts = {part for mention in some for part in mention.parts}
        if parts & ORGANISATIONS or any(self._capitals(mention) for mention in some):
            return "other"
        if parts & TITLES and len(parts) > 1:
            return "person"
        if 2 * sum(self._beside(mention)[0] in PLACE_BEFORE for mention in some) > len(some):
            return "other"
        full = [mention for mention in some if 2 <= len(mention.parts) <= 3]
        short = any(len(mention.parts) == 1 for mention in some)
        if any(self._person(mention) for mention in some) or (short and any(mention.first_rare for mention in full)):
            return "person"
        return "name" if any(mention.rare for mention in full) else "other"

    def _person(self, mention: Mention) -> bool:
        before, after = self._beside(mention)
        age = after.isdigit() and len(after) == 2
        return before in ROLES | SAID | TITLES or after in SAID or age

    def _capitals(self, mention: Mention) -> bool:
        texts = [word.span.text for word in self.words[mention.start : mention.end]]
        return any(text.isupper() and len(text) > 2 for text in texts)

    def _beside(self, mention: Mention) -> tuple[str, str]:
        """The words before and after, in lower case, "" at the ends of the text."""
        before = self.words[mention.start - 1].lower if mention.start else ""
        return before, self.words[mention.end].lower if mention.end < len(self.words) else ""


def _words(text: str) -> Iterator[Word]:
    sentence, last, before = 0, 0, ""
    for match in _WORD.finditer(text):
        initial = len(before) <= 2 and before[:1].isupper()
        ends = bool(before) and not initial and _END.search(text, last, match.start() + 1) is not None
        sentence += ends
        first = ends or not before or _OPENS.search(text, last, match.start()) is not None
        word, last = match.group(), match.end()
        before = bare = word.removesuffix("'s").removesuffix("’s")
        content = "" if bare.lower() in STOPWORDS else stem(bare)
        yield Word(Span(bare, match.start(), match.start() + len(bare)), content, sentence, first)


def _mentions(words: Sequence[Word], text: str, known: frozenset[str]) -> Iterator[Mention]:
    """Runs of capitalised words; the first of a sentence counts if it is one of the known or always a name."""
    i = 0
    while i < len(words):
        end = i
        while end < len(words) and _named(words[end], known) and (end == i or _joined(words, end, text)):
            end += 1
        if end > i:
            yield Mention(i, end, tuple(word.lower for word in words[i:end]))
        i = max(end, i + 1)


def _named(word: Word, known: frozenset[str]) -> bool:
    lower = word.lower
    if not word.span.text[0].isupper() or len(lower) < 2 or lower in STOPWORDS or lower in CALENDAR:
        return False
    return not word.first or lower in known or lexicon().ordinary(lower) < 0.05


def _joined(words: Sequence[Word], k: int, text: str) -> bool:
    """Whether words[k] goes on a name that the word before belongs to."""
    return not words[k].first and text[words[k - 1].span.end : words[k].span.start] == " "
