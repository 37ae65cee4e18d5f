from __future__ import annotations

import doctest
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import tiny
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from translate_sum import evidence, exonyms
from translate_sum.backends import (
    SUMMARIZERS,
    TRANSLATORS,
    answer,
    batching,
    grounding,
    load_summarizer,
    load_translator,
    runtime,
)
from translate_sum.backends.answer import finished, ranked
from translate_sum.backends.batching import batches
from translate_sum.backends.causal import CausalSummarizer
from translate_sum.backends.causal_ctranslate2 import CausalCTranslate2
from translate_sum.backends.chat import ANSWER, BEAMS
from translate_sum.backends.echo import EchoSummarizer, EchoTranslator
from translate_sum.backends.grounding import WORD, loud
from translate_sum.backends.marian import MarianTranslator
from translate_sum.backends.seq2seq import Seq2SeqSummarizer
from translate_sum.contracts import Candidate, Decoding, Summarizer
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.english import sentences
from translate_sum.errors import ConfigurationError, ModelBroken
from translate_sum.store import Installed

INFO = ModelInfo("tiny", "0123456789ab")
ON_CPU: dict[str, Any] = {"device": "cpu", "threads": 1}
GERMAN = (
    "Die Regierung hat am Sonntag neue Gespräche angekündigt.",
    "Der Präsident",
    "In Berlin trafen sich größere Delegationen aus 12 Ländern.",
    "Ja.",
    "Die Preise stiegen um 3,5 Prozent auf 2.200 Euro.",
)
ENGLISH = " ".join(tiny.CORPUS[4:])
SUMMARIZER_NAMES = ("bart", "t5", "chat", "plain", "chat ct2", "plain ct2")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A directory for each tiny model."""
    home = tmp_path_factory.mktemp("tiny")
    return {
        "marian": tiny.marian(home / "marian"),
        "terse": tiny.marian(home / "terse", end_bias=2.0),
        "bart": tiny.bart(home / "bart"),
        "t5": tiny.t5(home / "t5"),
        "prefixed": tiny.t5(home / "prefixed", prefix="in short, as we are in a hurry: "),
        "chat": tiny.chat(home / "chat"),
        "plain": tiny.chat(home / "plain", template=None),
    }


@pytest.fixture(scope="session")
def marian(built: dict[str, Path]) -> MarianTranslator:
    return MarianTranslator(built["marian"], INFO, **ON_CPU)


@pytest.fixture(scope="session")
def terse(built: dict[str, Path]) -> MarianTranslator:
    return MarianTranslator(built["terse"], INFO, **ON_CPU)


@pytest.fixture(scope="session")
def summarizers(built: dict[str, Path]) -> dict[str, Summarizer]:
    return {
        "bart": Seq2SeqSummarizer(built["bart"], INFO, **ON_CPU),
        "t5": Seq2SeqSummarizer(built["t5"], INFO, **ON_CPU),
        "prefixed": Seq2SeqSummarizer(built["prefixed"], INFO, **ON_CPU),
        "chat": CausalSummarizer(built["chat"], INFO, **ON_CPU),
        "plain": CausalSummarizer(built["plain"], INFO, **ON_CPU),
        "chat ct2": CausalCTranslate2(built["chat"], INFO, threads=1, conversions=Conversions(None)),
        "plain ct2": CausalCTranslate2(built["plain"], INFO, threads=1, conversions=Conversions(None)),
    }


# --- MarianMT

SEARCHES = (Decoding(), Decoding(beam_size=1), Decoding(beam_size=3, no_repeat_ngram_size=2))


@pytest.mark.parametrize("decoding", SEARCHES)
def test_a_reversed_batch_gives_the_reversed_result(terse: MarianTranslator, decoding: Decoding) -> None:
    assert terse.translate(GERMAN[::-1], decoding) == terse.translate(GERMAN, decoding)[::-1]


@pytest.mark.parametrize("decoding", SEARCHES)
@pytest.mark.parametrize("model", ["marian", "terse"])
def test_a_text_alone_gives_what_it_gives_in_a_batch(
    model: str, decoding: Decoding, request: pytest.FixtureRequest
) -> None:
    translator: MarianTranslator = request.getfixturevalue(model)
    alone = [translator.translate([text], decoding)[0] for text in GERMAN]
    assert translator.translate(GERMAN, decoding) == alone


def test_blank_texts_stay_blank_and_keep_their_places(terse: MarianTranslator) -> None:
    found = terse.translate(["", GERMAN[0], " \n"], Decoding())
    assert [h.text for h in found] == ["", terse.translate([GERMAN[0]], Decoding())[0].text, ""]
    assert terse.translate([], Decoding()) == []


def test_a_translation_that_the_limit_ended_says_so(marian: MarianTranslator, terse: MarianTranslator) -> None:
    assert not any(h.complete for h in marian.translate(GERMAN, Decoding()))
    assert {h.complete for h in terse.translate(GERMAN, Decoding())} == {True, False}


def test_no_special_token_is_written(marian: MarianTranslator) -> None:
    written = " ".join(h.text for h in marian.translate(GERMAN, Decoding()))
    assert not any(mark in written for mark in ("<pad>", "</s>", "<unk>", "⁇"))


@pytest.mark.parametrize("beam", [2, 4])
def test_the_best_of_several_hypotheses_is_the_translation(beam: int, marian: MarianTranslator) -> None:
    found = [best for _, best in sorted(marian.nbest([*GERMAN, " "], Decoding(beam), beam))]
    assert [len(best) for best in found] == [*([beam] * len(GERMAN)), 1]
    assert [best[0] for best in found] == marian.translate([*GERMAN, " "], Decoding(beam))


def test_special_tokens_in_an_article_are_text(marian: MarianTranslator) -> None:
    assert marian.count_tokens("Er </s> kam <pad> an.") >= marian.count_tokens("Er kam an.") + len("</s><pad>") // 2


def test_tokens_are_counted_with_the_end_mark_and_bounded_by_the_model(marian: MarianTranslator) -> None:
    assert marian.count_tokens("") == 1
    assert marian.max_tokens == 64
    over = "Berlin " * 64
    with pytest.raises(ValueError, match="over the model's 64"):
        marian.translate([over], Decoding())


def test_info_says_which_numbers_the_model_computes_in(
    marian: MarianTranslator, summarizers: dict[str, Seq2SeqSummarizer]
) -> None:
    assert marian.info == ModelInfo("tiny", "0123456789ab", "transformers fp32")
    assert summarizers["t5"].info.settings in {"fp32, beam 4", "bf16, beam 4"}


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 200))
def test_batches_hold_each_row_once_and_keep_to_the_budget(lengths: list[int], budget: int) -> None:
    groups = batches(lengths, budget)
    assert sorted(i for group in groups for i in group) == [i for i, length in enumerate(lengths) if length]
    assert all(len(g) == 1 or len(g) * max(lengths[i] for i in g) <= budget for g in groups)


# --- Summarizers


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("name", SUMMARIZER_NAMES)
def test_a_text_gives_the_same_candidates_each_time_alone_or_beside_others(
    name: str, drawn: bool, summarizers: dict[str, Any]
) -> None:
    text, other = " ".join(tiny.CORPUS[4:6]), tiny.CORPUS[6]
    alone = summarizers[name].candidates([text], 30, drawn=drawn)
    again, beside = (summarizers[name].candidates(texts, 30, drawn=drawn)[0] for texts in ([text], [text, other]))
    assert again == alone[0]
    assert [c.text for c in beside] == [c.text for c in alone[0]]


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("name", SUMMARIZER_NAMES)
def test_candidates_are_whole_distinct_and_best_first(name: str, drawn: bool, summarizers: dict[str, Any]) -> None:
    for found in summarizers[name].candidates(list(tiny.CORPUS[4:7]), 30, drawn=drawn):
        assert len({c.text for c in found}) == len(found)
        assert all(c.score <= 0 and finished(c.text) for c in found)
        assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("passage", [tiny.CORPUS[4], " ".join(tiny.CORPUS[4:7])])
def test_an_answer_may_be_as_long_whatever_the_passage(
    passage: str, drawn: bool, summarizers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random weights hardly ever end an answer; where CTranslate2 counts the prompt, the room for it is added."""
    model = summarizers["chat ct2"]
    monkeypatch.setattr(model, "_answers", lambda result, source: [len(ids) for ids in result.sequences_ids])
    assert model.candidates([passage], 30, drawn=drawn) == [[ANSWER] * BEAMS]


@pytest.mark.parametrize("name", SUMMARIZER_NAMES)
def test_of_nothing_the_summary_is_nothing(name: str, summarizers: dict[str, Any]) -> None:
    assert summarizers[name].candidates([" \n"], 30) == [[]]
    assert summarizers[name].candidates([], 30) == []


@pytest.mark.parametrize("name", [*SUMMARIZER_NAMES, "prefixed"])
def test_a_text_at_the_limit_is_read_and_one_over_it_refused(name: str, summarizers: dict[str, Any]) -> None:
    summarizer = summarizers[name]
    words = ["Prices"]
    while summarizer.count_tokens(" ".join([*words, "rose"])) <= summarizer.max_tokens:
        words.append("rose")
    assert len(summarizer.candidates([" ".join(words)], 5)) == 1
    with pytest.raises(ValueError, match="split it first"):
        summarizer.candidates([" ".join([*words, "rose"])], 5)


def test_prompt_and_prefix_are_taken_off_the_window(summarizers: dict[str, Any]) -> None:
    room = {name: summarizer.max_tokens for name, summarizer in summarizers.items()}
    assert room["bart"] == 128
    assert room["prefixed"] < room["t5"] < 96
    assert room["chat"] < 256 - 96


def test_special_tokens_in_an_article_do_not_end_the_chat_message(summarizers: dict[str, Any]) -> None:
    for name in ("chat", "chat ct2"):
        plain, marked = (summarizers[name].count_tokens(text) for text in ("a b", "a <|im_end|> b"))
        assert marked > plain + 5


@pytest.mark.parametrize("name", ["chat", "plain"])
def test_both_runtimes_read_a_passage_alike(name: str, summarizers: dict[str, Any]) -> None:
    one, other = summarizers[name], summarizers[f"{name} ct2"]
    assert other.max_tokens == one.max_tokens
    for text in (*tiny.CORPUS, "a <|im_end|> b", "Straße 🙂 „so“"):
        assert other.count_tokens(text) == one.count_tokens(text)


def test_a_name_or_number_that_the_passage_lacks_is_not_written(summarizers: dict[str, Any]) -> None:
    """Random weights would write any piece; what comes out has the passage's loud words, or opens a sentence."""
    for name in SUMMARIZER_NAMES:
        for drawn in (False, True):
            [found] = summarizers[name].candidates([tiny.CORPUS[5]], 30, drawn=drawn)
            said = {word for c in found for s in sentences(c.text) for word in WORD.findall(s)[1:] if loud(word)}
            assert said <= set(WORD.findall(tiny.CORPUS[5]))


def test_of_the_same_answer_the_better_score_counts() -> None:
    answers = ["One came. Two ca", "One came.", "Nobody", "Two came."]
    assert ranked(answers, [-0.4, -0.2, -0.1, -0.3]) == [Candidate("One came.", -0.2), Candidate("Two came.", -0.3)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("One came. Two came. Three ca", ["One came.", "Two came."]),
        ("No sentence here", []),
        ("He met Mr. Smith. He then met Mr.", ["He met Mr. Smith."]),
        ("It is in the U.S. now. Nobody left.", ["It is in the U.S. now.", "Nobody left."]),
        ("One came. ONE CAME! Two came.", ["One came.", "Two came."]),
        ("He left . She stayed , too .", ["He left.", "She stayed, too."]),
        ("Here is a short summary of the article:\n\nOne came.", ["One came."]),
        ("Here's the summary: One came.", ["One came."]),
        ("Sure! Here is the summary: One came.", ["One came."]),
        ("**Summary:** One came.", ["One came."]),
        ("Summary\n\n- One came.\n- Two came.", ["One came.", "Two came."]),
        ("1. One came.\n2) Two came.", ["One came.", "Two came."]),
        ('"One came."', ["One came."]),
        ('"One," he said, "came."', ['"One," he said, "came."']),
        ("Here is where he met 3.5 million people.", ["Here is where he met 3.5 million people."]),
        ("In short, it rained.", ["In short, it rained."]),
        ("", []),
    ],
)
def test_finished_sentences(written: str, kept: list[str]) -> None:
    assert finished(written) == kept


@given(st.lists(st.sampled_from(["One came.", "Two came.", "Three, too.", "Nobody ca"]), max_size=6))
def test_finished_is_idempotent_and_only_takes_away(parts: list[str]) -> None:
    once = finished(" ".join(parts))
    assert finished(" ".join(once)) == once
    assert all(sentence in " ".join(parts) for sentence in once)


@pytest.mark.parametrize("module", [answer, batching, evidence, exonyms, grounding])
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)


# --- Echo


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Der Rat größer geworden.", "the Rat grh-oeh-ssh-erh-ed geh-woh-rdh-enh-ed."),
        ("Das ist nicht die Lösung", "the is not the Lösung"),
        ("Xi und Kim: 3,5 Mio. auf www.kna.de/x", "Xi and Kim: 3,5 Mio. on www.kna.de/x"),
        ("„nie“", "„never“"),
        ("", ""),
    ],
)
def test_echo_spells_by_its_rule(german: str, english: str) -> None:
    assert EchoTranslator(None, INFO).translate([german], Decoding())[0].text == english


def test_echo_keeps_to_the_contracts() -> None:
    translator, summarizer = EchoTranslator(None, INFO), EchoSummarizer(None, INFO)
    assert translator.count_tokens("a b") == 3
    for call in (lambda text: translator.translate([text], Decoding()), lambda text: summarizer.candidates([text], 9)):
        with pytest.raises(ValueError, match="split it first"):
            call("wort " * 513)


@pytest.mark.parametrize(("words", "count"), [(1, 1), (20, 2), (500, 4)])
def test_echo_summarizes_by_its_first_sentences(words: int, count: int) -> None:
    [[candidate]] = EchoSummarizer(None, INFO).candidates([ENGLISH], words)
    assert sentences(candidate.text) == list(tiny.CORPUS[4:])[:count]


# --- By name


def installed(backend: Any, path: Path | None) -> Installed:
    return Installed("tiny", "translator", backend, path, "0123456789ab", "Apache-2.0")


def test_models_are_loaded_by_the_name_of_their_backend(built: dict[str, Path]) -> None:
    made: dict[str, Any] = {
        "marian": load_translator(installed("marian", built["marian"]), **ON_CPU, runtime="transformers"),
        "seq2seq": load_summarizer(installed("seq2seq", built["bart"]), **ON_CPU),
        "causal": load_summarizer(installed("causal", built["chat"]), **ON_CPU, runtime="transformers"),
        "echo": load_translator(installed("echo", None), **ON_CPU),
    }
    assert {type(model).__name__ for model in made.values()} == {
        "MarianTranslator",
        "Seq2SeqSummarizer",
        "CausalSummarizer",
        "EchoTranslator",
    }
    assert {model.info.revision for model in made.values()} == {"0123456789ab"}
    assert set(made) == {*TRANSLATORS, *SUMMARIZERS}


def test_on_a_cpu_ctranslate2_is_what_runs_unless_another_is_wanted(built: dict[str, Path]) -> None:
    assert load_translator(installed("marian", built["marian"]), **ON_CPU).info.settings.startswith("ctranslate2")
    assert load_summarizer(installed("causal", built["chat"]), **ON_CPU).info.settings.startswith("ctranslate2")


def test_an_unknown_backend_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="no backend 'llama' here; known are echo, marian"):
        load_translator(installed("llama", None), **ON_CPU)


# --- Runtime


def test_threads_are_set_and_none_means_all_that_may_be_used(built: dict[str, Path]) -> None:
    before = torch.get_num_threads()
    MarianTranslator(built["marian"], INFO, device="cpu", threads=3)
    assert torch.get_num_threads() == 3
    runtime.use_threads(0)
    assert torch.get_num_threads() >= 1
    runtime.use_threads(before)


def test_a_device_that_is_not_there_is_a_configuration_error() -> None:
    if torch.cuda.is_available():
        assert runtime.choose_device("auto").type == "cuda"
        return
    assert runtime.choose_device("auto").type == "cpu"
    with pytest.raises(ConfigurationError, match="use --device cpu"):
        runtime.choose_device("cuda")


@pytest.mark.parametrize(
    "error", [MemoryError(), torch.OutOfMemoryError("CUDA out of memory"), RuntimeError("DefaultCPUAllocator: no")]
)
def test_out_of_memory_is_said_in_one_line(error: Exception) -> None:
    with pytest.raises(ConfigurationError, match="out of memory") as caught, runtime.enough_memory():
        raise error
    assert caught.value.__cause__ is error


def test_other_errors_of_the_model_are_not_taken_for_memory() -> None:
    with pytest.raises(RuntimeError, match="shape"), runtime.enough_memory():
        raise RuntimeError("shape mismatch")


# --- Broken directories


def without_a_weight(directory: Path) -> None:
    weights = load_file(directory / "model.safetensors")
    weights.pop(next(name for name in sorted(weights) if "q_proj.weight" in name))
    save_file(weights, directory / "model.safetensors", {"format": "pt"})


def with_a_wrong_shape(directory: Path) -> None:
    weights = load_file(directory / "model.safetensors")
    name = next(name for name in sorted(weights) if "q_proj.weight" in name)
    save_file(weights | {name: torch.zeros(3, 5)}, directory / "model.safetensors", {"format": "pt"})


def truncated(directory: Path) -> None:
    weights = directory / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])


def with_remote_code(directory: Path) -> None:
    config = json.loads((directory / "config.json").read_text())
    config |= {"model_type": "mine", "auto_map": {"AutoConfig": "mine.Config", "AutoModelForCausalLM": "mine.Model"}}
    (directory / "config.json").write_text(json.dumps(config))
    (directory / "mine.py").write_text("raise SystemExit('code of the model ran')")


BREAKAGES: dict[str, Callable[[Path], object]] = {
    "no config": lambda d: (d / "config.json").unlink(),
    "config is no JSON": lambda d: (d / "config.json").write_text("{"),
    "config of no known kind": lambda d: (d / "config.json").write_text('{"model_type": "unheard-of"}'),
    "weights truncated": truncated,
    "weights are text": lambda d: (d / "model.safetensors").write_text("<html>Not found</html>"),
    "weights empty": lambda d: (d / "model.safetensors").write_bytes(b""),
    "pickled only": lambda d: (d / "model.safetensors").rename(d / "pytorch_model.bin"),
    "no weights": lambda d: (d / "model.safetensors").unlink(),
    "a weight missing": without_a_weight,
    "a weight of the wrong shape": with_a_wrong_shape,
    "gone": shutil.rmtree,
}
MARIAN_BREAKAGES: dict[str, Callable[[Path], object]] = {
    "no vocabulary": lambda d: (d / "vocab.json").unlink(),
    "no pieces": lambda d: (d / "source.spm").unlink(),
    "pieces are text": lambda d: (d / "target.spm").write_text("nothing"),
}
CHAT_BREAKAGES: dict[str, Callable[[Path], object]] = {
    "code of its own": with_remote_code,
    "template is broken": lambda d: (d / "chat_template.jinja").write_text("{% if %}"),
    "no tokenizer": lambda d: (d / "tokenizer.json").unlink(),
    "tokenizer is text": lambda d: (d / "tokenizer.json").write_text("nothing"),
}
BACKENDS: dict[str, Callable[..., Any]] = {
    "marian": MarianTranslator,
    "bart": Seq2SeqSummarizer,
    "chat": CausalSummarizer,
    "chat by itself": lambda directory, info, **where: load_summarizer(installed("causal", directory), **where),
}


@pytest.mark.parametrize(
    ("model", "breakage"),
    [(model, case) for model in BACKENDS for case in BREAKAGES]
    + [("marian", case) for case in MARIAN_BREAKAGES]
    + [(model, case) for model in BACKENDS if model.startswith("chat") for case in CHAT_BREAKAGES],
)
def test_a_broken_directory_is_refused_in_one_line(
    model: str, breakage: str, built: dict[str, Path], tmp_path: Path
) -> None:
    directory = shutil.copytree(built[model.split(maxsplit=1)[0]], tmp_path / "model")
    (BREAKAGES | MARIAN_BREAKAGES | CHAT_BREAKAGES)[breakage](directory)
    with pytest.raises(ModelBroken) as caught:
        BACKENDS[model](directory, INFO, **ON_CPU)
    message = str(caught.value)
    assert str(directory) in message
    assert "install" in message or "convert" in message
    assert "\n" not in message


def test_a_model_of_another_kind_is_refused(built: dict[str, Path]) -> None:
    with pytest.raises(ModelBroken):
        MarianTranslator(built["chat"], INFO, **ON_CPU)


# --- Nothing but the answer

OFFLINE = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise AssertionError(f"{event} {arguments}")
sys.addaudithook(refuse)
from pathlib import Path
from translate_sum.backends import load_summarizer, load_translator
from translate_sum.contracts import Candidate, Decoding
from translate_sum.store import Installed
for backend, load in (("marian", load_translator), ("seq2seq", load_summarizer), ("causal", load_summarizer)):
    directory = Path(sys.argv[1]) / {"marian": "marian", "seq2seq": "bart", "causal": "chat"}[backend]
    model = load(Installed("tiny", "translator", backend, directory, "1", "MIT"), device="auto", threads=1)
    model.count_tokens("a text over every limit " * 1000)
    if backend == "marian":
        model.translate(["Ja.", "Nein, in Berlin."], Decoding())
    else:
        model.candidates(["Prices rose. They fell again. Nobody knew."], 10)
"""


def test_models_load_and_run_without_a_network_and_without_a_word(built: dict[str, Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, built["marian"].parent], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_table_and_echo_need_no_torch() -> None:
    program = (
        "import sys; from translate_sum.backends import load_translator, echo; "
        "print({'torch', 'transformers'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
