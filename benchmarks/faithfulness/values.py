"""Planters of wrong values: numbers, digits, units, currencies, dates."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.faithfulness import words
from benchmarks.faithfulness.edit import Edit, Pair, Planted, plant, replace

_NUMBER = re.compile(r"(?<!\w)(?<!\d[.,:/])\d+(?:,\d{3})*(?:\.\d+)?(?!\w|[.,:/]\d|\.?\s?[ap]\.?m\b)")
_ORDINAL = re.compile(r"(?<!\w)\d+(?:st|nd|rd|th)\b")
_DIGITS = re.compile(r"(?<![A-Za-z_])\d[\d.,]*\d(?!\w)")

_WORDS = "|".join(w for group in words.NUMBER_WORDS for w in group)
_NUMBER_WORD = re.compile(
    rf"(?<![\w-])(?:the (?P<ordinal>{'|'.join(words.ORDINALS)})(?= [a-z])|(?P<crowd>{'|'.join(words.CROWDS)})(?= of\b)"
    rf"|(?P<cardinal>{'|'.join(words.CARDINALS + words.TENS)})(?!-(?:{words.FRACTIONS}|one|{_WORDS})\b))\b",
    re.I,
)
# "5", "1.5 million" or "two", before what is measured
_AMOUNT = rf"(?:\d[\d.,]*|\b(?:one|a|half a|several|few|many|{_WORDS}|hundred|thousand|million|billion))"


@dataclass(frozen=True)
class Spot:
    """What can be put elsewhere: the edits to choose from, and what they are about."""

    detail: str
    edits: tuple[Edit, ...]

    @property
    def start(self) -> int:
        return self.edits[0].start

    @property
    def end(self) -> int:
        return self.edits[0].end


def number(pair: Pair, rng: random.Random) -> Planted | None:
    """Another value in the same form; not in dates, clock times and names such as A380."""
    dates = list(_dates(pair.target))
    matches = [*_NUMBER.finditer(pair.target), *_ORDINAL.finditer(pair.target)]
    free = [m for m in matches if not any(d.start < m.end() and m.start() < d.end for d in dates)]
    if not free:
        return None
    match = rng.choice(sorted(free, key=re.Match[str].start))
    return plant("number", pair.target, replace(match, other_number(match[0], rng)))


def other_number(old: str, rng: random.Random) -> str:
    """As many digits, the same separators and trailing zeros: a round number stays round. Never the same value."""
    digits = re.sub(r"\D", "", old)
    core = digits.rstrip("0") or digits
    while True:
        new = "".join(rng.choice("123456789") for _ in core) if rng.random() < 0.5 else _one_digit(core, rng)
        if new != core and (len(core) == 1 or not new.startswith("0")):
            return _ordinal_end(_fill(old, new + digits[len(core) :]))


def _one_digit(core: str, rng: random.Random) -> str:
    at = rng.randrange(len(core))
    return core[:at] + rng.choice("123456789") + core[at + 1 :]


def _fill(form: str, digits: str) -> str:
    """The digits of the form replaced in order: ("1,234", "5678") -> "5,678"."""
    each = iter(digits)
    return re.sub(r"\d", lambda _: next(each), form)


def _ordinal_end(text: str) -> str:
    if not text[-1].isalpha():
        return text
    number = text[:-2]
    teen = number[-2:] in ("11", "12", "13")
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


def number_word(pair: Pair, rng: random.Random) -> Planted | None:
    """Another word of the same sort: two to twelve, tens, ordinals, dozens to millions of."""
    matches = list(_NUMBER_WORD.finditer(pair.target))
    if not matches:
        return None
    match = rng.choice(matches)
    assert match.lastgroup
    old = match[match.lastgroup]
    group = next(g for g in words.NUMBER_WORDS if old.lower() in g)
    new = rng.choice([w for w in group if w != old.lower()])
    return plant("number word", pair.target, replace(match, new, match.lastgroup), detail=match.lastgroup)


def digits_swapped(pair: Pair, rng: random.Random) -> Planted | None:
    """Two neighbouring unequal digits change places, also across a separator; no zero comes to stand in front."""
    edits = [e for m in _DIGITS.finditer(pair.target) for e in _swaps(m)]
    return plant("digits swapped", pair.target, rng.choice(edits)) if edits else None


def _swaps(match: re.Match[str]) -> Iterator[Edit]:
    places = [i for i, c in enumerate(match[0]) if c.isdigit()]
    for left, right in pairwise(places):
        new = list(match[0])
        new[left], new[right] = new[right], new[left]
        if new[left] != new[right] and (left > 0 or new[left] != "0"):
            yield replace(match, "".join(new))


def _unit_forms() -> dict[str, tuple[str, ...]]:
    """Singular to singulars, plural to plurals; units without a plural are left out."""
    forms = dict(words.UNITS)
    for unit, others in words.UNITS.items():
        if unit not in words.NO_PLURAL:
            forms[_plural(unit)] = tuple(_plural(o) for o in others)
    return forms


def _plural(unit: str) -> str:
    if unit in words.NO_PLURAL or unit.endswith("s"):
        return unit
    return words.UNIT_PLURALS.get(unit) or (unit[:-1] + "ies" if unit.endswith("ry") else unit + "s")


_UNITS = _unit_forms()
_UNIT = re.compile(
    rf"{_AMOUNT}(?P<gap>[ -]?)(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![\w²³/])",
    re.I,
)


def unit(pair: Pair, rng: random.Random) -> Planted | None:
    """Another unit or magnitude after an amount."""
    matches = [m for m in _UNIT.finditer(pair.target) if _is_unit(m)]
    if not matches:
        return None
    match = rng.choice(matches)
    old = match["unit"].lower()
    new = rng.choice(_UNITS[old])
    edit = Edit(match.start("unit"), match.end("unit"), match["unit"], new.lstrip() if match["gap"] else new)
    return plant("unit", pair.target, edit, detail=old)


def _is_unit(match: re.Match[str]) -> bool:
    """Not so in "a second man" and "a foot in the door"; "5m" may be millions, "5-m" is nothing."""
    unit, rest = match["unit"].lower(), match.string[match.end() :]
    if unit in ("m", "g") and match["gap"] != " ":
        return False
    if unit == "m" and re.match(r"\s(?:euros?|dollars?|people)", rest):
        return False
    if unit in words.ONLY_AFTER_DIGITS and not match[0][0].isdigit():
        return False
    return unit in _UNITS and not (unit == "%" and rest[:7] == " points")


_WORD_FORMS = {c: c for c in words.CURRENCY_WORDS} | {
    c if c in words.UNCHANGED_PLURAL else c + "s": c for c in words.CURRENCY_WORDS
}
_CURRENCY_WORD = re.compile(
    rf"{_AMOUNT}(?:[ -](?:million|billion|trillion))?[ -](?:US )?(?P<word>{'|'.join(_WORD_FORMS)})\b(?! zone)", re.I
)
_CURRENCY_SIGN = re.compile(r"(?:(?<![A-Z])(?P<before>[€$£¥])(?=\s?\d)|(?<=\d)\s?(?P<after>[€$£¥])(?!\d))")
_CURRENCY_CODE = re.compile(
    rf"(?<=\d )(?P<code>{'|'.join(words.CURRENCY_CODES)})\b|\b(?P<lead>{'|'.join(words.CURRENCY_CODES)})(?= ?\d)"
)


_CURRENCY_IN_SOURCE = re.compile(words.CURRENCY_IN_SOURCE, re.I)


def currency(pair: Pair, rng: random.Random) -> Planted | None:
    """Another currency, in the form the text has: word, sign or code; none that the sentence already names.

    Not where the source names none: "milliardenschwer" is a "billion dollar" or a "billion pound" company.
    """
    patterns = (_CURRENCY_WORD, _CURRENCY_SIGN, _CURRENCY_CODE)
    matches = sorted((m for p in patterns for m in p.finditer(pair.target)), key=re.Match[str].start)
    if not matches or not _CURRENCY_IN_SOURCE.search(pair.source):
        return None
    match = rng.choice(matches)
    assert match.lastgroup
    old = match[match.lastgroup]
    options = [c for c in _other_currencies(old) if c not in pair.target]
    if not options:
        return None
    return plant("currency", pair.target, replace(match, rng.choice(options), match.lastgroup), detail=old)


def _other_currencies(old: str) -> list[str]:
    if old in words.CURRENCY_SIGNS:
        return [s for s in words.CURRENCY_SIGNS if s != old]
    if old in words.CURRENCY_CODES:
        return [c for c in words.CURRENCY_CODES if c != old]
    stem = _WORD_FORMS[old.lower()]
    others = [c for c in words.CURRENCY_WORDS if c != stem] + ["pound"]
    plural = old.lower() != stem
    return [c + "s" if plural and c not in words.UNCHANGED_PLURAL else c for c in others]


_MONTH = "|".join(words.MONTHS)
_SHORT = "|".join(words.MONTHS_SHORT)
_DAY = r"(?P<day>\d{1,2}(?:st|nd|rd|th)?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LEAD = "in|of|since|until|till|by|from|to|and|before|after|during|early|late|mid|last|next|this|through|between|around"
_SEASON = "year|spring|summer|autumn|fall|winter|season|end|beginning|election|or|for"
_NO_YEAR = r" [a-z]+s\b| (?:people|men|women|euro|m|km|kg|metres)\b|[-–\w,.]\d|%"  # what follows a count of 2000
_HOUR = "at|from|until|till|by|around|about|before|after|since|approx"  # "19:24" by itself is a score
_NO_FEAST = "".join(f"(?<!{feast} )" for feast in words.FEASTS)
_NO_CLOCK = "percent|per|million|billion|m|km|kg|points"
_DATES = tuple(
    re.compile(p)
    for p in (
        rf"\b{_DAY} (?:of )?(?:(?P<month>{_MONTH})|(?P<short>{_SHORT}))\b(?:\.?,? {_YEAR}\b)?",
        rf"\b(?:(?P<month>{_MONTH})|(?P<short>{_SHORT})\.?) {_DAY}\b(?:,? {_YEAR}\b)?",
        rf"\b(?:(?P<month>{_MONTH})|(?P<short>{_SHORT})\.?),? {_YEAR}\b",
        rf"(?<![\d.]){_DAY}[./]\d{{1,2}}[./]{_YEAR}\b",
        rf"\b(?:{_LEAD})[ -](?P<month>{_MONTH})\b(?! [A-Z])",
        rf"\b(?i:{_LEAD}|{_SEASON})(?: the)?(?: year| season)? {_YEAR}\b(?!{_NO_YEAR})",
        r"\((?P<year>(?:19|20)\d\d)\)",
        rf"{_NO_FEAST}(?<![\w-])(?P<weekday>{'|'.join(words.WEEKDAYS)})\b(?! (?:{words.PAPERS}))",
        r"\b(?P<clock>\d{1,2})(?:[:.]\d\d)? ?(?=[ap]\.?m\b|o'clock)",
        rf"\b(?i:{_HOUR}) (?P<clock>[01]?\d|2[0-3])[:.][0-5]\d(?![\d:%])(?! (?:{_NO_CLOCK})\b)",
    )
)


def date(pair: Pair, rng: random.Random) -> Planted | None:
    """Another day, month, year, weekday or hour; one of them."""
    spots = list(_dates(pair.target))
    if not spots:
        return None
    spot = rng.choice(spots)
    return plant("date", pair.target, rng.choice(spot.edits), detail=spot.detail)


def _dates(text: str) -> Iterator[Spot]:
    """Each part of each date once, in order of position."""
    parts: dict[int, tuple[str, re.Match[str]]] = {}
    for pattern in _DATES:
        for match in pattern.finditer(text):
            for group, value in match.groupdict().items():
                if value:
                    parts.setdefault(match.start(group), (group, match))
    for _, (group, match) in sorted(parts.items()):
        news = [n for n in _OTHERS[group](match[group]) if n != match[group]]
        yield Spot(group, tuple(replace(match, n, group) for n in news))


def _other_days(old: str) -> list[str]:
    digits = re.sub(r"\D", "", old)
    days = [str(d).zfill(len(digits)) for d in range(1, 29) if d != int(digits)]
    # 04/05 must not become 05/05 of the other reading; two digits stay two
    return [_ordinal_end(d + old[len(digits) :]) for d in days if len(d) == len(digits)]


_OTHERS: dict[str, Callable[[str], Iterable[str]]] = {
    "day": _other_days,
    "month": lambda _: words.MONTHS,
    "short": lambda _: words.MONTHS_SHORT,
    "weekday": lambda _: words.WEEKDAYS,
    "year": lambda old: [str(int(old) + d) for d in range(-9, 10) if 1900 <= int(old) + d < 2100],
    "clock": lambda old: [str(h).zfill(len(old)) for h in range(1, 13) if h % 12 != int(old) % 12],
}
