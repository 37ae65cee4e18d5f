"""The road to the embedded model, on a corpus of a few dozen invented pairs."""

from __future__ import annotations

import json
import lzma
import math
import random
import shutil
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm
import torch
from torch import nn
from toy_corpus import MIX, WORDS, arguments, corpus_folder
from transformers import AutoTokenizer, MarianMTModel

from training.align import align
from training.augment import ALTERATIONS, augment
from training.checkpoint import load_state, save_state
from training.data import IGNORED, Corpus, Side, ahead
from training.dev import source_language
from training.export import export
from training.model import AgreeingCrossEntropy, ChunkedCrossEntropy, GuidedAttention, Shape, build, forward_loss
from training.optim import by_shape, orthogonal
from training.prepare import prepare
from training.resample import resample
from training.train import Run as Progress
from training.train import rate, train
from translate_sum.backends.marian_settings import MarianSettings


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared and aligned folder."""
    out = tmp_path_factory.mktemp("data")
    kept = prepare(corpus_folder(tmp_path_factory.mktemp("corpus")), out, MIX).fate["toy", "kept"]
    assert kept == len(Corpus(out, pad=320, eos=0).weight) > 250
    align(out, dim=32)
    return out


def corpus_of(data: Path) -> Corpus:
    return Corpus(data, pad=320, eos=0)


def test_each_row_comes_once_in_an_epoch_and_batches_keep_the_budget(data: Path) -> None:
    corpus = corpus_of(data)
    groups = list(corpus.batches(np.random.default_rng(1), tokens=100))
    assert sorted(np.concatenate(groups)) == list(range(len(corpus.weight)))
    for rows in groups:
        batch = corpus.batch(rows)
        assert batch.source.numel() + batch.labels.numel() <= 2 * 100 or len(rows) == 1


def test_a_batch_is_shifted_ended_and_masked(data: Path) -> None:
    corpus = corpus_of(data)
    batch = corpus.batch(np.arange(8))
    for r in range(8):
        labels = batch.labels[r][batch.labels[r] != IGNORED]
        assert labels[-1] == 0
        assert batch.decoder_input[r, 0] == corpus.pad
        assert batch.decoder_input[r, 1 : len(labels)].tolist() == labels[:-1].tolist()
        assert batch.mask is None or batch.mask[r].sum() == corpus.source.lengths[r] + 1


def test_a_thread_ahead_changes_nothing(data: Path) -> None:
    corpus = corpus_of(data)
    made = [corpus.batch(np.arange(i, i + 4)) for i in range(0, 80, 4)]
    assert [id(batch) for batch in ahead(iter(made), 2)] == [id(batch) for batch in made]


def test_links_find_the_translation(data: Path) -> None:
    """On a monotone toy corpus at least 9 in 10 pieces link to a piece of their own word."""
    corpus = corpus_of(data)
    source, target = corpus.source.lengths, corpus.target.lengths
    near = [
        abs(int(link) / max(1, int(source[i])) - j / max(1, int(target[i]))) < 0.35
        for i in range(100)
        for j, link in enumerate(np.asarray(corpus.align)[corpus.target.offsets[i] : corpus.target.offsets[i + 1]])
    ]
    assert np.mean(near) > 0.9


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_chunked_cross_entropy_is_torch_s(smoothing: float) -> None:
    torch.manual_seed(0)
    hidden, embedding = torch.randn(50, 16, requires_grad=True), torch.randn(64, 16, requires_grad=True)
    labels = torch.randint(0, 64, (50,))
    mine = ChunkedCrossEntropy.apply(hidden, embedding, labels, smoothing, 7)
    mine.backward()
    found = [hidden.grad.clone(), embedding.grad.clone()]  # type: ignore[union-attr]
    hidden.grad = embedding.grad = None
    reference = nn.functional.cross_entropy(hidden @ embedding.t(), labels, label_smoothing=smoothing, reduction="sum")
    reference.backward()
    assert torch.allclose(mine, reference, rtol=1e-4)
    for mine_grad, grad in zip(found, (hidden.grad, embedding.grad), strict=True):
        assert torch.allclose(mine_grad, grad, atol=1e-4)  # type: ignore[arg-type]


@pytest.mark.parametrize("weight", [0.0, 0.7])
def test_agreeing_cross_entropy_is_the_formula_of_r_drop(weight: float) -> None:
    torch.manual_seed(0)
    hidden, table = torch.randn(60, 16, requires_grad=True), torch.randn(64, 16, requires_grad=True)
    labels = torch.randint(0, 64, (30,))
    mine = AgreeingCrossEntropy.apply(hidden, table, labels, 0.1, 7, weight)
    mine.backward()
    found = [hidden.grad.clone(), table.grad.clone()]  # type: ignore[union-attr]
    hidden.grad = table.grad = None
    logs = (hidden @ table.t()).log_softmax(1)
    apart = [
        nn.functional.kl_div(a, b, log_target=True, reduction="sum") for a, b in (logs.split(30), logs.split(30)[::-1])
    ]
    cross = nn.functional.cross_entropy(logs, labels.repeat(2), label_smoothing=0.1, reduction="sum")
    reference = cross / 2 + weight * sum(apart) / 2
    reference.backward()
    assert torch.allclose(mine, reference, rtol=1e-4)
    for mine_grad, grad in zip(found, (hidden.grad, table.grad), strict=True):
        assert torch.allclose(mine_grad, grad, atol=1e-4)  # type: ignore[arg-type]


def test_muon_s_updates_are_the_same_for_several_matrices_at_once() -> None:
    torch.manual_seed(0)
    shapes = [(8, 8), (16, 8), (8, 8), (8, 16), (16, 8)]
    matrices = [torch.randn(*shape) for shape in shapes]
    for matrix, update in zip(matrices, by_shape(matrices, torch.float32), strict=True):
        assert torch.allclose(update, orthogonal(matrix), atol=1e-5)
        left, _, right = torch.linalg.svd(matrix, full_matrices=False)
        assert torch.linalg.norm(update - left @ right) < 0.4 * torch.linalg.norm(left @ right)


def test_other_segmentations_say_the_same_and_are_shown_in_turn(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    corpus = corpus_of(tmp_path / "data")
    tagged = [[1, *corpus.source.segment(0)], *(corpus.source.segment(i) for i in range(1, 40))]
    Side.of(tagged).save(tmp_path / "data", "src")
    resample(tmp_path / "data", count=2, alpha=0.1, threads=1)
    pieces = spm.SentencePieceProcessor(model_file=str(data / "spm.model"))
    corpus = corpus_of(tmp_path / "data")
    texts, cut = [], []
    for number in (0, 1, 2, 3):
        corpus.show(number)
        assert (corpus.align is None) == (number in (1, 2)), "alignments are of the first segmentation"
        assert corpus.source.segment(0)[0] == 1, "a tag stays"
        texts.append([pieces.decode(corpus.source.segment(i)[i == 0 :]) for i in range(40)])
        cut.append([list(corpus.source.segment(i)) for i in range(40)])
    assert texts[0] == texts[1] == texts[2]
    assert cut[0] == cut[3]
    assert cut[1] != cut[2]
    assert sum(map(len, cut[0])) < sum(map(len, cut[1]))


def test_batches_in_multiples_of_eight_hold_the_same(data: Path) -> None:
    plain, padded = corpus_of(data).batch(np.arange(9)), Corpus(data, 320, 0, multiple=8).batch(np.arange(9))
    assert padded.source.shape[1] % 8 == padded.labels.shape[1] % 8 == 0
    assert padded.mask is not None
    torch.manual_seed(0)
    model = build(Shape(32, 64, 1, 1, 4), 321).eval()
    assert torch.allclose(forward_loss(model, plain, 0.1), forward_loss(model, padded, 0.1), rtol=1e-4)


def test_guided_attention_falls_when_it_is_trained(data: Path) -> None:
    torch.manual_seed(0)
    model = build(Shape(32, 64, 1, 1, 4), 321)
    guide = GuidedAttention(model.model.decoder.layers[-1].encoder_attn)
    batch = corpus_of(data).batch(np.arange(64))
    optimizer = torch.optim.Adam(model.parameters(), 3e-3)
    losses = []
    for _ in range(60):
        forward_loss(model, batch, 0.0)
        loss = guide.loss(batch) / batch.tokens
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.5 * losses[0]


def test_a_run_learns_saves_resumes_and_exports(data: Path, tmp_path: Path) -> None:
    dev = tmp_path / "dev.tsv"
    dev.write_text("der alte Mann sieht heute\tthe old man sees today\nder neue Hund\tthe new dog\n")
    train(arguments(data, tmp_path / "run", embed=True, steps=40, dev=dev, dev_bleu=2, bleu_every=5))
    log = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert log[-1]["loss"] < log[0]["loss"]
    assert [line["step"] for line in log if "dev_bleu" in line and "dev_chrf" in line] == [20, 40]
    train(arguments(data, tmp_path / "again", resume=tmp_path / "run" / "final", steps=44, int8=True, agreement=1.0))
    kept = json.loads((tmp_path / "again" / "final" / "run.json").read_text())
    assert kept["step"] == 44
    digest = export(tmp_path / "run" / "final", data, tmp_path / "model")
    assert len(digest) == 64
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model")
    model = MarianMTModel.from_pretrained(tmp_path / "model", dtype=torch.float32)
    assert not model.model.shared.weight[-1].any(), "CTranslate2 starts from zero"
    inputs = tokenizer(["der alte Mann"], return_tensors="pt")
    assert tokenizer.convert_ids_to_tokens(inputs.input_ids[0])[-1] == "</s>"
    assert model.generate(**inputs, max_new_tokens=8).shape[0] == 1
    export(tmp_path / "again" / "final", data, tmp_path / "rounded")
    assert [MarianSettings.read(tmp_path / name).int8 for name in ("model", "rounded")] == [False, True]


@pytest.mark.skipif(shutil.which("g++") is None, reason="torch.compile calls a C++ compiler")
def test_compiled_layers_learn_the_same(data: Path, tmp_path: Path) -> None:
    (dev := tmp_path / "dev.tsv").write_text("der alte Mann sieht heute\tthe old man sees today\n")
    losses = {}
    for name, compiled in (("plain", False), ("compiled", True)):
        options = {"dtype": "fp32", "steps": 11, "report": 2, "dev": dev, "compile": compiled, "int8": True}
        train(arguments(data, tmp_path / name, **options))
        lines = [json.loads(line) for line in (tmp_path / name / "log.jsonl").read_text().splitlines()]
        losses[name] = [line[kind] for line in lines for kind in ("loss", "dev_loss") if kind in line]
    assert len(losses["plain"]) == 6 and losses["compiled"] == pytest.approx(losses["plain"], rel=1e-3)


def test_a_checkpoint_in_pieces_is_the_checkpoint(tmp_path: Path) -> None:
    state = {"master.a": torch.randn(100, 7), "step.a": torch.tensor(3.0)}
    save_state(tmp_path / "whole", state)
    save_state(tmp_path / "pieces", state, piece_mb=0.001)
    sizes = [file.stat().st_size for file in (tmp_path / "pieces").iterdir()]
    assert len(sizes) == 3
    assert max(sizes) <= 1000
    for folder in ("whole", "pieces"):
        found = load_state(tmp_path / folder)
        assert found.keys() == state.keys()
        assert all(torch.equal(found[name], state[name]) for name in state)


def test_padding_stays_at_zero_also_when_a_checkpoint_comes_from_before_it_did(data: Path, tmp_path: Path) -> None:
    train(arguments(data, tmp_path / "run", steps=2))
    state = load_state(tmp_path / "run" / "final")
    for name in ("master", "ema", "exp_avg"):
        state[f"{name}.model.shared.weight"][-1] = 1.0
    save_state(tmp_path / "run" / "final", state)
    train(arguments(data, tmp_path / "again", resume=tmp_path / "run" / "final", steps=4))
    after = load_state(tmp_path / "again" / "final")
    for name in ("master", "ema"):
        assert not after[f"{name}.model.shared.weight"][-1].any()
        assert after[f"{name}.model.shared.weight"][0].any()


def test_time_set_aside_is_not_in_the_speed() -> None:
    run = Progress()
    run.count(100, 0.0, 1.0)
    run.since_last_report()
    run.set_aside(8.0)
    run.count(100, 0.0, 10.0)
    assert run.since_last_report()[1] == pytest.approx(100)


@pytest.mark.parametrize("mean", [4.8, math.nan])
def test_a_run_that_diverges_ends_with_what_to_do(mean: float) -> None:
    run = Progress(best=3.0)
    run.watch(4.5)
    run.watch(2.7)
    with pytest.raises(SystemExit, match=r"from 2\.70 to .*resume the last checkpoint"):
        run.watch(mean)


def test_the_reverse_direction_has_english_sources_and_clean_german_targets(tmp_path: Path) -> None:
    corpus = corpus_folder(tmp_path / "corpus")
    mix = MIX | {"augment": {"stray_space": 1.0}}
    (tmp_path / "distilled.tsv.xz").write_bytes(lzma.compress(b"distilled\tDas ist ein Rat.\tThis is advice.\n"))
    for reverse, first in ((False, WORDS.keys()), (True, WORDS.values())):
        out = tmp_path / f"data {reverse}"
        prepare(corpus, out, mix, synthetic=tmp_path, reverse=reverse)
        rows = [line.split("\t") for line in (out / "pairs.tsv").read_text().splitlines()]
        toys = [row for row in rows if "Rat" not in "".join(row)]
        assert {word for row in toys for word in row[0].split()} <= {*first}
        assert any(row[0].endswith(" ") for row in rows) is not reverse
        assert (len(rows) > len(toys)) is not reverse, "what a machine wrote is never the target"
        assert source_language(out) == ("en" if reverse else "de")


@pytest.mark.parametrize(
    ("spent", "step", "expected"), [(0, 0, 0.01), (0, 99, 1.0), (60, 500, 1.0), (90, 500, 0.5), (120, 500, 0.0)]
)
def test_the_rate_warms_stays_and_falls(spent: float, step: int, expected: float) -> None:
    args = Namespace(warmup=100, minutes=2, cooldown=0.5)
    assert rate(Progress(step=step), args, spent) == pytest.approx(expected)


def test_augmentation_keeps_count_and_order() -> None:
    pairs = [(f"Satz {i} ist lang.", f"Sentence {i} is long.") for i in range(500)]
    altered = augment(pairs, dict.fromkeys([*ALTERATIONS, "joined"], 0.1), random.Random(1))
    assert len(altered) == len(pairs)
    assert all(str(i) in de and str(i) in en for i, (de, en) in enumerate(altered))
    assert 200 < sum(a != b for a, b in zip(altered, pairs, strict=True)) < 450
