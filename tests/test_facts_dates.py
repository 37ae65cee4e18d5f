"""Dates and times: one fact each, whatever the form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import Language, compare
from translate_sum.facts.dates import compare as compare_dates
from translate_sum.facts.moments import moments

Found = tuple[str, str, str, str]


def found(source: str, target: str, language: Language = "de") -> list[Found]:
    """Of all kinds that read digits, so that a date that is a number too shows."""
    every = compare(source, target, source_language=language, comparers=("numbers", "units", "dates"))
    return [
        (f.kind, f.status, f.source.text if f.source else "", f.target.text if f.target else "")
        for f in every
        if (f.kind, f.status) != ("number", "ok")
    ]


@pytest.mark.parametrize(
    ("source", "target", "a", "b"),
    [
        ("am 3. Oktober 2019", "on October 3, 2019", "3. Oktober 2019", "October 3, 2019"),
        ("am 3. Oktober", "on 3 October", "3. Oktober", "3 October"),
        ("am 3. Oktober", "on October 3rd", "3. Oktober", "October 3rd"),
        ("am 1.1.2027", "on January 1, 2027", "1.1.2027", "January 1, 2027"),
        ("am 1. 2. 2027", "on 2/1/2027", "1. 2. 2027", "2/1/2027"),
        ("vom 3. bis 5. Oktober", "October 3 to 5", "3. bis 5. Oktober", "October 3 to 5"),
        ("am 2027-01-03", "on Jan. 3, 2027", "2027-01-03", "Jan. 3, 2027"),
        ("im Mai 2019", "in May 2019", "Mai 2019", "May 2019"),
        ("am Sonntagabend", "on Sunday evening", "Sonntagabend", "Sunday"),
        ("am Sonnabend", "on Saturday", "Sonnabend", "Saturday"),
        ("mittwochs und Mittwochs", "on Wednesdays", "mittwoch", "Wednesdays"),
        ("um 14.30 Uhr", "at 2:30 p.m.", "14.30 Uhr", "2:30 p.m."),
        ("um 14 Uhr", "at 14:00", "14 Uhr", "14:00"),
        ("um 20.00 Uhr", "at 8 o'clock", "20.00 Uhr", "8 o'clock"),
        ("im Jahr 2018", "in 2018", "2018", "2018"),
        ("die 90er Jahre", "the 1990s", "90er", "1990s"),
        ("die 1990er", "the '90s", "1990er", "90s"),
        ("heute", "tonight", "heute", "tonight"),
        ("im Herbst", "in autumn", "Herbst", "autumn"),
        ("in der Nacht zu Samstag", "on Friday night", "Nacht zu Samstag", "Friday night"),
        ("in der Nacht auf Montag", "early on Monday", "Nacht auf Montag", "Monday"),
        ("in der Nacht zum Samstag", "overnight to Saturday", "Nacht zum Samstag", "Saturday"),
        ("in der Nacht von Montag auf Dienstag", "on Monday night", "Nacht von Montag auf Dienstag", "Monday night"),
        ("am Freitagabend", "on Friday night", "Freitagabend", "Friday night"),
        ("20.15 Uhr", "a quarter past eight", "20.15 Uhr", "quarter past eight"),
        ("20.45 Uhr", "at a quarter to nine", "20.45 Uhr", "quarter to nine"),
        ("drei viertel acht", "7:45", "drei viertel acht", "7:45"),
        ("halb acht", "half past seven", "halb acht", "half past seven"),
        ("halb eins", "12:30 p.m.", "halb eins", "12:30 p.m."),
        ("an Silvester", "on December 31", "Silvester", "December 31"),
    ],
)
def test_the_same(source: str, target: str, a: str, b: str) -> None:
    assert found(source, target) == [("date", "ok", a, b)]


@pytest.mark.parametrize(
    ("source", "target", "a", "b"),
    [
        ("am 3. Oktober", "on October 4", "3. Oktober", "October 4"),
        ("am 3. Oktober", "on November 3", "3. Oktober", "November 3"),
        ("am 3. Oktober 2019", "on October 3, 2018", "3. Oktober 2019", "October 3, 2018"),
        ("am 3. Oktober 2019", "on 3 October", "3. Oktober 2019", "3 October"),
        ("vom 3. bis 5. Oktober", "October 3 to 6", "3. bis 5. Oktober", "October 3 to 6"),
        ("am 1.2.2027", "on January 1, 2027", "1.2.2027", "January 1, 2027"),
        ("im Mai", "in June", "Mai", "June"),
        ("am Sonntag", "on Monday", "Sonntag", "Monday"),
        ("am Samstag mit einem Bild", "on Monday with one picture", "Samstag", "Monday"),
        ("um 14.30 Uhr", "at 3:30 p.m.", "14.30 Uhr", "3:30 p.m."),
        ("um 14.30 Uhr", "at 2:15 p.m.", "14.30 Uhr", "2:15 p.m."),
        ("um 14 Uhr", "at 2 a.m.", "14 Uhr", "2 a.m."),
        ("im Jahr 2018", "in 2019", "2018", "2019"),
        ("die 90er Jahre", "the 1980s", "90er", "1980s"),
        ("gestern", "tomorrow", "gestern", "tomorrow"),
        ("im Sommer", "in winter", "Sommer", "winter"),
        ("in der Nacht zu Samstag", "on Saturday night", "Nacht zu Samstag", "Saturday night"),
        ("in der Nacht zu Samstag", "on Sunday night", "Nacht zu Samstag", "Sunday night"),
        ("um 20.15 Uhr", "at quarter past nine", "20.15 Uhr", "quarter past nine"),
        ("um drei viertel acht", "at 7:15", "drei viertel acht", "7:15"),
    ],
)
def test_an_altered_date_is_one_finding(source: str, target: str, a: str, b: str) -> None:
    assert found(source, target) == [("date", "changed", a, b)]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("am 3. Oktober", "once", [("date", "missing", "3. Oktober", "")]),
        ("einmal", "on October 3", [("date", "invented", "", "October 3")]),
        ("gestern", "on Tuesday", []),
        ("am Dienstag", "yesterday", []),
        ("am Karfreitag", "on Good Friday", []),
        ("morgen früh", "in the morning", []),
        ("Theresa May sagte", "Theresa May said", []),
        ("im Mai", "Theresa May", []),
        ("um Viertel nach acht", "at 8:15", []),
        ("die Saison 2017/18", "the 2017-2018 season", []),
        ("am 1. Januar", "on New Year's Day", []),
        ("am 1. Januar 2019", "on New Year’s Day 2019", []),
        ("am 24. Dezember", "on Christmas Eve", []),
        ("am 25. Dezember", "on Christmas Day", []),
        ("am 31. Dezember", "on New Year's Eve", []),
        ("am 24. Dezember", "on New Year's Eve", [("date", "missing", "24. Dezember", "")]),
        ("ein Viertel bis ein Drittel der Wähler", "a quarter to one third of voters", []),
    ],
)
def test_by_itself(source: str, target: str, expected: list[Found]) -> None:
    assert [finding for finding in found(source, target) if finding[1] != "ok"] == expected


@pytest.mark.parametrize("text", ["2000 Meter", "2.018 Leute", "2018,5", "1:0-Sieg", "$2019", "12345"])
def test_not_every_number_is_a_date(text: str) -> None:
    assert moments(text, "de") == ()


def test_weekdays_are_counted() -> None:
    wrong = [
        finding for finding in found("am Freitag und am Dienstag", "on Friday and on Friday") if finding[1] != "ok"
    ]
    assert wrong == [("date", "changed", "Dienstag", "Friday")]


FACTS = ["on Sunday", "on October 3, 2019", "in 2018", "at 2:30 p.m.", "in May", "the 1990s", "March 5-7", "at 14:30"]


@given(st.lists(st.sampled_from(FACTS)).flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_the_order_of_dates_does_not_matter(orders: tuple[list[str], list[str]]) -> None:
    facts, shuffled = orders
    every = list(compare_dates("; ".join(facts), "; ".join(shuffled), "en"))
    assert all(finding.status == "ok" for finding in every)
    assert len(every) == len(facts)


@given(st.text() | st.lists(st.sampled_from(FACTS)).map(" ".join), st.text(), st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: Language) -> None:
    for finding in compare_dates(source, target, language):
        for text, span in ((source, finding.source), (target, finding.target)):
            assert span is None or text[span.start : span.end] == span.text


MIXED = [
    ("She was last seen on July 6, 2007. A camera saw her in October.", "She was last seen on October 6, 2007.", True),
    ("She left on July 6, 2007. A camera saw her on October 6, 2007.", "A camera saw her on October 6, 2007.", False),
    ("She was last seen on July 6, 2007.", "She was last seen on 6 July 2007.", False),
    ("They met 9 times and on August 22.", "They met in August 2009.", True),
    ("They met for three weeks in March.", "They met on March 3.", True),
]


@pytest.mark.parametrize(("source", "target", "wrong"), MIXED)
def test_a_date_is_not_made_of_others_parts(source: str, target: str, wrong: bool) -> None:
    found = compare(source, target, source_language="en", comparers=("dates",))
    assert any(finding.wrong for finding in found if finding.target) is wrong
