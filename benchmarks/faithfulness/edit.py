"""The nouns of planting: a clean pair, an edit of its English, and what the edit made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from translate_sum.facts.finding import Language

if TYPE_CHECKING:
    from benchmarks.faithfulness.names import Vocabulary

PlantKind = Literal[
    "number",
    "number word",
    "digits swapped",
    "unit",
    "currency",
    "date",
    "name swapped",
    "name invented",
    "negation added",
    "negation dropped",
    "roles",
    "event invented",
]

_PROTECTED = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|at|ch|eu|uk)\b\S*"
)


@dataclass(frozen=True)
class Pair:
    """A source and an English text that is faithful to it. `article` is the English around it (the target is in it);
    `sentences` are those of the source where it is a whole article, and empty where it is one segment.
    """

    source: str
    target: str
    source_language: Language
    article: tuple[str, ...]
    vocabulary: Vocabulary
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edit:
    """text[start:end] of the clean English, `old`, became `new`; one of both may be empty."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True)
class Planted:
    """An error: `edits` in order of position and without overlap. `detail` says more than the kind, e.g. "weekday"."""

    kind: PlantKind
    text: str
    edits: tuple[Edit, ...]
    detail: str = ""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the new text stands, in the planted English; empty spans where something was only dropped."""
        spans, shift = [], 0
        for edit in self.edits:
            start = edit.start + shift
            spans.append((start, start + len(edit.new)))
            shift += len(edit.new) - len(edit.old)
        return tuple(spans)


def plant(kind: PlantKind, text: str, *edits: Edit, detail: str = "") -> Planted | None:
    """The edits carried out, or None where they change nothing or touch a URL, an address or a handle."""
    edits = tuple(sorted(edits, key=lambda e: e.start))
    if any(touches_protected(text, e.start, e.end) for e in edits):
        return None
    parts, at = [], 0
    for edit in edits:
        assert text[edit.start : edit.end] == edit.old, f"{edit} is not in {text!r}"
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    planted = "".join(parts) + text[at:]
    return Planted(kind, planted, edits, detail) if planted != text else None


def replace(match: re.Match[str], new: str, group: int | str = 0) -> Edit:
    """The edit that puts `new` in place of a group, with the capital it had."""
    old = match.group(group)
    return Edit(match.start(group), match.end(group), old, like(old, new))


def like(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if new and old[:1].isupper() else new


def touches_protected(text: str, start: int, end: int) -> bool:
    return any(m.start() < max(end, start + 1) and start < m.end() for m in _PROTECTED.finditer(text))
