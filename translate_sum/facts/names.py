"""Names of people, places and bodies in a source and an English target: kept, lost, altered, or made up.

German writes every noun with a capital, English only names; so the English is asked first. A word of the target with
a capital that is no ordinary word needs a counterpart in the source: the same word but for spelling (name_match.py),
another word for the same thing (gazetteer.py), a word that it translates (lexicon.py), or the letters of an acronym.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.gazetteer import Mention, gazetteer
from translate_sum.facts.name_match import fold, same, stem
from translate_sum.facts.name_words import (
    CALENDAR,
    Token,
    name_share,
    not_function_word,
    ordinary_english,
    sure_name,
    tokens,
    translations,
)
from translate_sum.lookups import REMEMBERED

MESSAGES = {
    "ok": "the same name",
    "missing": "a name is missing",
    "invented": "a name is not in the source",
    "changed": "a name was altered",
}
ACRONYM = re.compile(r"[^().;:]{0,40}\(([A-Z][A-Za-z]+)\)")
HOLIDAYS = {"christmas": "dezember"}
"""What a date may be called by a name: "25. Dezember", "Christmas Day"."""

LINK = re.compile(r" (?:(?:and|of|for|the) )*|[^().;:,]{0,40}\(")
SURE = 0.9  # share of names among what a German word becomes, from which its loss is reported


def english_name(german: str) -> str:
    """What a German name is called in English, as far as the tables know; else the name itself."""
    return gazetteer().called.get(fold(german)) or gazetteer().called.get(stem(german), german)


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """Each name of the target and each sure name of the source, in the order of the target; see Finding."""
    before, after = read(source, language), read(target, "en")
    found = [Name(after, group, _counterparts(before, after, group)) for group in groups(after)]
    found = [name if name.answered else _abbreviated(name, before) for name in found]
    lost = list(_lost(before, after))
    twice = dict(_twice(found, before, lost)) if language == "de" else {}
    for name in found:
        if name in twice:
            yield _finding("changed", before.span(twice[name]), after.span(name.places))
        else:
            yield from _findings(name, before, lost)
    for group in lost:
        if _sure(before, group):
            yield _finding("missing", before.span(group), None)


@dataclass(frozen=True)
class Text:
    """A text with its words and what the gazetteer sees in it."""

    text: str
    language: Language

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(gazetteer().mentions([token.text for token in self.tokens], self.language))

    @cached_property
    def rows(self) -> dict[int, Mention]:
        """Each row named, with its first mention."""
        return {mention.row: mention for mention in reversed(self.mentions)}

    @cached_property
    def words(self) -> dict[str, int]:
        """Folded words without genitives, each with its first place."""
        return {stem(token.text): at for at, token in reversed(list(enumerate(self.tokens)))}

    @cached_property
    def english(self) -> dict[str, int]:
        """English words that the text's words become, with the place of one of these; its own words if English."""
        if self.language == "en":
            return self.words
        return {word: at for at, token in enumerate(self.tokens) for word in translations(token.text.lower())}

    @cached_property
    def initials(self) -> str:
        """Of the words in order, those without capitals left out: "Vereinte Nationen und" -> "VN"."""
        return "".join(token.text[0] if token.capital else " " for token in self.tokens).replace(" ", "")

    @cached_property
    def title(self) -> bool:
        """Whether most words have a capital, as in a headline."""
        long = [token for token in self.tokens if len(token.text) > 3]
        return len(long) >= 4 and sum(token.capital for token in long) > 0.75 * len(long)

    def span(self, places: Sequence[int]) -> Span:
        start, end = self.tokens[min(places)].start, self.tokens[max(places)].end
        return Span(self.text[start:end], start, end)


@dataclass(frozen=True)
class Name:
    """A name of the target: the places of its words, and of each word's counterpart, None where it has none."""

    text: Text
    places: tuple[int, ...]
    counterparts: tuple[int | None, ...]

    @property
    def wrong(self) -> list[int]:
        return [at for at, other in zip(self.places, self.counterparts, strict=True) if other is None]

    @property
    def answered(self) -> list[int]:
        return [other for other in self.counterparts if other is not None]


@lru_cache(maxsize=64)
def read(text: str, language: Language) -> Text:
    """An article is compared with each sentence of its summary, so what was seen in it is kept."""
    return Text(text, language)


def groups(text: Text) -> Iterator[tuple[int, ...]]:
    """The names of an English text: words with capitals in a row that are not ordinary, or stand between such."""
    group: tuple[int, ...] = ()
    last = -1
    forms = _form_places(text)
    for at, token in enumerate(text.tokens):
        part = token.capital and (at in forms or not ordinary_english(token.text))
        if group and not (last == at - 1 and token.joined and (part or _soft(text, at))):
            yield group
            group = ()
        if part:
            group += (at,)
        if group:
            last = at
    if group:
        yield group


def _soft(text: Text, at: int) -> bool:
    """Whether an ordinary word may be part of a name: "Song" in "Kim Song Nam", but nothing in a Headline Like This."""
    token = text.tokens[at]
    return token.capital and not text.title and not_function_word(token.text)


def _whole(text: Text, places: Sequence[int]) -> list[int]:
    """With the ordinary words beside it that belong to it: "Bill" of "Bill Clinton", "Watch" of "Rights Watch"."""
    first, last = min(places), max(places)
    while first > 0 and text.tokens[first].joined and _soft(text, first - 1):
        first -= 1
    while last + 1 < len(text.tokens) and text.tokens[last + 1].joined and _soft(text, last + 1):
        last += 1
    return [*range(first, last + 1)]


def _form_places(text: Text) -> set[int]:
    """Words within a mention that has a word that is not ordinary: "New" in "New York", not "Left"."""
    return {
        at
        for mention in text.mentions
        for at in range(mention.start, mention.end)
        if any(_proper(text.tokens[i]) for i in range(mention.start, mention.end))
        and text.tokens[at].text.lower() not in CALENDAR
    }


def _proper(token: Token) -> bool:
    return token.capital and not ordinary_english(token.text)


def _counterparts(before: Text, after: Text, group: Sequence[int]) -> tuple[int | None, ...]:
    """The place in the source of what answers each word."""
    answers = {
        at: before.rows[mention.row].start
        for mention in sorted(after.mentions, key=lambda mention: mention.end - mention.start)
        if mention.row in before.rows
        for at in range(mention.start, mention.end)
    }
    return tuple(answers[at] if at in answers else _counterpart(before, after, at) for at in group)


def _abbreviated(name: Name, before: Text) -> Name:
    """A name spelt out is answered by the letters that follow it: "Securities and Exchange Commission (SEC)"."""
    text, end = name.text, name.text.tokens[name.places[-1]].end
    short = ACRONYM.match(text.text, end)
    if not short or stem(short[1]) not in before.words:
        return name
    return Name(text, name.places, (before.words[stem(short[1])],) * len(name.places))


def _counterpart(before: Text, after: Text, at: int) -> int | None:
    word = after.tokens[at].text
    low = stem(word)
    for known in (low, HOLIDAYS.get(low, low)):
        if known in before.words:
            return before.words[known]
    if low == "english" and "auf Deutsch" in before.text and "deutsch" in before.words:
        return before.words["deutsch"]
    for form in (low, low.removesuffix("s")):
        if form in before.english:
            return before.english[form]
    if word.isupper() and 2 <= len(word) <= 5 and word in before.initials:
        return 0
    return next((i for i, other in enumerate(before.tokens) if _like(word, other.text, before.language)), None)


@lru_cache(maxsize=REMEMBERED)
def _like(word: str, other: str, language: Language) -> bool:
    return (
        len(other) >= 2 and (other[0].isupper() or fold(other).startswith(fold(word))) and same(word, other, language)
    )


def _lost(before: Text, after: Text) -> Iterator[list[int]]:
    """Names of the source that nothing in the target answers, each as the places of its words."""
    group: list[int] = []
    for at, token in enumerate(before.tokens):
        part = _nameable(before, at) and not _kept(before, after, at)
        if group and not (part and token.joined):
            yield group
            group = []
        if part:
            group.append(at)
    if group:
        yield group


def _nameable(before: Text, at: int) -> bool:
    token = before.tokens[at]
    if not token.capital or token.text.lower() in CALENDAR or len(token.text) == 1:
        return False
    if before.language == "en":
        return not ordinary_english(token.text)
    if token.text == "Deutsch" and at and before.tokens[at - 1].text.lower() in ("auf", "gut"):
        return False  # "auf Deutsch" becomes "in English", "auf gut Deutsch" "in plain language"
    return name_share(token.text.lower()) != 0


def _kept(before: Text, after: Text, at: int) -> bool:
    word = before.tokens[at].text
    if any(m.start <= at < m.end and m.row in after.rows for m in before.mentions):
        return True
    if stem(word) in after.words:
        return True
    if before.language == "de" and any(english in after.words for english in translations(word.lower())):
        return True
    return any(_like(other.text, word, before.language) for other in after.tokens if other.capital)


def _sure(before: Text, group: Sequence[int]) -> bool:
    if before.language == "en":
        return True
    words = [before.tokens[at].text.lower() for at in group]
    if len(group) == 1:
        return sure_name(words[0]) or _place(before, group[0])
    return all(abs(name_share(word)) >= SURE for word in words)


def _place(before: Text, at: int) -> bool:
    """Whether the tables have the word, and it is a name and nothing else: "Pjöngjang", not "Hansestadt"."""
    low = before.tokens[at].text.lower()
    named = any((mention.start, mention.end) == (at, at + 1) for mention in before.mentions)
    return named and name_share(low) == 1 and not low.endswith(("er", "ern", "in", "innen"))


def _findings(name: Name, before: Text, lost: list[list[int]]) -> Iterator[Finding]:
    """One finding for a name; a lost name of the source that it stands for is taken from `lost`."""
    wrong, answered = name.wrong, name.answered
    target = name.text.span(name.places)
    if not wrong:
        yield _finding("ok", before.span(_near(answered)), target)
        return
    instead = _instead(before, answered, lost)
    if instead is not None:
        lost.remove(instead)
        whole = name.text.span(_whole(name.text, name.places))
        yield _finding("changed", before.span(_near([*instead, *answered])), whole)
    elif not (answered and name.counterparts[-1] is not None):
        yield _finding("invented", None, name.text.span(_whole(name.text, wrong)))
    else:
        yield _finding("ok", before.span(_near(answered)), target)


def _twice(found: Sequence[Name], before: Text, lost: list[list[int]]) -> Iterator[tuple[Name, list[int]]]:
    """Names that the target says more often than the source, which lacks an answer to another: one stands for that."""
    for first, second in combinations([name for name in found if not name.wrong], 2):
        shared = {*first.answered} & {*second.answered}
        if lost and shared and not _one(first, second) and _count(before, first) == 1:
            instead = min(lost, key=lambda group: abs(group[0] - min(shared)))
            lost.remove(instead)
            yield (first if instead[0] < min(shared) else second), instead


def _one(first: Name, second: Name) -> bool:
    """Whether they are parts of one name, or one in two ways: "Securities and Exchange Commission (SEC)"."""
    one, other = first.text.span(first.places), first.text.span(second.places)
    return one.text != other.text and LINK.fullmatch(first.text.text, one.end, other.start) is not None


def _count(before: Text, name: Name) -> int:
    """How often the source says what answers the name's last word."""
    answer = stem(before.tokens[name.answered[-1]].text)
    word = name.text.tokens[name.places[-1]].text
    return sum(stem(t.text) == answer or _like(word, t.text, before.language) for t in before.tokens)


def _near(places: Sequence[int]) -> list[int]:
    """The first place and those within three words of it: what a reader should look at."""
    first = min(places)
    return [at for at in places if at <= first + 3]


def _instead(before: Text, answered: Sequence[int], lost: Sequence[list[int]]) -> list[int] | None:
    """Which lost name a wrong one stands for: the one beside the words that were kept, else the first."""
    if answered:
        return next((group for group in lost if any(abs(at - i) == 1 for at in answered for i in group)), None)
    return lost[0] if lost and before.language == "de" else None


def _finding(status: str, source: Span | None, target: Span | None) -> Finding:
    return Finding("name", status, source, target, MESSAGES[status])  # type: ignore[arg-type]
