"""Checkpoint -> a Hugging Face MarianMT directory, fp16 safetensors, that ships in the package.

    python -m training.export CHECKPOINT DATA OUT

The weights are the averaged ones. OUT loads with plain `MarianMTModel.from_pretrained` and converts with CTranslate2.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import sentencepiece as spm
import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from training.checkpoint import load_state
from training.dev import source_language


def load_average(checkpoint: Path) -> MarianMTModel:
    """The model of a checkpoint with its averaged weights, fp32, that starts to decode from zero."""
    model = MarianMTModel(MarianConfig.from_pretrained(checkpoint))
    state = load_state(checkpoint)
    average = {k.removeprefix("ema."): v for k, v in state.items() if k.startswith("ema.")}
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                parameter.copy_(average[name])
    start_from_zero(model)
    return model.eval()


@torch.no_grad()
def start_from_zero(model: MarianMTModel) -> None:
    """CTranslate2 and Marian start from a zero embedding; a checkpoint from before training held it there may not."""
    row = model.model.shared.weight[model.config.pad_token_id]
    if row.any():
        print(f"the embedding that decoding starts from had norm {row.norm():.2f}: resume for a while, and cool down")
        row.zero_()


def write_tokenizer(pieces_file: Path, out: Path, source: str, target: str) -> None:
    """source.spm, target.spm, vocab.json and tokenizer_config.json as MarianTokenizer reads them."""
    pieces = spm.SentencePieceProcessor(model_file=str(pieces_file))
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    vocabulary["<pad>"] = len(vocabulary)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces_file, out / name)
    (out / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False, indent=0), encoding="utf-8")
    config = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": source,
        "target_lang": target,
        "model_max_length": 512,
        "separate_vocabs": False,
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
    }
    (out / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def export(checkpoint: Path, data: Path, out: Path) -> str:
    """Write the directory, in the direction of the data; returns the SHA-256 of its weights."""
    out.mkdir(parents=True, exist_ok=True)
    model = load_average(checkpoint)
    pad = model.config.pad_token_id
    model.generation_config = GenerationConfig(
        num_beams=4,
        max_length=512,
        bad_words_ids=[[pad]],
        decoder_start_token_id=pad,
        pad_token_id=pad,
        eos_token_id=0,
        forced_eos_token_id=0,
    )
    model.half().save_pretrained(out)
    source = source_language(data)
    write_tokenizer(data / "spm.model", out, source, "en" if source == "de" else "de")
    for file in out.iterdir():
        file.chmod(0o644)  # safetensors writes for the owner alone; a package is read by all
    return hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    print(export(args.checkpoint, args.data, args.out))


if __name__ == "__main__":
    main()
