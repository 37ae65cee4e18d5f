"""A model's directory in int8 and in pieces, to carry it to a machine that takes in little at a time.

    python -m training.packed pack MODEL OUT [--piece-mb 55]     # OUT/0.bin, OUT/1.bin and so on
    python -m training.packed unpack OUT MODEL                   # the directory again, its weights rounded to int8

A row of a matrix has one scale, as in CTranslate2's int8; vectors stay as they are.
"""

from __future__ import annotations

import argparse
import io
import lzma
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"
CHUNK = 8 << 20  # bytes that are compressed at once


def rounded(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    made: dict[str, torch.Tensor] = {}
    for name, tensor in weights.items():
        if tensor.dim() < 2:
            made[name] = tensor
            continue
        scale = tensor.float().abs().amax(1, keepdim=True).clamp_min(1e-9) / 127
        made[name] = (tensor.float() / scale).round().to(torch.int8)
        made[f"{name}:scale"] = scale.half()
    return made


def restored(packed: dict[str, torch.Tensor], dtype: torch.dtype) -> dict[str, torch.Tensor]:
    made: dict[str, torch.Tensor] = {}
    for name, tensor in packed.items():
        if name.endswith(":scale"):
            continue
        scale = packed.get(f"{name}:scale")
        made[name] = (tensor if scale is None else tensor.float() * scale.float()).to(dtype)
    return made


def pack(model: Path, out: Path, piece: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    flat = out / "flat"
    save_file(rounded(load_file(model / WEIGHTS)), flat)
    with flat.open("rb") as handle, ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda part: lzma.compress(part, preset=2), iter(lambda: handle.read(CHUNK), b"")))
    flat.unlink()
    for number, part in enumerate(_grouped(made, piece)):
        (out / f"{number}.bin").write_bytes(part)
    for file in model.iterdir():
        if file.suffix in (".json", ".jinja", ".spm", ".xz"):
            shutil.copy(file, out / file.name)


def _grouped(chunks: list[bytes], piece: int) -> Iterator[bytes]:
    """Xz streams one after another, as many as fit a piece."""
    part = io.BytesIO()
    for chunk in chunks:
        if part.tell() and part.tell() + len(chunk) > piece:
            yield part.getvalue()
            part = io.BytesIO()
        part.write(chunk)
    yield part.getvalue()


def unpack(packed: Path, model: Path, dtype: torch.dtype) -> None:
    model.mkdir(parents=True, exist_ok=True)
    pieces = sorted(packed.glob("*.bin"), key=lambda p: int(p.stem))
    flat = model / "flat"
    with ThreadPoolExecutor(len(pieces)) as pool:
        flat.write_bytes(b"".join(pool.map(lambda p: lzma.decompress(p.read_bytes()), pieces)))
    with safe_open(flat, "pt") as file:
        weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  # safe_open is no dict
    save_file(restored(weights, dtype), model / WEIGHTS, {"format": "pt"})
    flat.unlink()
    for file_ in packed.iterdir():
        if file_.suffix != ".bin":
            shutil.copy(file_, model / file_.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=("pack", "unpack"))
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--piece-mb", type=float, default=55)
    parser.add_argument("--dtype", choices=("float16", "bfloat16", "float32"), default="float16")
    args = parser.parse_args()
    if args.what == "pack":
        pack(args.source, args.target, int(args.piece_mb * 1e6))
    else:
        unpack(args.source, args.target, getattr(torch, args.dtype))


if __name__ == "__main__":
    main()
