"""Numbers that mean the same in both languages, and numbers that do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import Language, compare
from translate_sum.facts.number_words import english_phrases, german_prefixes, german_value

Change = tuple[str, str]
"""What the source and what the target says; "" where one says nothing."""


def changes(source: str, target: str, language: Language = "de") -> list[Change]:
    """All that is not in order, of whatever kind: numbers, units and dates share the characters among them."""
    found = compare(source, target, source_language=language, comparers=("numbers", "units", "dates"))
    return [
        (finding.source.text if finding.source else "", finding.target.text if finding.target else "")
        for finding in found
        if finding.status != "ok"
    ]


SAME = [
    ("2.200.112 Menschen", "2,200,112 people"),
    ("1.234,5 Liter", "1,234.5 litres"),
    ("1500 Kräfte", "1,500 staff"),
    ("10 000 Bäume", "10,000 trees"),
    ("6,8 Prozent", "6.8%"),
    ("3,50 Euro", "3.5 euros"),
    ("3,5 Mrd. Euro", "3.5 billion euros"),
    ("die Anfangsformation", "the starting eleven"),
    ("mit dem ein oder anderen Witz", "with a joke or two"),
    ("3,5 Milliarden", "3,500 million"),
    ("3,5 Mrd. €", "€3.5bn"),
    ("1,2 Billionen Dollar", "$1.2 trillion"),
    ("20-Millionen-Programm", "20-million programme"),
    ("1,8 Milliarden Tonnen", "1.8 thousand million tonnes"),
    ("3 bis 4 Millionen", "3 to 4 million"),
    ("zwischen 3 Millionen und 4 Millionen", "between 3 and 4 million"),
    ("eine Million Euro", "1 million euros"),
    ("1 Million Euro", "a million euros"),
    ("Millionen Menschen", "millions of people"),
    ("drei Millionen", "3 million"),
    ("fünf Meter breit", "5m wide"),
    ("5 Millionen Pfund", "£5m"),
    ("zwei Männer", "2 men"),
    ("2 Männer", "two men"),
    ("12 Apostel", "twelve apostles"),
    ("zweihundertfünfzig Gäste", "250 guests"),
    ("250 Gäste", "two hundred and fifty guests"),
    ("zweitausendfünfhundert", "two thousand five hundred"),
    ("einundzwanzig", "twenty-one"),
    ("zweieinhalb Jahre", "two and a half years"),
    ("drei Dutzend", "36"),
    ("40 Jahre", "four decades"),
    ("100 Jahre", "a century"),
    ("die beiden Männer", "the two men"),
    ("zwei Brüder", "both brothers"),
    ("der 57-Jährige", "the 57-year-old"),
    ("die Achtzehnjährige", "the 18-year-old"),
    ("Platz 3.", "third place"),
    ("am 3. Platz", "in 3rd place"),
    ("der dritte Mann", "the third man"),
    ("am 3. Oktober 2019", "on October 3, 2019"),
    ("am 1.1.2027", "on January 1, 2027"),
    ("am 04.05.2018", "on 04/05/2018"),
    ("am 5. Oktober", "on 10/5"),
    ("um 14.30 Uhr", "at 2:30 p.m."),
    ("um 14.30 Uhr", "at 14:30"),
    ("um 14 Uhr", "at 2 pm"),
    ("um 20.00 Uhr", "at 8 p.m."),
    ("um 8.15 Uhr", "at a quarter past eight"),
    ("um Mitternacht", "at 12"),
    ("die Saison 2017/18", "the 2017-2018 season"),
    ("in den 50er Jahren", "in the 1950s"),
    ("seit den Neunzigern", "since the 1990s"),
    ("siegten 2:0", "won 2-0"),
    ("91:84 (43:46)", "91-84 (43-46)"),
    ("2018 und nochmals 2018", "in 2018 and again"),
    ("1. FC Köln", "FC Cologne"),
    ("-5 Grad", "-5 degrees"),
    ("minus 5 Grad", "5 degrees below zero"),
    ("von 10 -12 Uhr", "from 10 to 12"),
    ("1" * 99, "1" * 99),
    ("5" + " Millionen" * 2000, "5" + " million" * 2000),
    ("30 Euro", "€30"),
    ("30 US-Dollar", "$30"),
    ("keine Zahl", "no number"),
    ("viele Leute", "a hundred people"),
    ("zwei Leute", "people"),
    ("Leute", "first, a second time"),
    ("Covid-19", "COVID-19"),
    ("", ""),
]


@pytest.mark.parametrize(("german", "english"), SAME)
def test_the_same(german: str, english: str) -> None:
    assert changes(german, english) == []


@pytest.mark.parametrize(
    ("german", "english", "change"),
    [
        ("2.200.112 Menschen", "2,200,12 people", ("2.200.112", "2,200,12")),
        ("250 Gäste", "205 guests", ("250", "205")),
        ("250 Gäste", "guests", ("250", "")),
        ("Gäste", "250 guests", ("", "250")),
        ("3,5 Mrd. Euro", "3.5 million euros", ("3,5 Mrd", "3.5 million")),
        ("3,5 Mrd. Euro", "3.5 euros", ("3,5 Mrd", "3.5")),
        ("1,2 Billionen", "1.2 billion", ("1,2 Billionen", "1.2 billion")),
        ("1.500 Euro", "1.5 euros", ("1.500", "1.5")),
        ("1,5 Prozent", "15 percent", ("1,5", "15")),
        ("sechs Personen", "five people", ("sechs", "five")),
        ("sechs Personen", "5 people", ("sechs", "5")),
        ("im Jahr 2018", "in 2019", ("2018", "2019")),
        ("um 14.30 Uhr", "at 3:30 p.m.", ("14.30 Uhr", "3:30 p.m.")),
        ("am 1.2.2027", "on January 1, 2027", ("1.2.2027", "January 1, 2027")),
        ("siegten 2:0", "won 2-1", ("2:0", "2")),
        ("30 Euro", "30 dollars", ("Euro", "dollars")),
        ("30 €", "$30", ("€", "$")),
        ("-5 Grad", "5 degrees", ("-5", "5")),
        ("minus 5 Grad", "a warm 5 degrees", ("minus 5", "5")),
    ],
)
def test_changed(german: str, english: str, change: Change) -> None:
    assert change in changes(german, english)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("null", 0),
        ("zwölf", 12),
        ("sechzehn", 16),
        ("einundzwanzig", 21),
        ("dreißig", 30),
        ("hundert", 100),
        ("zweihundertfünf", 205),
        ("hunderttausend", 100_000),
        ("eintausendzweihundertdrei", 1203),
        ("neunzehnhundertachtzig", 1980),
        ("dritte", 3),
        ("achten", 8),
        ("siebter", 7),
        ("vierten", 4),
        ("einundzwanzigste", 21),
        ("anderthalb", "1.5"),
        ("dreieinhalb", "3.5"),
    ],
)
def test_german_words(word: str, value: int | str) -> None:
    assert german_value(word) == Decimal(value)


@pytest.mark.parametrize("word", ["hund", "und", "sechsling", "tausendfüßler", "machte", "beste", "", "einhundertx"])
def test_not_german_numbers(word: str) -> None:
    assert german_value(word) is None


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("He has Twenty-One dogs", "Twenty-One", 21),
        ("a hundred", "a hundred", 100),
        ("two hundred and fifty thousand", "two hundred and fifty thousand", 250_000),
        ("two thousand five hundred", "two thousand five hundred", 2500),
        ("the twentieth", "twentieth", 20),
        ("the nineties", "nineties", 90),
    ],
)
def test_english_phrases(text: str, phrase: str, value: int) -> None:
    assert [(text[start:end], found) for start, end, found in english_phrases(text)] == [(phrase, Decimal(value))]


def test_english_numbers_joined_by_and_are_two() -> None:
    assert [value for *_, value in english_phrases("two and three")] == [2, 3]


def test_the_longest_prefix_counts() -> None:
    assert [value for *_, value in german_prefixes("Der achtundzwanzigjährige Dreikämpfer schläft")] == [28, 3]


def grouped(value: Decimal, group: str, point: str) -> str:
    return f"{value:,}".translate(str.maketrans(",.", group + point))


@pytest.mark.parametrize(
    ("source", "target", "change"),
    [
        ("Drei Spiele, drei Siege", "Four games, three wins", ("Drei", "Four")),
        ("vier bis fünf Jahre", "five to five years", ("vier", "five")),
        ("die beiden Männer", "the nine men", ("beiden", "nine")),
        ("die viertägige Reise", "the two-day trip", ("vier", "two")),
        ("der sechste Treffer", "the third goal", ("sechste", "third")),
        ("die drittbeste Stimmung", "the fourth-best mood", ("dritt", "fourth")),
        ("ein 1:1 bei Chelsea", "a 2:1 at Chelsea", ("1:1", "2:1")),
        ("Millionen Menschen", "billions of people", ("Millionen", "billions")),
        ("ein milliardenschwerer Konzern", "a million-dollar company", ("milliarde", "million")),
        ("die Züge", "the fourteen trains", ("", "fourteen")),
    ],
)
def test_changed_words(source: str, target: str, change: Change) -> None:
    assert changes(source, target) == [change]


@pytest.mark.parametrize(
    ("article", "summary"),
    [
        ("Two men and 3,000 dogs died in 2014.", "Two men died."),
        ("Five people, 20% of them.", "20 percent."),
        ("He won 2-1 on March 14.", "A 2-1 win."),
        ("It is 100 km away.", "It is 62 miles away."),
    ],
)
def test_a_summary_in_order(article: str, summary: str) -> None:
    wrong = compare(article, summary, source_language="en", comparers=("numbers", "units", "dates"))
    assert [finding for finding in wrong if finding.status not in ("ok", "missing")] == []


ARTICLE = (
    "Police said three people were wounded in the shooting on the beach. The suspects had fled in two cars. "
    "A court will hear the case of the brothers within a month, and the city has promised more patrols."
)


def test_a_number_of_other_words_is_altered() -> None:
    """The article has a "two", but not of wounded people."""
    assert ("three", "Two") in changes(ARTICLE, "Two people were wounded in the beach shooting, police said.", "en")


def test_a_decimal_is_not_made_of_parts_of_others() -> None:
    assert ("55.6", "40.6") in changes("It has 55.6 percent, they 40.8.", "They have 40.8 percent, it 40.6.", "en")


def test_a_number_of_the_same_words_is_not() -> None:
    assert changes("Three were wounded.", "Three were wounded.", "en") == []


PHRASES = ["5 people", "2-1", "two men", "a third", "half", "millions", "3,500", "1.5 million", "-5 degrees", "a dozen"]


@given(st.lists(st.sampled_from(PHRASES)).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_does_not_matter(orders: tuple[list[str], list[str]]) -> None:
    one, other = (", ".join(order) for order in orders)
    assert changes(one, other, "en") == []


@given(st.text())
def test_a_text_agrees_with_itself(text: str) -> None:
    assert changes(text, text, "en") == []


@given(st.text(), st.text(), st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: Language) -> None:
    for finding in compare(source, target, source_language=language, comparers=("numbers",)):
        for text, span in ((source, finding.source), (target, finding.target)):
            assert span is None or text[span.start : span.end] == span.text


VALUES = st.decimals(min_value=2, max_value=10**9, places=2)


@given(VALUES)
def test_a_value_is_the_same_in_both_formats(value: Decimal) -> None:
    assert changes(f"Es sind {grouped(value, '.', ',')} Liter", f"It is {grouped(value, ',', '.')} litres") == []


@given(st.integers(3000, 10**9), st.integers(3000, 10**9))
def test_two_whole_numbers_are_told_apart(one: int, other: int) -> None:
    found = changes(f"Es sind {one} Liter", f"It is {other} litres")
    assert found == ([] if one == other else [(str(one), str(other))])


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(german: str, english: str) -> None:
    assert all(change != ("", "") for change in changes(german, english))
