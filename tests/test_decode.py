"""The decode engine, and that an export says the same in CTranslate2 as in transformers."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest
import tiny
from toy_corpus import MIX, arguments, corpus_folder
from transformers import MarianMTModel

import translate_sum
from training.decode import LONGEST, CpuDecoder, CudaDecoder, Decoder, Search
from training.export import export, start_from_zero
from training.prepare import prepare
from training.train import train
from translate_sum.backends.marian import MarianTranslator
from translate_sum.contracts import Decoding
from translate_sum.document import ModelInfo

EMBEDDED = Path(translate_sum.__file__).parent / "weights" / "de-en"
SENTENCES = [
    "Die Regierung hat am Sonntag neue Gespräche mit den Nachbarn angekündigt.",
    "Der Präsident sagte, die Freundschaft werde niemals ins Wanken geraten.",
    "In Berlin trafen sich größere Delegationen aus 12 Ländern, darunter China und Korea.",
    "Die Preise stiegen um 3,5 Prozent auf 2.200 Euro.",
    "„Das ist nicht wahr“, sagte er.",
    "WAHLEN IN BAYERN",
    "Ja",
    "Ein Text mit </s> und <pad> darin.",
    "  Leerzeichen  am  Rand \u00a0",
    "Straße, Öl und Čapek – für 5 €",
]
TOY = ["der alte Mann", "heute kauft der kleine Hund", "der Minister sieht und kauft der neue Haus", "Haus", "und und"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained and exported toy; after 250 steps it still loops, and how a loop ends is each runtime's own affair."""
    folder = tmp_path_factory.mktemp("toy")
    prepare(corpus_folder(folder / "corpus"), folder / "data", MIX)
    train(arguments(folder / "data", folder / "run", steps=600, lr=5e-3, warmup=10, cooldown=0.0))
    export(folder / "run" / "final", folder / "data", folder / "model")
    return folder / "model"


@pytest.fixture(params=["ctranslate2", "two threads", "transformers"], scope="module")
def decoder(model: Path, request: pytest.FixtureRequest) -> Decoder:
    threads = {"ctranslate2": 1, "two threads": 2}
    return CpuDecoder(model, threads[request.param]) if request.param in threads else CudaDecoder(model, "cpu")


def first(decoder: Decoder, texts: list[str], beam_size: int) -> list[str]:
    return [found[0].text for found in decoder.decode(texts, Search(beam_size))]


@pytest.mark.parametrize("beam_size", [1, 4])
def test_an_export_says_the_same_in_ctranslate2(model: Path, beam_size: int) -> None:
    assert first(CpuDecoder(model), TOY, beam_size) == first(CudaDecoder(model, "cpu"), TOY, beam_size)


def test_a_tiny_model_with_random_weights_says_the_same_in_ctranslate2(tmp_path: Path) -> None:
    tiny.marian(tmp_path, positions=512, end_bias=3.0)
    assert first(CpuDecoder(tmp_path), SENTENCES, 1) == first(CudaDecoder(tmp_path, "cpu"), SENTENCES, 1)


@pytest.mark.weights
def test_the_embedded_model_says_the_same_in_ctranslate2(tmp_path: Path) -> None:
    """As it is exported now: run r2 came before the padding's embedding was held at zero."""
    directory = shutil.copytree(EMBEDDED, tmp_path / "model")
    weights = MarianMTModel.from_pretrained(directory)
    start_from_zero(weights)
    weights.save_pretrained(directory)
    translator = MarianTranslator(directory, ModelInfo("embedded", ""), device="cpu", threads=1)
    for beam_size in (1, 4):
        plain = [h.text for h in translator.translate(SENTENCES, Decoding(beam_size))]
        assert first(CpuDecoder(directory), SENTENCES, beam_size) == plain


def test_one_list_a_text_in_order_whatever_its_neighbours(decoder: Decoder) -> None:
    texts = ["der alte Mann", "", "  ", "heute kauft der kleine Hund", "der " * (LONGEST + 1)]
    search = Search(4, 3)
    found = decoder.decode(texts, search)
    assert [len(candidates) for candidates in found] == [3, 0, 0, 3, 0]
    for candidates in (found[0], found[3]):
        assert sorted(candidates, key=lambda c: -c.score) == candidates
        assert all(math.isfinite(c.score) and c.score < 0 for c in candidates)
        assert candidates[0].complete
    for text, candidates in zip(texts, found, strict=True):
        assert [c.text for c in decoder.decode([text], search)[0]] == [c.text for c in candidates]


def test_a_draw_varies_and_a_beam_does_not(decoder: Decoder) -> None:
    drawn = {c.text for c in decoder.decode(["der alte Mann"], Search(n_best=20, topk=50, temperature=2.0))[0]}
    assert len(drawn) > 5
    again = [decoder.decode(["der alte Mann"], Search(4)) for _ in range(2)]
    assert again[0] == again[1]


def test_an_endless_text_is_known_as_incomplete(tmp_path: Path) -> None:
    tiny.marian(tmp_path, positions=512, end_bias=-1e4)
    for engine in (CpuDecoder(tmp_path), CudaDecoder(tmp_path, "cpu")):
        assert [c.complete for c in engine.decode(["Ja"], Search(1))[0]] == [False]
