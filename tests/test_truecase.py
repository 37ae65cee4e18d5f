"""Capitals back to usual case, learnt from the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.truecase import Casing, shouted

ARTICLE = [
    "Am Sonntag hat die Polizei in Köln nach dem Mann gesucht, den die KCNA nannte.",
    "Der Brand in einer Stadt am Rhein war groß.",
    "EIN TITEL MIT SUCHT NACH",
]


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("POLIZEI SUCHT IN KÖLN", "Polizei sucht in Köln"),
        ("KÖLN: MANN SUCHT BRAND", "Köln: Mann sucht Brand"),
        ("GROßBRAND AM RHEIN", "Großbrand am Rhein"),
        ("IN DER INNENSTADT", "In der Innenstadt"),
        ("DIE USA UND DIE EU", "Die USA und die EU"),
        ("NATO, CDU, AFD UND KCNA", "NATO, CDU, AfD und KCNA"),
        ("DER BGH UND DAS LKW-VERBOT", "Der BGH und das LKW-verbot"),
        ("EINIGUNG: DIE FREIHEIT DER WISSENSCHAFT", "Einigung: Die Freiheit der Wissenschaft"),
        ("ER KAM. SIE GING.", "Er kam. Sie ging."),
        ("„NACH DEM BRAND“", "„Nach dem Brand“"),
        ("Der BRAND in KÖLN", "Der Brand in Köln"),
        ("Ein McDonald's in Köln", "Ein McDonald's in Köln"),
        ("ßA", "ßa"),
        ("3:2", "3:2"),
        ("", ""),
    ],
)
def test_lowered(text: str, usual: str) -> None:
    assert Casing(ARTICLE).lowered(text) == usual


@pytest.mark.parametrize(
    "text", ["POLIZEI SUCHT IN KÖLN", "GROßBRAND", "EIL: MERKEL TRITT ZURÜCK", "BERLIN 24/7 (UPDATE)"]
)
def test_shouted(text: str) -> None:
    assert shouted(text)


@pytest.mark.parametrize("text", ["BMW", "USA", "3:2", "", "BERLIN (Reuters)", "Die USA und die NATO", "EU, UN"])
def test_not_shouted(text: str) -> None:
    assert not shouted(text)


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=60))
def test_only_case_changes(article: list[str], text: str) -> None:
    assert Casing(article).lowered(text).upper() == text.upper()
