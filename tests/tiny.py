"""Tiny models with random weights, saved as Hugging Face directories. Each takes a second and says nonsense."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
    MarianConfig,
    MarianMTModel,
    PreTrainedTokenizerFast,
    T5Config,
    T5ForConditionalGeneration,
)

CORPUS = (
    "Die Regierung hat am Sonntag neue Gespräche mit den Nachbarn angekündigt.",
    "Der Präsident sagte, die Freundschaft werde niemals ins Wanken geraten.",
    "In Berlin trafen sich größere Delegationen aus 12 Ländern, darunter China und Korea.",
    "Die Preise stiegen um 3,5 Prozent auf 2.200 Euro.",
    "The government announced new talks with its neighbours on Sunday.",
    "The president said that the friendship would never waver.",
    "Large delegations from 12 countries met in Berlin, among them China and Korea.",
    "Prices rose by 3.5 per cent to 2,200 euros.",
)
CHAT = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SHARP = 0.4  # wide initial weights: with narrow ones all pieces are equally likely, and rounding decides


def marian(directory: Path, *, positions: int = 64, end_bias: float = 0.0) -> Path:
    """A MarianMT of the shape that is embedded; the higher `end_bias`, the sooner its sentences end."""
    directory.mkdir(parents=True, exist_ok=True)
    pieces = _sentencepiece(directory)
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    vocabulary["<pad>"] = pad = len(vocabulary)
    (directory / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    stated = {"tokenizer_class": "MarianTokenizer", "source_lang": "de", "target_lang": "en"}
    stated |= {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    (directory / "tokenizer_config.json").write_text(json.dumps(stated), encoding="utf-8")
    size = _shape("encoder_layers decoder_layers", "encoder_ffn_dim decoder_ffn_dim")
    size |= {"encoder_attention_heads": 2, "decoder_attention_heads": 2, "d_model": 16, "init_std": SHARP}
    ids = {"pad_token_id": pad, "eos_token_id": 0, "decoder_start_token_id": pad, "forced_eos_token_id": 0}
    torch.manual_seed(1)
    model = MarianMTModel(MarianConfig(vocab_size=pad + 1, max_position_embeddings=positions, **size, **ids))
    model.final_logits_bias[0, 0] = end_bias
    model.generation_config = GenerationConfig(max_length=20, num_beams=6, bad_words_ids=[[pad]], **ids)
    model.half().save_pretrained(directory)
    return directory


def bart(directory: Path) -> Path:
    tokenizer = _fast_tokenizer(start="<s>", end="</s>")
    size = _shape("encoder_layers decoder_layers", "encoder_ffn_dim decoder_ffn_dim")
    size |= {"encoder_attention_heads": 2, "decoder_attention_heads": 2, "d_model": 16, "init_std": SHARP}
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    config = BartConfig(vocab_size=len(tokenizer), max_position_embeddings=128, **size, **ids)
    return _saved(BartForConditionalGeneration, config, tokenizer, directory)


def t5(directory: Path, prefix: str | None = None) -> Path:
    """A T5 with 96 positions; `prefix` as its configuration states it for summaries, None for not stated."""
    tokenizer = _fast_tokenizer(start="", end="</s>")
    tokenizer.model_max_length = 96
    size = {"d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 1, "num_heads": 2, "initializer_factor": 8.0}
    config = T5Config(vocab_size=len(tokenizer), pad_token_id=1, eos_token_id=2, decoder_start_token_id=1, **size)
    if prefix is not None:
        config.task_specific_params = {"summarization": {"prefix": prefix}}
    return _saved(T5ForConditionalGeneration, config, tokenizer, directory)


def chat(directory: Path, *, template: str | None = CHAT, positions: int = 256) -> Path:
    tokenizer = _fast_tokenizer(start="", end="", special=("<|im_start|>", "<|im_end|>"))
    tokenizer.chat_template = template
    size = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": len(tokenizer) - 1}
    window = {"max_position_embeddings": positions, "initializer_range": SHARP}
    config = LlamaConfig(vocab_size=len(tokenizer), num_key_value_heads=1, **size, **ids, **window)
    return _saved(LlamaForCausalLM, config, tokenizer, directory)


def _shape(layers: str, widths: str) -> dict[str, Any]:
    return dict.fromkeys(layers.split(), 1) | dict.fromkeys(widths.split(), 32)


def _sentencepiece(directory: Path) -> Any:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS),
        model_prefix=str(directory / "source"),
        vocab_size=400,
        byte_fallback=True,
        character_coverage=1.0,
        hard_vocab_limit=False,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        minloglevel=2,
    )
    model = (directory / "source.model").rename(directory / "source.spm")
    (directory / "source.vocab").unlink()
    (directory / "target.spm").write_bytes(model.read_bytes())
    return sentencepiece.SentencePieceProcessor(model_file=str(model))


def _fast_tokenizer(*, start: str, end: str, special: tuple[str, ...] = ()) -> Any:
    """Byte-level BPE; ids 0 to 3 are <s> <pad> </s> <unk>, then `special` last."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    if end:
        frame = f"{start} $A {end}".strip()
        marks = [(token, tokenizer.token_to_id(token)) for token in (start, end) if token]
        tokenizer.post_processor = processors.TemplateProcessing(single=frame, special_tokens=marks)
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )
    if special:
        wrapped.add_special_tokens({"additional_special_tokens": list(special), "eos_token": special[-1]})
    return wrapped


def _saved(architecture: Any, config: Any, tokenizer: Any, directory: Path) -> Path:
    torch.manual_seed(1)
    architecture(config).save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    return directory
