"""The summary in German by a reverse model: what stands, what is told; the model is a table."""

from __future__ import annotations

import pytest
from builders import Reverse, translation

from translate_sum.contracts import Hypothesis
from translate_sum.document import SummarySentence
from translate_sum.german_side import quoted, rendered

PAIRS = (
    ("Am Montag kamen 300 Gäste nach Köln.", "On Monday 300 guests came to Cologne."),
    ("Die Ministerin sagte nichts dazu.", "The minister said nothing about it."),
)
WHOLE = translation(*PAIRS)

GUESTS = SummarySentence("300 guests came to Cologne.", (1,), 0.9)
SILENT = SummarySentence("The minister said nothing.", (2,), 0.9)
GOOD = "300 Gäste kamen nach Köln."


@pytest.mark.parametrize(
    ("sentence", "hypotheses", "german", "told"),
    [
        (GUESTS, (GOOD,), GOOD, []),
        (GUESTS, ("400 Gäste kamen nach Köln.", GOOD), GOOD, []),
        (GUESTS, ("400 Gäste kamen nach Köln.",), "400 Gäste kamen nach Köln.", [("number", "400", "300")]),
        (GUESTS, ("300 Gäste kamen nach Bonn.", "3 Gäste kamen nach Bonn."), "300 Gäste kamen nach Bonn.", ["name"]),
        (SILENT, ("Die Ministerin sagte etwas.",), "Die Ministerin sagte etwas.", ["negation"]),
        (GUESTS, ("300 Gäste kamen to Köln.",), "300 Gäste kamen to Köln.", [("untranslated", "to", "to")]),
        (GUESTS, ("300 Gäste kamen to Köln.", GOOD), GOOD, []),
        (
            SummarySentence("An heir also came.", (2,)),
            ("Auch ein Erbe kam also an.",),
            "Auch ein Erbe kam also an.",
            [],
        ),
        (GUESTS, ("",), PAIRS[0][0], ["rendering"]),
        (GUESTS, ("Gäste Gäste Gäste Gäste Gäste",), PAIRS[0][0], ["rendering"]),
        (GUESTS, (Hypothesis("300 Gäste kamen", complete=False), GOOD), GOOD, []),
        (GUESTS, (Hypothesis(GOOD, complete=False),), PAIRS[0][0], ["rendering"]),
        (SummarySentence(PAIRS[0][1], (1,)), ("Quatsch",), PAIRS[0][0], []),
        (SummarySentence("word " * 21, (1, 2)), (GOOD,), f"{PAIRS[0][0]} {PAIRS[1][0]}", ["rendering"]),
    ],
)
def test_the_soundest_rendering_stands_and_what_is_wrong_with_it_is_told(
    sentence: SummarySentence, hypotheses: tuple[str | Hypothesis, ...], german: str, told: list[object]
) -> None:
    (made,), warnings = rendered([sentence], WHOLE, Reverse(*hypotheses))
    assert (made.text, made.sources, made.support) == (german, sentence.sources, sentence.support)
    assert {w.where for w in warnings} <= {"summary"} and {w.index for w in warnings} <= {1}
    for warning, wanted in zip(warnings, told, strict=False):
        assert wanted in (warning.kind, (warning.kind, warning.german, warning.english))
    assert bool(warnings) == bool(told)


def test_what_the_article_says_itself_is_not_asked() -> None:
    model = Reverse(GOOD)
    rendered([SummarySentence(PAIRS[0][1], (1,)), GUESTS, SummarySentence("word " * 21, (1,))], WHOLE, model)
    assert model.asked == [GUESTS.text]


def test_each_cited_sentence_is_quoted_once() -> None:
    assert [s.text for s in quoted([GUESTS, SILENT, GUESTS], WHOLE)] == [german for german, _ in PAIRS]
