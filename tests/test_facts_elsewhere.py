"""A summary sentence, the sentences it is held against, and the rest of their article, which may speak for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import compare

CITED = "The bridge over the Elbe will be closed for repairs. Traffic is led through the old town."
REST = (
    "On Tuesday the council had discussed the plan of Petra Lang, who runs the building office. Her deputy Olaf Brehm, "
    "a former sailor, had warned of the costs. The shopkeeper Erika Saal complained about the noise. Traders in "
    "Wittenberg expect losses."
)
ARTICLE = f"{CITED} {REST}"

CASES = {
    "a name of the rest": ("Traders in Wittenberg expect losses while the bridge is closed.", []),
    "a name of nowhere": ("The bridge over the Elbe near Magdeburg will be closed.", ["name invented Magdeburg"]),
    "a name of the rest, far from what is said": (
        "Traffic is led through the old town of Erika Saal.",
        ["name unsure Erika Saal"],
    ),
    "one of each": ("Traders in Wittenberg and Magdeburg expect losses.", ["name invented Magdeburg"]),
    "a day of the rest": ("On Tuesday the council discussed the bridge.", []),
    "another day": ("On Thursday the council discussed the bridge.", ["date invented Thursday"]),
    "what the rest says of another": (
        "Erika Saal, a former sailor, warned of the costs of the bridge.",
        ["role changed Erika Saal"],
    ),
    "what the rest says of the same": ("Olaf Brehm, a former sailor, warned of the costs of the bridge.", []),
    "a number is asked of the sentences alone": (
        "The bridge will be closed for 3 weeks.",
        ["number invented 3"],
    ),
}


def wrong(target: str, article: str) -> list[str]:
    found = compare(CITED, target, source_language="en", article=article)
    return [f"{f.kind} {f.status} {f.target.text}" for f in found if f.status != "ok" and f.target]


@pytest.mark.parametrize(("target", "found"), CASES.values(), ids=CASES)
def test_with_the_article(target: str, found: list[str]) -> None:
    assert wrong(target, ARTICLE) == found


def test_without_the_article_the_sentences_are_all_there_is() -> None:
    assert wrong(CASES["a name of the rest"][0], "") == ["name invented Wittenberg"]


SOME = st.lists(st.sampled_from(f"{CITED} {REST} Magdeburg Thursday 3 not".split()), max_size=20).map(" ".join)


@given(SOME, SOME)
def test_an_article_of_the_sentences_alone_changes_nothing_but_roles(source: str, target: str) -> None:
    alone = compare(source, target, source_language="en")
    assert compare(source, target, source_language="en", article=source or " ") == alone


@given(SOME, SOME, SOME)
def test_spans_are_slices(source: str, rest: str, target: str) -> None:
    article = f"{source} {rest}"
    for finding in compare(source, target, source_language="en", article=article):
        left = article if finding.kind == "role" else source
        for span, text in ((finding.source, left), (finding.target, target)):
            assert span is None or text[span.start : span.end] == span.text
