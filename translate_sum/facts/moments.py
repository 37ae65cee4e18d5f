"""Dates and times of a text: "3. Oktober 2019", "10/03/2019", "Sonntagabend", "14.30 Uhr", "the 1990s", a fact each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from translate_sum.facts.finding import Language, Span
from translate_sum.facts.measures import mentions

Parts = Mapping[str, frozenset[int]]
"""What a moment says: day, month, year, decade, weekday, hour, minute, season, relative; of several values any."""


@dataclass(frozen=True)
class Moment:
    """sure: whether to say so when the other text lacks it; "May", "March" and "Karfreitag" only explain others."""

    start: int
    end: int
    parts: Parts
    sure: bool = True

    def span(self, text: str) -> Span:
        return Span(text[self.start : self.end], self.start, self.end)

    def agrees(self, other: Moment) -> bool:
        """Both say something of the same kind, and nothing that contradicts."""
        shared = self.parts.keys() & other.parts.keys()
        return bool(shared) and all(_meet(self.parts[part], other.parts[part]) for part in shared)

    def likeness(self, other: Moment) -> int:
        """0 if they are about different things; else more, the more they say alike."""
        shared = self.parts.keys() & other.parts.keys()
        return sum(2 if self.parts[part] & other.parts[part] else 1 for part in shared)


def _meet(values: frozenset[int], others: frozenset[int]) -> bool:
    """One in common, but of two spans of days both ends."""
    return bool(values & others) and (len(values) == 1 or len(others) == 1 or values == others)


def _table(forms: str) -> dict[str, int]:
    return {form: i for i, group in enumerate(forms.split("|"), 1) for form in group.split()}


MONTHS: dict[Language, dict[str, int]] = {
    "de": _table(
        "januar januars jänner|februar februars feber|märz|april|mai|juni|juli|august|september|oktober|november|"
        "dezember"
    ),
    "en": _table("january|february|march|april|may|june|july|august|september|october|november|december"),
}
_SHORT = _table("jan|feb|mar mär|apr|may|jun|jul|aug|sep sept|oct okt|nov|dec dez")
_WEEKDAYS = _table("mon|diens tues|mittwoch wednes|donners thurs|frei fri|sams satur sonnabend|sonn sun")
_SEASONS = _table("spring springtime frühling frühjahr|summer summertime sommer|autumn fall herbst|winter wintertime")
_RELATIVE: dict[Language, dict[str, int]] = {
    "de": _table("vorgestern|gestern|heute|morgen|übermorgen"),
    "en": _table("|yesterday|today tonight|tomorrow|"),
}


def _any(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _values(*texts: str | None) -> frozenset[int]:
    return frozenset(int(text) for text in texts if text)


def _date(match: re.Match[str]) -> Parts:
    """Of the groups day, until, month and year; a span of days counts as any of its ends."""
    groups = match.groupdict()
    days, month = _values(groups.get("day"), groups.get("until")), (groups.get("month") or "").lower()
    number = MONTHS["de"].get(month) or MONTHS["en"].get(month) or _SHORT.get(month[:4]) or _SHORT.get(month[:3])
    parts = {"day": days, "month": _values(str(number)) if number else frozenset(), "year": _years(groups.get("year"))}
    return {part: values for part, values in parts.items() if values}


def _years(year: str | None) -> frozenset[int]:
    """The two years that end in 19, of "19"."""
    if year and len(year) == 2:
        return frozenset({1900 + int(year), 2000 + int(year)})
    return _values(year)


def _numeric(match: re.Match[str]) -> Parts:
    """1.2.2019, or 2/1/2019: a slash leaves the order open, so that day and month are either."""
    first, second, year = int(match["a"]), int(match["b"]), match["year"]
    days, months = frozenset({first}), frozenset({second})
    if "/" in match.group():
        days = months = frozenset({first, second})
    parts = {"day": days, "month": frozenset(m for m in months if m <= 12), "year": _years(year)}
    return {part: values for part, values in parts.items() if values}


def _clock(match: re.Match[str]) -> Parts:
    """An hour up to 12 is either half of the day, unless a.m. or p.m. says which."""
    hour, half = int(match["hour"]), (match.groupdict().get("half") or "").lower()
    minute = match.groupdict().get("minute") or match.groupdict().get("late")
    hours = (
        {hour % 24}
        if hour > 12
        else {hour % 12}
        if half == "a"
        else {hour % 12 + 12}
        if half == "p"
        else {hour % 12, hour % 12 + 12}
    )
    return {"hour": frozenset(hours), **({"minute": _values(minute)} if int(minute or 0) else {})}


def _decade(match: re.Match[str]) -> Parts:
    return {"decade": frozenset({int(match["decade"]) % 100})}


def _weekday(match: re.Match[str]) -> Parts:
    return {"weekday": frozenset({_WEEKDAYS[match["weekday"].lower()]})}


def _season(match: re.Match[str]) -> Parts:
    return {"season": frozenset({_SEASONS[match.group().lower()]})}


def _relative(match: re.Match[str]) -> Parts:
    word = match.group().lower()
    return {"relative": frozenset({_RELATIVE["de"].get(word) or _RELATIVE["en"][word]})}


@dataclass(frozen=True)
class Pattern:
    form: re.Pattern[str]
    parts: Callable[[re.Match[str]], Parts]
    sure: bool = True


_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_AFTER = r"(?![\d/]|[.,:]\d)"
_BEFORE = r"(?<![\d/$€£])(?<!\d[.,:])"
_NTH = r"(?:st|nd|rd|th)?"
_GERMAN_DATE = _any(MONTHS["de"]) + r"|(?:Jan|Feb|Mär|Mar|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\."
_ENGLISH_DATE = _any(MONTHS["en"]).title() + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_GERMAN_DAYS = "Mon|Diens|Donners|Frei|Sams|Sonn"
_TIMES = r"abend|morgen|mittag|nachmittag|vormittag|nacht|früh"

_BOTH = [
    Pattern(
        re.compile(rf"{_BEFORE}(?P<year>{_YEAR})-(?P<month_>{_MONTH})-(?P<day>{_DAY})(?!\d)"),
        lambda m: {"day": _values(m["day"]), "month": _values(m["month_"]), "year": _values(m["year"])},
    ),
    Pattern(re.compile(rf"{_BEFORE}(?P<a>{_DAY})[./] ?(?P<b>{_DAY})[./] ?(?P<year>(?:\d\d){{1,2}}){_AFTER}"), _numeric),
]
_LATER = [
    Pattern(re.compile(rf"(?<![\d:.,-])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:]|[.,]\d|\s?\()"), _clock),
    Pattern(re.compile(rf"{_BEFORE}(?P<year>{_YEAR})(?!\d|[.,:]\d|[%€$£]|/\d)"), _date),
]
_PATTERNS: dict[Language, list[Pattern]] = {
    "de": [
        *_BOTH,
        Pattern(
            re.compile(
                rf"{_BEFORE}(?P<day>{_DAY})\.(?:\s?(?:bis|und|oder|/|-|–|\+)\s?(?:zum\s)?(?P<until>{_DAY})\.)?\s?"
                rf"(?P<month>{_GERMAN_DATE})(?:\s(?:des\sJahres\s)?(?P<year>{_YEAR})\b)?",
                re.IGNORECASE,
            ),
            _date,
        ),
        Pattern(re.compile(rf"{_BEFORE}(?P<a>{_DAY})\. ?(?P<b>{_MONTH})\.(?P<year>)(?!\s?\d)"), _numeric),
        Pattern(
            re.compile(
                rf"{_BEFORE}(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s?Uhr(?:\s(?P<late>[0-5]\d)\b(?!\s?Uhr|[.,]\d))?"
            ),
            _clock,
        ),
        Pattern(re.compile(rf"\b(?P<month>{_any(MONTHS['de']).title()})\b(?:\s(?P<year>{_YEAR})\b)?"), _date),
        Pattern(re.compile(r"\b(?P<decade>(?:1[5-9]|20)?\d0)er\b"), _decade),
        *_LATER,
        Pattern(
            re.compile(
                rf"\b(?:(?P<weekday>{_GERMAN_DAYS})tag(?:s|e|en)?(?:{_TIMES})?s?|(?P<w>Mittwoch|Sonnabend)(?:s|e|en)?(?:{_TIMES})?s?)\b".replace(
                    "(?P<w>", "(?P<weekday_>"
                )
            ),
            lambda m: {"weekday": frozenset({_WEEKDAYS[(m["weekday"] or m["weekday_"]).lower()]})},
        ),
        Pattern(
            re.compile(rf"(?P<weekday>{_GERMAN_DAYS})tag|(?P<weekday_>Mittwoch|Sonnabend)", re.IGNORECASE),
            lambda m: {"weekday": frozenset({_WEEKDAYS[(m["weekday"] or m["weekday_"]).lower()]})},
            sure=False,
        ),
        Pattern(re.compile(r"\b(?:Frühling|Frühjahr|Sommer|Herbst|Winter)\b"), _season),
        Pattern(re.compile(r"\b(?:vorgestern|gestern|heute|übermorgen)\b"), _relative),
        Pattern(re.compile(r"(?<![Hh]eute )(?<![Gg]estern )\bmorgen\b"), _relative),
    ],
    "en": [
        *_BOTH,
        Pattern(
            re.compile(
                rf"\b(?P<month>{_ENGLISH_DATE})\s(?:the\s)?(?P<day>{_DAY}){_NTH}(?:\s?(?:-|–|to|and|or|through)\s?(?P<until>{_DAY}){_NTH})?"
                rf"(?!\d|[.,:]\d|\s?(?:million|percent|per cent|%))(?:(?:,\s?|\s)(?:in\s)?(?P<year>{_YEAR})\b)?"
            ),
            _date,
        ),
        Pattern(
            re.compile(
                rf"{_BEFORE}(?P<day>{_DAY}){_NTH}(?:\s?(?:-|–|to|and|or|through)\s?(?P<until>{_DAY}){_NTH})?\s(?:of\s)?"
                rf"(?P<month>{_ENGLISH_DATE})(?:(?:,\s?|\s)(?P<year>{_YEAR})\b)?"
            ),
            _date,
        ),
        Pattern(
            re.compile(
                rf"{_BEFORE}(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?",
                re.IGNORECASE,
            ),
            _clock,
        ),
        Pattern(re.compile(rf"{_BEFORE}(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\so.clock"), _clock),
        Pattern(
            re.compile(
                rf"\b(?P<month>{_any({m: 1 for m in MONTHS['en'] if m not in ('may', 'march')}).title()})\b(?:,?\s(?:of\s)?(?P<year>{_YEAR})\b)?"
            ),
            _date,
        ),
        Pattern(
            re.compile(
                rf"(?:(?<=[Ii]n )|(?<=[Oo]f )|(?<=last )|(?<=this )|(?<=next )|(?<=early )|(?<=late )|(?<=mid-)|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Bb]y ))(?P<month>May|March)\b(?! (?:on|for|of) the)(?:,?\s(?P<year>{_YEAR})\b)?"
            ),
            _date,
        ),
        Pattern(
            re.compile(
                rf"\b(?P<month>May|March|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?:,?\s(?P<year>{_YEAR})\b)?"
            ),
            _date,
            sure=False,
        ),
        Pattern(re.compile(r"(?:\b|['‘’])(?P<decade>(?:1[5-9]|20)?\d0)['’]?s\b"), _decade),
        *_LATER,
        Pattern(
            re.compile(r"(?<!Good )(?<!Easter )(?<!Black )\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"),
            _weekday,
        ),
        Pattern(re.compile(r"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"), _weekday, sure=False),
        Pattern(re.compile(r"\b(?:summer|autumn|winter)(?:time)?\b", re.IGNORECASE), _season),
        Pattern(re.compile(r"\b(?:spring|springtime|fall)\b", re.IGNORECASE), _season, sure=False),
        Pattern(re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b", re.IGNORECASE), _relative),
    ],
}


@lru_cache(maxsize=64)
def moments(text: str, language: Language) -> tuple[Moment, ...]:
    """In order; what an earlier pattern read, the later ones do not read again."""
    found: list[Moment] = []
    units = {mention.start for mention in mentions(text, language)}
    taken: set[int] = set()
    for pattern in _PATTERNS[language]:
        for match in pattern.form.finditer(text):
            if taken.isdisjoint(range(match.start(), match.end())) and not _measured(match, units):
                taken.update(range(match.start(), match.end()))
                found.append(Moment(match.start(), match.end(), pattern.parts(match), pattern.sure))
    return tuple(sorted(found, key=lambda moment: moment.start))


def _measured(match: re.Match[str], units: set[int]) -> bool:
    """A bare year before a unit is a number: "2000 Meter", "1500-Meter-Lauf"."""
    return len(match.group()) == 4 and match.group().isdigit() and match.end() + 1 in units
