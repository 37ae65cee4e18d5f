"""A model directory in the Hugging Face format: complete and safe, or refused in one line. Loads no weights."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from translate_sum.catalog import Backend
from translate_sum.errors import ModelBroken

WEIGHTS = "model.safetensors"
INDEX = "model.safetensors.index.json"
ADAPTER = "adapter.safetensors"  # beside them: low-rank changes, which backends.adapter adds as it loads
PICKLED = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")  # unpickling them runs whatever code they name

MAX_HEADER = 100_000_000  # bytes, as in safetensors

BACKENDS: dict[str, Backend] = {
    "marian": "marian",
    **dict.fromkeys("bart bigbird_pegasus led longt5 mbart mt5 pegasus pegasus_x prophetnet t5".split(), "seq2seq"),
    **dict.fromkeys("falcon gemma gemma2 gemma3_text gpt2 gpt_neox granite llama mistral".split(), "causal"),
    **dict.fromkeys("olmo olmo2 opt phi phi3 qwen2 qwen3 smollm3 stablelm".split(), "causal"),
}

MARIAN_TOKENIZER = ("source.spm", "target.spm", "vocab.json")
TOKENIZERS = (  # any one of these is complete
    ("tokenizer.json",),
    ("vocab.json", "merges.txt"),
    ("spiece.model",),
    ("tokenizer.model",),
    ("sentencepiece.bpe.model",),
    ("vocab.txt",),
)


def inspect(directory: Path) -> Backend:
    """The backend that runs the model in `directory`; raises ModelBroken for one that is incomplete or unsafe."""
    backend = _backend(directory)
    for file in all_weights(directory):
        _check_header(file)
    _check_tokenizer(directory, backend)
    return backend


def weight_files(directory: Path) -> list[Path]:
    """The safetensors files that hold the model, in order of name; shards must all be there."""
    if (directory / WEIGHTS).is_file():
        return [directory / WEIGHTS]
    if (directory / INDEX).is_file():
        return [_shard(directory, name) for name in _shard_names(directory / INDEX)]
    if any(file for pattern in PICKLED for file in directory.glob(pattern)):
        raise ModelBroken(f"{directory}: has pickled weights only, which can run code; convert them to {WEIGHTS}")
    raise ModelBroken(f"{directory}: has no {WEIGHTS}; fetch the whole model again")


def all_weights(directory: Path) -> list[Path]:
    """The same, and the adapter's, if there is one."""
    adapter = directory / ADAPTER
    return [*weight_files(directory), *([adapter] if adapter.is_file() else [])]


def digest(directory: Path) -> str:
    """SHA-256 of the weights: of model.safetensors or its shards, and of the adapter, one after the other."""
    total = hashlib.sha256()
    for file in all_weights(directory):
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                total.update(block)
    return total.hexdigest()


def read_object(file: Path) -> dict[str, Any]:
    """A JSON object, or ModelBroken."""
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise ModelBroken(f"{file.parent}: has no {file.name}; fetch the whole model again") from exc
    except (OSError, ValueError) as exc:
        raise ModelBroken(f"{file}: cannot be read ({exc}); fetch the model again") from exc
    if not isinstance(value, dict):
        raise ModelBroken(f"{file}: is not a JSON object; fetch the model again")
    return value


def _backend(directory: Path) -> Backend:
    model_type = read_object(directory / "config.json").get("model_type")
    if not isinstance(model_type, str) or model_type not in BACKENDS:
        known = ", ".join(sorted(BACKENDS))
        raise ModelBroken(f"{directory}: model type {model_type!r} cannot be run here; known are {known}")
    return BACKENDS[model_type]


def _shard_names(index: Path) -> list[str]:
    shards = read_object(index).get("weight_map")
    if not isinstance(shards, dict) or not shards:
        raise ModelBroken(f"{index}: names no shards; fetch the model again")
    return sorted({str(name) for name in shards.values()})


def _shard(directory: Path, name: str) -> Path:
    if Path(name).name != name or not name.endswith(".safetensors"):
        raise ModelBroken(f"{directory}: {INDEX} names {name!r}, which is no safetensors file of this directory")
    if not (directory / name).is_file():
        raise ModelBroken(f"{directory}: {name} is missing, which {INDEX} names; fetch the whole model again")
    return directory / name


def _check_header(file: Path) -> None:
    """Hold the header against the file's length; no weights are read. safetensors would import numpy for it."""
    try:
        with file.open("rb") as stream:
            size = int.from_bytes(stream.read(8), "little")
            if size > MAX_HEADER:
                raise ValueError("its header is too long")
            tensors = json.loads(stream.read(size))
        ends = [tensor["data_offsets"][1] for name, tensor in tensors.items() if name != "__metadata__"]
        if file.stat().st_size != 8 + size + max(ends, default=0):
            raise ValueError("its length is not what its header says")
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError) as exc:
        raise ModelBroken(f"{file}: is damaged or cut short ({exc}); fetch the model again") from exc


def _check_tokenizer(directory: Path, backend: Backend) -> None:
    if backend == "marian":
        missing = [name for name in MARIAN_TOKENIZER if not (directory / name).is_file()]
        if missing:
            raise ModelBroken(f"{directory}: lacks {', '.join(missing)}; fetch the whole model again")
    elif not any(all((directory / name).is_file() for name in names) for names in TOKENIZERS):
        raise ModelBroken(f"{directory}: has no tokenizer (such as tokenizer.json); fetch the whole model again")
