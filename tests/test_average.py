"""The mean of exported models."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from training.average import average
from translate_sum.sources.directory import WEIGHTS


def model(folder: Path, *values: float) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(f'"{folder.name}"', encoding="utf-8")
    save_file({"row": torch.tensor(values, dtype=torch.float16)}, folder / WEIGHTS)
    return folder


def test_each_weight_is_the_mean_and_the_rest_is_the_last_ones(tmp_path: Path) -> None:
    average([model(tmp_path / "a", 1.0, 0.0), model(tmp_path / "b", 2.0, 0.0)], tmp_path / "out")
    found = load_file(tmp_path / "out" / WEIGHTS)["row"]
    assert found.dtype == torch.float16
    assert found.tolist() == [1.5, 0.0]
    assert (tmp_path / "out" / "config.json").read_text(encoding="utf-8") == '"b"'


def test_models_of_other_shapes_have_no_mean(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same shape"):
        average([model(tmp_path / "a", 1.0), model(tmp_path / "b", 1.0, 2.0)], tmp_path / "out")
    assert not (tmp_path / "out").exists()
