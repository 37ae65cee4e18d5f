"""A brief as its JSON has it, back as the nouns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from translate_sum.document import Article, Brief, LeftOut, ModelInfo, SentenceTranslation, Translation, Warning
from translate_sum.memo import summary_from


def stored_brief(path: Path) -> Brief:
    """Raises OSError if there is no such file, ValueError if it holds no brief."""
    try:
        return _brief(json.loads(path.read_text(encoding="utf-8"))["items"][0])
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"{path}: is no brief") from error


def _brief(plain: dict[str, Any]) -> Brief:
    return Brief(
        translation=_translation(plain["translation"]),
        summary=summary_from(plain["summary"]),
        version=plain["version"],
        settings=plain["settings"],
        created=plain["created"],
    )


def _translation(plain: dict[str, Any]) -> Translation:
    headline = plain["headline"]
    return Translation(
        article=_article(plain["article"]),
        headline=SentenceTranslation(**headline) if headline else None,
        sentences=tuple(SentenceTranslation(**sentence) for sentence in plain["sentences"]),
        translator=ModelInfo(**plain["translator"]),
        warnings=tuple(Warning(**warning) for warning in plain["warnings"]),
    )


def _article(plain: dict[str, Any]) -> Article:
    left_out = tuple(LeftOut(**part) for part in plain["left_out"])
    return Article(**{**plain, "paragraphs": tuple(plain["paragraphs"]), "left_out": left_out})
