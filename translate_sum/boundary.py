"""Does a German sentence end here? Rules over one place of a text; segment.py finds the places.

Each rule takes a Place and says True, False or, where it has no opinion, None; the first opinion counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from translate_sum.abbreviations import (
    CLOSING,
    DETERMINERS,
    DOMAINS,
    EITHER,
    INSIDE,
    LABELS,
    LOWER_CASE_NAMES,
    NUMBERED,
    RANKED,
    SHOUTED,
    STARTERS,
)

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST_WORD = re.compile(r"""\w[^\s„“”"»«‚‘’'‹›()\[\]]*$""")
_DOTTED_WORDS = re.compile(r"(?:[\w-]{1,6}\.\s?){0,3}[\w.-]+$")
_BULLET = re.compile(r"[-•*·▪‣◦]\s")
_ADDRESS = re.compile(r"://|www\.|@|/")
_GLUED_SENTENCE = re.compile(r"„?[^\W\d_a-zäöüß][a-zäöüß]")
_INITIAL = re.compile(r"[IVXL]+|(?:\w+\.?-)?[^\W\d_](?:\.-?[^\W\d_])*")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LARGE = re.compile(r"1\d{3}|20\d\d|\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}")
_DATE_GOES_ON = re.compile(r"\d{1,2}\.|\d{4}\b")
_LEADING = INSIDE | EITHER


@dataclass(frozen=True)
class Place:
    """Where a sentence could end.

    before is the sentence so far, cut to what rules look at, without the mark; after is what follows `opening`
    (quotation marks, brackets, dashes). A phrase is a short quotation or bracket: in_phrase says that the place is
    inside of one, lead is the sentence before the one that closes here (None if none does), title that one follows.
    """

    before: str
    mark: str
    closers: str
    space: str
    opening: str
    after: str
    in_phrase: bool
    lead: str | None
    title: bool

    @cached_property
    def word(self) -> str:
        """The word that the mark is written to; "" after a closing quotation mark."""
        found = _LAST_WORD.search(self.before)
        return found.group() if found else ""

    @property
    def word_before(self) -> str:
        words = self.before[: len(self.before) - len(self.word)].split()
        return words[-1].strip('„“"»«(‚‘') if words else ""

    @cached_property
    def next(self) -> str:
        """The first word after the place."""
        found = _TOKEN.match(self.after)
        return found.group() if found else ""

    @cached_property
    def starts(self) -> bool:
        """Does the next word show that a sentence begins? A title's first word does not: „Die Zeit“."""
        known = self.next in STARTERS or (self.next.isupper() and self.next.capitalize() in STARTERS)
        return (known and not self.title) or _is_lower_case_name(self.next)

    @cached_property
    def abbreviations(self) -> tuple[str, ...]:
        """What could be the abbreviation here, longest first: "i.d.R", "d.R", "R" for "i. d. R"."""
        found = _DOTTED_WORDS.search(self.before)
        words = found.group().split() if found else []
        whole = tuple("".join(words[i:]) for i in range(len(words)))
        return whole + ((words[-1].rpartition("-")[2],) if words and "-" in words[-1] else ())


def _is_lower_case_name(word: str) -> bool:
    """A name that begins lower-case even at the head of a sentence: "dpa", "eBay", "iPhone-Preise"."""
    head = word.partition("-")[0]
    return word in LOWER_CASE_NAMES or (head[:1].islower() and not head.islower())


def sentence_ends(place: Place) -> bool | None:
    """Does a sentence end at this place? None where no rule has an opinion."""
    for rule in _RULES:
        verdict = rule(place)
        if verdict is not None:
            return verdict
    return None


def _blank_line_or_bullet(place: Place) -> bool | None:
    if not any(c.isalnum() for c in place.before):
        return False
    lines = place.space.count("\n")
    if lines > 1 or (lines and _BULLET.match(place.opening)):
        return True
    return None if place.mark else False


def _nothing_follows(place: Place) -> bool | None:
    return None if any(c.isalnum() for c in place.after) else False


def _phrase_goes_on(place: Place) -> bool | None:
    return False if place.in_phrase else None


def _no_space(place: Place) -> bool | None:
    """Scraped text: "gesagt.Die Regierung" is two sentences, "S.Oliver", "z.B." and "www.Spiegel.de" are not."""
    if place.space:
        return None
    around = place.before.rpartition(" ")[2] + place.mark + place.after.partition(" ")[0]
    if _ADDRESS.search(around) or len(place.mark) > 1 or place.mark == "…" or place.next in DOMAINS:
        return False
    if not _GLUED_SENTENCE.match(place.opening + place.after) or _is_shouted(place):
        return False
    word = place.word
    if any(abbreviation in _LEADING for abbreviation in place.abbreviations):
        return False
    if place.closers or not word or _YEAR.fullmatch(word):
        return True
    return word[-1:].isalpha() and (place.starts or (word.isalpha() and len(word) > 2))


def _goes_on_with_a_mark(place: Place) -> bool | None:
    return False if place.after[:1] in tuple(",;:&+/=%)") else None


def _phrase_closes(place: Place) -> bool | None:
    """A bracket or a title with its own mark, inside a sentence: Bei „Wer wird Millionär?“ Kandidat sein."""
    if not place.lead or place.lead[-1] in ":,–—-":
        return None
    bracket = place.closers[:1] in (")", "]")
    if bracket and place.lead[-1] in '„»«"‚':
        return False  # „[...] Ich war
    return place.starts if bracket or place.mark[-1] in "!?" else None


def _shout(place: Place) -> bool | None:
    return place.starts if _is_shouted(place) else None


def _is_shouted(place: Place) -> bool:
    return place.mark == "!" and place.word in SHOUTED


def _number(place: Place) -> bool | None:
    word = place.word
    if place.mark != "." or not word[:1].isdigit():
        return None
    if _DATE.fullmatch(word):
        return place.starts
    if not word.isdecimal() and not _LARGE.fullmatch(word):
        return None
    if not any(c.isalnum() for c in place.before[: -len(word)]):
        return False  # a list's number, or an ordinal at the head
    if place.after[:1].isdigit():
        return bool(_LARGE.fullmatch(word)) or not _DATE_GOES_ON.match(place.after)
    return place.starts or _is_cardinal(place)


def _is_cardinal(place: Place) -> bool:
    """Before a capital: "Platz 3. Merkel" and "1990. Merkel", but "der 3. Senat"."""
    if place.next in RANKED or place.next[:1].islower():
        return False
    if place.word_before in LABELS:
        return True
    return bool(_LARGE.fullmatch(place.word)) and place.word_before.lower() not in DETERMINERS


def _abbreviation(place: Place) -> bool | None:
    if place.mark != ".":
        return None
    for abbreviation in place.abbreviations:
        if abbreviation in INSIDE:
            return False
        if abbreviation in CLOSING:
            return not place.next[:1].islower()
        if abbreviation in EITHER or abbreviation.endswith(("str", "Str")):
            return place.starts
        if abbreviation in NUMBERED and (place.next[:1].isdigit() or _INITIAL.fullmatch(place.next)):
            return False
    return None


def _initial(place: Place) -> bool | None:
    """Goes on after "J. K.", "Ludwig XIV.", "U. S."; not in "Thomas K. Der" and "Gruppe B. Frankreich"."""
    if place.mark != "." or not _INITIAL.fullmatch(place.word):
        return None
    return place.starts or (place.word_before in LABELS and place.next[:1].isupper())


def _lower_case(place: Place) -> bool | None:
    """A small letter goes on with the sentence, unless it is a function word after a full stop and a plain word."""
    if not place.next[:1].islower() or _is_lower_case_name(place.next):
        return None
    if place.mark != "." or place.closers or place.opening:
        return False
    plain = place.word.isalpha() and (len(place.word) > 4 or place.word.capitalize() in STARTERS)
    return plain and place.next.capitalize() in STARTERS


def _head(place: Place) -> bool | None:
    """A word or number that, after a plain word, can only be the head of a sentence."""
    if place.after[:1].isdigit():
        return not place.word.islower() or len(place.word) > 2 or place.word.capitalize() in STARTERS
    return True if place.starts else None


_RULES: tuple[Callable[[Place], bool | None], ...] = (
    _blank_line_or_bullet,
    _nothing_follows,
    _phrase_goes_on,
    _no_space,
    _goes_on_with_a_mark,
    _phrase_closes,
    _shout,
    _number,
    _abbreviation,
    _initial,
    _lower_case,
    _head,
)
