"""The YAML front matter: every string double-quoted, so that any title comes back from a YAML parser as it went in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from translate_sum.document import Brief, Failure
from translate_sum.render import phrases
from translate_sum.render.escape import json_escaped

Fields = Mapping[str, str | int | None]


def single(brief: Brief) -> str:
    return fenced(_fields(brief))


def several(briefs: Sequence[Brief], failures: Sequence[Failure]) -> str:
    failed: list[Fields] = [{"source": failure.source, "reason": failure.message} for failure in failures]
    sources = _sequence("sources", [_fields(brief) for brief in briefs])
    return _fenced([f"count: {len(briefs)}", *sources, *_sequence("failures", failed)])


def fenced(fields: Fields) -> str:
    """The front matter with these fields, those that are None left out."""
    return _fenced(_mapping(fields))


def _fields(brief: Brief) -> Fields:
    article, headline = brief.article, brief.translation.headline
    return {
        "title": headline.target if headline else None,
        "title_de": article.title,
        "agency": article.agency,
        "dateline": article.dateline,
        "byline": article.byline,
        "published": article.published,
        "source": article.source,
        "sha256": article.sha256,
        "language": "de",
        "sentences": len(brief.translation.sentences),
        "coverage": phrases.coverage(brief),
        "checks": phrases.checks(brief),
        "translator": str(brief.translation.translator),
        "summarizer": str(brief.summary.summarizer),
        "created": brief.created,
    }


def _fenced(lines: Sequence[str]) -> str:
    return "\n".join(["---", *lines, "---"])


def _sequence(key: str, items: Sequence[Fields]) -> list[str]:
    if not items:
        return [f"{key}: []"]
    lines = [f"{key}:"]
    for item in items:
        first, *rest = _mapping(item)
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return lines


def _mapping(fields: Fields) -> list[str]:
    return [f"{key}: {_scalar(value)}" for key, value in fields.items() if value is not None]


def _scalar(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return json_escaped(json.dumps(value, ensure_ascii=False))  # YAML reads JSON's strings and escapes
