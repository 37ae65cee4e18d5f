"""Reranking: which hypothesis wins, and that the two judges say what the models' own arithmetic says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import tiny
import torch
from ctranslate2.converters import TransformersConverter
from hypothesis import given
from hypothesis import strategies as st
from transformers import AutoModelForCausalLM, AutoTokenizer, MarianMTModel

from translate_sum.backends.causal_ctranslate2 import CausalCTranslate2
from translate_sum.backends.loading import quiet
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.contracts import Channel, Decoding, Hypothesis, LanguageModel, Translator
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.errors import ConfigurationError, ModelError, UsageError
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.rerank import CHANNEL_ALONE, NEAR, READ, WITH_LANGUAGE, Reranked
from translate_sum.store import EMBEDDED, Store

NBEST = [Hypothesis("likeliest", logprob=-1.0), Hypothesis("second", logprob=-2.0), Hypothesis("third", logprob=-3.0)]
NOT_KEPT = Conversions(None)


@dataclass
class Fake:
    """Translator, channel and language model in one: `worth` of a text is its log-probability for both judges."""

    name: str = "fake"
    worth: dict[str, float] = field(default_factory=dict)
    max_tokens: int = 9
    found: list[Hypothesis] = field(default_factory=lambda: list(NBEST))
    read: list[str] = field(default_factory=list)

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(self.name, "1", "int8" * (self.name == "fake"))

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 1

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [best[0] for _, best in self.nbest(texts, decoding, 1)]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        assert count <= decoding.beam_size
        yield from ((i, self.found[:count]) for i in reversed(range(len(texts))))

    def word_logprobs(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        assert all(self.count_tokens(text) <= self.max_tokens for text in (*sources, *targets))
        return [[self.worth.get(text, -50.0), 0.0] for text in sources]

    def logprobs_alone(self, texts: Sequence[str]) -> list[float]:
        self.read += texts
        return [self.worth.get(text, -50.0) for text in texts]


def order(found: Sequence[Hypothesis]) -> list[str]:
    return [hypothesis.text for hypothesis in found]


ALIKE = dict.fromkeys(("likeliest", "second", "third"), -5.0)
CASES = {
    "no judge objects": (ALIKE, ALIKE, ["likeliest", "second", "third"]),
    "the German is not explained by it": (ALIKE | {"likeliest": -9.0}, ALIKE, ["second", "third", "likeliest"]),
    "it is no English": (ALIKE, ALIKE | {"likeliest": -10.0, "second": -20.0}, ["third", "likeliest", "second"]),
    "too little to outweigh the translator": (ALIKE | {"likeliest": -5.5}, ALIKE, ["likeliest", "second", "third"]),
}


@pytest.mark.parametrize(("back", "alone", "wanted"), CASES.values(), ids=CASES)
def test_what_all_three_find_likely_comes_first(
    back: dict[str, float], alone: dict[str, float], wanted: list[str]
) -> None:
    reranked = Reranked(Fake(), Fake("reverse", back), Fake("language", alone))
    [(_, found)] = reranked.nbest(["Hund"], Decoding(3), 3)
    assert order(found) == wanted
    assert reranked.translate(["Hund", "Katze"], Decoding(3)) == [found[0], found[0]]


def test_without_a_language_model_the_reverse_one_counts_less() -> None:
    assert CHANNEL_ALONE.channel < WITH_LANGUAGE.channel
    doubted = ALIKE | {"likeliest": -7.0}
    assert order(Reranked(Fake(), Fake("r", doubted)).translate(["Hund"], Decoding(3))) == ["likeliest"]
    with_language = Reranked(Fake(), Fake("r", doubted), Fake("l", ALIKE))
    assert order(with_language.translate(["Hund"], Decoding(3))) == ["second"]


def test_a_longer_hypothesis_is_not_the_worse_for_its_length() -> None:
    """Each piece costs log-probability in all three; `piece` gives some of it back."""
    short, long = Hypothesis("short", logprob=-4.0, pieces=2), Hypothesis("long", logprob=-4.5, pieces=8)
    found = Reranked(Fake(found=[short, long]), Fake("r"), Fake("l")).translate(["Hund"], Decoding(2))
    assert order(found) == ["long"]


@given(st.lists(st.floats(-9, 0), min_size=1, max_size=3 * READ), st.randoms())
def test_nothing_is_lost_and_the_language_model_reads_the_best_alone(scores: list[float], rng: object) -> None:
    found = [Hypothesis(f"h{i}", logprob=score) for i, score in enumerate(scores)]
    back = {h.text: float(hash((h.text, str(rng))) % 9) for h in found}
    language = Fake("language", {h.text: -len(h.text) for h in found})
    reranked = Reranked(Fake(found=found), Fake("reverse", back), language)
    [(_, ranked)] = reranked.nbest(["Hund"], Decoding(len(found) + 1), len(found))
    assert sorted(order(ranked)) == sorted(order(found))
    assert len(language.read) <= READ
    assert len(language.read) != 1  # which would settle nothing
    assert {*language.read} == {*order(ranked)[: len(language.read)]}


@pytest.mark.parametrize(("behind", "read"), [(1.0, 3), (NEAR - 0.1, 2), (NEAR + 0.1, 0)])
def test_what_is_far_behind_is_not_read(behind: float, read: int) -> None:
    found = [Hypothesis(f"h{i}", logprob=-i * behind) for i in range(3)]
    language = Fake("language")
    _ = [*Reranked(Fake(found=found), Fake("reverse"), language).nbest(["Hund"], Decoding(3), 3)]
    assert len(language.read) == read


def test_what_a_judge_cannot_read_stays_as_the_search_had_it() -> None:
    judge = Fake("reverse", {"second": 0.0}, max_tokens=3)
    reranked = Reranked(Fake(), judge, Fake("language", {"second": 0.0}))
    texts = ["Hund", "ein Satz von fünf Wörtern", "Katze"]
    assert [order(found)[0] for _, found in sorted(reranked.nbest(texts, Decoding(3), 3), key=lambda f: f[0])] == [
        "second",
        "likeliest",
        "second",
    ]


def test_what_the_german_says_and_the_winner_does_not_is_told() -> None:
    found = [Hypothesis("The dog", logprob=-1.0), Hypothesis("The hound", logprob=-2.0)]
    back = {"The dog": -2.0, "The hound": -40.0}
    [(_, [dog, hound])] = Reranked(Fake(found=found), Fake("r", back)).nbest(["Köter"], Decoding(2), 2)
    assert (dog.text, dog.doubts) == ("The dog", ())
    assert (hound.text, hound.doubts) == ("The hound", ("Köter",))


def test_a_greedy_search_stays_as_it_is() -> None:
    judges = Fake("reverse", {"second": 0.0}), Fake("language", {"second": 0.0})
    assert order(Reranked(Fake(), *judges).translate(["Hund"], Decoding(1))) == ["likeliest"]


def test_info_names_the_judges_for_signatures_and_cache_keys() -> None:
    assert str(Reranked(Fake(), Fake("r"), Fake("l")).info) == "fake (1, int8, reranked by 0.8 r (1) and 0.5 l (1))"
    assert str(Reranked(Fake(), Fake("r")).info) == "fake (1, int8, reranked by 0.2 r (1))"


# --- The models' own arithmetic


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.marian(tmp_path_factory.mktemp("models") / "terse", end_bias=2.0)


@pytest.fixture(scope="module")
def model(directory: Path) -> MarianCTranslate2:
    return MarianCTranslate2(directory, ModelInfo("tiny", "1"), threads=1, conversions=NOT_KEPT, numbers="float32")


def test_a_translation_is_as_likely_as_transformers_says(directory: Path, model: MarianCTranslate2) -> None:
    with quiet():
        tokenizer = AutoTokenizer.from_pretrained(directory)
        reference = MarianMTModel.from_pretrained(directory, dtype=torch.float32).eval()
    german, english = list(tiny.CORPUS[:4]), list(tiny.CORPUS[4:])
    for source, target, found in zip(german, english, model.word_logprobs(german, english), strict=True):
        labels = tokenizer(text_target=target, return_tensors="pt").input_ids
        with torch.inference_mode():
            loss = reference(**tokenizer(source, return_tensors="pt"), labels=labels).loss
        assert len(found) == len(target.split()) + 1
        assert sum(found) == pytest.approx(-float(loss) * labels.shape[1], rel=1e-3)


@pytest.mark.weights
def test_the_search_tells_of_its_hypotheses_what_judging_them_would() -> None:
    model = MarianCTranslate2(
        EMBEDDED / "de-en", ModelInfo("m", "1"), threads=1, conversions=NOT_KEPT, numbers="float32"
    )
    german = list(tiny.CORPUS[:4])
    found = [(german[i], h) for i, best in model.nbest(german, Decoding(4), 4) for h in best]
    same = [(s, h) for s, h in found if h.complete and len(model._pieces.encode_target(h.text)) == h.pieces - 1]
    assert len(same) >= 8  # others were written in pieces that their text is not cut into
    told = model.word_logprobs([s for s, _ in same], [h.text for _, h in same])
    assert [h.logprob for _, h in same] == pytest.approx([sum(words) for words in told], rel=1e-3)


def likelihoods(folder: Path) -> tuple[list[float], list[float]]:
    """Of the corpus's texts, by the backend and by transformers in fp32."""
    model = CausalCTranslate2(folder, ModelInfo("chat", "1"), threads=1, conversions=NOT_KEPT)
    with quiet():
        tokenizer = AutoTokenizer.from_pretrained(folder)
        reference = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    wanted = []
    for text in tiny.CORPUS:
        ids = tokenizer(f"\n{text}\n", add_special_tokens=False, return_tensors="pt").input_ids
        with torch.inference_mode():
            wanted.append(-float(reference(input_ids=ids, labels=ids).loss) * (ids.shape[1] - 1))
    return model.logprobs_alone(tiny.CORPUS), wanted


def test_a_text_is_as_likely_as_transformers_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    convert = TransformersConverter.convert
    monkeypatch.setattr(
        TransformersConverter,
        "convert",
        lambda self, folder, **how: convert(self, folder, **how | {"quantization": None}),
    )
    found, wanted = likelihoods(tiny.chat(tmp_path / "chat"))
    assert found == pytest.approx(wanted, rel=1e-3)


def test_int8_changes_little_of_it(tmp_path: Path) -> None:
    found, wanted = likelihoods(tiny.chat(tmp_path / "chat"))
    assert found != pytest.approx(wanted, rel=1e-3), "it is int8"
    # of all together: of a single text the rounding takes up to 3.3 %, by the kind of processor
    assert sum(found) == pytest.approx(sum(wanted), rel=0.03)


def test_the_backends_are_what_reranking_asks_for(model: MarianCTranslate2) -> None:
    assert isinstance(model, Channel)
    assert not isinstance(model, LanguageModel)
    assert not isinstance(Pipeline(Options(translator="echo")).translator, Channel)
    reranked: Translator = Reranked(model, model)
    assert reranked.max_tokens == model.max_tokens


# --- When it is done


def test_reranking_pays_where_it_was_measured(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", hub_cache=tmp_path / "hub")
    chat = str(tiny.chat(tmp_path / "chat"))
    usual = Options(translator="embedded", summarizer=chat)
    for options, wanted in (
        (usual, True),
        (replace(usual, beam_size=1), False),
        (replace(usual, beam_size=1, fast=True), False),
        (replace(usual, summarizer="echo"), False),
        (replace(usual, summarizer="auto"), False),  # none is installed
        (replace(usual, translator="echo"), False),
        (replace(usual, translator="no-such-model"), False),
        (replace(usual, runtime="transformers"), False),
    ):
        assert Pipeline(options, store=store).rerank_pays is wanted, options


def test_what_cannot_be_reranked_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="above 1"):
        Pipeline(Options(rerank=True, beam_size=1))
    for options in (Options(translator="echo", rerank=True), Options(runtime="transformers", rerank=True)):
        with pytest.raises(ConfigurationError, match="drop --rerank"):
            _ = Pipeline(options, store=Store(tmp_path, hub_cache=tmp_path)).translator


def test_reranking_is_a_setting_that_outcomes_depend_on() -> None:
    usual, other = (Pipeline(Options(rerank=rerank)) for rerank in (False, True))
    assert usual.settings != other.settings
    assert usual.chosen_judge is None
    assert other.chosen_judge
    assert other.chosen_judge.name == "embedded-en-de"
    assert other.chosen_reverse is None


def test_a_summarizer_that_is_not_there_is_missed_only_if_it_was_named(tmp_path: Path) -> None:
    store = Store(tmp_path, hub_cache=tmp_path)
    usual = Options(translator="embedded", rerank=True)
    Pipeline(usual, store=store).require(summary=False)
    with pytest.raises(ModelError, match="no-such-model"):
        Pipeline(replace(usual, summarizer="no-such-model"), store=store).require(summary=False)


def test_what_cannot_judge_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate_sum.backends.load_summarizer", lambda *_, **__: pytest.fail("loaded"))
    options = Options(translator="embedded", summarizer="echo", rerank=True)
    reranked = Pipeline(options, store=Store(tmp_path, hub_cache=tmp_path))._reranked(Fake(), Fake())
    assert isinstance(reranked, Reranked)
    assert reranked.language is None
