"""Number words of German and English, with their values; numbers.py says what to make of them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from translate_sum.lookups import REMEMBERED

Word = tuple[int, int, Decimal]
"""Where in the text a number phrase starts and ends, and its value."""


def _table(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """The forms of one number after the other, with `|` between the numbers."""
    return {form: first + i * step for i, forms in enumerate(words.split("|")) for form in forms.split()}


_GERMAN = _table(
    "null|ein eins eine einen einem einer|zwei zwo zweien zweier|drei dreien dreier|vier vierer|fünf fünfer|sechs|"
    "sieben|acht achter|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn"
)
_GERMAN_TENS = _table("zwanzig|dreißig dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig", first=20, step=10)
_GERMAN_ORDINALS = {"erst": 1, "dritt": 3, "sechst": 6, "siebt": 7, "acht": 8}
_ORDINAL = re.compile(r"(?P<stem>(?P<cardinal>\w+?)s?t)e[nrsm]?")
_GERMAN_WORD = re.compile(r"[^\W\d_]+")
_GERMAN_HEAD = re.compile(
    r"null|ein|zwei|drei|dritt|vier|fünf|se[ch]|sieb|acht|neun|zehn|elf|zwölf|zwan|hundert|tausend"
)

_ENGLISH = _table(
    "zero nil|one first|two second|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|nine ninth|"
    "ten tenth|eleven eleventh|twelve twelfth|thirteen thirteenth|fourteen fourteenth|fifteen fifteenth|"
    "sixteen sixteenth|seventeen seventeenth|eighteen eighteenth|nineteen nineteenth"
)
_ENGLISH_TENS = _table(
    "twenty twentieth twenties|thirty thirtieth thirties|forty fortieth forties|fifty fiftieth fifties|"
    "sixty sixtieth sixties|seventy seventieth seventies|eighty eightieth eighties|ninety ninetieth nineties",
    first=20,
    step=10,
)


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW_100 = rf"(?:(?:{_any(_ENGLISH_TENS)})(?:[ -](?:{_any(_ENGLISH)}))?|{_any(_ENGLISH)})"
_BELOW_1000 = rf"(?:(?:(?:an?|{_BELOW_100}) )?hundred(?:th)?(?: (?:and )?{_BELOW_100})?|{_BELOW_100})"
_THOUSANDS = rf"(?:(?:an?|{_BELOW_1000})[ -])?thousand(?:th)?(?:,? (?:and )?{_BELOW_1000})?"
_ENGLISH_PHRASE = re.compile(rf"\b(?=[aefhnostz])(?:{_THOUSANDS}|{_BELOW_1000})(?: and a half)?\b")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)  # lower() may change a text's length


@lru_cache(maxsize=REMEMBERED)
def german_value(word: str) -> Decimal | None:
    """The value of a number word in lower case, cardinal or ordinal; None for any other word.

    >>> [int(german_value(word)) for word in ("zweihundertfünfzig", "einundzwanzigste", "dritten")]
    [250, 21, 3]
    """
    value = _cardinal(word)
    ordinal = _ORDINAL.fullmatch(word) if value is None else None
    if ordinal is None:
        return value
    irregular = _GERMAN_ORDINALS.get(ordinal["stem"])
    return Decimal(irregular) if irregular else _cardinal(ordinal["cardinal"])


def _cardinal(word: str) -> Decimal | None:
    if word == "anderthalb":
        return Decimal("1.5")
    if word.endswith("einhalb"):
        whole = _cardinal(word.removesuffix("einhalb").removesuffix("und"))
        return whole + Decimal("0.5") if whole is not None else None
    for name, scale in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(name)
        if found:
            many, rest = _cardinal(head or "ein"), _cardinal(tail.removeprefix("und") or "null")
            return many * scale + rest if many is not None and rest is not None else None
    unit, _, ten = word.rpartition("und")
    value = _GERMAN_TENS.get(ten, 0) + _GERMAN.get(unit, 0) if ten in _GERMAN_TENS else _GERMAN.get(word)
    return Decimal(value) if value is not None else None


def german_words(text: str) -> Iterator[Word]:
    """The number words, each by itself."""
    for match in _GERMAN_WORD.finditer(text):
        value = german_value(match.group().lower())
        if value is not None:
            yield match.start(), match.end(), value


def german_prefixes(text: str) -> Iterator[Word]:
    """What longer words begin with: 18 for "Achtzehnjährige", 3 for "drittbeste", and alas 8 for "Achtung".

    And 3 for "verdreifacht", which may be "three times as much".
    """
    for match in _GERMAN_WORD.finditer(text):
        word = match.group().lower()
        first = len("ver") if word.startswith("ver") and "fach" in word else 0
        word = word[first:]
        if not _GERMAN_HEAD.match(word):
            continue
        ends = range(len(word) - 1, 2, -1)
        found = next((end for end in ends if german_value(word[:end]) is not None), None)
        found = found or next((end for end in ends if german_value(word[:end] + "e") is not None), None)
        value = found and (german_value(word[:found]) or german_value(word[:found] + "e"))
        if found and value:
            yield match.start() + first, match.start() + first + found, value


def english_phrases(text: str) -> Iterator[Word]:
    """The number phrases: "twenty-one", "two hundred and fifty", "a thousand", "third", "two and a half"."""
    for match in _ENGLISH_PHRASE.finditer(text.translate(_LOWER)):
        yield match.start(), match.end(), _english_value(match.group())


def _english_value(phrase: str) -> Decimal:
    total, current = Decimal(0), Decimal(0)
    for word in re.findall(r"[a-z]+", phrase.removesuffix(" and a half")):
        if word.startswith("thousand"):
            total, current = max(current, Decimal(1)) * 1000, Decimal(0)
        elif word.startswith("hundred"):
            current = max(current, Decimal(1)) * 100
        else:
            current += _ENGLISH.get(word, _ENGLISH_TENS.get(word, 0))
    return total + current + (Decimal("0.5") if phrase.endswith(" and a half") else 0)
