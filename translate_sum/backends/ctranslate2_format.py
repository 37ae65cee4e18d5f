"""The files of a CTranslate2 model, written with numpy alone: the library's own converters import torch.

The layout is what `ctranslate2.specs.model_spec.ModelSpec.save` of 4.8 writes, byte for byte; a test holds it to that.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np

NumberType = Literal["float32", "int8"]
Array = np.ndarray[Any, Any]
Variables = Mapping[str, Callable[[], Any]]
"""Each made when it is written, so that one at a time is in memory."""

VERSION = 6
TYPES = ("float32", "int8", "int16", "int32", "float16", "bfloat16")  # the number of a type is its place
BLOCK = 4096  # rows
LEVELS = 64
"""Of int8 on each side of zero. A processor without VNNI adds two products of 8 bits in 16, which 127 levels overrun:
255 * 127 * 2 > 32767. Training for int8 rounds to as many (training.rounding)."""
MATRIX = "/weight"  # ends the names of embeddings and projections, the ones that int8 is for


def write_vocabulary(folder: Path, name: str, pieces: Sequence[str]) -> None:
    (folder / f"{name}.json").write_text(json.dumps(list(pieces), indent=2), encoding="utf-8")


def write_config(folder: Path, config: Mapping[str, Any]) -> None:
    text = json.dumps(dict(config), indent=2, sort_keys=True)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")


def write_weights(folder: Path, kind: str, revision: int, variables: Variables, numbers: NumberType) -> None:
    """model.bin of a `kind` such as TransformerSpec. What is there twice is written once, with aliases for the rest."""
    first: dict[tuple[Any, ...], str] = {}
    aliases: list[tuple[str, str]] = []
    with (folder / "model.bin").open("wb") as out:
        out.write(struct.pack("=I", VERSION) + _string(kind) + struct.pack("=I", revision))
        place, count = out.tell(), 0
        out.write(struct.pack("=I", 0))  # the count, known at the end
        for name in sorted(variables):
            value = np.asarray(variables[name]())
            same = first.setdefault(_content(name, value), name)
            if same != name:
                aliases.append((name, same))
            else:
                count += _write(out, name, value, numbers)
        out.write(struct.pack("=I", len(aliases)))
        for alias, name in aliases:
            out.write(_string(alias) + _string(name))
        out.seek(place)
        out.write(struct.pack("=I", count))


def quantized(value: Array) -> tuple[Array, Array]:
    """Rows in int8, and for each the factor that its largest number took to LEVELS.

    >>> quantized(np.array([[0.5, -1.0], [0.0, 0.0]], dtype=np.float32))[0].tolist()
    [[32, -64], [0, 0]]
    """
    rows, scales = np.empty(value.shape, np.int8), np.empty(len(value), np.float32)
    for start in range(0, len(value), BLOCK):
        block = value[start : start + BLOCK]
        largest = np.abs(block).max(axis=1)
        largest[largest == 0] = LEVELS
        scale = LEVELS / largest
        scales[start : start + BLOCK] = scale
        rows[start : start + BLOCK] = np.rint(block * scale[:, None]).astype(np.int8)
    return rows, scales


def _write(out: BinaryIO, name: str, value: Array, numbers: NumberType) -> int:
    """Returns how many variables it took."""
    if numbers != "int8" or not name.endswith(MATRIX):
        _write_one(out, name, value)
        return 1
    rows, scales = quantized(value)
    _write_one(out, name, rows)
    _write_one(out, f"{name}_scale", scales)
    return 2


def _write_one(out: BinaryIO, name: str, value: Array) -> None:
    out.write(_string(name) + struct.pack("=B", value.ndim) + struct.pack(f"={value.ndim}I", *value.shape))
    out.write(struct.pack("=BI", TYPES.index(value.dtype.name), value.nbytes))
    out.write(value.tobytes() if value.ndim == 0 else np.ascontiguousarray(value).data.cast("B"))


def _content(name: str, value: Array) -> tuple[Any, ...]:
    if value.ndim == 0:
        return (name,)
    return value.dtype.name, value.shape, hashlib.sha256(np.ascontiguousarray(value).data).digest()


def _string(text: str) -> bytes:
    plain = text.encode()
    return struct.pack("=H", len(plain) + 1) + plain + b"\0"
