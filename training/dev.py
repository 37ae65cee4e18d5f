"""The development set while a run goes on: its loss, and the BLEU and chrF of greedy translations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sentencepiece as spm
import torch
from sacrebleu.metrics import BLEU, CHRF
from torch.nn.utils.rnn import pad_sequence
from transformers import GenerationConfig, MarianMTModel

from training.data import Batch, Corpus
from training.model import forward_loss
from translate_sum.backends.batching import batches

LOSS_SEGMENTS = 400
LOSS_TOKENS = 2048
DECODE_TOKENS = 2048  # source pieces in a batch


@dataclass(frozen=True)
class DevSet:
    """The first segments of a TSV of German and English, in the direction of the data folder."""

    batches: list[Batch]
    sources: list[str]
    references: list[str]
    pieces: spm.SentencePieceProcessor

    @classmethod
    def read(cls, data: Path, dev: Path, corpus: Corpus) -> DevSet:
        pieces = spm.SentencePieceProcessor(model_file=str(data / "spm.model"))
        columns = list(
            zip(*(line.split("\t")[:2] for line in dev.read_text(encoding="utf-8").splitlines()), strict=True)
        )
        sources, references = (list(columns[i]) for i in ((1, 0) if source_language(data) == "en" else (0, 1)))
        ids = [pieces.encode(side[:LOSS_SEGMENTS]) for side in (sources, references)]
        return cls(corpus.held_out(ids[0], ids[1], LOSS_TOKENS), sources, references, pieces)

    @torch.no_grad()
    def loss(self, model: MarianMTModel, device: str) -> float:
        """Cross entropy per target piece, in nats, no smoothing."""
        model.eval()
        total = sum(float(forward_loss(model, batch.to(device), 0.0)) for batch in self.batches)
        model.train()
        return total / sum(batch.tokens for batch in self.batches)

    def scores(self, model: MarianMTModel, count: int, device: str) -> dict[str, float]:
        """BLEU and chrF of greedy translations of the first `count` segments."""
        model.eval()
        written = translate(model, self.pieces, self.sources[:count], device)
        model.train()
        metrics = {"dev_bleu": BLEU(), "dev_chrf": CHRF()}
        wanted = [self.references[:count]]
        return {name: round(metric.corpus_score(written, wanted).score, 2) for name, metric in metrics.items()}


def source_language(data: Path) -> str:
    """Of a data folder; those made before there were two directions are German to English."""
    stated = data / "direction.json"
    language: str = json.loads(stated.read_text(encoding="utf-8"))["source"] if stated.exists() else "de"
    return language


@torch.inference_mode()
def translate(model: MarianMTModel, pieces: spm.SentencePieceProcessor, texts: Sequence[str], device: str) -> list[str]:
    end, pad = model.config.eos_token_id, model.config.pad_token_id
    rows = [[*ids[:126], end] for ids in pieces.encode(list(texts))]
    found = [""] * len(rows)
    for group in batches([len(row) for row in rows], DECODE_TOKENS):
        source = pad_sequence([torch.tensor(rows[i]) for i in group], batch_first=True, padding_value=pad)
        search = GenerationConfig(
            pad_token_id=pad,
            eos_token_id=end,
            decoder_start_token_id=pad,
            suppress_tokens=[pad, pieces.unk_id()],
            max_new_tokens=2 * source.shape[1] + 10,
        )
        mask = (source != pad).long()
        written = model.generate(source.to(device), attention_mask=mask.to(device), generation_config=search)
        for i, row in zip(group, written[:, 1:].tolist(), strict=True):
            found[i] = pieces.decode([piece for piece in row if piece not in (end, pad)])
    return found
