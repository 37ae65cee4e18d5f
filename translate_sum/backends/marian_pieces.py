"""Text to MarianMT's pieces and back, with sentencepiece alone: as MarianTokenizer of transformers does it.

That one imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sentencepiece import SentencePieceProcessor

from translate_sum.sources.directory import read_object

LIMIT = 512  # MarianTokenizer's, where tokenizer_config.json states none
SPACE = "\u2581"  # what SentencePiece puts before the first piece of a word


class MarianPieces:
    """`vocabulary` holds the pieces in the order of their ids."""

    def __init__(self, directory: Path) -> None:
        stated = tokenizer_settings(directory)
        ids = read_object(directory / "vocab.json")
        self.vocabulary: list[str] = sorted(ids, key=ids.__getitem__)
        if [ids[piece] for piece in self.vocabulary] != list(range(len(ids))):
            raise ValueError("the ids in vocab.json have gaps")
        self.end, self.unknown, self.pad = (
            _text(stated.get(f"{name}_token", usual))
            for name, usual in (("eos", "</s>"), ("unk", "<unk>"), ("pad", "<pad>"))
        )
        if missing := {self.end, self.unknown, self.pad} - ids.keys():
            raise ValueError(f"vocab.json lacks {', '.join(sorted(missing))}")
        self.limit = int(stated.get("model_max_length") or LIMIT)
        self._known = frozenset(ids)
        self._source = SentencePieceProcessor(model_file=str(directory / "source.spm"))
        # MarianTokenizer reads it, and refuses a model without it, though only separate vocabularies need it
        self._target = SentencePieceProcessor(model_file=str(directory / "target.spm"))

    def target_pieces(self) -> frozenset[str]:
        """All that a target text was cut into when the model was trained."""
        return frozenset(self._target.id_to_piece(i) for i in range(self._target.get_piece_size()))

    def encode(self, text: str) -> list[str]:
        """The pieces with the end mark; "</s>" and the like in the text are text."""
        code, text = _language_code(text)
        return [*self._known_only([*code, *self._source.encode(text, out_type=str)]), self.end]

    def encode_target(self, text: str) -> list[str]:
        """The pieces of a translation, without the end mark."""
        return self._known_only(self._target.encode(text, out_type=str))

    def _known_only(self, pieces: Sequence[str]) -> list[str]:
        return [piece if piece in self._known else self.unknown for piece in pieces]

    def decode(self, pieces: Sequence[str]) -> str:
        text: str = self._source.decode_pieces(list(pieces))
        return text.replace(SPACE, " ").strip()


def tokenizer_settings(directory: Path) -> dict[str, Any]:
    file = directory / "tokenizer_config.json"
    return read_object(file) if file.is_file() else {}


def _text(token: Any) -> str:
    return str(token["content"] if isinstance(token, dict) else token)


def _language_code(text: str) -> tuple[list[str], str]:
    """MarianTokenizer takes what begins a text as >>code<< for one piece, known or not."""
    if text.startswith(">>") and (end := text.find("<<")) != -1:
        return [text[: end + 2]], text[end + 2 :]
    return [], text
