"""From nouns to strings: pure functions, one for each product and format. No clock, no file, no locale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from translate_sum.document import Brief, Failure, Translation

Product = Literal["translation", "summary", "brief"]
Format = Literal["text", "markdown", "json"]


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
    return _writer(product, format)(items, failures) + "\n"


def _writer(product: Product, format: Format) -> Callable[[Any, Sequence[Failure]], str]:
    """A module for each format, with a function for each product; imported on use."""
    writer: Callable[[Any, Sequence[Failure]], str] = getattr(import_module(f"{__name__}.{format}"), product)
    return writer
