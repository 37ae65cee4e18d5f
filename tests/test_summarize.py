"""Packing, distinctness, length, citations and the German side; the fakes here are small classes, no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.contracts import Decoding, Hypothesis
from translate_sum.document import Article, ModelInfo, SentenceTranslation, Translation
from translate_sum.english import sentences as split_english
from translate_sum.errors import InputEmpty
from translate_sum.evidence import Evidence, content_words, stem
from translate_sum.summarize import TOLERANCE, condense, distinct, pack, summarize
from translate_sum.verify import check_sentence

ENGLISH = (
    "The ministers met in Berlin on Monday and agreed to spend 20 million euros on new bridges.",
    "Opposition leader Jana Voss called the plan far too small for the whole country.",
    "Engineers have warned for years that 4,000 bridges are in poor condition.",
    "A first bridge near Kassel will be rebuilt in spring.",
)


def translation(*english: str, kept: tuple[int, ...] = ()) -> Translation:
    sentences = tuple(
        SentenceTranslation(i, 0, f"Satz {i}: {text}", text, "kept" if i in kept else "ok")
        for i, text in enumerate(english, 1)
    )
    article = Article("Titel", None, None, None, None, ("...",), "a.txt", "0" * 64)
    return Translation(article, None, sentences, ModelInfo("fake", "1"))


@dataclass
class Fake:
    """Answers with what it was built with, or else with the first `words` words; keeps what it was asked."""

    answer: str = ""
    max_tokens: int = 1000
    asked: list[str] = field(default_factory=list)
    info: ModelInfo = field(default_factory=lambda: ModelInfo("fake", "1"))

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def summarize(self, text: str, words: int) -> str:
        assert self.count_tokens(text) <= self.max_tokens
        self.asked.append(text)
        return self.answer or " ".join(text.split()[:words]) + "."


class Reverse:
    info = ModelInfo("en-de", "1")
    max_tokens = 100

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(f"DE {text}") for text in texts]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        return [[hypothesis] for hypothesis in self.translate(texts, decoding)]


@pytest.mark.parametrize(
    ("summary", "sources"),
    [
        ("Ministers agreed in Berlin to spend 20 million euros on bridges.", (1,)),
        ("Jana Voss called the plan too small.", (2,)),
        ("Engineers warned that bridges are in poor condition.", (3,)),
        ("Ministers met in Berlin while Jana Voss called the plan small and Kassel rebuilds in spring.", (1, 2, 4)),
    ],
)
def test_a_sentence_cites_what_it_rests_on(summary: str, sources: tuple[int, ...]) -> None:
    sentence = Evidence(translation(*ENGLISH)).cite(summary)
    assert sentence is not None
    assert sentence.sources == sources
    assert sentence.support > 0.75


def test_what_nothing_supports_is_not_cited() -> None:
    assert Evidence(translation(*ENGLISH)).cite("Penguins swim gladly.") is None


@pytest.mark.parametrize("text", ENGLISH)
def test_a_copied_sentence_has_full_support(text: str) -> None:
    sentence = Evidence(translation(*ENGLISH)).cite(text)
    assert sentence is not None
    assert sentence.support == 1.0


@pytest.mark.parametrize(("one", "two"), [("pledged", "pledges"), ("talks", "talk"), ("agreed", "agreeing")])
def test_stems_meet(one: str, two: str) -> None:
    assert stem(one)[:4] == stem(two)[:4]


@given(st.lists(st.integers(1, 12), max_size=30), st.integers(4, 20))
def test_packing_loses_no_word_and_keeps_the_limit(lengths: list[int], limit: int) -> None:
    texts = [" ".join(f"w{i}.{k}" for k in range(n)) for i, n in enumerate(lengths)]
    chunks = pack(texts, lambda t: len(t.split()), limit)
    assert " ".join(chunks).split() == " ".join(texts).split()
    assert all(len(chunk.split()) <= limit for chunk in chunks)


def test_whole_sentences_stay_whole_when_packed() -> None:
    chunks = pack(ENGLISH, lambda t: len(t.split()), 20)
    assert all(any(text in chunk for chunk in chunks) for text in ENGLISH)


def test_a_long_text_is_summarized_in_chunks_and_then_once_more() -> None:
    texts = [f"Topic{i} alone fills number {i} of the many sentences here." for i in range(40)]
    fake = Fake(max_tokens=60)
    result = condense(texts, fake, 30)
    assert len(fake.asked) > 2
    assert {w for t in texts for w in t.split()} <= set(" ".join(fake.asked).split())
    assert len(result.split()) <= 60


def test_a_model_that_never_shortens_still_comes_to_an_end() -> None:
    class Parrot(Fake):
        def summarize(self, text: str, words: int) -> str:
            return text

    texts = [f"Topic{i} alone fills number {i} of the sentences." for i in range(30)]
    assert len(condense(texts, Parrot(max_tokens=40), 20)) <= sum(len(t) + 1 for t in texts)


def test_a_repeated_sentence_comes_once() -> None:
    assert distinct([ENGLISH[0], ENGLISH[1], ENGLISH[0].replace("new ", "")]) == [ENGLISH[0], ENGLISH[1]]


def test_english_splits_at_sentences_only() -> None:
    text = "Mr. Smith paid 3.5 million. U.S. officials agreed.\nThe end."
    assert split_english(text) == ["Mr. Smith paid 3.5 million.", "U.S. officials agreed.", "The end."]


@pytest.mark.parametrize("length", [20, 40])
def test_every_sentence_cites_and_the_length_holds(length: int) -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer=" ".join(ENGLISH)), length=length)
    assert summary.words <= length * TOLERANCE
    assert all(s.sources and set(s.sources) <= {1, 2, 3, 4} for s in summary.sentences)
    assert [g.sources[0] for g in summary.german] == sorted(summary.cited)
    assert summary.german_side == "source"


def test_invention_is_left_out_and_said() -> None:
    answer = f"{ENGLISH[0]} Penguins swim gladly."
    summary = summarize(translation(*ENGLISH), Fake(answer=answer), length=80)
    assert [s.text for s in summary.sentences] == [ENGLISH[0]]
    assert [(w.kind, w.english) for w in summary.warnings] == [("dropped", "Penguins swim gladly.")]


def test_when_nothing_stands_the_lead_does_and_says_so() -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer="Penguins swim gladly."), length=20)
    assert summary.sentences[0].text == ENGLISH[0]
    assert summary.summarizer.name == "lead"
    assert [w.kind for w in summary.warnings] == ["dropped", "extractive"]


def test_a_sentence_over_the_length_gives_way_to_one_that_fits() -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer=f"{ENGLISH[0]} {ENGLISH[1]}"), length=12)
    assert [s.text for s in summary.sentences] == [ENGLISH[1]]


def test_when_no_sentence_fits_the_lead_that_does_stands_in() -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer=ENGLISH[0]), length=10)
    assert summary.summarizer.name == "lead"
    assert summary.words <= 10 * TOLERANCE


def test_the_lead_is_a_run_without_gaps() -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer="Penguins swim gladly."), length=24)
    assert [s.sources for s in summary.sentences] == [(1,)]


def test_untranslated_sentences_do_not_reach_the_summarizer() -> None:
    fake = Fake()
    summarize(translation(*ENGLISH, kept=(2,)), fake, length=80)
    assert "Jana Voss" not in fake.asked[0]


@pytest.mark.parametrize("english", [(), ("Only a few words.",)])
def test_too_little_text_is_refused(english: tuple[str, ...]) -> None:
    with pytest.raises(InputEmpty, match=r"a\.txt: too little text"):
        summarize(translation(*english), Fake(), length=80)


def test_the_german_side_can_be_a_machine_rendering() -> None:
    summary = summarize(
        translation(*ENGLISH), Fake(answer=ENGLISH[0]), length=80, german="translate", reverse=Reverse()
    )
    assert summary.german_side == "translate"
    assert summary.german[0].text == f"DE {ENGLISH[0]}"
    assert summary.german_model == Reverse.info


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ministers met in Berlin and agreed to spend 20 million euros.", []),
        ("Ministers met in Berlin and agreed to spend 30 million euros.", ["number"]),
        ("Ministers met in Berlin with Angela Merkel.", ["name"]),
        ("Ministers met in Berlin over 4000 bridges.", []),
        ("The ministers of Kassel spend 20 million euros on new bridges, agreed in Berlin on Monday.", ["name"]),
    ],
)
def test_figures_and_names_that_the_sources_lack_are_said(text: str, kinds: list[str]) -> None:
    whole = translation(*ENGLISH)
    sentence = Evidence(whole).cite(text)
    assert sentence is not None
    found = [w for w in check_sentence(sentence, 1, whole) if w.kind in ("number", "name")]
    assert [w.kind for w in found] == kinds
    assert all(w.english in text for w in found)


def test_content_words_leave_the_small_ones_out() -> None:
    assert content_words("The talks of the 2 leaders") == ["talk", "2", "leader"]
