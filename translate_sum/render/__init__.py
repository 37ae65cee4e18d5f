"""From nouns to strings: pure functions, one for each product and format. No clock, no file, no locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from translate_sum.document import Brief, Failure, Translation
from translate_sum.render import json, markdown, text

Product = Literal["translation", "summary", "brief"]
Format = Literal["text", "markdown", "json"]

# The items are Translations for "translation" and Briefs for the others; mypy cannot tie that to the key.
_WRITERS: Mapping[tuple[Product, Format], Callable[[Any, Sequence[Failure]], str]] = {
    ("translation", "text"): text.translation,
    ("translation", "markdown"): markdown.translation,
    ("translation", "json"): json.translation,
    ("summary", "text"): text.summary,
    ("summary", "markdown"): markdown.summary,
    ("summary", "json"): json.summary,
    ("brief", "text"): text.brief,
    ("brief", "markdown"): markdown.brief,
    ("brief", "json"): json.brief,
}


def render(
    product: Product,
    format: Format,
    items: Sequence[Translation] | Sequence[Brief],
    failures: Sequence[Failure] = (),
) -> str:
    """The document, ending with one newline: an item by itself, several (or with failures) with a section each.

    `items` are Translations for the product "translation" and Briefs for the others. Text and Markdown can be
    written as UTF-8 whatever the article holds: what has no UTF-8 becomes U+FFFD, in JSON and YAML an escape.
    """
    return _WRITERS[product, format](items, failures) + "\n"
