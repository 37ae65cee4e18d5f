"""What config.json of a MarianMT directory says, as CTranslate2 needs it. No numpy: each start reads it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate_sum.backends.refusal import Unconvertible
from translate_sum.sources.directory import read_object

FORMAT = 4  # raise it when what is written changes
ACTIVATIONS = {"relu": 0, "gelu_new": 1, "swish": 2, "silu": 2, "gelu": 3}  # of CTranslate2's common_spec.Activation


@dataclass(frozen=True)
class MarianSettings:
    """What config.json says. ffn and heads: of encoder and decoder. int8: whether it was trained with its rounding."""

    vocabulary: int
    width: int
    layers: tuple[int, int]
    ffn: tuple[int, int]
    heads: tuple[int, int]
    positions: int
    activation: int
    scale: float
    start: int
    int8: bool

    @classmethod
    def read(cls, directory: Path) -> MarianSettings:
        config = read_object(directory / "config.json")
        if config.get("model_type") != "marian":
            raise ValueError(f"is a {config.get('model_type')} model, not marian")
        if config.get("decoder_vocab_size") not in (None, config["vocab_size"]):
            raise Unconvertible("its two languages have vocabularies of their own")
        if not config.get("share_encoder_decoder_embeddings", True) or not config.get("tie_word_embeddings", True):
            raise Unconvertible("its two languages have embeddings of their own")
        if config.get("activation_function", "gelu") not in ACTIVATIONS:
            raise Unconvertible(f"activation {config['activation_function']!r}")
        sides = ("encoder", "decoder")
        return cls(
            vocabulary=config["vocab_size"],
            width=config["d_model"],
            layers=_pair(config[f"{side}_layers"] for side in sides),
            ffn=_pair(config[f"{side}_ffn_dim"] for side in sides),
            heads=_pair(config[f"{side}_attention_heads"] for side in sides),
            positions=config["max_position_embeddings"],
            activation=ACTIVATIONS[config.get("activation_function", "gelu")],
            scale=math.sqrt(config["d_model"]) if config.get("scale_embedding") else 1.0,
            start=config["decoder_start_token_id"],
            int8=config.get("trained_for_int8") is True,
        )


def _pair(numbers: Iterator[Any]) -> tuple[int, int]:
    first, second = numbers
    return int(first), int(second)
