"""Laws of translating an article, over fakes that follow the Translator protocol."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_sum.contracts import Decoding, Hypothesis
from translate_sum.document import Article, ModelInfo
from translate_sum.draft import Manner, make_draft
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.segment import segment
from translate_sum.store import Store
from translate_sum.translate import EASY, Outcome, _soundest, translate, translate_texts
from translate_sum.truecase import Casing

Answer = Callable[[str, Decoding], str]
LONG = (
    "Die Minister trafen sich am Montag in Berlin, weil die Brücken im Land seit vielen Jahren verfallen, und sie "
    "einigten sich nach langen Gesprächen auf neue Ausgaben, die der Bundestag im Herbst noch beschließen muss."
)
ENGLISH = {
    "Der Hund schläft.": "The dog sleeps.",
    "Die Katze trinkt Milch.": "The cat drinks milk.",
    "Es regnet seit Tagen.": "It has rained for days.",
    "Drei Männer gehen heute nach Hause.": "Three men go home today.",
}
GERMAN = list(ENGLISH)


def article(*paragraphs: str, title: str | None = None) -> Article:
    return Article(title, None, None, None, None, paragraphs, "a.txt", "0" * 64)


def shrug(text: str, decoding: Decoding) -> str:
    """In place of English, of about the right length: the source's capitals and numbers; no words but verbs, in -ed."""
    return ENGLISH.get(text) or " ".join(
        re.sub("..?", r"x\g<0>-", word[:-2]) + "ed" if word.islower() else word for word in text.split()
    )


@dataclass
class Fake:
    """Answers by a function; a token is a word, and the end mark one more. Keeps what it was asked, call by call."""

    answer: Answer = shrug
    max_tokens: int = 100
    complete: bool = True
    calls: list[tuple[list[str], Decoding]] = field(default_factory=list)
    info: ModelInfo = field(default_factory=lambda: ModelInfo("fake", "1", "int8"))

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 1

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        assert all(self.count_tokens(text) <= self.max_tokens for text in texts)
        self.calls.append((list(texts), decoding))
        return [Hypothesis(self.answer(text, decoding), self.complete) for text in texts]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        yield from enumerate([hypothesis] for hypothesis in self.translate(texts, decoding))

    @property
    def asked(self) -> list[str]:
        return [text for texts, _ in self.calls for text in texts]


def only(answers: dict[str, str]) -> Answer:
    return lambda text, decoding: answers[text]


def outcome(text: str, answer: Answer, *, max_tokens: int = 100) -> Outcome:
    return translate_texts([text], Fake(answer, max_tokens))[0]


def test_every_sentence_once_in_order_in_its_paragraph() -> None:
    source = article(" ".join(GERMAN[:2]), " ".join(GERMAN[2:]), title="Ein Tag im Leben")
    translation = translate(source, Fake())
    assert [s.index for s in translation.sentences] == [1, 2, 3, 4]
    assert [s.paragraph for s in translation.sentences] == [0, 0, 1, 1]
    assert [s.source for s in translation.sentences] == GERMAN
    assert [s.target for s in translation.sentences] == list(ENGLISH.values())
    assert translation.paragraphs == (
        "The dog sleeps. The cat drinks milk.",
        "It has rained for days. Three men go home today.",
    )
    assert translation.headline is not None
    assert (translation.headline.index, translation.headline.source) == (0, "Ein Tag im Leben")
    assert translation.warnings == ()


def test_what_is_doubted_is_told_and_not_asked_again() -> None:
    class Doubting(Fake):
        def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            return [replace(h, doubts=("hund", "Amazon")) for h in super().translate(texts, decoding)]

    fake = Doubting()
    translation = translate(article("Der Hund schläft."), fake)
    assert [len(texts) for texts, _ in fake.calls] == [1]
    assert translation.sentences[0].status == "ok"
    assert [(w.kind, w.index, w.german, w.english) for w in translation.warnings] == [("doubt", 1, "Hund", "")]


@pytest.mark.parametrize("title", [None, "", "  "])
def test_no_title_no_headline(title: str | None) -> None:
    assert translate(article("Der Hund schläft.", title=title), Fake()).headline is None


def test_an_article_without_text_is_a_translation_without_sentences() -> None:
    fake = Fake()
    assert translate(article("", "  \n"), fake).sentences == ()
    assert fake.calls == []


def test_the_signature_names_number_type_and_beam() -> None:
    assert str(translate(article("Der Hund schläft."), Fake(), beam_size=6).translator) == "fake (1, int8, beam 6)"


def test_one_call_and_no_text_twice() -> None:
    fake = Fake()
    translate(article(" ".join(GERMAN), " ".join(GERMAN)), fake)
    assert fake.calls == [(GERMAN, Decoding(4))]


def test_retries_of_all_failing_texts_share_a_call() -> None:
    fake = Fake(lambda text, decoding: ENGLISH[text] if decoding.no_repeat_ngram_size or text == GERMAN[0] else "")
    outcomes = translate_texts(GERMAN, fake)
    assert [o.text for o in outcomes] == list(ENGLISH.values())
    assert [o.status for o in outcomes] == ["ok", "retried", "retried", "retried"]
    assert fake.calls == [(GERMAN, Decoding(4)), (GERMAN[1:], Decoding(1, 3))]


def test_the_ways_come_in_order() -> None:
    fake = Fake(lambda text, decoding: "")
    text = "Der BUND plant neue Brücken, sagt die Regierung auf https://a.de/b heute."
    translate_texts([text], fake, casings=[Casing(["Ein Bund."])])
    plain, halves = "Der BUND plant neue Brücken, sagt die Regierung auf Amazon heute.", fake.calls[3][0]
    assert [decoding for _, decoding in fake.calls] == [Decoding(4), Decoding(1, 3), Decoding(8, 3), *[Decoding(4)] * 3]
    assert [texts for texts, _ in fake.calls[:3]] == [[plain]] * 3
    assert len(halves) == 2
    assert " ".join(halves) == plain
    assert fake.calls[4][0] == [plain.replace("BUND", "Bund")]
    assert fake.calls[5][0] == ["Der BUND plant neue Brücken, sagt die Regierung auf", "heute."]


def test_a_way_that_changes_nothing_is_not_tried() -> None:
    fake = Fake(lambda text, decoding: "")
    translate_texts(["Es regnet."], fake)
    assert [decoding for _, decoding in fake.calls] == [Decoding(4), Decoding(1, 3), Decoding(8, 3)]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("", "empty"),
        ("...", "empty"),
        ("It is the the the the the the the the the dog", "looping"),
        ("Drei Männer gehen heute nach Hause.", "untranslated"),
        ("It " + "really and truly and surely rains today " * 4, "length"),
    ],
)
def test_what_fails_in_all_ways_stays_german_with_a_mark(answer: str, kind: str) -> None:
    translation = translate(article(GERMAN[3]), Fake(lambda text, decoding: answer))
    (sentence,), (warning,) = translation.sentences, translation.warnings
    assert (sentence.target, sentence.status) == (GERMAN[3], "kept")
    assert (warning.kind, warning.where, warning.index) == ("untranslated", "translation", 1)
    assert kind in {r.kind for r in outcome(GERMAN[3], lambda text, decoding: answer).reasons}


def test_a_hypothesis_that_hit_the_length_limit_is_no_translation() -> None:
    (sentence,) = translate(article(GERMAN[0]), Fake(complete=False)).sentences
    assert sentence.status == "kept"


def test_a_changed_number_keeps_the_english_and_says_so() -> None:
    source = "Am Montag kamen 250 Gäste in das Schloss."
    translation = translate(article(source), Fake(lambda text, decoding: "On Monday 205 guests came to the castle."))
    (sentence,), (warning,) = translation.sentences, translation.warnings
    assert (sentence.target, sentence.status) == ("On Monday 205 guests came to the castle.", "ok")
    assert (warning.kind, warning.index, warning.german, warning.english) == ("number", 1, "250", "205")


def test_the_way_with_the_fewest_faults_wins() -> None:
    def answer(text: str, decoding: Decoding) -> str:
        return "In 1998 there were 21 guests." if decoding.beam_size == 1 else "In 1989 there were 21 guests."

    result = outcome("Im Jahr 1998 waren es 12 Gäste.", answer)
    assert (result.text, result.status) == ("In 1998 there were 21 guests.", "retried")


@pytest.mark.parametrize("text", ["FC Bayern München", "Angela Merkel", "3:2", "* * *", "https://a.de/b", "–"])
def test_what_may_stay_as_it_is_is_ok(text: str) -> None:
    assert outcome(text, lambda text, decoding: text) == Outcome(text, "ok")


@pytest.mark.parametrize("text", ["3:2", "https://a.de/b", "@handle", "–", "12.30"])
def test_what_has_no_words_is_not_asked(text: str) -> None:
    fake = Fake()
    translate_texts([text], fake)
    assert fake.calls == []


def test_a_sentence_over_the_limit_is_split_and_nothing_is_cut() -> None:
    fake = Fake(max_tokens=12)
    (result,) = translate_texts([LONG], fake)
    assert len(fake.asked) > 2
    assert " ".join(fake.asked) == LONG
    assert result.status == "ok"


def test_what_is_too_long_to_be_easy_is_taken_apart_when_it_failed() -> None:
    """It fits the model, which finds no end: one text without full stops, from a transcript."""
    talk = ", ".join(["die Minister trafen sich am Montag in Berlin"] * 60)

    class Lost(Fake):
        def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            answers = super().translate(texts, decoding)
            return [replace(h, complete=len(t.split()) < EASY) for t, h in zip(texts, answers, strict=True)]

    fake = Lost(max_tokens=1000)
    (result,) = translate_texts([talk], fake)
    assert result.status == "retried"
    assert max(len(text.split()) for text in fake.calls[-1][0]) < EASY
    assert result.text.count("Montag") == 60


def test_emojis_are_not_asked_and_come_through() -> None:
    fake = Fake()
    (result,) = translate_texts(["😂😂 Der Hund schläft. 💪🏽👨‍👩‍👧"], fake)
    assert fake.asked == ["Der Hund schläft."]
    assert result == Outcome("😂😂 The dog sleeps. 💪🏽👨‍👩‍👧", "ok")


def test_a_table_is_translated_cell_by_cell() -> None:
    answers = {"Partei": "Party", "Prozent": "Percent", "CDU": "CDU"}
    rows = ["| Partei | Prozent |", "|---|---|", "| CDU | 31,4 | 1.234 | 3.5. |"]
    found = translate_texts(rows, Fake(only(answers)))
    assert [outcome.text for outcome in found] == ["| Party | Percent |", "|---|---|", "| CDU | 31.4 | 1,234 | 3.5. |"]


def test_a_surname_that_the_article_tells_is_asked_again() -> None:
    texts = ["Der Hund von Jens Reiche schläft.", "Reiche trinkt Milch."]
    answers = {
        texts[0]: "Jens Reiche's dog sleeps.",
        texts[1]: "Empire drinks milk.",
        "Amazon trinkt Milch.": "Amazon drinks milk.",
    }
    found = translate_texts(texts, Fake(lambda text, decoding: answers.get(text, "Empire drinks.")))
    assert found[1] == Outcome("Reiche drinks milk.", "retried")
    assert translate_texts(texts[1:], Fake(only(answers)))[0].text == "Empire drinks milk."


def test_parts_join_as_one_sentence() -> None:
    answers = {
        "Die Regierung lehnte den Plan am Montag ab,": "The government rejected the plan on Monday.",
        "weil er nach ihrer Ansicht zu teuer ist.": "Because in its view it is too expensive.",
    }
    result = outcome(" ".join(answers), only(answers), max_tokens=10)
    expected = "The government rejected the plan on Monday, because in its view it is too expensive."
    assert result == Outcome(expected, "ok")


def test_an_empty_part_is_not_hidden_by_a_good_one() -> None:
    answers = {
        "Die Regierung lehnte den Plan am Montag ab,": "The government firmly rejected the whole plan on Monday.",
        "weil er nach ihrer Ansicht zu teuer ist.": "",
    }
    result = translate_texts([" ".join(answers)], Fake(lambda text, decoding: answers.get(text, ""), max_tokens=10))[0]
    assert result.status == "kept"
    assert "empty" in {reason.kind for reason in result.reasons}


def test_addresses_survive_behind_a_stand_in() -> None:
    answers = {"Mehr dazu steht unter Amazon und bei Boeing.": "There is more on this at Amazon and with Boeing."}
    result = outcome("Mehr dazu steht unter https://a.de/b?c=1 und bei @dpa.", only(answers))
    assert result == Outcome("There is more on this at https://a.de/b?c=1 and with @dpa.", "ok")


def test_a_lost_address_is_translated_around() -> None:
    answers = {"Mehr dazu steht unter": "You find more on this at.", "im Netz.": "On the net."}
    text = "Mehr dazu steht unter www.example.de/a im Netz."
    result = outcome(text, lambda text, decoding: answers.get(text, "You find more on this there."))
    assert result == Outcome("You find more on this at www.example.de/a on the net.", "retried")


def test_more_addresses_than_stand_ins_are_translated_around_at_once() -> None:
    tags = [f"#tag{chr(ord('a') + n)}" for n in range(12)]
    text = "Heute wichtig sind " + " ".join(tags)
    fake = Fake(only({"Heute wichtig sind": "Important today are"}))
    assert translate_texts([text], fake) == [Outcome("Important today are " + " ".join(tags), "ok")]
    assert len(fake.calls) == 1


def test_capitals_are_asked_in_usual_case_and_come_back() -> None:
    answers = {
        "Polizei sucht Zeugen in Köln": "Police look for witnesses in Cologne",
        "In Köln sucht die Polizei einen Zeugen.": "In Cologne police are looking for a witness.",
    }
    source = article("In Köln sucht die Polizei einen Zeugen.", title="POLIZEI SUCHT ZEUGEN IN KÖLN")
    translation = translate(source, Fake(only(answers)))
    assert translation.headline is not None
    assert translation.headline.target == "POLICE LOOK FOR WITNESSES IN COLOGNE"
    assert translation.headline.source == "POLIZEI SUCHT ZEUGEN IN KÖLN"


def test_an_address_keeps_its_case_among_capitals() -> None:
    answers = {"Die Umfrage steht auf Amazon": "The survey is on Amazon"}
    result = translate_texts(
        ["DIE UMFRAGE STEHT AUF a.de/Umfrage"], Fake(only(answers)), casings=[Casing(["eine Umfrage"])]
    )
    assert result == [Outcome("THE SURVEY IS ON a.de/Umfrage", "ok")]


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [
        ("„Wir gehen heute nach Hause.“", "We are going home today.", "“We are going home today.”"),
        ("„Wir gehen heute nach Hause.“", '"We are going home today."', '"We are going home today."'),
        (
            "„Wir gehen nach Hause“, sagte er „heute“",
            "We are going home, he said today",
            "We are going home, he said today",
        ),
        ("Wir gehen heute nach Hause.", "  We are going home today. ", "We are going home today."),
    ],
)
def test_a_whole_quotation_keeps_its_marks(source: str, hypothesis: str, target: str) -> None:
    assert outcome(source, lambda text, decoding: hypothesis).text == target


def test_progress_ends_with_all_and_never_goes_back() -> None:
    seen: list[tuple[int, int]] = []
    translate(article(" ".join(GERMAN)), Fake(lambda *_: ""), progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
    assert seen == sorted(seen)


TEXTS = st.lists(
    st.sampled_from([*GERMAN, LONG, "GROSSE ANGST IN BERLIN", "Mehr auf a.de/b am 3. Mai.", "", "3:2"]), max_size=5
)


def moody(text: str, decoding: Decoding) -> str:
    """Fails in a way that depends on the text alone."""
    return ("", shrug(text, decoding), "no " * 30, text)[sum(map(ord, text)) % 4]


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_a_text_does_not_depend_on_its_company(texts: list[str]) -> None:
    casings = [Casing([text]) for text in texts]
    together = translate_texts(texts, Fake(moody, max_tokens=12), casings=casings)
    alone = [translate_texts([text], Fake(moody, max_tokens=12))[0] for text in texts]
    backwards = translate_texts(texts[::-1], Fake(moody, max_tokens=12), casings=casings[::-1])
    assert together == alone == backwards[::-1]


ANY = st.text(st.sampled_from("abc AB„“.,12%-€$\n@#:/ü") | st.characters(exclude_categories=["Cs"]), max_size=60)


@given(ANY, ANY, st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_source_and_no_hypothesis_makes_it_raise(source: str, hypothesis: str, complete: bool) -> None:
    fake = Fake(lambda text, decoding: hypothesis, max_tokens=6, complete=complete)
    body = article(source, source, title=source)
    translation = translate(body, fake)
    assert [s.source for s in translation.sentences] == [s.text for s in segment(body)]
    assert all(s.target == s.source for s in translation.sentences if s.status == "kept")


@given(ANY, st.sampled_from(get_args(Manner)), st.integers(12, 40))
@settings(max_examples=150, deadline=None)
def test_a_draft_loses_only_white_space_and_emphasis(text: str, manner: Manner, limit: int) -> None:
    draft = make_draft(text, Casing([]), lambda part: len(part) <= limit, manner)
    parts = "".join(part.text for part in draft.parts)
    whole = draft.masked.text if draft.masked else text
    assert "".join(parts.replace("*", "").split()).lower() == "".join(whole.replace("*", "").split()).lower()
    assert all(len(question) <= limit for question in draft.questions)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Der **Hund** schläft.", "Der Hund schläft."),
        ("*Es regnet* seit ***Tagen***.", "Es regnet seit Tagen."),
        ("Die Band A*Teens kam.", "Die Band A*Teens kam."),
        ("Das sind 3 * 4 * 5 Meter.", "Das sind 3 * 4 * 5 Meter."),
        ("Er schrieb *lange Briefe.", "Er schrieb *lange Briefe."),
    ],
)
def test_markdown_emphasis_does_not_reach_the_model(text: str, asked: str) -> None:
    fake = Fake()
    translate_texts([text], fake)
    assert fake.calls[0][0] == [asked]


@pytest.mark.parametrize(
    ("text", "asked", "written"),
    [
        ("😂😂 Der Hund schläft.", ["Der Hund schläft."], "😂😂 The dog sleeps."),
        ("Es regnet seit Tagen.💪🏽👨‍👩‍👧", ["Es regnet seit Tagen."], "It has rained for days.💪🏽👨‍👩‍👧"),
        ("Der Hund schläft. 🔥 #Hund #BVB", ["Der Hund schläft."], "The dog sleeps. 🔥 #Hund #BVB"),
        ("Ja → Nein", ["Ja", "Nein"], "Yes → No"),
    ],
)
def test_emojis_do_not_reach_the_model_and_stay(text: str, asked: list[str], written: str) -> None:
    answers = ENGLISH | {"Ja": "Yes.", "Nein": "No"}
    draft = make_draft(text, Casing([]), lambda part: True)
    assert draft.questions == asked
    assert draft.written({question: Hypothesis(answers[question]) for question in asked}) == written


CELLS = {"Partei": "party", "Sitze": "Seats.", "Grüne": "Greens", "rund 2 Mio.": "about 2 million.", "Wien": "Vienna"}


@pytest.mark.parametrize(
    ("row", "written"),
    [
        ("| Partei | Sitze |", "| Party | Seats |"),
        ("Partei | Sitze | Partei", "Party | Seats | Party"),
        ("| Grüne | 14,9 % | 1.019 | -0,3 |", "| Greens | 14.9 % | 1,019 | -0.3 |"),
        ("| Grüne | 9:1 | 1.1. | 14.30 | 3.10.24 |", "| Greens | 9:1 | 1.1. | 14.30 | 3.10.24 |"),
        ("|Wien|rund 2 Mio.|www.wien.at|", "|Vienna|about 2 million.|www.wien.at|"),
        ("| | Grüne | |", "| | Greens | |"),
        ("|---|:-:|", "|---|:-:|"),
        ("| 3 | 4,5 |", "| 3 | 4.5 |"),
        ("1.234,5", "1,234.5"),
    ],
)
def test_a_row_of_a_table_is_translated_cell_by_cell(row: str, written: str) -> None:
    draft = make_draft(row, Casing([]), lambda part: True)
    assert "|" not in "".join(draft.questions)
    assert draft.written({question: Hypothesis(CELLS[question]) for question in draft.questions}) == written


@pytest.mark.weights
def test_the_embedded_model_breaks_no_character(tmp_path: Path) -> None:
    """Of what it has no piece for it writes bytes, and not always those of a character."""
    symbols = ("😂😂", "🔥", "🤬", "💪🏽👨‍👩‍👧", "❤️", "🇩🇪", "→", "★★★★")
    forms = ("{} Boah, das war echt gut!", "Naja, nächstes Mal gewinnen wir 3:0 {}", "Wir {} Köln, sagte er heute.")
    texts = [form.format(symbol) for symbol in symbols for form in forms]
    foreign = [f"Der Präsident ({name}) sagte das am Montag." for name in ("习近平", "مرحبا", "김정은")]
    translator = Pipeline(Options(translator="embedded", device="cpu"), store=Store(tmp_path)).translator
    outcomes = [outcome.text for outcome in translate_texts([*texts, *foreign], translator)]
    assert not [text for text in outcomes if "\ufffd" in text]
    assert all(any(symbol in text for symbol in symbols) for text in outcomes[: len(texts)])


def test_a_garbled_name_is_masked_and_comes_back() -> None:
    def garble(text: str, decoding: Decoding) -> str:
        return text.replace("Kim Jong Un", "Ki Jong").replace("besuchte", "visited").replace("gestern", "yesterday")

    made = outcome("Kim Jong Un besuchte gestern Berlin.", garble)
    assert made.text == "Kim Jong Un visited yesterday Berlin."
    assert made.status == "retried"


def test_of_several_hypotheses_the_one_without_faults_is_taken() -> None:
    class Several(Fake):
        def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
            answers = ["13 men went home yesterday.", "12 men went home yesterday."]
            yield from enumerate([Hypothesis(answer) for answer in answers[:count]] for _ in texts)

    fake = Several()
    [made] = translate_texts(["Gestern gingen 12 Männer nach Hause."], fake)
    assert (made.text, made.status) == ("12 men went home yesterday.", "ok")


VOTES = {
    "most hypotheses speak of a death": (["He killed her.", "He was killing her.", "He had her."], "He killed her.", 1),
    "half of them do": (["He killed her.", "He took her."], "He killed her.", 1),
    "one does": (["He killed her.", "He took her.", "He had her."], "He took her.", 0),
}


@pytest.mark.parametrize(("found", "taken", "doubts"), VOTES.values(), ids=VOTES)
def test_a_word_that_the_check_does_not_know_costs_no_right_translation(
    found: list[str], taken: str, doubts: int
) -> None:
    class Several(Fake):
        def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
            best = [Hypothesis(text) for text in found][:count]
            yield from (
                (i, best if decoding == Decoding(4) else [Hypothesis("He met her.")]) for i in range(len(texts))
            )

    (outcome,) = translate_texts(["Er meuchelte sie."], Several())
    assert outcome.text == taken
    assert [reason.kind for reason in outcome.reasons] == ["event"] * doubts


def test_a_death_that_one_hypothesis_speaks_of_weighs_more_than_another_fault() -> None:
    found = [Hypothesis("He saw 13 dogs."), Hypothesis("He killed 12 dogs."), Hypothesis("He saw 14 dogs.")]
    assert _soundest("Er sah 12 Hunde.", found) == found[0]


def test_what_the_shortlist_lost_is_asked_for_without_it() -> None:
    def answer(text: str, decoding: Decoding) -> str:
        return "In 1989 there were 21 guests." if decoding.shortlist else "In 1998 there were 21 guests."

    fake = Fake(answer)
    source = article("1998 waren es 21 Gäste. 1998 kamen 21 Gäste.")
    translation = translate(source, fake, beam_size=1, shortlist=True)
    assert [decoding for _, decoding in fake.calls] == [Decoding(1, shortlist=True), Decoding(1)]
    assert {s.status for s in translation.sentences} == {"retried"}
    assert {s.target for s in translation.sentences} == {"In 1998 there were 21 guests."}


@pytest.mark.parametrize(
    ("source", "written", "target"),
    [
        ("Überschwemmung in Äthiopien", "flooding in Ethiopia", "Flooding in Ethiopia"),
        ("iPhone kommt später", "iPhone is late", "iPhone is late"),
        ("Das sagt taz-Chefin Ines Pohl", "taz-Chefin Ines Pohl says so", "taz-Chefin Ines Pohl says so"),
        ("ein Haus", "a house", "a house"),
        ("„Staat Togo“", "“state of Togo”", "“state of Togo”"),
        ("Ja", "", ""),
    ],
)
def test_a_text_begins_with_a_capital_if_the_german_does(source: str, written: str, target: str) -> None:
    draft = make_draft(source, Casing([]), lambda text: True)
    assert draft.written({question: Hypothesis(written) for question in draft.questions}) == target
