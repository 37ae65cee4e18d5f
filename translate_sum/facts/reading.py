"""The numbers of a German or English text, each with all that it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from translate_sum.facts.finding import Language, Span
from translate_sum.facts.number_words import Word, english_phrases, german_prefixes, german_words


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

    @property
    def meanings(self) -> frozenset[str]:
        return self.readings | self.runs

    def matches(self, other: Number) -> bool:
        """Whether both can mean the same; scores and seasons must have all their runs in common."""
        if self.runs and other.runs and (self.value is None or other.value is None):
            return self.sorted_runs() == other.sorted_runs()
        return not self.readings.isdisjoint(other.readings) or (
            len(self.runs) == len(other.runs) == 1 and self.runs == other.runs
        )

    def sorted_runs(self) -> list[str]:
        return sorted(run[2:] if _YEAR.fullmatch(run) else plain(run) for run in _RUN.findall(self.span))

    def place(self) -> Span:
        return Span(self.span, self.start, self.end)

    def is_in(self, pool: frozenset[str]) -> bool:
        return not pool.isdisjoint(self.readings) or bool(self.runs and self.runs <= pool)


@dataclass(frozen=True)
class Grammar:
    point: str
    group: str
    scales: dict[str, Decimal]
    words: Callable[[str], Iterator[Word]]
    loose: dict[str, str]
    """Words that stand for a number now and then, and for which ones."""


_SCALES = [Decimal(10) ** n for n in (3, 6, 9, 12, 15)]
_THOUSAND, _MILLION, _BILLION, _TRILLION, _QUADRILLION = _SCALES

_GERMAN = Grammar(
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
        **dict.fromkeys("beide beiden beider beides doppelt doppelte doppelten paar".split(), "2"),
        **dict.fromkeys("halb halbe halben halbes hälfte".split(), "0.5 2 30 50"),
        **dict.fromkeys("verdoppelt verdoppelte verdoppelten verdoppeln verdopplung verdoppelung".split(), "2 100 200"),
        **dict.fromkeys("halbiert halbierte halbierten halbieren halbierung".split(), "0.5 50"),
        "duo": "2",
        "trio": "3",
        "quartett": "4",
        "quintett": "5",
        "drittel": "3 33",
        "dritteln": "3 33",
        "viertel": "4 15 25 45",
        "vierteln": "4 25",
        "fünftel": "5 20",
        "zehntel": "10",
        "jahrhundert": "100",
        "mittag": "12",
        "mitternacht": "0 12 24",
    },
)
_ENGLISH = Grammar(
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
        **dict.fromkeys("both couple pair twice double doubles doubled twin duo second seconds".split(), "2"),
        **dict.fromkeys("triple tripled trio trick thrice treble".split(), "3"),
        "half": "0.5 1.5 2 30 50",  # "a year and a half"
        "ii": "2",
        "iii": "3",
        "iv": "4",
        "thirds": "3 33",
        "quarter": "4 15 25 45",
        "quarters": "4 25",
        "fifths": "5 20",
        "tenths": "10",
        "fortnight": "2 14",
        "century": "100",
        "noon": "12",
        "midnight": "0 12 24",
        "no": "0",
    },
)
_SHORT_SCALES = {"k": _THOUSAND, "m": _MILLION, "b": _BILLION}  # "5m" may be metres too

_IDLE_BEFORE = re.compile(r"\b(?:[Ss]tarting|[Aa]n? [a-z]+ or) $")  # a team's "starting eleven", "a joke or two"
_LONGEST = 30  # characters of a number; what is longer counts nothing
_RUN = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?(?![\d:])|\d+(?:[.,:/]\d+)*", re.ASCII)
_RANGE = re.compile(r"\s*(?:bis|und|oder|to|and|or|[-–/])\s*")
_SCALE = re.compile(r"[\s-]*(?:[$€£¥]\s?)?([^\W\d_]+)\b")
_PREFIXED_SCALE = re.compile(r"\b(Million|Milliarde|Billion)e?n[^\W\d_]+", re.IGNORECASE)
_YEAR = re.compile(r"(?:18|19|20)(\d\d)")


def pool(numbers: Iterable[Number]) -> frozenset[str]:
    """All that numbers may mean, years without their century included."""
    meanings = {meaning for number in numbers for meaning in number.meanings}
    small = {int(meaning) for meaning in meanings if len(meaning) <= 2 and meaning.isdigit()}
    meanings |= {plain(year[1]) for year in map(_YEAR.fullmatch, meanings) if year}
    return frozenset(meanings | {f"{century}{n:02}" for n in small for century in (18, 19, 20)})


@lru_cache(maxsize=64)
def read(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers of a text, in order but for the loose ones, which come last."""
    grammar = _GERMAN if language == "de" else _ENGLISH
    digits = [_digits(match, grammar) for match in _DIGITS.finditer(text)]
    words = [_word(text, word) for word in grammar.words(text)]
    found = sorted([*digits, *words], key=lambda number: number.start)
    for _ in ("million", "thousand million"):
        found = [_scaled(number, text, grammar) for number in found]
    found = [
        b for a, b in pairwise([None, *found]) if b and not (a and b.start < a.end)
    ]  # the "thousand" of 40 thousand
    return (*_ranges(found, text), *_loose(text, found, grammar))


def _digits(match: re.Match[str], grammar: Grammar) -> Number:
    span = match.group()
    value = _value(re.sub(r"[^\d.,:/]", "", span), grammar)
    runs = frozenset([] if _decimal(span, grammar) else map(plain, _RUN.findall(span)))
    readings = frozenset([_key(value)] if value is not None else [])
    strength = Strength.LOOSE if readings == {"1"} else Strength.DIGITS  # "1. FC Köln", "1 Million": "a million"
    return Number(match.start(), span, strength, readings, runs, value)


def _decimal(span: str, grammar: Grammar) -> bool:
    """Whether it is nothing but a number with a fraction; "14.30" may be a time, "3.5." a date."""
    whole, _, fraction = span.partition(grammar.point)
    return whole.isdigit() and fraction.isdigit() and (grammar.point == "," or len(fraction) != 2)


def _value(digits: str, grammar: Grammar) -> Decimal | None:
    """The value of "2.200.112,5" or "2,200,112.5"; None for times, dates, scores and what breaks the rules."""
    if len(digits) > _LONGEST:
        return None
    group, point = re.escape(grammar.group), re.escape(grammar.point)
    if re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?", digits):
        return Decimal(digits.replace(grammar.group, "").replace(grammar.point, "."))
    if re.fullmatch(rf"\d+(?:{point}\d+|[.,]\d\d?)?", digits):
        return Decimal(digits.replace(",", "."))
    return None


def _word(text: str, word: Word) -> Number:
    start, end, value = word
    strength = (
        Strength.WORD if value > 1 and not _IDLE_BEFORE.search(text, max(0, start - 24), start) else Strength.LOOSE
    )
    return Number(start, text[start:end], strength, frozenset([_key(value)]), frozenset(), value)


def _scaled(number: Number, text: str, grammar: Grammar) -> Number:
    """With the "Mio." or "billion" after it."""
    after = _SCALE.match(text, number.end)
    if after is None or number.value is None:
        return number
    word = after[1].lower()
    if word in _SHORT_SCALES:
        return replace(number, readings=number.readings | {_key(number.value * _SHORT_SCALES[word])})
    if word not in grammar.scales:
        return number
    scale = grammar.scales[word]
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


def _loose(text: str, found: list[Number], grammar: Grammar) -> Iterator[Number]:
    """Words that say a number in passing, and scales by themselves: "millions of people"."""
    ends = {number.end for number in found}
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word in grammar.loose:
            yield Number(match.start(), match.group(), Strength.LOOSE, frozenset(grammar.loose[word].split()))
        elif word in grammar.scales:
            scale = grammar.scales[word]
            alone = scale >= _MILLION and match.end() not in ends
            strength = Strength.WORD if alone else Strength.LOOSE
            yield Number(match.start(), match.group(), strength, frozenset([_key(scale)]))
    if grammar is _GERMAN:
        for match in _PREFIXED_SCALE.finditer(text):
            scale = grammar.scales[match[1].lower()]
            yield Number(match.start(), match[1], Strength.LOOSE, frozenset([_key(scale)]))
        for start, end, value in german_prefixes(text):
            yield Number(start, text[start:end], Strength.LOOSE, frozenset([_key(value)]), frozenset(), value)


def _key(value: Decimal) -> str:
    return f"{value.normalize():f}"


def plain(run: str) -> str:
    """A run of digits as in a pool: "04" is 4, but "000" is a group of a larger number."""
    return run.lstrip("0") or "0" if len(run) < 3 else run
