"""The road to the embedded model, on a corpus of a few dozen invented pairs."""

from __future__ import annotations

import json
import lzma
import random
from argparse import Namespace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from transformers import AutoTokenizer, MarianMTModel

from training.align import align
from training.augment import ALTERATIONS, augment
from training.data import IGNORED, Corpus
from training.export import export
from training.model import ChunkedCrossEntropy, GuidedAttention, Shape, build, forward_loss
from training.prepare import Pair, acceptable, prepare
from training.train import Run as Progress
from training.train import build_parser, rate, train

WORDS = {
    "der": "the", "Mann": "man", "Hund": "dog", "sieht": "sees", "kauft": "buys", "heute": "today", "Haus": "house",
    "alte": "old", "kleine": "small", "Minister": "minister", "und": "and", "neue": "new",
}  # fmt: skip
MIX: dict[str, Any] = {
    "vocabulary": {"size": 320, "sentences": 1000},
    "limits": {"max_pieces": 60, "max_length_ratio": 3.0},
    "augment": {},
    "weights": {"toy": 1},
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared and aligned folder; word i of the German is word i of the English."""
    corpus, out = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("data")
    rng = random.Random(3)
    rows = [rng.choices(list(WORDS), k=rng.randint(3, 8)) for _ in range(300)]
    text = "".join(f"toy\t{' '.join(row)}\t{' '.join(WORDS[w] for w in row)}\n" for row in rows)
    for name in ("news", "testsuites", "general", "technical", "dictionary", "names"):
        (corpus / f"{name}.tsv.xz").write_bytes(lzma.compress(text.encode() if name == "news" else b""))
    assert prepare(corpus, out, MIX) > 250
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
        assert batch.mask is None or batch.mask[r].sum() == corpus.src_len[r] + 1


def test_links_find_the_translation(data: Path) -> None:
    """On a monotone toy corpus at least 9 in 10 pieces link to a piece of their own word."""
    corpus = corpus_of(data)
    near = [
        abs(int(link) / max(1, int(corpus.src_len[i])) - j / max(1, int(corpus.tgt_len[i]))) < 0.35
        for i in range(100)
        for j, link in enumerate(np.asarray(corpus.align)[corpus.tgt_off[i] : corpus.tgt_off[i + 1]])
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


def arguments(data: Path, out: Path, **changed: Any) -> Namespace:
    args = build_parser().parse_args([str(data), str(out), "--width", "32", "--ffn", "64", "--encoder", "1"])
    given = {"decoder": 1, "heads": 4, "steps": 12, "report": 4, "tokens": 128, "threads": 1, "curriculum": 0.0}
    return Namespace(**(vars(args) | given | changed))


def test_a_run_learns_saves_resumes_and_exports(data: Path, tmp_path: Path) -> None:
    train(arguments(data, tmp_path / "run", embed=True, steps=40))
    log = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert log[-1]["loss"] < log[0]["loss"]
    train(arguments(data, tmp_path / "again", resume=tmp_path / "run" / "final", steps=44))
    kept = json.loads((tmp_path / "again" / "final" / "run.json").read_text())
    assert kept["step"] == 44
    digest = export(tmp_path / "run" / "final", data, tmp_path / "model", "de", "en")
    assert len(digest) == 64
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model")
    model = MarianMTModel.from_pretrained(tmp_path / "model", dtype=torch.float32)
    inputs = tokenizer(["der alte Mann"], return_tensors="pt")
    assert tokenizer.convert_ids_to_tokens(inputs.input_ids[0])[-1] == "</s>"
    assert model.generate(**inputs, max_new_tokens=8).shape[0] == 1


@pytest.mark.parametrize(
    ("spent", "step", "expected"), [(0, 0, 0.01), (0, 99, 1.0), (60, 500, 1.0), (90, 500, 0.5), (120, 500, 0.0)]
)
def test_the_rate_warms_stays_and_falls(spent: float, step: int, expected: float) -> None:
    args = Namespace(warmup=100, minutes=2, cooldown=0.5)
    assert rate(Progress(step=step), args, spent) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("german", "english", "good"),
    [
        ("Der Minister kam gestern nach Berlin.", "The minister came to Berlin yesterday.", True),
        ("The minister came to Berlin yesterday and left.", "The minister came to Berlin yesterday.", False),
        ("Der Minister kam gestern nach Berlin.", "Der Minister kam mit der Bahn und ist nicht da.", False),
        ("12.3", "12.3", False),
        ("Berlin", "Berlin", False),
        ("Siehe http://x.de", "See http://x.de", False),
    ],
)
def test_noise_is_refused(german: str, english: str, good: bool) -> None:
    assert acceptable(Pair("toy", german, english)) is good


def test_augmentation_keeps_count_and_order() -> None:
    pairs = [(f"Satz {i} ist lang.", f"Sentence {i} is long.") for i in range(500)]
    altered = augment(pairs, dict.fromkeys([*ALTERATIONS, "joined"], 0.1), random.Random(1))
    assert len(altered) == len(pairs)
    assert all(str(i) in de and str(i) in en for i, (de, en) in enumerate(altered))
    assert 200 < sum(a != b for a, b in zip(altered, pairs, strict=True)) < 450
