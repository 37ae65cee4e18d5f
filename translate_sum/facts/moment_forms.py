"""How both languages write dates and times, and what each way says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from translate_sum.facts.finding import Language

Parts = Mapping[str, frozenset[int]]
"""What a moment says: day, month, year, decade, weekday, night, hour, minute, season, relative; of several any."""


@dataclass(frozen=True)
class Form:
    """led: what it begins with; sure: whether it is a moment for certain ("May" alone and "Karfreitag" are not)."""

    pattern: re.Pattern[str]
    parts: Callable[[re.Match[str]], Parts]
    led: Literal["digit", "capital", "any"] = "digit"
    sure: bool = True


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
_WEEKDAYS = _table(
    "montag mon|dienstag tues|mittwoch wednes|donnerstag thurs|freitag fri|samstag sonnabend satur|sonntag sun"
)
_SEASONS = _table("spring springtime frühling frühjahr|summer summertime sommer|autumn fall herbst|winter wintertime")
_RELATIVE: dict[Language, dict[str, int]] = {
    "de": _table("vorgestern|gestern|heute|morgen|übermorgen"),
    "en": _table("|yesterday|today tonight|tomorrow|"),
}


_HOURS = [
    group.split()
    for group in "1 eins one|2 zwei two|3 drei three|4 vier four|5 fünf five|6 sechs six|7 sieben seven|8 acht eight|"
    "9 neun nine|10 zehn ten|11 elf eleven|12 zwölf twelve".split("|")
]
_QUARTERS = {
    "viertel nach": 15,
    "halb": -30,
    "viertel": -45,
    "dreiviertel": -15,
    "viertel vor": -15,
    "quarter past": 15,
    "quarter after": 15,
    "half past": 30,
    "quarter to": -15,
}
_HOLIDAYS = {  # what the name begins with, day and month
    "Neujahr": (1, 1),
    "New Year's Day": (1, 1),
    "New Year’s Day": (1, 1),
    "Heilig": (24, 12),
    "Christmas Eve": (24, 12),
    "Christmas Day": (25, 12),
    "Silvester": (31, 12),
    "New Year's Eve": (31, 12),
    "New Year’s Eve": (31, 12),
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


def _iso(match: re.Match[str]) -> Parts:
    return {part: _values(match[part]) for part in ("year", "month", "day")}


def _decade(match: re.Match[str]) -> Parts:
    return {"decade": frozenset({int(match["decade"]) % 100})}


def _weekday(match: re.Match[str]) -> Parts:
    return {"weekday": frozenset({_WEEKDAYS[match["weekday"].lower()]})}


def _night(match: re.Match[str]) -> Parts:
    """The weekdays that a night is on, and the one it begins on: "Nacht zu Samstag" and "Saturday night" differ."""
    day = _WEEKDAYS[match["weekday"].lower()]
    if "Nacht" not in match.group():
        return {"weekday": frozenset({day}), "night": frozenset({day})}
    eve = (day - 2) % 7 + 1
    return {"weekday": frozenset({eve, day}), "night": frozenset({eve})}


def _spoken_clock(match: re.Match[str]) -> Parts:
    """A quarter of an hour before eight for "drei viertel acht" and "quarter to eight", of either half of the day."""
    hour = next(i for i, words in enumerate(_HOURS, 1) if match["hour"].lower() in words)
    minutes = _QUARTERS[match["part"].lower().replace("drei v", "dreiv")]
    hour = (hour - (minutes < 0)) % 12
    return {"hour": frozenset({hour, hour + 12}), "minute": frozenset({minutes % 60})}


def _holiday(match: re.Match[str]) -> Parts:
    day, month = next(date for beginning, date in _HOLIDAYS.items() if match.group().startswith(beginning))
    return {"day": frozenset({day}), "month": frozenset({month})}


def _season(match: re.Match[str]) -> Parts:
    return {"season": frozenset({_SEASONS[match.group().lower()]})}


def _relative(match: re.Match[str]) -> Parts:
    word = match.group().lower()
    return {"relative": frozenset({_RELATIVE["de"].get(word) or _RELATIVE["en"][word]})}


def _form(
    pattern: str,
    parts: Callable[[re.Match[str]], Parts],
    led: Literal["digit", "capital", "any"] = "digit",
    *,
    sure: bool = True,
) -> Form:
    return Form(re.compile(pattern), parts, led, sure)


_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_HOUR = r"(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?"
_AFTER = r"(?![\d/]|[.,:]\d)"
_BEFORE = r"(?<![\d/$€£])(?<!\d[.,:])"
_LONE_YEAR = rf"{_BEFORE}(?P<year>{_YEAR})(?!\d|[.,:]\d|[%€$£]|/\d)"
_LONE_CLOCK = r"(?<![\d:.,-])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:]|[.,]\d|\s?\()"

_GERMAN_MONTH = _any(MONTHS["de"]).title()
_GERMAN_DATE = _GERMAN_MONTH + r"|(?:Jan|Feb|Mär|Mar|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\."
_GERMAN_UNTIL = rf"(?:\s?(?:bis|und|oder|/|-|–|\+)\s?(?:zum\s)?(?P<until>{_DAY})\.)?"
_GERMAN_DAY = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
_PART_OF_DAY = r"(?:abend|morgen|mittag|nachmittag|vormittag|nacht|früh)?s?"

_GERMAN_NIGHT = rf"Nacht (?:(?:von|vom) (?:{_GERMAN_DAY}) )?(?:zum?|auf(?: den)?) (?P<weekday>{_GERMAN_DAY})\b"
_SPOKEN_HOUR = rf"(?P<hour>{'|'.join(sorted((word for words in _HOURS for word in words), key=len, reverse=True))})\b"

_ENGLISH_MONTH = "January|February|April|June|July|August|September|October|November|December"
_ENGLISH_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_ENGLISH_DATE = rf"{_ENGLISH_MONTH}|May|March|(?:{_ENGLISH_SHORT})\b\.?"
_NTH = r"(?:st|nd|rd|th)?"
_ENGLISH_DAYS = rf"(?P<day>{_DAY}){_NTH}(?:\s?(?:-|–|to|and|or|through)\s?(?P<until>{_DAY}){_NTH})?"
_ENGLISH_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
_IN_YEAR = rf"(?:(?:,\s?|\s)(?:in\s|of\s)?(?P<year>{_YEAR})\b)?"
# "May" and "March" are months after these words; a verb, a name or a demonstration elsewhere
_IN_MONTH = "|".join(
    f"(?<={word} )" for word in "In in Of of last this next early late Since since Until until By by".split()
)

_NUMERIC = [
    _form(rf"{_BEFORE}(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY})(?!\d)", _iso),
    _form(rf"{_BEFORE}(?P<a>{_DAY})[./] ?(?P<b>{_DAY})[./] ?(?P<year>(?:\d\d){{1,2}}){_AFTER}", _numeric),
]
FORMS: dict[Language, list[Form]] = {
    "de": [
        *_NUMERIC,
        _form(
            rf"{_BEFORE}(?P<day>{_DAY})\.{_GERMAN_UNTIL}\s?(?P<month>{_GERMAN_DATE})(?:\s(?:des\sJahres\s)?(?P<year>{_YEAR})\b)?",
            _date,
        ),
        _form(rf"{_BEFORE}(?P<a>{_DAY})\. ?(?P<b>{_MONTH})\.(?P<year>)(?!\s?\d)", _numeric),
        _form(rf"{_BEFORE}{_HOUR}\s?Uhr(?:\s(?P<late>[0-5]\d)\b(?!\s?Uhr|[.,]\d))?", _clock),
        _form(rf"(?P<month>{_GERMAN_MONTH})\b(?:\s(?P<year>{_YEAR})\b)?", _date, "capital"),
        _form(r"(?P<decade>(?:1[5-9]|20)?\d0)-?ern?s?\b", _decade),
        _form(_LONE_CLOCK, _clock),
        _form(_LONE_YEAR, _date),
        _form(_GERMAN_NIGHT, _night, "capital"),
        _form(rf"(?P<weekday>{_GERMAN_DAY})(?:s|e|en)?{_PART_OF_DAY}\b", _weekday, "capital"),
        _form(rf"(?i:(?P<weekday>{_GERMAN_DAY}))", _weekday, "any", sure=False),
        _form(r"\b(?:Frühling|Frühjahr|Sommer|Herbst|Winter)\b", _season, "any"),
        _form(
            rf"\b(?P<part>[Vv]iertel (?:nach|vor)|(?:[Dd]rei )?[Vv]iertel|[Dd]reiviertel|[Hh]alb) {_SPOKEN_HOUR}",
            _spoken_clock,
            "any",
            sure=False,
        ),
        _form(
            r"\b(?:Neujahr(?:stag)?|Heiligabend|Heilige[rn] Abend|Silvester(?:abend|nacht)?)\b",
            _holiday,
            "any",
            sure=False,
        ),
        _form(r"\b(?:vorgestern|gestern|heute|übermorgen|(?<!heute )(?<!gestern )morgen)\b", _relative, "any"),
    ],
    "en": [
        *_NUMERIC,
        _form(
            rf"(?P<month>{_ENGLISH_DATE})\s(?:the\s)?{_ENGLISH_DAYS}(?!\d|[.,:]\d|\s?(?:million|percent|per cent|%))"
            rf"{_IN_YEAR}",
            _date,
            "capital",
        ),
        _form(rf"{_BEFORE}{_ENGLISH_DAYS}\s(?:of\s)?(?P<month>{_ENGLISH_DATE}){_IN_YEAR}", _date),
        _form(rf"{_BEFORE}{_HOUR}\s?(?P<half>[apAP])\.?\s?[mM]\b\.?", _clock),
        _form(rf"{_BEFORE}{_HOUR}\so.clock", _clock),
        _form(rf"(?P<month>{_ENGLISH_MONTH})\b{_IN_YEAR}", _date, "capital"),
        _form(rf"(?:{_IN_MONTH}|(?<=mid-))(?P<month>May|March)\b(?! (?:on|for|of) the){_IN_YEAR}", _date, "capital"),
        _form(rf"(?P<month>May|March|{_ENGLISH_SHORT})\b\.?{_IN_YEAR}", _date, "capital", sure=False),
        _form(r"(?P<decade>(?:1[5-9]|20)?\d0)['’]?s\b", _decade),
        _form(_LONE_CLOCK, _clock),
        _form(_LONE_YEAR, _date),
        _form(rf"{_ENGLISH_WEEKDAY[:-2]} night\b", _night, "capital"),
        _form(rf"(?<!Good )(?<!Easter )(?<!Black ){_ENGLISH_WEEKDAY}", _weekday, "capital"),
        _form(_ENGLISH_WEEKDAY, _weekday, "capital", sure=False),
        _form(r"\b(?:[Ss]ummer|[Aa]utumn|[Ww]inter)(?:time)?\b", _season, "any"),
        _form(r"\b(?:[Ss]pring(?:time)?|[Ff]all)\b", _season, "any", sure=False),
        _form(
            r"\b(?P<part>[Qq]uarter (?:past|after)|[Hh]alf past|(?:(?<=[Aa]t )|(?<=[Aa]t a ))quarter to)"
            rf" {_SPOKEN_HOUR}",
            _spoken_clock,
            "any",
        ),
        _form(r"\b(?:New Year['’]s (?:Day|Eve)|Christmas (?:Day|Eve))\b", _holiday, "any", sure=False),
        _form(r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b", _relative, "any"),
    ],
}
