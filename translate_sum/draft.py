"""How a text is put to the translator, in which parts, and how the answers make one text again. Nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from translate_sum import placeholders
from translate_sum.contracts import Hypothesis
from translate_sum.placeholders import Masked
from translate_sum.segment import split_clauses
from translate_sum.truecase import Casing, shouted

_QUOTES = frozenset('„“”"»«‚‘›‹')
_SMALL = frozenset(
    "a an and as at because but by for from he her his if in into it its of on or she so that the their there they "
    "this to was we were when where which while who with".split()
)
"""English words that have no capital within a sentence."""
_FEWEST_WORDS_TO_HALVE = 4
# Markdown's **bold** and *italics*: a model makes of them what it likes, and the words between are what counts
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]+)(?<=\S)\1(?![\w*])")
_FIGURE = re.compile(r"[+−–-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?\s?[%€$]?")
_SEPARATORS = str.maketrans(".,", ",.")

Manner = Literal["plain", "halved", "lowered", "around", "named"]


@dataclass(frozen=True)
class Part:
    """A piece of a text: either a question to the translator, or copied as it is; `space` is the space before it."""

    text: str
    asked: bool
    space: str = ""


@dataclass(frozen=True)
class Draft:
    """A text as the translator gets it."""

    parts: tuple[Part, ...]
    masked: Masked | None = None
    shouted: bool = False

    @property
    def questions(self) -> list[str]:
        return [part.text for part in self.parts if part.asked]

    def written(self, answers: Mapping[str, Hypothesis]) -> str:
        """The parts' translations as one text, addresses and capitals restored."""
        words = [part.space + self._wording(i, answers) for i, part in enumerate(self.parts)]
        target = "".join(words).strip()
        target = self.masked.restore(target) if self.masked else target
        return _raised(target) if self.shouted else target

    def _wording(self, i: int, answers: Mapping[str, Hypothesis]) -> str:
        part = self.parts[i]
        if not part.asked:
            return _figured(part.text)
        target = _quoted(part.text, answers[part.text].text.strip())
        target = _begun(part.text, target, first=self._begins(i))
        return _ended(part.text, target) if i + 1 < len(self.parts) else target

    def _begins(self, i: int) -> bool:
        """Whether a part is the first of the text, or of a table's cell, that has letters."""
        before = [part.text for part in self.parts[:i] if "|" in part.text or _letters(part.text)]
        return not before or "|" in before[-1]


def make_draft(
    text: str,
    casing: Casing,
    fits: Callable[[str], bool],
    manner: Manner = "plain",
    names: Mapping[str, str] | None = None,
) -> Draft:
    """A draft whose questions all `fits`; a text in capitals is always asked in its usual case, addresses are masked.

    "halved": in two parts at least. "lowered": single words in capitals too are asked in their usual case. "around":
    addresses are left out of the questions; so they are, whatever the manner, when they are too many to mask.
    "named": the names given are masked like addresses, to become the English given with them.
    """
    text = _EMPHASIS.sub(r"\2", text)
    pieces = placeholders.split(text)
    words = "".join(piece for piece, protected in pieces if not protected)
    masked = (
        placeholders.mask(text, names if manner == "named" else None)
        if _letters(words) and manner != "around"
        else None
    )
    shout = shouted(words)
    parts: list[tuple[str, bool]] = []
    for piece, copied in _around_symbols([(masked.text, False)] if masked else pieces):
        if copied:
            parts.append((piece, True))
            continue
        usual = casing.lowered(piece) if shout or manner == "lowered" else piece
        clauses = _halved(usual, fits) if manner == "halved" else split_clauses(usual, fits)
        speaks = masked.speaks if masked else _letters
        parts += [(clause, not speaks(clause)) for clause in clauses]
    return Draft(_parts(parts), masked, shout)


def _around_symbols(pieces: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The pieces, each with whether it is copied, the others parted at emojis, which are."""
    for piece, copied in pieces:
        yield from [(piece, True)] if copied else placeholders.around_symbols(piece)


def _halved(text: str, fits: Callable[[str], bool]) -> list[str]:
    too_short = len(text.split()) < _FEWEST_WORDS_TO_HALVE
    return split_clauses(text, fits if too_short else lambda part: part != text and fits(part))


def _parts(pieces: Iterable[tuple[str, bool]]) -> tuple[Part, ...]:
    """The pieces, each with whether it is copied, without the white space between them."""
    parts = []
    space = ""
    for piece, copied in pieces:
        core = piece.strip()
        if core:
            parts.append(Part(core, not copied, " " if space or piece[0].isspace() else ""))
            space = ""
        space += piece[len(piece.rstrip()) :]
    return tuple(parts)


def _begun(source: str, target: str, *, first: bool) -> str:
    """A text starts with a capital if the German does, and a part within a sentence not with "The"; "iPhone" stays."""
    word, space, rest = target.partition(" ")
    if first:
        small = source[0].isupper() and word.islower() and word not in source
        return target[0].upper() + target[1:] if small else target
    return word.lower() + space + rest if source[0].islower() and word.lower() in _SMALL else target


def _ended(source: str, target: str) -> str:
    """A part that ends within a sentence does not end with a full stop, which models like to add."""
    if source.endswith(".") or not target.endswith("."):
        return target
    return target.rstrip(".") + (source[-1] if source[-1] in ",;:–" else "")


def _figured(text: str) -> str:
    """A figure that stands by itself, as in a table, as English writes it: "1.003,5" becomes "1,003.5"."""
    return text.translate(_SEPARATORS) if _FIGURE.fullmatch(text) else text


def _quoted(source: str, target: str) -> str:
    """A quotation stays one when the model dropped both its marks."""
    whole = source[0] in _QUOTES and source[-1] in _QUOTES and not _QUOTES.intersection(source[1:-1])
    return f"“{target}”" if whole and target and _QUOTES.isdisjoint(target) else target


def _raised(text: str) -> str:
    return "".join(piece if protected else piece.upper() for piece, protected in placeholders.split(text))


def _letters(text: str) -> bool:
    return any(c.isalpha() for c in text)
