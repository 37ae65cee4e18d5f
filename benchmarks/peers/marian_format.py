"""A MarianMT directory -> Marian's own binary model, for what is built on Marian (bergamot-translator).

The layout: a version, a count, a header for each item (lengths of name, type, shape and data, 64 bits each), the names,
the shapes in 32 bits, padding to 256 bytes, the data. Names and orientation of the matrices after Marian's transformer,
as transformers' `convert_marian_to_pytorch` reads them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from translate_sum.backends.marian_settings import MarianSettings

FLOAT32, CHAR = 0x0404, 0x0101  # type class and size
ALIGNMENT = 256
NEVER = -1000.0
ACTIVATIONS = {0: "relu", 2: "swish", 3: "gelu"}  # of translate_sum.backends.marian_weights

Array = np.ndarray[Any, np.dtype[Any]]


def write(model: Path, out: Path) -> None:
    settings = MarianSettings.read(model)
    items = [(name, FLOAT32, value) for name, value in tensors(load_file(model / "model.safetensors"), settings)]
    text = np.frombuffer(configuration(settings).encode() + b"\0", np.int8)
    pack(out, [("special:model.yml", CHAR, text), *items])


def pack(out: Path, items: list[tuple[str, int, Array]]) -> None:
    names = [name.encode() + b"\0" for name, _, _ in items]
    data = [_padded(np.ascontiguousarray(value).tobytes()) for _, _, value in items]
    shapes = [value.shape if value.ndim > 1 else (1, *value.shape) for _, _, value in items]
    shapes[0] = items[0][2].shape
    with out.open("wb") as file:
        file.write(struct.pack("<QQ", 1, len(items)))
        for (_, kind, _), name, shape, content in zip(items, names, shapes, data, strict=True):
            file.write(struct.pack("<4Q", len(name), kind, len(shape), len(content)))
        file.write(b"".join(names))
        for shape in shapes:
            file.write(struct.pack(f"<{len(shape)}i", *shape))
        padding = -(file.tell() + 8) % ALIGNMENT
        file.write(struct.pack("<Q", padding) + bytes(padding))
        file.write(b"".join(data))


def tensors(stored: dict[str, Array], settings: MarianSettings) -> Iterator[tuple[str, Array]]:
    """Marian has no padding piece; it stays as one that is never written, since int8 takes widths of 8 alone."""
    yield "Wemb", stored["model.shared.weight"].astype(np.float32)
    bias = stored["final_logits_bias"].astype(np.float32)
    bias[:, settings.start] = NEVER
    yield "decoder_ff_logit_out_b", bias
    for side, layers in zip(("encoder", "decoder"), settings.layers, strict=True):
        for layer in range(layers):
            for name, value in _layer(stored, f"model.{side}.layers.{layer}.", side == "decoder"):
                yield f"{side}_l{layer + 1}_{name}", value.astype(np.float32)


def _layer(stored: dict[str, Array], place: str, decoder: bool) -> Iterator[tuple[str, Array]]:
    blocks = [("self", "self_attn")] + ([("context", "encoder_attn")] if decoder else [])
    for marian, theirs in blocks:
        for letter, part in (("q", "q_proj"), ("k", "k_proj"), ("v", "v_proj"), ("o", "out_proj")):
            yield f"{marian}_W{letter}", stored[f"{place}{theirs}.{part}.weight"].T
            yield f"{marian}_b{letter}", stored[f"{place}{theirs}.{part}.bias"]
        yield f"{marian}_Wo_ln_scale", stored[f"{place}{theirs}_layer_norm.weight"]
        yield f"{marian}_Wo_ln_bias", stored[f"{place}{theirs}_layer_norm.bias"]
    for number in "12":
        yield f"ffn_W{number}", stored[f"{place}fc{number}.weight"].T
        yield f"ffn_b{number}", stored[f"{place}fc{number}.bias"]
    yield "ffn_ffn_ln_scale", stored[f"{place}final_layer_norm.weight"]
    yield "ffn_ffn_ln_bias", stored[f"{place}final_layer_norm.bias"]


def configuration(settings: MarianSettings) -> str:
    """Marian's options of the architecture, as YAML."""
    pieces, (encoder, decoder) = settings.vocabulary, settings.layers
    said = {
        "type": "transformer",
        "dim-vocabs": f"\n  - {pieces}\n  - {pieces}",
        "dim-emb": settings.width,
        "enc-depth": encoder,
        "dec-depth": decoder,
        "transformer-heads": settings.heads[0],
        "transformer-dim-ffn": settings.ffn[0],
        "transformer-ffn-depth": 2,
        "transformer-ffn-activation": ACTIVATIONS[settings.activation],
        "transformer-preprocess": '""',
        "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d",
        "transformer-decoder-autoreg": "self-attention",
        "transformer-train-position-embeddings": "false",
        "transformer-no-projection": "false",
        "transformer-tied-layers": "\n  []",
        "tied-embeddings": "false",
        "tied-embeddings-all": "true",
        "tied-embeddings-src": "false",
        "skip": "false",
        "layer-normalization": "false",
        "max-length": 512,
        "version": "v1.9.0",
    }
    return "".join(f"{name}: {value}\n" for name, value in said.items())


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGNMENT)
