"""Packing, length, citations, what is left out and said, the German side; the fakes are small classes, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import pytest
from builders import Reverse
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.choose import FEWEST, MOST
from translate_sum.contracts import Candidate, Odds
from translate_sum.document import Article, ModelInfo, SentenceTranslation, SummarySentence, Translation, Warning
from translate_sum.english import sentences as split_english
from translate_sum.errors import InputEmpty
from translate_sum.evidence import Evidence, content_words, stem
from translate_sum.summarize import GARBLED, pack, passages, summarize, written
from translate_sum.verify import check_sentence

PLACES = ("harbour", "railway", "museum", "school", "airport", "hospital")
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
    """Answers each passage with what it was built with, or else with the passage; keeps what it was asked."""

    answer: str = ""
    drawn: str = ""
    max_tokens: int = 1000
    whole: bool = True
    shared: bool = False
    asked: list[str] = field(default_factory=list)
    info: ModelInfo = field(default_factory=lambda: ModelInfo("fake", "1"))

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        assert all(self.count_tokens(passage) <= self.max_tokens for passage in passages)
        self.asked += passages
        answer = self.drawn if drawn else self.answer
        return [[Candidate(answer or passage, -0.1)] for passage in passages]


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


def test_a_long_text_is_read_to_its_end() -> None:
    texts = [f"The {a} {b} was closed after the {b}{a} {i} storm." for i, (a, b) in enumerate(product(PLACES, PLACES))]
    fake = Fake(max_tokens=60)
    summary = summarize(translation(*texts), fake, length=30)
    assert len(fake.asked) > 2
    assert " ".join(fake.asked).split() == " ".join(texts).split()
    assert FEWEST * 30 <= summary.words <= MOST * 30


def test_a_model_of_short_sentences_is_asked_for_what_matters() -> None:
    fake = Fake(whole=False)
    summary = summarize(translation(*ENGLISH), fake, length=30)
    assert all(any(text in passage for text in ENGLISH) for passage in fake.asked)
    assert summary.words <= MOST * 30


def test_a_repeated_sentence_comes_once() -> None:
    answer = " ".join([ENGLISH[0], ENGLISH[1], ENGLISH[0].replace("new ", "")])
    texts = [s.text for s in summarize(translation(*ENGLISH), Fake(answer=answer), length=40).sentences]
    assert sum(text.startswith("The ministers met") for text in texts) == 1


def test_english_splits_at_sentences_only() -> None:
    text = "Mr. Smith paid 3.5 million. U.S. officials agreed.\nThe end."
    assert split_english(text) == ["Mr. Smith paid 3.5 million.", "U.S. officials agreed.", "The end."]


def test_a_word_that_is_none_is_passed_on_and_marked() -> None:
    garbled = ENGLISH[1].replace("plan", "plannich")
    summary = summarize(translation(*ENGLISH[:2]), Fake(answer=f"{ENGLISH[0]} {garbled}"), length=30)
    assert [s.text for s in summary.sentences] == [ENGLISH[0], garbled]
    assert [(w.kind, w.index, w.english) for w in summary.warnings] == [("word", 2, "plannich")]


@pytest.mark.parametrize("length", [20, 40])
def test_every_sentence_cites_and_the_length_holds(length: int) -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer=" ".join(ENGLISH)), length=length)
    assert FEWEST * length <= summary.words <= MOST * length
    assert all(s.sources and set(s.sources) <= {1, 2, 3, 4} for s in summary.sentences)
    assert [g.sources[0] for g in summary.german] == sorted(summary.cited)
    assert summary.german_side == "source"


WRONG = {
    "nothing supports it": "Penguins swim gladly.",
    "a number": "The ministers met in Berlin on Monday and agreed to spend 30 million euros on new bridges.",
    "a day": "The ministers met in Berlin on Friday and agreed to spend 20 million euros on new bridges.",
    "a currency": "The ministers met in Berlin on Monday and agreed to spend 20 million dollars on new bridges.",
    "a fragment": "Berlin on Monday.",
    "no verb": "An agreement of the ministers in Berlin on Monday about 20 million euros.",
    "a murder": "The ministers were murdered in Berlin on Monday, and agreed to spend 20 million euros on new bridges.",
    "a name": "The ministers met in Warsaw on Monday and agreed to spend 20 million euros on new bridges.",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_sentence_that_is_wrong_is_left_out_and_said(wrong: str) -> None:
    answer = f"{ENGLISH[1]} {wrong}"
    summary = summarize(translation(*ENGLISH), Fake(answer=answer), length=14)
    assert [s.text for s in summary.sentences] == [ENGLISH[1]]
    assert [(w.kind, w.english) for w in summary.warnings] == [("dropped", wrong)]
    assert summary.warnings[0].message.startswith("left out of the summary: ")


@dataclass
class SecondReader:
    """Finds one word wrong wherever it stands; keeps the claims that it was asked about. Reads so many characters."""

    bad: str
    asked: list[str] = field(default_factory=list)
    info: ModelInfo = field(default_factory=lambda: ModelInfo("second", "2"))
    most: int = 10_000

    def fits(self, sources: str, claim: str) -> bool:
        return len(sources) + len(claim) <= self.most

    def odds(self, pairs: Sequence[tuple[str, str]]) -> list[list[Odds]]:
        self.asked += [claim for _, claim in pairs]
        return [
            [Odds(m.start(), m.end(), 5.0 if m[0] == self.bad else -5.0) for m in re.finditer(r"\w+", claim)]
            if self.fits(sources, claim)
            else []
            for sources, claim in pairs
        ]


def test_what_a_second_reader_finds_is_left_out_and_said() -> None:
    wrong = ENGLISH[2].replace("Engineers", "Opponents")
    reader = SecondReader("Opponents")
    summary = summarize(translation(*ENGLISH), Fake(answer=f"{ENGLISH[0]} {wrong}"), length=30, reader=reader)
    assert wrong not in [sentence.text for sentence in summary.sentences]
    [left_out] = [warning for warning in summary.warnings if warning.kind == "dropped"]
    assert left_out.message == "left out of the summary: read again, the article does not bear out “Opponents”"
    assert left_out.english == wrong
    assert reader.asked == [wrong], "what is the article's own is not read again"
    assert summary.summarizer.settings == "read again by second 2"


class Several(Fake):
    """Gives several answers, the likeliest first."""

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        return [[Candidate(text, -number / 10) for number, text in enumerate(self.answer.split("|"))] for _ in passages]


YEARS = "Engineers warned for years that 4,000 bridges are in poor condition."
AGAIN = "For years engineers have warned that 4,000 bridges are in poor condition."
SIBLING = "Engineers have warned that 4,000 bridges are in poor condition."


def test_what_a_second_reader_rejects_is_told_also_where_another_answer_takes_its_place() -> None:
    reader = SecondReader("years")
    summary = summarize(translation(*ENGLISH), Several(answer=f"{YEARS}|{AGAIN}|{SIBLING}"), length=11, reader=reader)
    assert [sentence.text for sentence in summary.sentences] == [SIBLING]
    assert reader.asked == [YEARS, AGAIN, SIBLING]
    [left_out] = [warning for warning in summary.warnings if warning.kind == "dropped"]
    assert left_out.message == "left out of the summary: read again, the article does not bear out “years”"
    assert left_out.english == YEARS, "the same words of another answer are not told again"


def test_what_a_second_reader_cannot_read_is_left_out_and_said() -> None:
    said = "Ministers in Berlin agreed to spend 20 million euros on new bridges on Monday."
    reader = SecondReader("penguin", most=len(said) + min(map(len, ENGLISH)) - 1)
    summary = summarize(translation(*ENGLISH), Fake(answer=said), length=20, reader=reader)
    assert said not in [sentence.text for sentence in summary.sentences]
    assert ("left out of the summary: too long to be read again", said) in [
        (warning.message, warning.english) for warning in summary.warnings
    ]


def test_a_second_reader_that_was_not_asked_is_not_named() -> None:
    reader = SecondReader("penguin")
    summary = summarize(translation(*ENGLISH), Fake(answer=" ".join(ENGLISH[:2])), length=30, reader=reader)
    assert summary.summarizer.name == "fake"
    assert (reader.asked, summary.summarizer.settings) == ([], "")


def test_what_a_second_reader_passes_is_passed_on() -> None:
    fake = Fake(answer="Ministers in Berlin agreed to spend 20 million euros on new bridges on Monday.")
    summary, alone = (
        summarize(translation(*ENGLISH), fake, length=20, reader=reader) for reader in (SecondReader("penguin"), None)
    )
    assert summary.sentences == alone.sentences
    assert fake.answer in [sentence.text for sentence in summary.sentences]
    assert alone.summarizer.settings == ""


def test_what_is_missing_to_the_length_is_quoted_and_said() -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer=ENGLISH[1]), length=30)
    assert FEWEST * 30 <= summary.words <= MOST * 30
    quoted = [s.text for s in summary.sentences if s.text != ENGLISH[1]]
    assert quoted
    assert [w.kind for w in summary.warnings] == ["extractive"] * len(quoted)
    assert [summary.sentences[w.index - 1].text for w in summary.warnings] == quoted
    assert summary.summarizer.name == "fake"


def test_a_passage_is_asked_again_when_its_first_answer_fails() -> None:
    fake = Fake(answer=WRONG["a number"], drawn=ENGLISH[0])
    summary = summarize(translation(*ENGLISH), fake, length=17)
    assert len(fake.asked) == 2
    assert ENGLISH[0] in [s.text for s in summary.sentences]


@pytest.mark.parametrize("length", [10, 20, 24])
def test_when_nothing_stands_the_article_is_quoted_and_that_is_said(length: int) -> None:
    summary = summarize(translation(*ENGLISH), Fake(answer="Penguins swim.", drawn="Penguins swim."), length=length)
    assert {s.text for s in summary.sentences} <= {*ENGLISH}
    assert summary.summarizer.name == "lexrank"
    assert [w.kind for w in summary.warnings] == ["dropped", "extractive"]
    assert summary.words <= MOST * length


def test_a_sentence_whose_translation_is_doubted_is_taken_over_last() -> None:
    plain = translation(*ENGLISH)
    answers = Fake(answer="Penguins swim.", drawn="Penguins swim.")
    first = summarize(plain, answers, length=20)
    doubt = Warning("doubt", "translation", first.cited[0], "the English may not say this", "heulend")
    other = summarize(replace(plain, warnings=(doubt,)), answers, length=20)
    assert first.cited[0] not in other.cited
    doubts = tuple(replace(doubt, index=s.index) for s in plain.sentences)
    told = summarize(replace(plain, warnings=doubts), answers, length=20)
    assert told.cited == first.cited
    assert [w.german for w in told.warnings if w.kind == "doubt"] == ["heulend"] * len(told.sentences)


def test_what_rests_on_a_doubted_translation_says_so() -> None:
    doubt = Warning("doubt", "translation", 1, "the English may not say this", "heulend")
    said = "Ministers agreed in Berlin on Monday to spend 20 million euros on new bridges."
    plain = replace(translation(*ENGLISH), warnings=(doubt,))
    [found] = [*check_sentence(SummarySentence(said, (1,)), 2, plain)]
    assert (found.kind, found.where, found.index, found.german) == ("doubt", "summary", 2, "heulend")
    assert found.message.startswith("it rests on the translation of sentence 1: ")
    assert not [*check_sentence(SummarySentence(ENGLISH[1], (2,)), 2, plain)]


def test_a_sentence_about_what_is_doubted_is_worth_less() -> None:
    plain, answer = translation(*ENGLISH), Fake(answer=" ".join(ENGLISH[:2]))
    doubt = Warning("doubt", "translation", 1, "the English may not say this", "heulend")
    asked = passages(ENGLISH, answer, 30)
    first, other = (written(asked, answer, t, 30) for t in (plain, replace(plain, warnings=(doubt,))))
    changes = {
        a.proposal.sentence.sources: round(b.proposal.quality - a.proposal.quality, 6)
        for a, b in zip(first, other, strict=True)
    }
    assert changes == {(1,): GARBLED, (2,): 0.0}
    assert not any(attempt.wrong for attempt in other)


def test_a_quotation_that_goes_on_elsewhere_gets_its_mark() -> None:
    english = ('Jana Voss said in Berlin: "This plan of theirs is far too small.', *ENGLISH[2:])
    summary = summarize(translation(*english), Fake(answer="Penguins swim.", drawn="Penguins swim."), length=12)
    assert [s.text for s in summary.sentences] == [f'{english[0]}"']
    assert [w.kind for w in summary.warnings if w.kind != "dropped"] == ["extractive"]


def test_untranslated_sentences_do_not_reach_the_summarizer() -> None:
    fake = Fake()
    summarize(translation(*ENGLISH, kept=(2,)), fake, length=30)
    assert "Jana Voss" not in fake.asked[0]


def test_an_article_no_longer_than_its_summary_is_given_whole() -> None:
    fake = Fake(answer=ENGLISH[0])
    summary = summarize(translation(*ENGLISH, kept=(2,)), fake, length=80)
    assert [s.text for s in summary.sentences] == [ENGLISH[0], *ENGLISH[2:]]
    assert summary.cited == (1, *range(3, len(ENGLISH) + 1))
    assert (summary.warnings, summary.summarizer.name, fake.asked) == ((), "lexrank", [])


@pytest.mark.parametrize("english", [(), ("Only a few words.",)])
def test_too_little_text_is_refused(english: tuple[str, ...]) -> None:
    with pytest.raises(InputEmpty, match=r"a\.txt: too little text"):
        summarize(translation(*english), Fake(), length=80)


def test_the_german_side_can_be_a_machine_rendering() -> None:
    short = "Ministers met in Berlin and agreed to spend 20 million euros."
    summary = summarize(translation(*ENGLISH), Fake(answer=short), length=20, german="translate", reverse=Reverse())
    assert summary.german_side == "translate"
    assert summary.german[0].text == f"DE {short}"
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


@pytest.mark.parametrize(
    ("quoted", "kinds"),
    [
        ("The plan is too small", []),
        ("The plan is far too dear for us", ["quote"]),  # each of its words is there, but not in a row
        ("The plan will cost us all our savings", ["quote"]),
    ],
)
def test_a_quotation_of_the_summary_is_the_translation_word_for_word(quoted: str, kinds: list[str]) -> None:
    said = translation('Jana Voss said: "The plan is too small, too late and far too dear for us."')
    sentence = SummarySentence(f'Jana Voss said: "{quoted}."', (1,), 1.0)
    assert [warning.kind for warning in check_sentence(sentence, 1, said)] == kinds
