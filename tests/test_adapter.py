"""Low-rank changes beside a model's weights: learnt, written, and added by both runtimes alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny
import torch
from safetensors.numpy import save_file
from toy_corpus import MIX, arguments, corpus_folder
from transformers import MarianMTModel

from training import adapter
from training.adapter import adapt, stated
from training.average import average
from training.checkpoint import load_state
from training.decode import CpuDecoder, Search
from training.export import export
from training.prepare import prepare
from training.rounding import round_products
from training.train import train
from translate_sum.backends.adapter import Changes
from translate_sum.backends.loading import load
from translate_sum.backends.marian import MarianTranslator
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.contracts import Decoding, Translator
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.errors import ModelBroken
from translate_sum.sources.directory import ADAPTER, digest, inspect

INFO = ModelInfo("tiny", "0123456789ab")
PRODUCTS = ("model.encoder.layers.0.fc1", "model.decoder.layers.0.encoder_attn.v_proj")


def factors(rank: int = 2) -> dict[str, np.ndarray[Any, Any]]:
    """Of two of the tiny model's products."""
    random = np.random.default_rng(1)
    shapes = {PRODUCTS[0]: (32, 16), PRODUCTS[1]: (16, 16)}
    return {
        f"{name}.{side}": random.normal(0, 0.7, shape).astype(np.float16)
        for name, (rows, columns) in shapes.items()
        for side, shape in (("down", (rank, columns)), ("up", (rows, rank)))
    }


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tiny.marian(tmp_path / "model", end_bias=2.0)


def both(directory: Path) -> list[Translator]:
    return [
        MarianTranslator(directory, INFO, device="cpu", threads=1),
        MarianCTranslate2(directory, INFO, threads=1, conversions=Conversions(None)),
    ]


def said(translator: Translator) -> list[str]:
    return [h.text for h in translator.translate(tiny.CORPUS, Decoding(beam_size=1))]


def test_both_runtimes_run_the_changed_model(directory: Path) -> None:
    plain = list(map(said, both(directory)))
    save_file(factors(), directory / ADAPTER)
    changed = list(map(said, both(directory)))
    assert plain[0] == plain[1] and changed[0] == changed[1]
    assert plain[0] != changed[0]


def test_teachers_and_means_are_of_the_changed_model(tmp_path: Path) -> None:
    directory = tiny.marian(tmp_path / "long", positions=256, end_bias=2.0)
    save_file(factors(), directory / ADAPTER)
    changed = said(both(directory)[0])
    average([directory], tmp_path / "merged")
    assert not (tmp_path / "merged" / ADAPTER).exists()
    assert said(both(tmp_path / "merged")[0]) == changed
    taught = [found[0].text for found in CpuDecoder(directory).decode(tiny.CORPUS, Search(beam_size=1))]
    # its limit of length is another
    assert all(a.startswith(b) or b.startswith(a) for a, b in zip(taught, changed, strict=True)) and all(taught)


def test_the_digest_is_of_the_changes_too(directory: Path) -> None:
    before = digest(directory)
    save_file(factors(), directory / ADAPTER)
    assert digest(directory) != before
    inspect(directory)


def test_nothing_is_changed_without_a_file(tmp_path: Path) -> None:
    assert Changes.read(tmp_path / ADAPTER).products == frozenset()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("unknown", "model.encoder.layers.7.fc1"),
        ("shape", "cannot be loaded"),
        ("half", "cannot be loaded"),
        ("cut", "cannot be loaded"),
        ("garbage", "cannot be loaded"),
    ],
)
def test_an_adapter_of_another_model_or_broken_is_refused_in_one_line(change: str, told: str, directory: Path) -> None:
    made = factors()
    if change == "unknown":
        made = {name.replace("layers.0.fc1", "layers.7.fc1"): value for name, value in made.items()}
    if change == "shape":
        made[f"{PRODUCTS[0]}.up"] = np.ones((1, 2), np.float16)
    if change == "half":
        del made[f"{PRODUCTS[0]}.up"]
    save_file(made, directory / ADAPTER)
    if change == "cut":
        (directory / ADAPTER).write_bytes((directory / ADAPTER).read_bytes()[:-100])
    if change == "garbage":
        (directory / ADAPTER).write_bytes(b"\x10" * 40)
    for open_one in (
        lambda: MarianTranslator(directory, INFO, device="cpu", threads=1),
        lambda: MarianCTranslate2(directory, INFO, threads=1, conversions=Conversions(None)),
    ):
        with pytest.raises(ModelBroken, match=told) as refused:
            open_one()
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("int8", [False, True])
def test_a_run_learns_an_adapter_and_leaves_the_weights(int8: bool, tmp_path: Path) -> None:
    data, base, run = (tmp_path / name for name in ("data", "base", "run"))
    prepare(corpus_folder(tmp_path / "corpus"), data, MIX)
    train(arguments(data, tmp_path / "first", steps=4, dtype="fp32"))
    export(tmp_path / "first" / "final", data, base)
    weights = (base / "model.safetensors").read_bytes()
    train(arguments(data, run, from_export=base, adapter=2, steps=20, dtype="fp32", int8=int8, lr=0.02, average=0.5))
    log = [float(line.partition('"loss": ')[2].partition(",")[0]) for line in (run / "log.jsonl").open()]
    assert log[-1] < log[0]
    adapter.write(run / "final", base)
    assert (base / "model.safetensors").read_bytes() == weights
    # what the tool reads is what was trained
    model = MarianMTModel.from_pretrained(base, dtype=torch.float32)
    if int8:
        round_products(model)
    adapt(model, 2)
    average = {k.removeprefix("ema."): v for k, v in load_state(run / "final").items() if k.startswith("ema.")}
    model.load_state_dict(average, strict=False)
    read = load(base, MarianMTModel, INFO, device="cpu", threads=1, exact=True).model
    products = {name.rpartition(".")[0] for name in stated(average)}
    assert len(products) == 16  # six of the encoder's layer, ten of the decoder's
    for product in products:
        trained, found = (each.get_submodule(product).weight for each in (model, read))
        assert torch.allclose(trained, found, atol=2e-3) and found.any()


def test_a_fresh_adapter_changes_nothing(directory: Path) -> None:
    model = MarianMTModel.from_pretrained(directory, dtype=torch.float32)
    weight = model.get_submodule(PRODUCTS[0]).weight.clone()
    adapt(model, 3)
    assert torch.equal(model.get_submodule(PRODUCTS[0]).weight, weight)
    assert {name.rpartition(".")[2] for name, p in model.named_parameters() if p.requires_grad} == {"down", "up"}
