"""Surnames that are ordinary words too."""

from __future__ import annotations

import pytest

from translate_sum.surnames import lost, surnames

NAMED = "Wirtschaftsministerin Katherina Reiche (CDU) legte den Plan vor."
CASES = {
    "by itself at the beginning": ([NAMED, "Reiche wies die Vorwürfe zurück."], {"Reiche"}),
    "by itself after a verb": ([NAMED, "Das gehe nicht, sagte Reiche."], {"Reiche"}),
    "never by itself": ([NAMED, "Das geht nicht."], set()),
    "also a noun": ([NAMED, "Reiche wies das zurück.", "Nur die Reiche bleiben."], set()),
    "no ordinary word": (["Bundeskanzler Olaf Scholz kam.", "Scholz ging."], set()),
    "a noun after a surname": (["Nun hat Trump Zölle verhängt.", "Zölle seien schön, sagte Trump."], set()),
    "a noun after a whole name": (["Da sah Joshua Kimmich Gelb.", "Gelb sah auch der Trainer."], set()),
    "a plural after a surname": (["So will Lindner Steuern senken.", "Steuern zahlt jeder."], set()),
    "beside another after a verb": ([NAMED, "Das gehe nicht, sagten Reiche und Bauer.", "Reiche ging."], {"Reiche"}),
    "a pronoun": (["Hamas und Fatah Die in den Jahren.", "Die sagen das."], set()),
    "a title before it": (["Die Pressesprecher Manager kamen.", "Manager verdienen gut."], set()),
}


@pytest.mark.parametrize(("texts", "wanted"), CASES.values(), ids=CASES)
def test_an_article_tells_its_surnames(texts: list[str], wanted: set[str]) -> None:
    assert surnames(texts) == wanted


@pytest.mark.parametrize(
    ("text", "target", "wanted"),
    [
        ("Reiche wies das zurück.", "Empire rejected that.", ["Reiche"]),
        ("Reiche wies das zurück.", "Reiche rejected that.", []),
        ("Reiches Plan", "Reiche's plan", []),
        ("Bereiche und Reiche-Plan", "Areas", []),
    ],
)
def test_what_the_english_lacks(text: str, target: str, wanted: list[str]) -> None:
    assert lost(text, target, ["Reiche"]) == wanted


def test_several_come_in_the_order_of_the_text() -> None:
    assert lost("Bauer, Reiche und Stark", "", frozenset({"Stark", "Bauer", "Reiche"})) == ["Bauer", "Reiche", "Stark"]
