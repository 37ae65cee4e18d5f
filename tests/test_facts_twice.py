"""Words that a translation says twice; on newstest2019 5 of 2,000 human ones do, two of them slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import compare

CASES = {
    "side by side": ("Er sprach im US-Senat.", "He spoke in the U.S. Senate Senate.", ["Senat Senate"]),
    "a word between": ("Das liegt im Norden.", "The north was north.", ["Norden north"]),
    "a part of a compound": (
        "Der Verbandschef ging.",
        "The head of the association, the association left.",
        ["Verbandschef association"],
    ),
    "said thrice": ("Die Debatte dauert an.", "The debate debate debate goes on.", ["Debatte debate"] * 2),
    "the German says it twice": ("Von Minute zu Minute besser.", "Better every minute, that minute.", []),
    "two German words for it": ("Das Heer, die Armee", "The army, the army", []),
    "far apart": ("Die Debatte dauert an.", "The debate goes on and on and on, a long debate.", []),
    "in a name of another word": ("Die USA haben 50 Staaten.", "The United States has 50 states.", []),
    "linked": ("Schritt für Schritt, jahrelang", "Step after steps, for years and years, little by little", []),
    "for grammar's sake": ("Immer wieder", "Again, and yet again", []),
    "unknown to the lexicon": ("Xylqu kam.", "Xubbor and the xubbor came.", []),
    "short": ("Das Rad fiel um.", "The bike bike fell.", []),
    "a year": ("Seit 1893 besteht der Verein.", "In 1893 the club was founded in 1893.", ["1893 1893"]),
    "an amount": ("Es geht um 1,5 Mio. Euro.", "It is 1.5 million euros, in all 1.5.", ["1,5 1.5"]),
    "a score": ("Er glich zum 15:15 aus.", "He equalised for 15-15.", []),
    "sets": ("Das 3:0 (25:15, 25:23)", "The 3-0 (25-15, 25-23)", []),
    "a figure as a word": ("Zwölf kamen, zwölf gingen.", "12 came, 12 went.", []),
    "one digit": ("2 kamen.", "2 of the 2 came.", []),
    "nothing": ("", "", []),
}


@pytest.mark.parametrize(("source", "target", "wanted"), CASES.values(), ids=CASES)
def test_what_is_said_twice_is_found(source: str, target: str, wanted: list[str]) -> None:
    found = compare(source, target, comparers=("twice",))
    assert [f"{f.source.text} {f.target.text}" for f in found if f.source and f.target] == wanted
    assert all(f.kind == "repetition" and f.wrong for f in found)


SUMMARIES = {
    "a name that two sentences say once": (
        "Mr Dröge accused minister Katherina Reiche. On Friday Katherina Reiche replied.",
        "Katherina Reiche accused Katherina Reiche.",
        ["changed Katherina Reiche"],
    ),
    "two names said twice": (
        "A North Korean delegation toured the region.",
        "A North Korean delegation attended a North Korean delegation.",
        ["changed North Korean", "changed Korean delegation"],
    ),
    "made up": ("They met.", "Grand plans met grand plans.", ["invented grand plans"]),
    "the source says it as often": ("Four years of war: four years lost.", "Four years of war, four years lost.", []),
    "a share": ("Spending fell by 1.6%.", "Of the spending 1.6% fell by 1.6%.", ["changed 1.6"]),
    "one word": ("The senate met.", "The senate of the senate met.", []),
    "function words": ("They met.", "They have been where they have been.", []),
}


@pytest.mark.parametrize(("source", "target", "wanted"), SUMMARIES.values(), ids=SUMMARIES)
def test_of_a_summary_two_words_side_by_side_count(source: str, target: str, wanted: list[str]) -> None:
    found = compare(source, target, source_language="en", comparers=("twice",))
    assert [f"{f.status} {f.target.text}" for f in found if f.target] == wanted


@given(st.text(), st.text())
def test_spans_are_slices_of_the_texts(source: str, target: str) -> None:
    for finding in compare(source, target, comparers=("twice",)):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is not None and text[span.start : span.end] == span.text
