"""The MarianMT shape we train, its start from aligned embeddings, and its losses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import MarianConfig, MarianMTModel

from training.data import Batch
from training.rounding import for_output
from translate_sum.backends.adapter import Changes
from translate_sum.sources.directory import ADAPTER


@dataclass(frozen=True)
class Shape:
    width: int = 256
    ffn: int = 1024
    encoder: int = 6
    decoder: int = 2
    heads: int = 8
    dropout: float = 0.0


def build(shape: Shape, vocabulary: int) -> MarianMTModel:
    """A fresh model; ids are SentencePiece's (0 = </s>, 1 = <unk>), padding is the last id."""
    pad = vocabulary - 1
    config = MarianConfig(
        vocab_size=vocabulary,
        decoder_vocab_size=vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder,
        decoder_layers=shape.decoder,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.ffn,
        decoder_ffn_dim=shape.ffn,
        dropout=shape.dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        activation_function="swish",
        max_position_embeddings=512,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=None,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        static_position_embeddings=True,
    )
    # short segments: plain products beat the CPU flash kernel, whose backward pass took 28 % of a step; compiled
    # for a GPU, what stands between them is fused
    config._attn_implementation = "eager"
    model = MarianMTModel(config)
    with torch.no_grad():
        embedding = model.model.shared.weight
        embedding.normal_(0, shape.width**-0.5)
        embedding[pad].zero_()
    return model


@torch.no_grad()
def start_from_embeddings(model: MarianMTModel, rows: torch.Tensor) -> None:
    """Aligned embeddings (V, width), unit rows, and a last cross-attention that passes what it looks at.

    With value and output projections at identity the decoder answers, from the first step on, with the
    embedding of the source piece that it attends to, and the tied output layer reads that as its translation.
    """
    model.model.shared.weight.copy_(rows)
    model.model.shared.weight[-1].zero_()
    attention = model.model.decoder.layers[-1].encoder_attn
    for projection in (attention.v_proj, attention.out_proj):
        nn.init.eye_(projection.weight)


@torch.no_grad()
def start_from_export(model: MarianMTModel, directory: Path, *, changed: bool = True) -> None:
    """The weights of an export (fp16), where no checkpoint with an optimizer's state is left to resume.

    changed: with the changes of its adapter, if it has one.
    """
    trained = MarianMTModel.from_pretrained(directory, dtype=torch.float32)
    if changed:
        Changes.read(directory / ADAPTER).add_to(trained)
    model.load_state_dict(trained.state_dict())


def compile_layers(model: MarianMTModel, guided: bool) -> None:
    """Fuse what stands between a layer's products, which needs a C++ compiler and half a minute at the start.

    The last decoder layer is left out while its attention is guided: what is compiled has no place for the hooks.
    """
    decoder = list(model.model.decoder.layers)
    for layer in [*model.model.encoder.layers, *(decoder[:-1] if guided else decoder)]:
        layer.compile(dynamic=True)


class GuidedAttention:
    """Keeps the queries and keys of one cross-attention, to charge it for looking away from the alignment."""

    def __init__(self, attention: Any) -> None:
        self.heads = attention.num_heads
        self.seen: dict[str, torch.Tensor] = {}
        for name in ("q_proj", "k_proj"):
            getattr(attention, name).register_forward_hook(self._keep(name))

    def _keep(self, name: str) -> Any:
        def hook(module: nn.Module, inputs: Any, output: torch.Tensor) -> None:
            self.seen[name] = output

        return hook

    def loss(self, batch: Batch) -> torch.Tensor:
        """Sum over the linked target pieces of -log(attention mass, mean of the heads, on the linked source piece)."""
        q, k = (self._split(self.seen[name]) for name in ("q_proj", "k_proj"))
        scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5
        if batch.mask is not None:
            scores = scores.masked_fill(~batch.mask[:, None, None, :], -1e4)
        mass = scores.float().softmax(-1).mean(1)
        linked = batch.links >= 0
        picked = mass.gather(2, batch.links.clamp_min(0)[..., None]).squeeze(2)
        return -(picked.clamp_min(1e-6).log() * linked).sum()

    def _split(self, states: torch.Tensor) -> torch.Tensor:
        batch, length, width = states.shape
        return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)


class ChunkedCrossEntropy(torch.autograd.Function):
    """Label-smoothed cross entropy of hidden @ embedding.T, summed; the whole (N, V) logit matrix is never held."""

    @staticmethod
    def forward(
        ctx: Any, hidden: torch.Tensor, embedding: torch.Tensor, labels: torch.Tensor, smoothing: float, rows: int
    ) -> torch.Tensor:
        d_hidden = torch.empty_like(hidden)
        d_embedding = torch.zeros_like(embedding, dtype=torch.float32)
        total = torch.zeros((), device=hidden.device)
        for start in range(0, len(labels), rows):
            part = slice(start, start + rows)
            h, y = hidden[part], labels[part]
            loss, grad = smoothed(h @ embedding.t(), y, smoothing)
            total += loss
            d_hidden[part] = grad @ embedding
            d_embedding += grad.t() @ h
        ctx.save_for_backward(d_hidden, d_embedding)
        return total

    @staticmethod
    def backward(ctx: Any, outer: torch.Tensor) -> Any:
        d_hidden, d_embedding = ctx.saved_tensors
        return d_hidden * outer, (d_embedding * outer).to(d_hidden.dtype), None, None, None


class AgreeingCrossEntropy(torch.autograd.Function):
    """R-Drop (Wu et al. 2021): the same pieces twice, under two dropouts, which are to predict the same; summed.

    hidden (2N, width), labels (N): half the cross entropy of each, and `weight` times half the sum of the divergences
    between them, KL(a, b) + KL(b, a), both ways.
    """

    @staticmethod
    def forward(
        ctx: Any,
        hidden: torch.Tensor,
        embedding: torch.Tensor,
        labels: torch.Tensor,
        smoothing: float,
        rows: int,
        weight: float,
    ) -> torch.Tensor:
        d_hidden = torch.empty_like(hidden)
        d_embedding = torch.zeros_like(embedding, dtype=torch.float32)
        total = torch.zeros((), device=hidden.device)
        count = len(labels)
        for start in range(0, count, rows):
            places = [slice(start, min(start + rows, count)), slice(count + start, count + min(start + rows, count))]
            wanted = labels[places[0]]
            logits = [hidden[place] @ embedding.t() for place in places]
            logs = [half.float().log_softmax(1) for half in logits]
            chances = [half.exp() for half in logs]
            apart, moved = logs[0] - logs[1], chances[0] - chances[1]
            total += weight / 2 * (apart * moved).sum()
            for place, half, chance, sign in zip(places, logits, chances, (1, -1), strict=True):
                loss, gradient = smoothed(half, wanted, smoothing)
                total += loss / 2
                pull = sign * (chance * (apart - (chance * apart).sum(1, keepdim=True)) + moved)
                gradient = (gradient.float() + weight * pull).mul_(0.5).to(half.dtype)
                d_hidden[place] = gradient @ embedding
                d_embedding += gradient.t() @ hidden[place]
        ctx.save_for_backward(d_hidden, d_embedding)
        return total

    @staticmethod
    def backward(ctx: Any, outer: torch.Tensor) -> Any:
        d_hidden, d_embedding = ctx.saved_tensors
        return d_hidden * outer, (d_embedding * outer).to(d_hidden.dtype), None, None, None, None


def smoothed(logits: torch.Tensor, labels: torch.Tensor, smoothing: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Loss sum and its gradient by the logits; smoothing spreads `smoothing` evenly over the vocabulary."""
    size = logits.shape[1]
    wide = logits.float()
    picked = wide.gather(1, labels[:, None])
    top, mean = wide.amax(1, keepdim=True), wide.mean(1, keepdim=True)
    grad = wide.sub_(top).exp_()  # in place from here on: a second (N, V) buffer costs as much as the product
    total = grad.sum(1, keepdim=True)
    loss = (total.log() + top - (1 - smoothing) * picked - smoothing * mean).sum()
    grad.div_(total).sub_(smoothing / size)
    grad.scatter_add_(1, labels[:, None], torch.full_like(picked, smoothing - 1))
    return loss, grad.to(logits.dtype)


def forward_loss(
    model: MarianMTModel, batch: Batch, smoothing: float, rows: int = 512, agreement: float = 0.0
) -> torch.Tensor:
    """Sum of the label-smoothed cross entropy over the batch's target pieces.

    `agreement` is the weight of R-Drop, for a batch that holds all segments `twice`: then each piece counts once.
    """
    states = model.model(
        input_ids=batch.source, attention_mask=batch.mask, decoder_input_ids=batch.decoder_input, use_cache=False
    ).last_hidden_state
    hidden, table = for_output(model, states.view(-1, states.shape[-1]).index_select(0, batch.places))
    labels = batch.labels.view(-1).index_select(0, batch.places)
    if agreement:
        return AgreeingCrossEntropy.apply(hidden, table, labels[: len(labels) // 2], smoothing, rows, agreement)
    return ChunkedCrossEntropy.apply(hidden, table, labels, smoothing, rows)
