"""The optimizer's state on disk: one file, or pieces of bounded size where a file may not be larger."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load, save

STATE = "state.safetensors"


def save_state(folder: Path, tensors: dict[str, torch.Tensor], piece_mb: float = 0) -> None:
    """Written whole or not at all: the parts get their names only once all of them are there.

    With `piece_mb` as state.safetensors.000, .001 and so on, of at most that many MB (10^6 bytes): cut anywhere, for a
    single tensor may be larger than a piece.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = memoryview(save(tensors))
    size = int(piece_mb * 1e6) or len(data)
    starts = range(0, len(data), size)
    names = [f"{STATE}.{i:03}" for i in range(len(starts))] if piece_mb else [STATE]
    for name, start in zip(names, starts, strict=True):
        (folder / f"{name}.partial").write_bytes(data[start : start + size])
    for name in names:
        (folder / f"{name}.partial").replace(folder / name)


def load_state(folder: Path, device: str = "cpu") -> dict[str, torch.Tensor]:
    """Either form; where both are there, the whole file is meant to have been put together of the pieces."""
    whole = folder / STATE
    files = [whole] if whole.exists() else sorted(folder.glob(f"{STATE}.[0-9][0-9][0-9]"))
    if not files:
        raise SystemExit(f"{folder}: holds no {STATE}")
    return {name: tensor.to(device) for name, tensor in load(b"".join(f.read_bytes() for f in files)).items()}
