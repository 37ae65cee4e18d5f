"""Text to German sentences, and sentences too long for a model to clauses; joining the parts gives the text back.

A full stop in German also marks ordinals, dates, abbreviations and initials, and a quotation may end inside a sentence.
So every place where a sentence could end is put to the rules of boundary.py; where those are silent, `sentencex`
decides.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from translate_sum.abbreviations import CLAUSE_OPENERS
from translate_sum.boundary import Place, sentence_ends
from translate_sum.document import Article, Sentence
from translate_sum.splitter import pieces

Span = tuple[int, int]

# A run of marks is taken whole, from its first, or a thousand dots would take a million steps.
_PLACE = re.compile(
    r"""(?<![.!?…])(?P<mark>[.!?…]++)(?P<closers>[)\]“”"»«’‘'›‹]*(?:\[\d+\])*+)(?:(?P<space>\s+)|(?=[^\W\d_a-zäöüß]|„))"""
    r"""|(?P<line>\n\s*)"""
)
_OPENERS = re.compile(r"""(?:[„“”"»«‚‘’'‹›(\[]|[–—•*·-]\s*)*""")
_CONTEXT = 100  # characters around a place that the rules see: enough for them, and it keeps the time linear

# A quotation or bracket this short is a phrase: a title, a shout, an aside. It is kept whole. A longer one is parted at
# its sentences, since a translator wants one sentence at a time.
_PHRASE_LENGTH = 60
_PHRASE = re.compile(
    "|".join(
        rf"(?<![\w.!?…,]){re.escape(opening)}(?=\S)[^{re.escape(opening + closing)}]{{1,{_PHRASE_LENGTH}}}"
        rf"(?<=\S)[{re.escape(closing)}](?!\w)"
        for opening, closing in (
            ("„", '“”"'),
            ("»", "«"),
            ("«", "»"),
            ('"', '"'),
            ("‚", "‘’"),
            ("“", "”"),
            ("(", ")"),
            ("[", "]"),
        )
    )
)
# Quotation marks and brackets would make sentencex keep what is in them whole.
_NOT_FOR_SENTENCEX = re.compile(r"[„“”\"»«‚‘’‹›()\[\]]")

_SPACE = re.compile(r"\s+")
_UNBREAKABLE = re.compile(r"\d[\d.,:/]*\d|(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+")
_NUMBER_GOES_ON = re.compile(r"(?<=\d)\s+[\d–-]|(?<=\d [–-])\s+\d")  # 1 000 000, 1990 – 1995
_WORD = re.compile(r"\w+")


def segment(article: Article) -> tuple[Sentence, ...]:
    """The body's sentences; a paragraph of nothing but white space has none."""
    parts = [(i, part) for i, text in enumerate(article.paragraphs) for part in split(text) if not part.isspace()]
    return tuple(_sentence(index, paragraph, part) for index, (paragraph, part) in enumerate(parts, start=1))


def _sentence(index: int, paragraph: int, part: str) -> Sentence:
    text = part.rstrip()
    return Sentence(index, paragraph, text, part[len(text) :])


def split(text: str) -> list[str]:
    """The sentences of `text`, each with the white space after it: `"".join(split(text)) == text`."""
    phrases = _spans(_PHRASE, text)
    ends = _sentencex_ends(text)
    parts = []
    start = 0
    for match in _PLACE.finditer(text):
        place = _place(match, start, phrases)
        verdict = sentence_ends(place)
        if verdict is None:
            verdict = any(end in ends for end in range(match.start() + 1, match.end() + len(place.opening) + 1))
        if verdict and match.end() < len(text):
            parts.append(text[start : match.end()])
            start = match.end()
    return [*parts, text[start:]] if text else []


def _sentencex_ends(text: str) -> frozenset[int]:
    sentences = pieces("de", _NOT_FOR_SENTENCEX.sub(" ", text))
    return frozenset(accumulate(len(sentence) for sentence in sentences))


def _place(match: re.Match[str], start: int, phrases: Sequence[Span]) -> Place:
    text = match.string
    rest = text[match.end() : match.end() + _CONTEXT]
    found = _OPENERS.match(rest)
    opening = found.group() if found else ""
    phrase = _span_at(phrases, match.start())
    closes = phrase is not None and phrase[1] <= match.end("closers")
    return Place(
        before=text[max(start, match.start() - _CONTEXT) : match.start()],
        mark=match["mark"] or "",
        closers=match["closers"] or "",
        space=match["space"] or match["line"] or "",
        opening=opening,
        after=rest[len(opening) :],
        in_phrase=phrase is not None and not closes,
        lead=text[max(start, phrase[0] - _CONTEXT) : phrase[0]].rstrip() if phrase and closes else None,
        title=_span_at(phrases, match.end()) is not None,
    )


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _span_at(spans: Sequence[Span], position: int) -> Span | None:
    """The span that holds the character at `position`."""
    i = bisect_right(spans, (position, sys.maxsize)) - 1
    return spans[i] if i >= 0 and position < spans[i][1] else None


def split_clauses(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Parts of `text` that each `fits`, halved at the best places: `"".join(parts) == text`.

    Best is after `;`, `:` or a dash, then at a comma before a conjunction or relative pronoun, then at any comma, then
    at a space, at last between characters. ValueError if `fits` refuses a single character.
    """
    return list(_halve(text, (0, len(text)), _cuts(text), fits)) if text else []


def _halve(text: str, span: Span, cuts: _Cuts, fits: Callable[[str], bool]) -> Iterator[str]:
    start, end = span
    part = text[start:end]
    if fits(part):
        yield part
    elif len(part) == 1:
        raise ValueError(f"{part!r} cannot be cut any shorter")
    else:
        middle = cuts.best(start, end)
        yield from _halve(text, (start, middle), cuts, fits)
        yield from _halve(text, (middle, end), cuts, fits)


def _cuts(text: str) -> _Cuts:
    phrases = _spans(_PHRASE, text)
    ranked: list[list[int]] = [[] for _ in _Rank]
    for match in _SPACE.finditer(text, len(text) - len(text.lstrip())):
        ranked[_rank(match, phrases)].append(match.end())
    return _Cuts(ranked, _spans(_UNBREAKABLE, text))


def _rank(space: re.Match[str], phrases: Sequence[Span]) -> _Rank:
    """How good it is to cut after this white space."""
    text = space.string
    number_goes_on = _NUMBER_GOES_ON.match(text, space.start())
    if number_goes_on or "\u00a0" in space.group() or _span_at(phrases, space.start()):
        return _Rank.LAST
    before = text[max(0, space.start() - 2) : space.start()]
    if before.endswith((";", ":", "–", "—")) or before == " -":
        return _Rank.MARK
    if not before.endswith(","):
        return _Rank.SPACE
    word = _WORD.match(text, space.end())
    return _Rank.CLAUSE if word and word.group() in CLAUSE_OPENERS else _Rank.COMMA


class _Rank(IntEnum):
    MARK = 0
    CLAUSE = 1
    COMMA = 2
    SPACE = 3
    LAST = 4  # inside a short quotation or a number


@dataclass(frozen=True)
class _Cuts:
    """Where a text may be cut, by rank and in order; and the numbers and addresses to spare while there is another."""

    ranked: Sequence[Sequence[int]]
    unbreakable: Sequence[Span]

    def best(self, start: int, end: int) -> int:
        """The cut of the best rank near the middle; marks and commas too near an end would only make crumbs."""
        for margin in ((end - start) // 5, (end - start) // 10):
            for rank in (_Rank.MARK, _Rank.CLAUSE, _Rank.COMMA):
                if cut := self._nearest(rank, start + margin, end - margin):
                    return cut
        return self._nearest(_Rank.SPACE, start, end) or self._nearest(_Rank.LAST, start, end) or self._bare(start, end)

    def _nearest(self, rank: _Rank, start: int, end: int) -> int | None:
        """The cut nearest to the middle of those strictly between start and end."""
        cuts = self.ranked[rank]
        inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
        return min(inside, key=lambda cut: abs(2 * cut - start - end), default=None)

    def _bare(self, start: int, end: int) -> int:
        """The middle, or the edge of what should not be cut there."""
        middle = (start + end) // 2
        edges = _span_at(self.unbreakable, middle) or ()
        return next((edge for edge in edges if start < edge < end), middle)
