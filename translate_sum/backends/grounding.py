"""Decoding that cannot say a name or a number of its own: capitals and digits come from the source or not at all.

A word is a run of letters and digits; one with a capital or a digit is loud. A loud word is written only if the source
has it, or the country of a people that it has, or the reverse (`relatives`); a number word ("seven") only if the source
has that. The first word of a sentence may also be any word of the source, or one of OPENERS, with a capital. All else
is free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import numpy as np

from translate_sum.evidence import STOPWORDS, country

WORD = re.compile(r"[^\W_]+")
OPEN = re.compile(r"[^\W_]*$")  # the word that a text ends in
BEGINNING = re.compile(r"""(?:^|[.!?…:\n]["'”’»)\]]*)[\s"'“‘„«(\[*-]*$""")  # where a sentence begins
HALF = "\ufffd"  # what a piece decodes to that holds only part of a character
MEMORY = 24  # pieces looked back at; hardly a word has more
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions billion billions trillion dozen dozens half twice".split()
)
OPENERS = frozenset(word.capitalize() for word in STOPWORDS - NUMBER_WORDS) | frozenset(
    "According Among Another Because Despite Each Even Every Following Here However Many Meanwhile Now Officials "
    "People Police Several Since Still Their There Though Yet".split()
)
Mask = np.ndarray[Any, np.dtype[np.bool_]]  # a place for each id of the vocabulary: True where the piece may come next


def loud(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word)


def relatives(name: str) -> Iterable[str]:
    """The country of a people and the people of a country, where a letter tells them apart.

    >>> [*relatives("Koreans")], [*relatives("Russia")], [*relatives("Huning")]
    (['Korea', 'Korean'], ['Russian', 'Russians'], [])
    """
    land = country(name)
    return (form for form in (land, f"{land}n", f"{land}ns") if form != name and country(f"{land}n") == land)


class Pieces:
    """The vocabulary as text, in the tables that the rule needs; made once for a model.

    ids: from a text to the pieces that are it; carrying: pieces that go on with an open word; plain: those that do so
    in small letters; half: those with part of a character; loud: for the pieces with a capital or a digit, the words
    they have whole and the one they leave open.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self.ids: dict[str, list[int]] = {}
        for index, text in enumerate(texts):
            self.ids.setdefault(text, []).append(index)
        self.carrying = flags(text[:1].isalnum() for text in texts)
        self.plain = flags(text.isalpha() and not loud(text) for text in texts)
        self.half = flags(HALF in text for text in texts)
        self.loud = {i: _words(text) for i, text in enumerate(texts) if loud(text)}


def piece_texts(
    names: Sequence[str], special: Collection[int], decode: Callable[[list[list[int]]], list[str]], size: int
) -> list[str]:
    """What each of `size` ids adds to a text: with its leading space, "" for a special token or an id without a piece.

    names: the tokenizer's pieces by id; decode: its way from rows of ids to texts.
    """
    known = min(size, len(names))
    if any(name.startswith("▁") for name in names[:known]):  # SentencePiece, whose decoder strips the space
        texts = [name.replace("▁", " ") for name in names[:known]]
    else:
        texts = decode([[i] for i in range(known)])
    return ["" if i in special else text for i, text in enumerate(texts)] + [""] * (size - known)


def flags(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, dtype=np.bool_)


def _words(text: str) -> tuple[tuple[str, ...], str]:
    """The loud words that are whole within a piece, and the one it ends in ("" if none): (("U",), "S") of " U.S"."""
    last = OPEN.search(text)
    left = last[0] if last and loud(last[0]) else ""
    whole = WORD.findall(text.removesuffix(left) if left else text)
    return tuple(word for word in whole if loud(word)), left


class Known:
    """Words that may be written, with all their beginnings, and the pieces that write no loud word but these."""

    def __init__(self, words: Iterable[str], pieces: Pieces) -> None:
        self.words = frozenset(words)
        self.beginnings = {word[:end] for word in self.words for end in range(len(word) + 1)}
        self.pieces = np.ones(pieces.size, dtype=np.bool_)
        refused = [i for i, (whole, left) in pieces.loud.items() if not self._holds(whole, left)]
        self.pieces[refused] = False

    def _holds(self, whole: tuple[str, ...], left: str) -> bool:
        return left in self.beginnings and self.words.issuperset(whole)


class Source:
    """What one source allows after a text; each state is worked out once."""

    def __init__(self, text: str, pieces: Pieces) -> None:
        said = set(WORD.findall(text))
        names = {word for name in said if loud(name) for word in (name, *relatives(name))}
        self._pieces = pieces
        self._inside = Known(names, pieces)
        self._first = Known(names | OPENERS | {word.capitalize() for word in said - names}, pieces)
        self._unsaid = NUMBER_WORDS - {word.lower() for word in said}
        self._masks: dict[tuple[str, str, bool], Mask] = {}

    @property
    def refused(self) -> list[int]:
        """The pieces that may stand nowhere: no loud word that may be written has them, to begin with or further on."""
        inner = "\n".join(word[1:] for word in self._first.words)  # what a piece that goes on with one is part of
        loud_ones = self._pieces.loud.items()
        going_on = {i for i, (whole, left) in loud_ones if not whole and self._pieces.carrying[i] and left in inner}
        return [int(i) for i in np.flatnonzero(~self._first.pieces) if int(i) not in going_on]

    def holds(self, answer: str) -> bool:
        """Whether the rule allows the whole answer."""
        return all(self._said(found[0], answer[: found.start()]) for found in WORD.finditer(answer))

    def _said(self, word: str, before: str) -> bool:
        known = self._first if BEGINNING.search(before) else self._inside
        return word in known.words if loud(word) else word.lower() not in self._unsaid

    def after(self, written: str) -> Mask:
        """Which pieces may follow the answer so far (or its last few words)."""
        text = written.rstrip(HALF)
        found = OPEN.search(text)
        word = found[0] if found else ""
        first = BEGINNING.search(text.removesuffix(word) if word else text) is not None
        key = word, written[len(text) :], first
        if key not in self._masks:
            known = self._first if first else self._inside
            self._masks[key] = self._pieces.half & known.pieces if key[1] else self._following(word, known)
        return self._masks[key]

    def _following(self, word: str, known: Known) -> Mask:
        if not word:
            return known.pieces
        whole = word in known.words if loud(word) else word.lower() not in self._unsaid
        # a piece that ends a word begins the next one within the sentence
        allowed = self._inside.pieces & ~self._pieces.carrying if whole else np.zeros_like(known.pieces)
        if not loud(word):
            allowed = allowed | self._pieces.plain | self._pieces.half
        allowed = allowed.copy()
        allowed[[i for text in self._rest(word, known) for i in self._pieces.ids.get(text, ())]] = True
        return allowed

    def _rest(self, word: str, known: Known) -> Iterable[str]:
        """Texts that go on with `word` to a known one."""
        for longer in known.words:
            if longer.startswith(word):
                rest = longer[len(word) :]
                yield from (rest[:end] for end in range(1, len(rest) + 1))
                if not rest[:1].isascii():
                    yield HALF
