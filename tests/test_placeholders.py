"""What is protected, and that masking gives it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.placeholders import STAND_INS, around_symbols, find, lost, mask, split

FOUND = [
    ("Mehr unter https://www.spiegel.de/politik?id=3&x=ä#a.", ["https://www.spiegel.de/politik?id=3&x=ä#a"]),
    ("(siehe http://a.de/b_(c))", ["http://a.de/b_(c)"]),
    ("„https://a.de“, sagte er", ["https://a.de"]),
    ("www.zeit.de, faz.net und n-tv.de/ticker", ["www.zeit.de", "faz.net", "n-tv.de/ticker"]),
    ("Hinweise an max.muster+x@polizei.bayern.de!", ["max.muster+x@polizei.bayern.de"]),
    ("@regsprecher twitterte: #GroKo, #noafd", ["@regsprecher", "#GroKo", "#noafd"]),
    ("die Datei bericht_2019.pdf liegt vor", ["bericht_2019.pdf"]),
    ("auf bahn.de. Dann", ["bahn.de"]),
    ("bbc.co.uk/news", ["bbc.co.uk/news"]),
    ("|www.wien.at|http://a.de/b|c.de/d|", ["www.wien.at", "http://a.de/b", "c.de/d"]),
]


@pytest.mark.parametrize(("text", "protected"), FOUND)
def test_found(text: str, protected: list[str]) -> None:
    assert find(text) == protected


@pytest.mark.parametrize(
    "text",
    [
        "Platz #1",
        "z.B. am 3.5. um 14.30 Uhr, d.h. bald",
        "Er kam.Dann ging er",
        "50 % & 3 @ 2",
        "Dr.med. Müller von der Co.KG",
        "AC/DC",
        "1.234,5",
        "C# und F#",
    ],
)
def test_not_found(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(("text", "protected"), FOUND)
def test_masked_text_has_only_stand_ins_and_restores(text: str, protected: list[str]) -> None:
    masked = mask(text)
    assert masked is not None
    assert find(masked.text) == []
    assert masked.restore(masked.text) == text
    assert [name in STAND_INS for name, _ in masked.pairs] == [True] * len(protected)


def test_a_stand_in_is_no_word_of_the_text() -> None:
    masked = mask("Amazon-Händler klagen auf a.de")
    assert masked is not None
    assert "Amazon" not in dict(masked.pairs)


def test_the_same_address_has_one_stand_in() -> None:
    masked = mask("a.de und a.de")
    assert masked is not None
    assert masked.pairs == ((STAND_INS[0], "a.de"),)


@pytest.mark.parametrize("text", ["nichts hier", "", " ".join(f"a{n}.de" for n in range(len(STAND_INS) + 1))])
def test_no_mask(text: str) -> None:
    assert mask(text) is None


@pytest.mark.parametrize(
    ("target", "is_lost"),
    [
        ("More at a.de and b.de", False),
        ("At b.de and a.de is more", False),
        ("More at a.de", True),
        ("More at a.de and a.de", True),
        ("More at a.de, b.de and b.de", True),
        ("More at a.de and b.com", True),
    ],
)
def test_lost(target: str, is_lost: bool) -> None:
    assert lost("Mehr auf a.de und b.de", target) is is_lost


@given(
    st.lists(st.sampled_from([" ", "a.de", "@b", "#c", ".", "(", ")", "http://", "x@y.org", "Wort", "/", "-"])).map(
        "".join
    )
)
def test_split_is_lossless(text: str) -> None:
    parts = split(text)
    assert "".join(part for part, _ in parts) == text
    assert [part for part, protected in parts if protected] == find(text)


@pytest.mark.parametrize("unit", ["a.", "a-", "a@", "@a", "#a", "www.", "(", "http://"])
def test_long_junk_takes_no_time(unit: str) -> None:
    assert "".join(part for part, _ in split(unit * 20_000)) == unit * 20_000


def test_further_words_are_masked_and_come_back_as_told() -> None:
    masked = mask("Kim Jong Un besuchte Peking.", {"Kim Jong Un": "Kim Jong Un", "Peking": "Beijing"})
    assert masked is not None
    assert masked.text == "Amazon besuchte Boeing."
    assert masked.restore("Amazon visited Boeing.") == "Kim Jong Un visited Beijing."


def test_a_word_within_a_word_is_not_masked() -> None:
    assert mask("Die Berliner feiern.", {"Berlin": "Berlin"}) is None


SYMBOLS = ["😂😂", "🔥", "💪🏽👨‍👩‍👧", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "☀", "1️⃣", "©️", "→", "★★★", "✓", "①", "🫠", "|"]


@pytest.mark.parametrize("symbols", SYMBOLS)
@pytest.mark.parametrize(
    ("before", "after"), [("", " Das war gut."), ("Tor! ", ""), ("Ich ", " Köln, 3 Mal"), ("", "")]
)
def test_a_text_is_parted_at_symbols(symbols: str, before: str, after: str) -> None:
    parts = [(before, False), (symbols, True), (after, False)]
    assert around_symbols(before + symbols + after) == [part for part in parts if part[0]]


@pytest.mark.parametrize("text", ["20 °C, 5 % und 80 m²", "#1 und 3*4", "– „Ja“ … • § € ½", "Xi (习近平)", "© dpa"])
def test_no_symbols(text: str) -> None:
    assert around_symbols(text) == [(text, False)]


@given(st.lists(st.sampled_from([*SYMBOLS, "Wort", " ", "\ufe0f", "\u200d", "🏽", "1", "#"])).map("".join))
def test_parting_at_symbols_is_lossless(text: str) -> None:
    assert "".join(part for part, _ in around_symbols(text)) == text
