"""Texts spelled without umlauts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.umlauts import respelled

CASES = {
    "spelled so": (
        ["Der Oberbuergermeister kuendigte am 3. Maerz an, dass die Fluechtlinge ueber die Koelner Strasse kommen."],
        ["Der Oberbürgermeister kündigte am 3. März an, dass die Flüchtlinge über die Kölner Strasse kommen."],
    ),
    "words that have these letters": (
        ["Die neue Quelle, die Bauer und Steuern, fuer Fluechtlinge ueber Israel."],
        ["Die neue Quelle, die Bauer und Steuern, für Flüchtlinge über Israel."],
    ),
    "two sentences of one article": (["Fuer Fluechtlinge.", "Die Tuer."], ["Für Flüchtlinge.", "Die Tür."]),
    "with umlauts elsewhere": (["Fuer Fluechtlinge ueber.", "Für alle."], ["Fuer Fluechtlinge ueber.", "Für alle."]),
    "too little to tell": (["Herr Mueller und fuer."], ["Herr Mueller und fuer."]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("texts", "wanted"), CASES.values(), ids=CASES)
def test_umlauts_come_back(texts: list[str], wanted: list[str]) -> None:
    assert respelled(texts) == wanted


@given(st.lists(st.text("aeouASfrxzß üs", max_size=20), max_size=4))
def test_a_text_with_umlauts_stays(texts: list[str]) -> None:
    assert respelled([*texts, "ä"]) == [*texts, "ä"]
    assert respelled(respelled(texts)) == respelled(texts)
