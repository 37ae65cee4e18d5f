"""Model directories without a model: the right files, a tensor of two zeros for weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

TOKENIZERS = {"marian": ("source.spm", "target.spm", "vocab.json"), "gpt2": ("vocab.json", "merges.txt")}


def model_dir(path: Path, model_type: str = "marian", *, weights: str = "model.safetensors") -> Path:
    """A complete directory; `weights` names the safetensors file."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "config.json").write_text(json.dumps({"model_type": model_type}))
    save_file({"w": np.zeros(2, np.float32)}, path / weights)
    for name in TOKENIZERS.get(model_type, ("tokenizer.json",)):
        (path / name).write_text("{}")
    return path


def hub_snapshot(cache: Path, repository: str, commit: str, ref: str, model_type: str = "marian") -> Path:
    """A repository in the layout of the hub's cache, where weights are a link to a blob."""
    folder = cache / f"models--{repository.replace('/', '--')}"
    for name in ("refs", "blobs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "refs" / ref).write_text(commit)
    snapshot = model_dir(folder / "snapshots" / commit, model_type)
    weights = snapshot / "model.safetensors"
    weights.rename(folder / "blobs" / "weights")
    weights.symlink_to(folder / "blobs" / "weights")
    return snapshot
