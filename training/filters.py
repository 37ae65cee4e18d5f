"""What a pair must be to be trained on. Each filter is named, so that `prepare` can say what it dropped, by source.

The bounds were set on a 1 % sample of the corpus; the table in README.md says what each filter drops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from translate_sum import guards
from translate_sum.facts import function_words

LONGEST = 900  # characters
LEXICON = ("dictionary", "names")  # entries, not sentences: only the first two filters mean anything there
_MARKUP = re.compile(r"https?:|[{}|]|</?\w+|\]\(|&\w+;")
# lines of a page, not of its text
_BOILERPLATE = re.compile(
    r"\bcookies?\b.*\b(?:akzept|zustimm|verwend|accept|agree|use)|\ball rights reserved|\balle rechte vorbehalten"
    r"|^(?:©|copyright\b)|\bnewsletter\b.*\b(?:anmeld|abonn|subscri|sign up)|\bjavascript\b.*\b(?:aktiv|enabl)"
    r"|^(?:zum seitenanfang|nach oben|back to top|skip to|read more|weiterlesen|share this|scroll down for|click here"
    r"|hier klicken)\b",
    re.IGNORECASE,
)


_DIGITS = re.compile(r"\d+")
_ENGLISH = function_words.ENGLISH - {"a", "an", "at", "i", "on", "so", "will"}


@dataclass(frozen=True)
class Pair:
    source: str
    german: str
    english: str


def letterless(pair: Pair) -> bool:
    return not (any(map(str.isalpha, pair.german)) and any(map(str.isalpha, pair.english)))


def overlong(pair: Pair) -> bool:
    return max(len(pair.german), len(pair.english)) > LONGEST


def markup(pair: Pair) -> bool:
    return bool(_MARKUP.search(pair.german) or _MARKUP.search(pair.english))


def copy(pair: Pair) -> bool:
    """The same words on both sides: nothing was translated, or only a product's name was left out."""
    german, english = pair.german.lower().split(), pair.english.lower().split()
    shared = sum(word in german for word in english)
    return pair.german == pair.english or (len(english) >= 6 and shared >= 0.75 * len(english))


def language(pair: Pair) -> bool:
    """English on the German side, or German on the English one.

    By words that only one of the two has: with "in" and "was" counted as English, 1.5 % of the corpus went, and of nine
    such pairs that were looked at nine were good.
    """
    german, english = (Counter(map(_language, side.lower().split())) for side in (pair.german, pair.english))
    return german["en"] >= max(2, german["de"] + 1) or english["de"] >= max(2, english["en"] + 1)


def _language(word: str) -> str:
    return "de" if word in function_words.GERMAN else "en" if word in _ENGLISH else ""


def ratio(pair: Pair) -> bool:
    """One side more than twice as long as the other, by characters, and 20 more."""
    short, long = sorted((len(pair.german), len(pair.english)))
    return long > 2 * short + 20


def boilerplate(pair: Pair) -> bool:
    return bool(_BOILERPLATE.search(pair.german) or _BOILERPLATE.search(pair.english))


def looping(pair: Pair) -> bool:
    return any(_repetitive(side) and guards.looping(side) for side in (pair.german, pair.english))


def _repetitive(text: str) -> bool:
    """Worth a closer look, which takes 80 microseconds."""
    words = text.lower().split()
    return len(set(words)) < 0.8 * len(words)


def number(pair: Pair) -> bool:
    """A number that the other side has not: the sides tell of different things, or were cut differently.

    Only where there is a figure: number words alone say little, and reading all texts for them takes minutes.
    """
    return bool(_DIGITS.search(pair.german + pair.english) and guards.number_changed(pair.german, pair.english))


Filter = Callable[[Pair], bool]
FILTERS: dict[str, Filter] = {
    f.__name__: f for f in (letterless, overlong, markup, copy, language, ratio, boilerplate, looping, number)
}
"""In the order they are asked: the dear ones, looping and number, come last."""


def refusal(pair: Pair, use: Iterable[str] = tuple(FILTERS)) -> str:
    """The name of the first filter that refuses the pair, "" if none does."""
    names = ("letterless", "overlong") if pair.source in LEXICON else use
    return next((name for name in names if FILTERS[name](pair)), "")


_NOT_A_LETTER = re.compile(r"[\W_]+")


def skeleton(pair: Pair) -> str:
    """Equal for pairs that differ in capitals, punctuation and figures alone.

    >>> skeleton(Pair("", "Am 3. Mai!", "On May 3")) == skeleton(Pair("", "Am 24. Mai", "On May 24."))
    True
    """
    sides = (_DIGITS.sub("0", side.lower()) for side in (pair.german, pair.english))
    return "\t".join(_NOT_A_LETTER.sub("", side) for side in sides)
