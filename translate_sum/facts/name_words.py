"""The words of a text as the comparison of names sees them: where each stands, and whether it can be a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from translate_sum.facts.lexicon import lexicon
from translate_sum.lookups import REMEMBERED

ORDINARY = 0.25  # share of lower case from which an English word is no name: court has 0.56, president 0.38, un 0.13
WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:[^\W_ʰ-˿]|['’](?!s\b)(?=[^\W\d_]))*")
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs "
    "fri sat sun januar jänner februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag mr mrs ms dr prof st am pm gmt cet est eur usd gbp chf jpy i ii iii iv vi vii viii "
    "ix xi xii".split()
)
"""Days and months are compared as dates, currencies as units; titles and numerals name nobody."""


@dataclass(frozen=True)
class Token:
    """text[start:end]; `joined` if only a space, a hyphen or an initial's full stop parts it from the one before."""

    text: str
    start: int
    end: int
    joined: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in WORD.finditer(text):
        between = text[found[-1].end : match.start()] if found else ""
        joined = bool(found) and (between in (" ", "-", "-", "\xa0") or (between == ". " and len(found[-1].text) == 1))
        found.append(Token(match.group().replace(".", ""), match.start(), match.end(), joined))
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def ordinary_english(word: str) -> bool:
    """Whether the word, or what it is derived from, is mostly written in lower case; so no name for sure."""
    low = word.lower()
    if len(word) == 1 or low in CALENDAR or _CONTRACTION.search(low):
        return True
    if word.isupper() and len(word) <= 5 and lexicon().ordinary(low) < 0.9:
        return False
    return low in _GERMAN or any(lexicon().ordinary(form) >= ORDINARY for form in (low, *_stems(low))) or _compound(low)


@lru_cache(maxsize=REMEMBERED)
def becomes_ordinary(german: str) -> bool:
    """Whether the likeliest English of a German word is mostly written in lower case: "Stille", and not "Kreuznach"."""
    english = lexicon().english(german)
    return bool(english) and lexicon().ordinary(max(english, key=english.__getitem__)) > ORDINARY


_GERMAN = frozenset("der die das dem den des ein eine und von zu zum zur im am".split())
"""Left in English as the beginning of a title."""


def _compound(low: str) -> bool:
    """Whether an unknown word is two ordinary ones: "torchlight"; names such as "Blackwood" are known."""
    if lexicon().knows_english(low) or len(low) < 8:
        return False
    return any(
        min(lexicon().ordinary(low[:cut]), lexicon().ordinary(low[cut:])) >= 0.9 for cut in range(4, len(low) - 3)
    )


_CONTRACTION = re.compile(r"['’](?:m|d|re|ve|ll|t)$")


def _stems(word: str) -> Sequence[str]:
    """What an inflected or derived English word may come from: "allotments", "coquetting", "photoshoots"."""
    forms = []
    for ending, others in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            forms += [word.removesuffix(ending) + other for other in others]
    return forms


_ENDINGS = (
    ("s", ("",)), ("es", ("", "e")), ("ies", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")), ("ly", ("",)),
    ("er", ("", "e")), ("ers", ("", "e")), ("less", ("",)), ("ness", ("",)), ("n't", ("",)),
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def translations(german: str) -> frozenset[str]:
    """The English words that the German word, or the two parts of a compound, become."""
    words = set(lexicon().english(german))
    if not words and len(german) >= 7:
        for cut in range(3, len(german) - 2):
            left, right = german[:cut], german[cut:]
            if lexicon().knows(right) and (lexicon().knows(left) or lexicon().knows(left.removesuffix("s"))):
                words |= {
                    *lexicon().english(right),
                    *lexicon().english(left),
                    *lexicon().english(left.removesuffix("s")),
                }
    return frozenset(words)


@lru_cache(maxsize=REMEMBERED)
def name_share(german: str) -> float:
    """How much of what a German word becomes is no ordinary English: 1 for a known name, -1 for an unknown word."""
    if known_name(german):
        return 1.0
    words = lexicon().english(german) or lexicon().english(german.removesuffix("s"))
    if words:
        return sum(share for word, share in words.items() if not ordinary_english(word)) / sum(words.values())
    return 0.0 if ordinary_english(german) or translations(german) else -1.0


def known_name(german: str) -> bool:
    """Whether English has the word too, and nearly always with a capital."""
    forms = [form for form in (german, german.removesuffix("s")) if lexicon().knows_english(form)]
    return bool(forms) and not lexicon().knows(german) and lexicon().ordinary(forms[0]) < 0.1


def sure_name(german: str) -> bool:
    """Whether a German word is so surely a name that its loss is worth a word; inhabitants ("Salzburger") are not."""
    if german.endswith(("er", "ern", "in")):
        return False
    words = lexicon().english(german)
    return name_share(german) == 1 and (not words or sum(words.values()) >= 0.6)


def not_function_word(english: str) -> bool:
    """Whether the word may stand in a name: "Song" may, "While" and "The" may not."""
    return len(english) == 1 or (english.lower() not in CALENDAR and lexicon().ordinary(english) < 0.97)
