"""Facts of a text (numbers, dates, names, quotations, negation, words that are none) and how they fare in another text.

>>> [f.message for f in compare("Am Montag starben 12 Menschen.", "On Monday, 21 people died.") if f.wrong]
['a number was altered']
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from translate_sum.facts import elsewhere
from translate_sum.facts.elsewhere import Comparer
from translate_sum.facts.finding import VISIBLE, WRONG, Finding, Kind, Language, Span, Status

# a module each, in the order in which a reader is told; places and roles are asked of a summary only
OF_TRANSLATIONS = (
    "numbers",
    "bounds",
    "exchanged",
    "codes",
    "units",
    "dates",
    "names",
    "quotes",
    "negation",
    "grave",
    "opposites",
    "verbs",
    "leftovers",
    "nouns",
    "words",
    "twice",
)
COMPARERS = (*OF_TRANSLATIONS, "placed", "roles")

__all__ = [
    "COMPARERS",
    "OF_TRANSLATIONS",
    "VISIBLE",
    "WRONG",
    "Finding",
    "Kind",
    "Language",
    "Span",
    "Status",
    "compare",
]


def compare(
    source: str,
    target: str,
    *,
    source_language: Language = "de",
    comparers: Iterable[str] = COMPARERS,
    article: str = "",
) -> list[Finding]:
    """All facts of `source` and of the English `target`, each with what became of it.

    `source` is German and `target` its translation, or `source` is English ("en") and `target` a summary of it: then
    "missing" only says what was left out. `article` is the English text that such a source is some sentences of, if
    there is more. Spans are slices of the two texts; those of kind "role" that are the source's, of the article.
    """
    found: list[Finding] = []
    for name in comparers:
        if article and source_language == "en":
            found += elsewhere.compare(name, comparer(name), source, article, target)
        else:
            found += comparer(name)(source, target, source_language)
    return found


def warm() -> None:
    """Import the comparers of translations and open their tables, which takes 0.2 s once."""
    compare("Am Montag", "On Monday", comparers=OF_TRANSLATIONS)


def comparer(name: str) -> Comparer:
    """The `compare` of translate_sum.facts.NAME, imported on use."""
    chosen: Comparer = import_module(f"translate_sum.facts.{name}").compare
    return chosen
