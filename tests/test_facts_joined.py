"""Two facts that a summary joins must be joined in its source.

Of the odd (fit) and even (test) highlights of 800 articles of CNN/Daily Mail, see benchmarks/faithfulness.
"""

from __future__ import annotations

import pytest

from translate_sum.facts import compare as compare_all
from translate_sum.facts.joined import article, compare

TALKS = (
    "A North Korean delegation led by Kim Song Nam visited Beijing. At a meeting on Thursday, Wang Huning, China's "
    "fourth-ranking leader, told Kim that the friendship would never waver."
)
TRIAL = (
    "Anna Keller was elected mayor of Lindau on Sunday. The lawyer Peter Brandt had been sentenced to four years in "
    "prison for bribing officials. Keller thanked the voters. She wants to build a new harbour for the ferries."
)

SWAPPED = [
    (TALKS, "Kim Song Nam, China's fourth-ranking leader, met officials in Beijing.", "Kim Song Nam", "Wang Huning"),
    (TRIAL, "Peter Brandt was elected mayor of Lindau.", "Peter Brandt", "Anna Keller"),
]

FAITHFUL = [
    (TALKS, "Wang Huning, China's fourth-ranking leader, met officials in Beijing."),
    (TALKS, "Kim Song Nam led a North Korean delegation to Beijing."),
    (TRIAL, "Peter Brandt was sentenced to prison for bribing officials."),
    (TRIAL, "Anna Keller was elected mayor."),
    (TRIAL, "Anna Keller wants to build a harbour for the ferries."),
]


def spans(source: str, target: str) -> list[tuple[str, str]]:
    found = list(compare(source, target, "en"))
    return [(f.target.text, f.source.text) for f in found if f.target and f.source]


@pytest.mark.parametrize(("source", "target", "name", "other"), SWAPPED)
def test_a_name_with_the_words_of_another_is_found(source: str, target: str, name: str, other: str) -> None:
    assert (name, other) in spans(source, target)


@pytest.mark.parametrize(("source", "target"), FAITHFUL)
def test_what_the_source_joins_may_be_joined(source: str, target: str) -> None:
    assert spans(source, target) == []


@pytest.mark.parametrize("source", [TALKS, TRIAL])
def test_a_sentence_of_the_source_gives_nothing(source: str) -> None:
    sentences = [sentence.rstrip(".") + "." for sentence in source.split(". ")]
    assert [finding for sentence in sentences for finding in compare(source, sentence, "en")] == []


@pytest.mark.parametrize(("source", "target"), [case[:2] for case in SWAPPED])
def test_spans_are_slices_of_the_texts(source: str, target: str) -> None:
    found = [*compare(source, target, "en")]
    assert found
    for finding in found:
        assert finding.source and finding.target
        assert source[finding.source.start : finding.source.end] == finding.source.text
        assert target[finding.target.start : finding.target.end] == finding.target.text


@pytest.mark.parametrize(("source", "target"), [case[:2] for case in SWAPPED])
def test_a_name_is_reported_once(source: str, target: str) -> None:
    found = compare_all(source, target, source_language="en", comparers=["roles"])
    assert found
    assert len({finding.target for finding in found}) == len(found)


BRANDT = (
    "Peter Brandt ran the harbour for ten years. Anna Keller, the mayor of Lindau, had always praised him. On Monday "
    "he was sentenced to four years in prison for bribing officials."
)


# A known miss, kept so that it is seen: pronouns go to the nearest name, and no list of first names says that Anna is
# no "he". strict: whoever mends it must take the mark away.
@pytest.mark.xfail(strict=True, reason="that 'he' is Brandt is not worked out: Keller stands nearer to it")
def test_a_pronoun_of_another_is_found() -> None:
    summary = "Keller was sentenced to four years in prison for bribing officials."
    assert ("Keller", "Peter Brandt") in spans(BRANDT, summary)


def test_both_checks_of_roles_read_the_source_once() -> None:
    article.cache_clear()
    assert compare_all(*SWAPPED[0][:2], source_language="en", comparers=["roles"])
    assert (article.cache_info().misses, article.cache_info().hits) == (1, 1)


def test_a_translation_is_left_alone() -> None:
    assert [*compare("Kim besuchte Peking.", "Wang visited Beijing.", "de")] == []
