"""Did a number change between German and English? Says so only when sure; a doubt about form is no change.

Each side is read into `Number`s, and a number is in order when the other side has one that can mean the same:
"3,5 Mrd." meets "3.5 billion" and "3,500 million", "14.30 Uhr" meets "2:30 p.m.", "3." meets "third", "1.1.2027" meets
"January 1, 2027". Order does not count, nor how often: translators move numbers, and say a repeated one once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from itertools import pairwise, zip_longest

from translate_sum.number_words import Word, english_phrases, german_prefixes, german_words


class Strength(IntEnum):
    """What may be said about a number without a counterpart."""

    LOOSE = 0  # nothing: "first", "both", "Mai" only account for what the other side says
    WORD = 1  # changed, if the other side has a stray number too; "zwei" may well be "a couple"
    DIGITS = 2  # changed


@dataclass(frozen=True)
class Number:
    """A number as written and all that it can mean: one of `readings`, or every one of its `runs` of digits."""

    start: int
    span: str
    strength: Strength
    readings: frozenset[str]
    runs: frozenset[str] = frozenset()
    value: Decimal | None = None
    scale: Decimal = Decimal(1)

    @property
    def end(self) -> int:
        return self.start + len(self.span)

    def is_in(self, pool: frozenset[str]) -> bool:
        return not pool.isdisjoint(self.readings) or bool(self.runs and self.runs <= pool)


@dataclass(frozen=True)
class Change:
    """The German and the English span; "" where a number was lost or made up."""

    german: str
    english: str


@dataclass(frozen=True)
class Language:
    point: str
    group: str
    scales: dict[str, Decimal]
    words: Callable[[str], Iterator[Word]]
    loose: dict[str, str]
    """Words that stand for a number now and then, and for which ones."""
    clock: re.Pattern[str]
    other_clock: int
    """What to add to an hour, in a text with `clock`, to get the other language's way of saying it."""


def _months(names: str) -> dict[str, str]:
    return {name: str(month) for month, forms in enumerate(names.split("|"), 1) for name in forms.split()}


_SCALES = [Decimal(10) ** n for n in (3, 6, 9, 12, 15)]
_THOUSAND, _MILLION, _BILLION, _TRILLION, _QUADRILLION = _SCALES

GERMAN = Language(
    point=",",
    group=".",
    scales={
        **dict.fromkeys("tsd tausend".split(), _THOUSAND),
        **dict.fromkeys("mio mill million millionen".split(), _MILLION),
        **dict.fromkeys("mrd milliarde milliarden".split(), _BILLION),
        **dict.fromkeys("bio billion billionen".split(), _TRILLION),
        **dict.fromkeys("billiarde billiarden".split(), _QUADRILLION),
        "dutzend": Decimal(12),
        **dict.fromkeys("jahrzehnt jahrzehnte jahrzehnten".split(), Decimal(10)),
    },
    words=german_words,
    loose={
        **_months(
            "januar jänner jan|februar feber feb|märz mrz|april apr|mai|juni jun|juli jul|august aug|"
            "september sept sep|oktober okt|november nov|dezember dez"
        ),
        **dict.fromkeys("beide beiden beider beides doppelt doppelte doppelten paar".split(), "2"),
        **dict.fromkeys("halb halbe halben halbes hälfte".split(), "0.5 2 30 50"),
        "jahrhundert": "100",
        "mittag": "12",
        "mitternacht": "0 12 24",
    },
    clock=re.compile(r"\bUhr\b|\b\d{1,2}[.:]\d\d\b"),
    other_clock=-12,
)
ENGLISH = Language(
    point=".",
    group=",",
    scales={
        "thousand": _THOUSAND,
        **dict.fromkeys("million millions mln mn mio".split(), _MILLION),
        **dict.fromkeys("billion billions bn bln".split(), _BILLION),
        **dict.fromkeys("trillion trillions tn trn".split(), _TRILLION),
        "quadrillion": _QUADRILLION,
        "dozen": Decimal(12),
        **dict.fromkeys("decade decades".split(), Decimal(10)),
    },
    words=english_phrases,
    loose={
        **_months(
            "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
            "september sept sep|october oct|november nov|december dec"
        ),
        **dict.fromkeys("both couple pair twice double doubles doubled twin duo second seconds".split(), "2"),
        **dict.fromkeys("triple tripled trio trick thrice treble".split(), "3"),
        "half": "0.5 2 30 50",
        "quarter": "4 15 25 45",
        "fortnight": "2 14",
        "century": "100",
        "noon": "12",
        "midnight": "0 12 24",
        "no": "0",
    },
    clock=re.compile(r"\d\s?p\.?\s?m\b|o.clock|afternoon|evening|\bnight|\bnoon", re.IGNORECASE),
    other_clock=12,
)
_SHORT_SCALES = {"k": _THOUSAND, "m": _MILLION, "b": _BILLION}  # "5m" may be metres too

_LONGEST = 30  # characters of a number; what is longer counts nothing
_RUN = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?(?![\d:])|\d+(?:[.,:/]\d+)*", re.ASCII)
_RANGE = re.compile(r"\s*(?:bis|und|oder|to|and|or|[-–/])\s*")
_SCALE = re.compile(r"[\s-]*(?:[$€£¥]\s?)?([^\W\d_]+)\b")
_YEAR = re.compile(r"(?:18|19|20)(\d\d)")


def changes(german: str, english: str) -> list[Change]:
    """The numbers, currencies and minus signs that the English lost, made up or altered."""
    return [*_numbers(german, english), *_currencies(german, english), *_signs(german, english)]


def _numbers(german: str, english: str) -> list[Change]:
    sources, targets = read(german, GERMAN), read(english, ENGLISH)
    lost = _strays(sources, _pool(targets, english, ENGLISH))
    made_up = _strays(targets, _pool(sources, german, GERMAN))
    if not (lost and made_up):
        lost, made_up = ([n for n in numbers if n.strength is Strength.DIGITS] for numbers in (lost, made_up))
    return [Change(a.span if a else "", b.span if b else "") for a, b in zip_longest(lost, made_up)]


def _strays(numbers: Iterable[Number], pool: frozenset[str]) -> list[Number]:
    return [number for number in numbers if number.strength > Strength.LOOSE and not number.is_in(pool)]


def _pool(numbers: Iterable[Number], text: str, language: Language) -> frozenset[str]:
    """All that the numbers of a text may mean, years without their century and hours of the other clock included."""
    pool = {meaning for number in numbers for meaning in number.readings | number.runs}
    small = {int(meaning) for meaning in pool if len(meaning) <= 2 and meaning.isdigit()}
    pool |= {_plain(year[1]) for year in map(_YEAR.fullmatch, pool) if year}
    pool |= {f"{century}{n:02}" for n in small for century in (18, 19, 20)}
    if language.clock.search(text):
        pool |= {"0", *(str(hour + language.other_clock) for hour in small)}
    return frozenset(pool)


def read(text: str, language: Language) -> list[Number]:
    """The numbers of a text, in order but for the loose ones, which come last."""
    digits = [_digits(match, language) for match in _DIGITS.finditer(text)]
    words = [_word(text, word) for word in language.words(text)]
    found = sorted([*digits, *words], key=lambda number: number.start)
    for _ in ("million", "thousand million"):
        found = [_scaled(number, text, language) for number in found]
    return [*_ranges(found, text), *_loose(text, language)]


def _digits(match: re.Match[str], language: Language) -> Number:
    span = match.group()
    value = _value(re.sub(r"[^\d.,:/]", "", span), language)
    runs = frozenset(map(_plain, _RUN.findall(span)))
    readings = frozenset([_key(value)] if value is not None else [])
    strength = Strength.LOOSE if readings == {"1"} else Strength.DIGITS  # "1. FC Köln", "1 Million": "a million"
    return Number(match.start(), span, strength, readings, runs, value)


def _value(digits: str, language: Language) -> Decimal | None:
    """The value of "2.200.112,5" or "2,200,112.5"; None for times, dates, scores and what breaks the rules."""
    if len(digits) > _LONGEST:
        return None
    group, point = re.escape(language.group), re.escape(language.point)
    if re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?", digits):
        return Decimal(digits.replace(language.group, "").replace(language.point, "."))
    if re.fullmatch(rf"\d+(?:{point}\d+|[.,]\d\d?)?", digits):
        return Decimal(digits.replace(",", "."))
    return None


def _word(text: str, word: Word) -> Number:
    start, end, value = word
    strength = Strength.WORD if value > 1 else Strength.LOOSE
    return Number(start, text[start:end], strength, frozenset([_key(value)]), frozenset(), value)


def _scaled(number: Number, text: str, language: Language) -> Number:
    """With the "Mio." or "billion" after it."""
    after = _SCALE.match(text, number.end)
    if after is None or number.value is None:
        return number
    word = after[1].lower()
    if word in _SHORT_SCALES:
        return replace(number, readings=number.readings | {_key(number.value * _SHORT_SCALES[word])})
    if word not in language.scales:
        return number
    scale = language.scales[word]
    value = number.value * scale
    return Number(
        start=number.start,
        span=text[number.start : after.end()],
        strength=max(number.strength, Strength.WORD),
        readings=frozenset([_key(value)]),
        value=value,
        scale=number.scale * scale,
    )


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    """In "3 bis 4 Millionen" the 3 may well be three millions."""
    for i, (first, second) in enumerate(pairwise(numbers)):
        if first.value and first.scale < second.scale and _RANGE.fullmatch(text, first.end, second.start):
            scaled = _key(first.value * second.scale)
            numbers[i] = replace(first, readings=first.readings | {scaled})
    return numbers


def _loose(text: str, language: Language) -> Iterator[Number]:
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word in language.loose:
            yield Number(match.start(), match.group(), Strength.LOOSE, frozenset(language.loose[word].split()))
        elif word in language.scales:
            yield Number(match.start(), match.group(), Strength.LOOSE, frozenset([_key(language.scales[word])]))
    if language is GERMAN:
        for start, end, value in german_prefixes(text):
            yield Number(start, text[start:end], Strength.LOOSE, frozenset([_key(value)]))


def _key(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _plain(run: str) -> str:
    """A run of digits as in a pool: "04" is 4, but "000" is a group of a larger number."""
    return run.lstrip("0") or "0" if len(run) < 3 else run


_CURRENCIES = {
    "euro": re.compile(r"€|\b(?:eur|euros?)\b", re.IGNORECASE),
    "dollar": re.compile(r"\$|\b(?:usd|dollars?|bucks?)\b", re.IGNORECASE),
    "pound": re.compile(r"£|\b(?:gbp|pfund|pounds?)\b", re.IGNORECASE),
    "franc": re.compile(r"\b(?:chf|franken|francs?|sfr)\b", re.IGNORECASE),
    "yen": re.compile(r"¥|\b(?:jpy|yen)\b", re.IGNORECASE),
    "rouble": re.compile(r"\b(?:rub|rubel|rou?bles?)\b", re.IGNORECASE),
    "krone": re.compile(r"\b(?:kronen?|kroner|kronor|kronas?|crowns?)\b", re.IGNORECASE),
}
_MINUS = re.compile(r"(?<![^\s(])(?<!\d\s)(?:[-−–]|[Mm]inus\s)(\d+(?:[.,]\d+)?)(?!\s?[:.]\d)")
_NEGATIVE = re.compile(
    r"[-−–]\s?\d|\b(?:minus|negative|below|sub|under|less|loss(?:es)?|loses?|lost|fell|falls?|fallen|down|drop\w*|decline\w*|"
    r"decreas\w+|shr[aiu]nk\w*|cut|reduc\w+|deficit|slump\w*|plung\w+|contract\w*)\b",
    re.IGNORECASE,
)


def _currencies(german: str, english: str) -> list[Change]:
    sources, targets = (
        {name: found.group() for name, form in _CURRENCIES.items() if (found := form.search(text))}
        for text in (german, english)
    )
    lost = [span for name, span in sources.items() if name not in targets]
    made_up = [span for name, span in targets.items() if name not in sources]
    return [Change(a, b) for a, b in zip(lost, made_up, strict=False)]


def _signs(german: str, english: str) -> list[Change]:
    """A minus sign is lost when the number is there, and nothing in the English says below, down or less."""
    if _NEGATIVE.search(english):
        return []
    pool = _pool(read(english, ENGLISH), english, ENGLISH)
    return [
        Change(match[0], match[1]) for match in _MINUS.finditer(german) if _plain(match[1].replace(",", ".")) in pool
    ]
