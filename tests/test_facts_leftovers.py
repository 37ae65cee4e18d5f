"""German left in an English translation, and what stays German in a good one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts.leftovers import compare

LEFT = {
    "within a quotation": (
        "Das Bündnis sei „auf dem Schlachtfeld entstanden“, sagte sie.",
        "The alliance was “auf the battlefield”, she said.",
        ["auf the"],
    ),
    "a whole phrase": ("Er kam mit dem Rad.", "He came mit dem bicycle.", ["mit dem bicycle"]),
    "before a German noun": ("Das liegt im Blut, sagte er.", "It lies im Blut, he said.", ["im Blut"]),
    "a word of content": (
        "Sie kam ein bisschen später und lachte.",
        "She came a bisschen later and laughed.",
        ["bisschen"],
    ),
    "the first word": ("Umso motivierter ist er.", "Umso more motivated he is.", ["Umso"]),
    "the first word of a sentence quoted": (
        "Er sagte: „Egal wie sich die Lage ändert, wir bleiben.“",
        "He said: “Egal how the situation changes, we stay.”",
        ["Egal"],
    ),
    "the first word after a colon": ("Fußball: Klare Siege", "Football: Klare victories", ["Klare"]),
    "two places": ("Brot und Salz für alle.", "Bread und salt für all.", ["und salt", "für all"]),
}

RIGHT = {
    "a web address": ("Alles steht auf www.kasse.de/abc weiter.", "Everything is still on www.kasse.de/abc."),
    "a name": ("Ursula von der Leyen kam.", "Ursula von der Leyen came."),
    "a place": ("Sie wohnt in Neustadt an der Aisch.", "She lives in Neustadt an der Aisch."),
    "a band": ("Zuletzt spielten Rita Koch und die Zwerge.", "Rita Koch und die Zwerge played last."),
    "a title": ("Er las „Der Name der Rose“ vor.", "He read out “Der Name der Rose”."),
    "a newspaper": ("Das meldete die Bild am Sonntag.", "Bild am Sonntag reported this."),
    "a firm": ("Die Gesellschaft für Leprakunde tagte.", "The Gesellschaft für Leprakunde met."),
    "English words": ("Das Team hat den Computer online.", "The team has the computer online."),
    "a newspaper in marks": ("Die „Bild am Sonntag“ berichtet.", "The “Bild am Sonntag” reports."),
    "a newspaper first": ("„Bild“ meldet dies.", "“Bild” reports this."),
    "a word that English has too": ("Warm war es.", "Warm it was."),
    "a name first": ("Müller kam.", "Müller came."),
    "a name that is a word too": ("Kurz ist 32.", "Kurz is 32."),
    "a goalkeeper": ("Neuer hielt den Elfmeter.", "Neuer saved the penalty."),
    "a newspaper that is a word too": ("Bild sagte am Montag, das sei falsch.", "Bild said on Monday that was wrong."),
    "a first name that is a word": ("Brett Kavanaugh kam.", "Brett Kavanaugh came."),
    "a noun within the sentence": ("Nun der Engpass.", "Now the Engpass."),
    "a German noun": ("Die Tafel in Essen half.", "The Tafel in Essen helped."),
    "not of the source": ("Er sprach Deutsch.", "He said auf in German."),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("source", "target", "spans"), LEFT.values(), ids=LEFT)
def test_german_left(source: str, target: str, spans: list[str]) -> None:
    assert [f.target.text for f in compare(source, target) if f.target] == spans


@pytest.mark.parametrize(("source", "target"), RIGHT.values(), ids=RIGHT)
def test_what_may_stay(source: str, target: str) -> None:
    assert [*compare(source, target)] == []


def test_a_summary_of_english_is_left_alone() -> None:
    assert [*compare("It lies im Blut.", "It lies im Blut.", "en")] == []


WORDS = st.lists(st.sampled_from("im Blut und Ursula von der Leyen “ ” the blood bisschen .".split())).map(" ".join)


@given(WORDS | st.text(), WORDS | st.text())
def test_spans_are_slices(source: str, target: str) -> None:
    for finding in compare(source, target):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span
            assert text[span.start : span.end] == span.text
