"""A chat model's tokenizer, as the backends on CTranslate2 read texts with it."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from translate_sum.backends.refusal import Unconvertible, broken

FILE = "tokenizer.json"


def tokenizer_of(directory: Path) -> Tokenizer:
    """It cuts no text and fills none up; raises Unconvertible where there is none that works without transformers."""
    if not (directory / FILE).is_file():
        raise Unconvertible(f"it has no {FILE}")
    with broken(directory):
        tokenizer: Tokenizer = Tokenizer.from_file(str(directory / FILE))
    tokenizer.encode_special_tokens = True  # "<|im_end|>" in an article is text
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
