"""German nouns left standing in an English translation: "asked the Gremium", "the COVID-19-Sperren".

A copied word with a capital is a name as often as not. It counts as a noun if it has an English translation and stands
right after an article or the like, or ends a compound with hyphens, with no further name behind it: of the 2,000 human
translations of newstest2019 5 have one then, and of the embedded model's (r9) likeliest hypotheses 29.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.lexicon import lexicon
from translate_sum.facts.quotation import TITLE
from translate_sum.facts.words import SHORTEST, english, words

NO_NAME = 0.2  # share of a German noun's links that go to one English word, in a compound to all, for it to be no name
USUAL = 0.4  # ... for that to be worth telling

_DETERMINERS = (
    "das dem den der des die ein eine einem einen einer eines kein keine keinem keinen keiner ins ans aufs beim vom "
    "sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer "
    "diese diesem diesen dieser dieses"
)
"""Without "am" and "im", which stand within names too: "Bild am Sonntag"."""

_AFTER_DETERMINER = re.compile(rf"(?<!\w)(?:{_DETERMINERS.replace(' ', '|')})\s+$", re.IGNORECASE)
_IN_COMPOUND = re.compile(r"(?:^|[^\w\s]|\b[a-zäöüß]+)\s*[^\W_]+(?:-[^\W_]+)*-$")
"""The parts before, with no capital before them: "Hans-Wilhelm Müller-Wohlfahrt" is a name."""

_NAME_GOES_ON = re.compile(r"\s+(?:am\s+|im\s+|an\s+der\s+)?[A-ZÄÖÜ]")


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each noun of the source that the target still has."""
    if language == "en":
        return
    nouns = {match[0]: match for match in words(source) if match[0][0].isupper() and _noun(source, match)}
    titles = [match.span() for match in TITLE.finditer(target)] if nouns else []
    for match in words(target):
        noun = nouns.get(match[0])
        if noun and not any(start < match.start() < end for start, end in titles):
            there, here = Span(noun[0], *noun.span()), Span(match[0], *match.span())
            yield Finding("untranslated", "changed", there, here, _meaning(match[0]))


def _noun(source: str, word: re.Match[str]) -> bool:
    """An article or a hyphen stands right before it and no further name after it, and it has one usual translation."""
    if len(word[0]) < SHORTEST or english(word[0]):
        return False
    usual = lexicon().english(word[0])
    if word[0].lower() in usual or sum(usual.values()) < NO_NAME or _NAME_GOES_ON.match(source, word.end()):
        return False
    if source[word.start() - 1 : word.start()] == "-":
        return bool(_IN_COMPOUND.search(source, 0, word.start()))
    return max(usual.values()) >= NO_NAME and bool(_AFTER_DETERMINER.search(source, 0, word.start()))


def _meaning(word: str) -> str:
    usual = lexicon().english(word)
    best = max(usual, key=usual.__getitem__)
    told = best.upper() if word.isupper() else best
    return f"a German word was left; it often means “{told}”" if usual[best] >= USUAL else "a German word was left"
