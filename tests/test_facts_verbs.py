"""A sentence that lost its verb."""

from __future__ import annotations

import pytest

from translate_sum.facts.finding import Finding
from translate_sum.facts.verbs import compare, main_verb

LOST = {
    "the verb of the sentence": (
        "Am Montag gab es in Katalonien den ersten Jahrestag.",
        "On Monday, the first anniversary in Catalonia.",
        "gab",
    ),
    "a relative clause has the only one": (
        "Probleme hatten sie mit der Spielerin, die zehn Treffer markierte.",
        "Problems with the player who marked ten goals.",
        "hatten",
    ),
    "who said it has the only one": (
        "Bei dem Treffen am Donnerstag gab es eine herzliche Botschaft an Kim, sagte KCNA.",
        "At the meeting on Thursday, a hearty message to Kim, KCNA said.",
        "gab",
    ),
}
KEPT = {
    "there is one": ("Vor ihnen steht der Autor.", "The author is standing in front of them."),
    "none in German either": ("Proteste in Brasilien gegen Bolsonaro.", "Protests in Brazil against Bolsonaro."),
    "only in a German relative clause": (
        "Ebenso Volker Hahn, der sich einen Namen machte.",
        "Likewise Volker Hahn, who made a name for himself.",
    ),
    "a headline": ("Dutzende werden noch vermisst", "Dozens still missing"),
    "an attribute": ("Moschee-Eröffnung als verpasste Chance.", "Mosque opening as a missed chance."),
    "it says who said it, and no more": ("Nach dem Treffen, sagte Wang.", "After the meeting, Wang said."),
}


@pytest.mark.parametrize(("source", "target", "verb"), LOST.values(), ids=LOST)
def test_a_lost_verb_is_found(source: str, target: str, verb: str) -> None:
    [found] = compare(source, target)
    assert (found.kind, found.status, found.target) == ("verb", "missing", None)
    assert found.source
    assert found.source.text == verb == source[found.source.start : found.source.end]


@pytest.mark.parametrize(("source", "target"), KEPT.values(), ids=KEPT)
def test_what_has_a_verb_or_needs_none_is_left_alone(source: str, target: str) -> None:
    assert not [*compare(source, target)]


def test_a_summary_is_not_compared() -> None:
    found: list[Finding] = [*compare("The author stands there.", "The author.", "en")]
    assert not found


@pytest.mark.parametrize(
    ("german", "verb"),
    [
        ("Dass er kam, freute sie.", "freute"),
        ("Die Frau, mit der er sprach, schwieg.", "schwieg"),
        ("Nach Angaben der Polizei mehrere Verletzte.", None),
        ("", None),
    ],
)
def test_the_verb_is_the_main_clauses(german: str, verb: str | None) -> None:
    found = main_verb(german)
    assert (found.text if found else None) == verb
