"""A MarianMT directory in the Hugging Face format -> one that CTranslate2 reads. No torch.

In fp32 byte for byte what TransformersConverter writes from the same weights; in int8 with fewer levels, and without
the pieces that no translation is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open

from translate_sum.backends import shortlist
from translate_sum.backends.adapter import Changes
from translate_sum.backends.ctranslate2_format import (
    Array,
    NumberType,
    Variables,
    write_config,
    write_vocabulary,
    write_weights,
)
from translate_sum.backends.marian_pieces import MarianPieces
from translate_sum.backends.marian_settings import MarianSettings
from translate_sum.backends.refusal import Unconvertible
from translate_sum.sources.directory import ADAPTER, weight_files

SHARED = (  # any of these is the one matrix of embeddings
    "model.shared.weight",
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
    "lm_head.weight",
)

EVEN = 16
"""Rows of the output layer come in multiples of it: with 6,160 of them a search takes 2 to 6 % less than with 6,147."""


def convert(directory: Path, out: Path, numbers: NumberType) -> None:
    """Write CTranslate2's files of the model in `directory` into the folder `out`."""
    config = MarianSettings.read(directory)
    pieces = MarianPieces(directory)
    if len(pieces.vocabulary) != config.vocabulary:
        raise ValueError(f"vocab.json has {len(pieces.vocabulary)} pieces, config.json {config.vocabulary}")
    with weights(directory) as stored:
        zero = starts_from_zero(stored, config, pieces)
        start = pieces.end if zero else pieces.vocabulary[config.start]
        # without the padding piece, as in Marian itself
        read = pieces.vocabulary[: config.vocabulary - 1 if zero else config.vocabulary]
        # in fp32 the same is written as with transformers, which chooses among all; a beam's scores depend on them
        written = target_vocabulary(directory, pieces, read, start) if numbers == "int8" else read
        places = {piece: i for i, piece in enumerate(read)}
        rows = [places[piece] for piece in written]
        write_weights(out, "TransformerSpec", 7, _variables(stored, config, len(read), rows, zero), numbers)
    if written == read:
        write_vocabulary(out, "shared_vocabulary", read)
    else:
        write_vocabulary(out, "source_vocabulary", read)
        write_vocabulary(out, "target_vocabulary", written)
    shortlist.write(directory, out, read)
    write_config(
        out,
        {
            "add_source_bos": False,
            "add_source_eos": False,
            "bos_token": "<s>",
            "decoder_start_token": start,
            "eos_token": pieces.end,
            "layer_norm_epsilon": None,
            "multi_query_attention": False,
            "unk_token": pieces.unknown,
        },
    )


@dataclass(frozen=True)
class Weights:
    """files: of each tensor's name the open file that has it. changes: an adapter's, which `take` adds."""

    files: dict[str, Any]
    changes: Changes

    def take(self, name: str, *shape: int) -> Array:
        """A tensor in fp32; ValueError if it is missing or has another shape."""
        if name not in self.files:
            raise ValueError(f"weights are missing, such as {name}")
        value: Array = self.files[name].get_tensor(name)
        if value.shape != shape:
            raise ValueError(f"{name} has shape {value.shape}, not {shape}")
        change = self.changes.of(name.removesuffix(".weight"), shape)
        return value.astype(np.float32, copy=False) if change is None else value + change

    def embeddings(self, config: MarianSettings) -> Array:
        name = next((name for name in SHARED if name in self.files), SHARED[0])
        return self.take(name, config.vocabulary, config.width)


@contextmanager
def weights(directory: Path) -> Iterator[Weights]:
    with ExitStack() as stack:
        opened = [stack.enter_context(safe_open(file, framework="np")) for file in weight_files(directory)]
        if any(f.get_slice(name).get_dtype() not in ("F32", "F16") for f in opened for name in f.keys()):  # noqa: SIM118
            raise Unconvertible("its weights are neither fp32 nor fp16")
        changes = Changes.read(directory / ADAPTER)
        files = {name: file for file in opened for name in file.keys()}  # noqa: SIM118
        changes.require(name.removesuffix(".weight") for name in files)
        yield Weights(files, changes)


def starts_from_zero(stored: Weights, config: MarianSettings, pieces: MarianPieces) -> bool:
    """Whether decoding begins at a padding piece that is last and whose embedding is zero, as Marian has it.

    Then it can be left out; a model that was trained further elsewhere may have moved it, and keeps its row.
    """
    last = config.vocabulary - 1
    begins_there = config.start == last and pieces.vocabulary[last] == pieces.pad
    return begins_there and not stored.embeddings(config)[last].any()


def target_vocabulary(directory: Path, pieces: MarianPieces, vocabulary: Sequence[str], start: str) -> list[str]:
    """The pieces of the vocabulary that a translation may be made of, in its order.

    Those that target.spm lacks were never a target when the model was trained, and a shortlist names all that its
    corpus had: to score the others only costs time. The embedded model (r7) then takes a tenth less of it at beam 4.
    The first of the others fill up to an EVEN number.
    """
    written, listed = pieces.target_pieces(), shortlist.targets(directory)
    allowed = (written & listed if listed else written) | {pieces.end, pieces.unknown, start}
    others = [piece for piece in vocabulary if piece not in allowed]
    kept = allowed.union(others[: (len(others) - len(vocabulary)) % EVEN])
    return [piece for piece in vocabulary if piece in kept]


def sinusoids(positions: int, width: int) -> Array:
    """What transformers computes for each MarianMT: sines in the first half, cosines in the second."""
    j = np.arange(width)
    angles = np.arange(positions)[:, None] / np.power(10000, 2 * (j // 2) / width)
    return np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1).astype(np.float32)


def _variables(stored: Weights, config: MarianSettings, kept: int, rows: list[int], zero: bool) -> Variables:
    """kept: rows of the embeddings that the encoder needs, from the first on; rows: those that the decoder needs."""
    made: dict[str, Callable[[], Any]] = {
        "decoder/embeddings/weight": lambda: stored.embeddings(config)[rows],
        "decoder/projection/weight": lambda: stored.embeddings(config)[rows],
        "encoder/embeddings_0/weight": lambda: stored.embeddings(config)[:kept],
        "encoder/embeddings_merge": lambda: np.int8(0),
        "encoder/multi_query_attention": lambda: np.int8(0),
        "decoder/alibi": lambda: np.int8(0),
        "decoder/alibi_use_positive_positions": lambda: np.int8(0),
        "decoder/scale_alibi": lambda: np.int8(0),
        "decoder/alignment_heads": lambda: np.int16(1),
        "decoder/alignment_layer": lambda: np.int16(-1),
        "decoder/start_from_zero_embedding": lambda: np.int8(zero),
    }
    if "final_logits_bias" in stored.files:
        bias = stored.take("final_logits_bias", 1, config.vocabulary)[0]
        if bias.any():
            made["decoder/projection/bias"] = lambda: bias[rows]
    for side, name in enumerate(("encoder", "decoder")):
        made |= _side(stored, config, side, name)
    return made


def _side(stored: Weights, config: MarianSettings, side: int, name: str) -> dict[str, Callable[[], Any]]:
    made: dict[str, Callable[[], Any]] = {
        f"{name}/activation": lambda: np.int8(config.activation),
        f"{name}/num_heads": lambda: np.int16(config.heads[side]),
        f"{name}/pre_norm": lambda: np.int8(0),
        f"{name}/scale_embeddings": lambda: np.float32(config.scale),
        f"{name}/position_encodings/encodings": partial(_positions, stored, config, f"model.{name}.embed_positions"),
    }
    for i in range(config.layers[side]):
        layer, theirs = f"{name}/layer_{i}", f"model.{name}.layers.{i}"
        d, ffn = config.width, config.ffn[side]
        linear = partial(_linear, stored)
        norm = partial(_norm, stored, d)
        made |= linear(f"{layer}/self_attention/linear_0", _all(theirs, "self_attn.", "q_proj k_proj v_proj"), d, d)
        made |= linear(f"{layer}/self_attention/linear_1", _all(theirs, "self_attn.", "out_proj"), d, d)
        made |= norm(f"{layer}/self_attention/layer_norm", f"{theirs}.self_attn_layer_norm")
        if name == "decoder":
            made |= linear(f"{layer}/attention/linear_0", _all(theirs, "encoder_attn.", "q_proj"), d, d)
            made |= linear(f"{layer}/attention/linear_1", _all(theirs, "encoder_attn.", "k_proj v_proj"), d, d)
            made |= linear(f"{layer}/attention/linear_2", _all(theirs, "encoder_attn.", "out_proj"), d, d)
            made |= norm(f"{layer}/attention/layer_norm", f"{theirs}.encoder_attn_layer_norm")
        made |= linear(f"{layer}/ffn/linear_0", _all(theirs, "", "fc1"), ffn, d)
        made |= linear(f"{layer}/ffn/linear_1", _all(theirs, "", "fc2"), d, ffn)
        made |= norm(f"{layer}/ffn/layer_norm", f"{theirs}.final_layer_norm")
    return made


def _positions(stored: Weights, config: MarianSettings, theirs: str) -> Array:
    name = f"{theirs}.weight"
    if name in stored.files:
        return stored.take(name, config.positions, config.width)
    return sinusoids(config.positions, config.width)


def _all(theirs: str, block: str, names: str) -> list[str]:
    return [f"{theirs}.{block}{name}" for name in names.split()]


def _linear(stored: Weights, ours: str, theirs: Sequence[str], rows: int, columns: int) -> dict[str, Callable[[], Any]]:
    """One matrix of several on top of each other, each of `rows` x `columns`, and their biases."""
    return {
        f"{ours}/weight": lambda: np.concatenate([stored.take(f"{name}.weight", rows, columns) for name in theirs]),
        f"{ours}/bias": lambda: np.concatenate([stored.take(f"{name}.bias", rows) for name in theirs]),
    }


def _norm(stored: Weights, width: int, ours: str, theirs: str) -> dict[str, Callable[[], Any]]:
    return {
        f"{ours}/gamma": lambda: stored.take(f"{theirs}.weight", width),
        f"{ours}/beta": lambda: stored.take(f"{theirs}.bias", width),
    }
