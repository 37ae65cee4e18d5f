"""Words of the English that are none: made up by the model out of pieces ("spers"), or German ones left as they were.

Small models write many: the embedded one in one of seven sentences of newstest2019, where a human translation has one
in 1.4 %, half of them misspellings. Names are another matter (names.py): a made-up word is looked for only in lower
case, a German one with a capital only where an article or the like says that it is a noun of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.lexicon import lexicon, opened, rest

SHORTEST = 4  # letters; shorter ones are abbreviations and units as often as not
SURE = 0.4  # share of a German noun's links that go to one English word, for it to be no name

_WORD = re.compile(r"(?<![\w@#/._'’-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/]|[.-]\w|:/)")
"""Whole words, those with hyphens too; not in addresses, handles and file names, nor after an apostrophe."""

_TITLE = re.compile(r"[„“\"»‚‘'][^„“”\"»«‚‘’']{1,40}[“”\"«‘’']")
"""A short quotation: the title of a book or song, which stays German in good translations too."""

_DETERMINERS = (
    "das dem den der des die ein eine einem einen einer eines kein keine keinem keinen keiner ins ans aufs beim vom "
    "sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer "
    "diese diesem diesen dieser dieses"
)
"""Without "am" and "im", which stand within names too: "Bild am Sonntag"."""

_AFTER_DETERMINER = re.compile(rf"(?<!\w)(?:{_DETERMINERS.replace(' ', '|')})\s+$", re.IGNORECASE)
_NAME_GOES_ON = re.compile(r"\s+(?:am\s+|im\s+|an\s+der\s+)?[A-ZÄÖÜ]")


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """Words that are neither English nor the source's ("invented"), and German ones that were left ("changed")."""
    there = {match[0].lower(): match for match in _parts(source)}
    titles = [match.span() for match in _TITLE.finditer(target)]
    for match in _parts(target):
        word = match[0]
        if len(word) < SHORTEST or english(word):
            continue
        span = _span(match)
        original = there.get(word.lower())
        if original is None and word.islower():
            yield Finding("word", "invented", None, span, "this is no English word")
        elif original and language == "de" and _german(source, original, word):
            titled = any(start < span.start < end for start, end in titles)
            if not titled:
                yield Finding("word", "changed", _span(original), span, _left(word))


def english(word: str) -> bool:
    """Whether the lists have it, in any case.

    >>> [english(word) for word in ("Closures", "spers")]
    [True, False]
    """
    word = word.lower()
    return lexicon().knows_english(word) or rest(opened("english.txt"), f"{word}\n") is not None


def _span(match: re.Match[str]) -> Span:
    return Span(match[0], match.start(), match.end())


def _parts(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, those within a hyphened one each by itself."""
    for whole in _WORD.finditer(text):
        yield from re.compile(r"[^\W\d_]+").finditer(text, whole.start(), whole.end())


def _german(source: str, original: re.Match[str], word: str) -> bool:
    """No name: one in lower case that the lexicon has (it has neither "e-tron" nor "ratiopharm"), or a noun."""
    return lexicon().knows(word) if word.islower() else _noun(source, original)


def _noun(source: str, word: re.Match[str]) -> bool:
    """An article stands right before it and no further name after it, and it has one usual English translation."""
    if not _AFTER_DETERMINER.search(source, 0, word.start()) or _NAME_GOES_ON.match(source, word.end()):
        return False
    usual = lexicon().english(word[0])
    return word[0].lower() not in usual and max(usual.values(), default=0) >= SURE


def _left(word: str) -> str:
    usual = lexicon().english(word)
    best = max(usual, key=usual.__getitem__, default="")
    meaning = f"; it often means “{best}”" if usual.get(best, 0) >= SURE else ""
    return f"a German word was left{meaning}"
