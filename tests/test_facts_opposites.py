"""What happened, turned into its opposite."""

from __future__ import annotations

import pytest

from translate_sum.facts.opposites import compare

TURNED = {
    "a particle was lost": (
        "Hartmann baut rund 1.200 Stellen ab.",
        "Hartmann builds around 1,200 jobs.",
        "baut",
        "builds",
    ),
    "rise": ("Die Zahl der Arbeitslosen stieg um 12.000.", "The number of unemployed fell by 12,000.", "stieg", "fell"),
    "fall": ("Der Gewinn sank auf 3 Millionen.", "Profit rose to 3 million.", "sank", "rose"),
    "consent": ("Der Antrag wurde abgelehnt.", "The motion was adopted.", "abgelehnt", "adopted"),
    "admission": ("Er bestritt die Tat.", "He admitted the crime.", "bestritt", "admitted"),
    "verdict": ("Sie wurde freigesprochen.", "She was convicted.", "freigesprochen", "convicted"),
    "arrest": ("Drei Männer wurden festgenommen.", "Three men were released.", "festgenommen", "released"),
    "sale": ("Der Konzern verkaufte die Sparte.", "The group bought the division.", "verkaufte", "bought"),
}
KEPT = {
    "the same": ("Der Gewinn sank.", "Profit fell."),
    "another word for it": ("Der Gewinn sank.", "Profit was lower."),
    "both in German": ("Der Gewinn sank, der Umsatz stieg.", "Profit rose."),
    "both in English": ("Der Umsatz stieg.", "Sales rose, and profit fell."),
    "a negation": ("Das Parken ist verboten.", "Parking is not allowed."),
    "a negation in German": ("Er nahm das Angebot nicht an.", "He rejected the offer."),
    "a word that may say it": ("Er stieg vom Pferd und fiel hin.", "He got off the horse and fell."),
    "an end of another kind": ("Mit dem Schlusspfiff begannen die Feiern.", "The celebrations came when it ended."),
    "who beat whom": ("Bayern besiegte Dortmund.", "Dortmund lost to Bayern."),
}


@pytest.mark.parametrize(("source", "target", "was", "became"), TURNED.values(), ids=TURNED)
def test_what_was_turned_round_is_found(source: str, target: str, was: str, became: str) -> None:
    [found] = compare(source, target)
    assert (found.kind, found.status) == ("event", "changed")
    assert found.source
    assert found.target
    assert found.source.text.startswith(was)
    assert found.target.text == became


@pytest.mark.parametrize(("source", "target"), KEPT.values(), ids=KEPT)
def test_what_was_not_is_left_alone(source: str, target: str) -> None:
    assert not [*compare(source, target)]


def test_a_summary_is_asked_too() -> None:
    [found] = compare("Profit fell to 3 million.", "Profit rose to 3 million.", "en")
    assert found.message == "a fall became a rise"
