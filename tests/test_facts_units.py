"""Units and currencies: which ones are the same, which were altered, which conversions are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import Finding, Language
from translate_sum.facts.measures import mentions
from translate_sum.facts.quantities import quantities
from translate_sum.facts.units import compare


def found(source: str, target: str, language: Language = "de") -> list[tuple[str, str, str, str]]:
    return [_brief(finding) for finding in compare(source, target, language)]


def _brief(finding: Finding) -> tuple[str, str, str, str]:
    source, target = (span.text if span else "" for span in (finding.source, finding.target))
    return finding.kind, finding.status, source, target


@pytest.mark.parametrize(
    ("source", "target", "kind", "a", "b"),
    [
        ("30 Euro", "€30", "currency", "Euro", "€"),
        ("EUR 30", "30 euros", "currency", "EUR", "euros"),
        ("30 US-Dollar", "$30", "currency", "Dollar", "$"),
        ("500 Yen", "¥500", "currency", "Yen", "¥"),
        ("5 Mio. Franken", "5 million Swiss francs", "currency", "Franken", "francs"),
        ("5 Millionen Pfund", "£5m", "currency", "Pfund", "£"),
        ("100 Rupien", "100 rupees", "currency", "Rupien", "rupees"),
        ("100 Rand", "100 rand", "currency", "Rand", "rand"),
        ("20.000 Forint", "20,000 forints", "currency", "Forint", "forints"),
        ("6,8 Prozent", "6.8%", "unit", "Prozent", "%"),
        ("6,8 Prozent", "6.8 per cent", "unit", "Prozent", "per cent"),
        ("2 Prozentpunkte", "2 percentage points", "unit", "Prozentpunkte", "percentage points"),
        ("eine 20-prozentige Senkung", "a 20-percent cut", "unit", "prozentige", "percent"),
        ("80 Quadratmeter", "80 square metres", "unit", "Quadratmeter", "square metres"),
        ("zweistündige Sitzung", "a two-hour session", "unit", "stündige", "hour"),
        ("der 57-Jährige", "the 57-year-old", "unit", "Jährige", "year"),
        ("in der 89. Minute", "in the 89th minute", "unit", "Minute", "minute"),
        ("3 bis 4 Tonnen", "3 to 4 tonnes", "unit", "Tonnen", "tonnes"),
        ("120 Stundenkilometer", "120 km/h", "unit", "Stundenkilometer", "km/h"),
    ],
)
def test_the_same(source: str, target: str, kind: str, a: str, b: str) -> None:
    every = found(source, target)
    assert [status for _, status, *_ in every] == ["ok"] * len(every)
    assert (kind, "ok", a, b) in every


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("30 Euro", "30 dollars", ("currency", "changed", "Euro", "dollars")),
        ("30 Euro", "$30", ("currency", "changed", "Euro", "$")),
        ("30 Euro", "won 30 seats", ("currency", "missing", "Euro", "")),
        ("30 Euro und 50 Dollar", "$30 and $50", ("currency", "changed", "Euro", "$")),
        ("30 Euro", "30 people", ("currency", "missing", "Euro", "")),
        ("30 Leute", "30 dollars", ("currency", "invented", "", "dollars")),
        ("5 Prozent", "5 percentage points", ("unit", "changed", "Prozent", "percentage points")),
        ("5 Kilometer", "5 m", ("unit", "changed", "Kilometer", "m")),
        ("220 Höhenmeter", "220 kilometres", ("unit", "changed", "Höhenmeter", "kilometres")),
        ("5 Tonnen", "5 kilograms", ("unit", "changed", "Tonnen", "kilograms")),
        ("80 Kilo", "80 pounds", ("unit", "changed", "Kilo", "pounds")),
        ("zwei Stunden", "two minutes", ("unit", "changed", "Stunden", "minutes")),
        ("einige Stunden", "some minutes", ("unit", "changed", "Stunden", "minutes")),
        ("10 Tage und 5 Stunden", "10 hours and 5 hours", ("unit", "changed", "Tage", "hours")),
    ],
)
def test_altered(source: str, target: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("100 Kilometer", "62 miles"),
        ("100 Kilometer", "62 miles (100 kilometres)"),
        ("30 Grad", "86 degrees Fahrenheit"),
        ("14 Tage", "two weeks"),
        ("40 Jahre", "four decades"),
        ("vor acht Tagen", "a week ago"),
        ("3 Pfund", "1.5 kilograms"),
        ("80 Kilo", "176 pounds"),
        ("245 Millionen Kilogramm", "542 million pounds"),
        ("ein milliardenschwerer Konzern", "a billion-dollar company"),
        ("in der Eurozone", "in the euro zone"),
        ("Real Madrid gewann am Rand", "Real Madrid won"),
        ("5 Prozent", "5 points"),
        ("", ""),
    ],
)
def test_left_alone(source: str, target: str) -> None:
    assert all(status == "ok" for _, status, *_ in found(source, target))


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Square kilometres, kilometres per hour", "en", ["square kilometre", "km/h"]),
        ("percentage points, percent", "en", ["percentage point", "percent"]),
        ("20 km/h bei 5 °C", "de", ["km/h", "degree"]),
    ],
)
def test_the_longest_form_counts(text: str, language: Language, names: list[str]) -> None:
    assert [mention.unit.name for mention in mentions(text, language)] == names


def test_a_sign_before_the_number_comes_before_a_letter_after_it() -> None:
    assert [quantity.unit.name for quantity in quantities("£5m", "en")] == ["pound"]


TEXTS = st.lists(
    st.sampled_from(["5 km", "3%", "$5", "two hours", "£5m", "six", "1.2 billion euros", "a 15-second clip", "won"])
).map(", ".join)


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    assert all(finding.status == "ok" for finding in compare(text, text, "en"))


@given(st.text() | TEXTS, st.text() | TEXTS, st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: Language) -> None:
    for finding in compare(source, target, language):
        for text, span in ((source, finding.source), (target, finding.target)):
            assert span is None or text[span.start : span.end] == span.text


@pytest.mark.parametrize(("sign", "other"), [("$", "¥"), ("£", "¥"), ("¥", "€"), ("¥", "$")])
def test_a_summary_with_another_sign_is_found(sign: str, other: str) -> None:
    said = found(f"The deal is worth {sign}7.8 billion to the clubs.", f"A deal worth {other}7.8 billion.", "en")
    assert ("currency", "changed", sign, other) in said
