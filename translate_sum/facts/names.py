"""Names; being written."""

from __future__ import annotations

from collections.abc import Iterator

from translate_sum.facts.finding import Finding, Language


def english_name(german: str) -> str:
    return german


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    yield from ()
