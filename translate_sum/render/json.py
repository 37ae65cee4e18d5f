"""JSON as translate_sum/schema.json describes it: each noun's own fields, and what a reader would otherwise compute."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from translate_sum.document import Brief, Failure, Summary, Translation
from translate_sum.render.escape import json_escaped

SCHEMA_VERSION = 1


def translation(translations: Sequence[Translation], failures: Sequence[Failure]) -> str:
    return _document("translation", [_translation(item) for item in translations], failures)


def summary(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    return _document("summary", [_summary_alone(brief) for brief in briefs], failures)


def brief(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    return _document("brief", [_brief(brief) for brief in briefs], failures)


def _document(product: str, items: Sequence[dict[str, Any]], failures: Sequence[Failure]) -> str:
    document = {
        "schema_version": SCHEMA_VERSION,
        "product": product,
        "items": items,
        "failures": [failure.to_dict() for failure in failures],
    }
    return json_escaped(json.dumps(document, ensure_ascii=False, indent=2))


def _translation(item: Translation) -> dict[str, Any]:
    return item.to_dict() | {"coverage": item.coverage, "paragraphs": list(item.paragraphs)}


def _summary(item: Summary) -> dict[str, Any]:
    return item.to_dict() | {"cited": list(item.cited)}


def _brief(item: Brief) -> dict[str, Any]:
    return item.to_dict() | {"translation": _translation(item.translation), "summary": _summary(item.summary)}


def _summary_alone(item: Brief) -> dict[str, Any]:
    """The brief with the translation cut down to the sentences that the summary cites."""
    article, translation, cited = item.article, item.translation, item.summary.cited
    return {
        "article": article.to_dict(),
        "headline": translation.headline.to_dict() if translation.headline else None,
        "evidence": [sentence.to_dict() for sentence in translation.sentences if sentence.index in cited],
        "coverage": translation.coverage,
        "translator": translation.translator.to_dict(),
        "summary": _summary(item.summary),
        "warnings": [warning.to_dict() for warning in item.warnings],
        "version": item.version,
        "settings": item.settings,
        "created": item.created,
    }
