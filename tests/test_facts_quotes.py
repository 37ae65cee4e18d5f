"""Quotations added, dropped or given to another speaker.

On newstest2019 (2,000 pairs): marks put around three to five words of a sentence without any are found 99 times in 100,
around words of one that quotes already 16, an exchanged speaker 47, marks left out 11; an alarm on 0.2 % of
the human translations.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts.finding import Finding
from translate_sum.facts.quotation import completed, quotations
from translate_sum.facts.quotes import compare

PARSED = {
    "German": ("Er rief „Halt!“ und ging.", ["„Halt!“"]),
    "guillemets": ("Er rief »Halt!« und sie «Nein».", ["»Halt!«", "«Nein»"]),
    "straight": ('He said "stop" and "go".', ['"stop"', '"go"']),
    "English": ("He said “stop” and ‘go’.", ["“stop”", "‘go’"]),
    "nested": ("„Ich sagte ‚nein‘ zu ihm“, rief er.", ["‚nein‘", "„Ich sagte ‚nein‘ zu ihm“"]),
    "apostrophes": ("It's the Smiths' dog, isn’t it, and the '90s ended.", []),
    "no end": ('Er sagte: "Das ist gut.', ['"Das ist gut.']),
    "no start": ('Das ist gut", sagte er.', ['Das ist gut"']),
    "none": ("Nothing here.", []),
}

CASES = {
    "kept": (
        "Das nannte er „völlig falsch“.",
        "He called that “completely wrong”.",
        ["ok „völlig falsch“ “completely wrong”"],
    ),
    "added": ("Er nannte das einen großen Fehler.", 'He called that "a big mistake".', ['invented "a big mistake"']),
    "a second one added": (
        "Er nannte es „Unsinn“ und ging am Abend nach Hause.",
        'He called it "nonsense" and "went home in the evening".',
        ['ok „Unsinn“ "nonsense"', 'invented "went home in the evening"'],
    ),
    "a name marked": ("Er las Faust.", "He read “Faust”.", []),
    "direct speech unmarked": ("„Das ist falsch“, sagte er.", "That is wrong, he said.", []),
    "words of another unmarked": (
        "Der Plan sei „in jeder Hinsicht völlig falsch“ gewesen, hieß es.",
        "The plan was wrong in every respect, it was said.",
        ["missing „in jeder Hinsicht völlig falsch“"],
    ),
    "cut by the segment": (
        'Das ist gut", hieß es.',
        "'This is good', it was said.",
        ["ok Das ist gut\" 'This is good'"],
    ),
    "speaker": ("Das sagte Merkel in Berlin.", "Merkel said that in Berlin.", ["ok Merkel Merkel"]),
    "another speaker": (
        "Macron habe Unrecht, sagte Merkel.",
        "Merkel is wrong, said Macron.",
        ["changed Merkel Macron"],
    ),
    "title dropped": (
        "Man warte, sagte Kanzlerin Angela Merkel.",
        "They are waiting, said Merkel.",
        ["ok Kanzlerin Angela Merkel Merkel"],
    ),
    "a title with a dot": (
        "Der Umsatz stieg, sagte Dr. Meier am 3. Mai.",
        "Revenue rose, Dr. Meier said on May 3.",
        ["ok Dr. Meier Dr. Meier"],
    ),
    "two titles": (
        "Der Umsatz stieg, sagte Prof. Dr. Meier.",
        "Revenue rose, Professor Meier said.",
        ["ok Prof. Dr. Meier Professor Meier"],
    ),
    "Frau and Mrs.": (
        "Der Umsatz stieg, sagte Frau Meier.",
        "Revenue rose, Mrs. Meier said.",
        ["ok Frau Meier Mrs. Meier"],
    ),
    "an initial": (
        "Das gehe nicht, sagte George W. Bush.",
        "That was not possible, George W. Bush said.",
        ["ok George W. Bush George W. Bush"],
    ),
    "two of one title": (
        "Das gehe nicht, sagte Dr. Meier zu Dr. Huber.",
        "That was not possible, Dr. Huber said to Dr. Meier.",
        ["changed Dr. Meier Dr. Huber"],
    ),
    "a title alone": ("Das gehe nicht, sagte die Frau zu Meier.", "That was not possible, Meier said.", []),
    "empty": ("", "", []),
}

SUMMARIES = {
    "verbatim": (
        "“It was a very hard year for us,” Mr Smith said.",
        'Smith spoke of "a very hard year".',
        ['ok a very hard year "a very hard year"'],
    ),
    "trimmed": (
        "“It was a very hard and long year,” he said.",
        'It was "a very hard year".',
        ['unsure "a very hard year"'],
    ),
    "made up": (
        "“It was a very hard year,” he said.",
        '"We will win the next election," he said.',
        ['invented "We will win the next election,"'],
    ),
}


def shown(findings: list[Finding]) -> list[str]:
    return [" ".join([f.status, *(span.text for span in (f.source, f.target) if span)]) for f in findings]


@pytest.mark.parametrize(("text", "found"), PARSED.values(), ids=PARSED.keys())
def test_quotations(text: str, found: list[str]) -> None:
    assert [quotation.span.text for quotation in quotations(text)] == found


@pytest.mark.parametrize(("source", "target", "found"), CASES.values(), ids=CASES.keys())
def test_translations(source: str, target: str, found: list[str]) -> None:
    assert shown([*compare(source, target)]) == found


@pytest.mark.parametrize(("source", "target", "found"), SUMMARIES.values(), ids=SUMMARIES.keys())
def test_summaries(source: str, target: str, found: list[str]) -> None:
    assert shown([*compare(source, target, "en")]) == found


WORDS = st.lists(
    st.sampled_from(
        ["Merkel", "said", "Paris", "added", "the", "vote", '"', "“", "”", "„", "‘", "’", "'", ",", ". ", " ", "sagte"]
    ),
    max_size=30,
)
TEXTS = WORDS.map("".join) | WORDS.map(" ".join) | st.text()


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    assert {finding.status for finding in compare(text, text, "en")} <= {"ok"}


@given(TEXTS, TEXTS, st.sampled_from(["de", "en"]))
def test_spans_are_slices(source: str, target: str, language: str) -> None:
    for finding in compare(source, target, "de" if language == "de" else "en"):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is None or text[span.start : span.end] == span.text


@given(TEXTS)
def test_quotations_start_and_end_in_the_text(text: str) -> None:
    for quotation in quotations(text):
        span = quotation.span
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


COMPLETED = {
    "no end": ('They said: "We are shaken.', 'They said: "We are shaken."'),
    "no end, curly": ("They said: “We are shaken.", "They said: “We are shaken.”"),
    "no end, German": ("Sie sagten: „Wir sind erschüttert.", "Sie sagten: „Wir sind erschüttert.“"),
    "no beginning": ("It shook us.”", "“It shook us.”"),
    "no beginning, straight": ('It shook us," she said.', '"It shook us," she said.'),
    "whole": ("They said: “We are.”", "They said: “We are.”"),
    "none": ("They don't.", "They don't."),
    "an apostrophe": ("The ministers' houses.", "The ministers' houses."),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "wanted"), COMPLETED.values(), ids=COMPLETED)
def test_a_quotation_has_both_its_marks(text: str, wanted: str) -> None:
    assert completed(text) == wanted
    assert completed(wanted) == wanted
