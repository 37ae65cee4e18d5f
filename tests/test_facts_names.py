"""Names: true pairs give nothing wrong, planted errors are found; spans are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts.finding import Finding, Language
from translate_sum.facts.gazetteer import gazetteer
from translate_sum.facts.name_match import key, same
from translate_sum.facts.names import compare, english_name

TRUE = [
    ("Wladimir Putin traf Sergej Schoigu in Moskau.", "Vladimir Putin met Sergei Shoigu in Moscow."),
    (
        "Der ukrainische Präsident Selenskyj sprach mit Olaf Scholz.",
        "Ukrainian President Zelensky spoke to Olaf Scholz.",
    ),
    ("Merkels Regierung lehnte das ab.", "Angela Merkel's government rejected it."),
    ("Die Trump-Anhänger jubelten in Peking.", "Trump supporters cheered in Beijing."),
    ("Das Bundesverfassungsgericht in Karlsruhe entschied.", "The Federal Constitutional Court in Karlsruhe ruled."),
    ("Nordkoreas Machthaber Kim Jong Un reiste nach Pjöngjang.", "North Korean leader Kim Jong Un went to Pyongyang."),
    ("Die Franzosen und die Briten sind sich einig.", "The French and the British agree."),
    ("Der IWF warnt die EZB.", "The IMF warns the ECB."),
    ("Die Vereinigten Staaten und die EU verhandeln.", "The United States and the European Union are negotiating."),
    ("Grüne und CDU streiten im Bundestag.", "The Greens and the CDU argue in the Bundestag."),
    ("Am Montag regnete es in München und Köln.", "On Monday it rained in Munich and Cologne."),
    ("Mesut Özil spielte in Nürnberg.", "Mesut Ozil played in Nuremberg."),
    ("Tschechow und Tschaikowski lebten in Russland.", "Chekhov and Tchaikovsky lived in Russia."),
    ("Die Regierung tagte im Weißen Haus.", "The Government Met in the White House"),
    ("Der Hamburger Senat tagt.", "The Senate of Hamburg meets."),
    (
        "Er und die US-Börsenaufsicht SEC stritten über Twitter-Nachrichten.",
        "He and the US Securities and Exchange Commission (SEC) argued about tweets.",
    ),
    ("Auf gut Deutsch: Das war nichts.", "In plain language: It was nothing."),
    ('"Ele não" (auf Deutsch: "Der nicht")', '"Ele não" (English: "Not him")'),
    ("Es kostet 10.000 USD.", "It costs US$ 10,000."),
    ("Es kostet 80 Mio. Euro.", "It costs EUR 80m."),
    ("Er kam am 25. Dezember.", "He came on Christmas Day."),
    ("Was Russlands Nachbarn denken", "What Russia's neighbours think"),
]

PLANTED = [
    ("Angela Merkel kam nach Paris.", "Bill Clinton came to Paris.", "changed", "Angela Merkel", "Bill Clinton"),
    ("Kim Jong Un sprach.", "Ki Jong Un spoke.", "changed", "Kim Jong Un", "Ki Jong Un"),
    (
        "Angela Merkel traf Wladimir Putin.",
        "Angela Macron met Vladimir Putin.",
        "changed",
        "Angela Merkel",
        "Angela Macron",
    ),
    ("Das Spiel fand in Bonn statt.", "The match took place in Cologne.", "changed", "Bonn", "Cologne"),
    ("Der Minister sprach lange.", "The minister spoke with Nakamura for long.", "invented", None, "Nakamura"),
    ("Er blickte auf Deutschlands Norden.", "He looked at English shores.", "changed", "Deutschlands", "English"),
    ("Er spricht Deutsch.", "He speaks English.", "changed", "Deutsch", "English"),
    ("Er kam aus Deutschland.", "He came from Denmark.", "changed", "Deutschland", "Denmark"),
    ("Polen und Ungarn klagen.", "Poland and Romania are suing.", "changed", "Ungarn", "Romania"),
    (
        "Steinmeier dankte Macron für den Besuch.",
        "Macron thanked Macron for the visit.",
        "changed",
        "Steinmeier",
        "Macron",
    ),
    (
        "Wang Huning leitet die Delegation.",
        "Kim Song Nam heads the delegation.",
        "changed",
        "Wang Huning",
        "Kim Song Nam",
    ),
    ("Am Abend spielten Niklas Eilmann und Louis.", "Louis played in the evening.", "missing", "Niklas Eilmann", None),
]

TEXT = st.text(st.sampled_from("abcäöüßABCÖ .-'’\n\"„“12é") | st.characters(), max_size=60)


def wrong(source: str, target: str, language: Language = "de") -> list[Finding]:
    return [finding for finding in compare(source, target, language) if finding.status != "ok"]


@pytest.mark.parametrize(("source", "target"), TRUE)
def test_a_true_translation_has_every_name(source: str, target: str) -> None:
    assert wrong(source, target) == []


def test_what_is_answered_is_said() -> None:
    (finding,) = compare("Wladimir Putins Rede", "The speech of Vladimir Putin")
    assert (finding.status, finding.source and finding.source.text) == ("ok", "Wladimir Putins")
    assert finding.target
    assert finding.target.text == "Vladimir Putin"


@pytest.mark.parametrize(("source", "target", "status", "before", "after"), PLANTED)
def test_a_planted_error_is_found(source: str, target: str, status: str, before: str | None, after: str | None) -> None:
    (finding,) = wrong(source, target)
    assert finding.kind == "name"
    assert finding.status == status
    assert (finding.source and finding.source.text) == before
    assert (finding.target and finding.target.text) == after


def test_a_summary_may_leave_names_out_but_not_add_them() -> None:
    article = "American officials met Wang Huning of China. Kim Song Nam stayed in Pyongyang."
    assert {finding.status for finding in wrong(article, "U.S. officials met Wang.", "en")} == {"missing"}
    assert "invented" in {finding.status for finding in wrong(article, "Officials met Emmanuel Macron.", "en")}


@pytest.mark.parametrize("text", [target for _, target in TRUE] + [target for _, target, *_ in PLANTED])
def test_a_text_has_all_its_own_names(text: str) -> None:
    assert wrong(text, text, "en") == []


@given(TEXT)
def test_any_text_has_all_its_own_names(text: str) -> None:
    assert wrong(text, text, "en") == []


@given(TEXT, TEXT, st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: Language) -> None:
    for finding in compare(source, target, language):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is None or text[span.start : span.end] == span.text != ""


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Shoigu", "Schoigu"), ("Zelensky", "Selenskyj"), ("Gorbachev", "Gorbatschow"), ("Khrushchev", "Chruschtschow"),
        ("Khamenei", "Chamenei"), ("Yeltsin", "Jelzin"), ("Mueller", "Müller"), ("Erdogan", "Erdoğans"),
        ("Merkel", "Merkelregierung"), ("Yanukovych", "Janukowitsch"), ("Kharkiv", "Charkiw"),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings(english: str, german: str) -> None:
    assert same(english, german, "de")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Ki", "Kim"), ("Macron", "Merkel"), ("Bonn", "Köln"), ("Martin", "Merlin"), ("Xi", "Li"),
        ("Pjöngjangjangy", "Pjöngjang"), ("Berlinlinlin", "Berlin"),
    ],
)  # fmt: skip
def test_two_names(english: str, german: str) -> None:
    assert not same(english, german, "de")


def test_keys_spell_sounds_alike() -> None:
    assert key("Tschechow", "de") == key("Chekhov", "en")


@pytest.mark.parametrize(
    ("german", "english"), [("Peking", "Beijing"), ("Nordkorea", "North Korea"), ("Merkel", "Merkel"), ("IWF", "IMF")]
)
def test_english_name(german: str, english: str) -> None:
    assert english_name(german) == english


def test_rows_of_the_gazetteer_have_both_sides() -> None:
    tables = gazetteer()
    rows = {form.row for forms in tables.german.values() for form in forms}
    assert rows == {form.row for forms in tables.english.values() for form in forms}
    assert len(rows) > 900


LOST_PLACES = [
    ("Der Brief kam aus Pjöngjang an.", "The letter arrived.", ["Pjöngjang"]),
    ("Das Treffen in Teheran dauerte.", "The meeting took long.", ["Teheran"]),
    ("In der Hansestadt regnete es.", "It rained in the city.", []),
    ("Die Mainzer feierten.", "The locals celebrated.", []),
    ("Das Treffen in Pjöngjang dauerte.", "The meeting in Pyongyang took long.", []),
]


@pytest.mark.parametrize(("source", "target", "lost"), LOST_PLACES)
def test_a_place_of_the_tables_is_missed(source: str, target: str, lost: list[str]) -> None:
    assert [f.source.text for f in compare(source, target) if f.status == "missing" and f.source] == lost


@pytest.mark.parametrize(
    ("german", "english", "alike"),
    [
        ("Wannasathit", "Danielasathit", False),
        ("Wannasathit", "Wannasathith", True),
        ("Usama", "Osama", True),
        ("Chomeini", "Khomeini", True),
        ("Gaddafi", "Kaddafi", True),
    ],
)
def test_another_beginning_is_another_name(german: str, english: str, alike: bool) -> None:
    assert same(english, german, "de") is alike
