"""Who speaks: the name beside a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translate_sum.evidence import STOPWORDS
from translate_sum.facts.finding import Language, Span

_SAID_DE = (
    "sagte|sagt|sagten|meinte|meint|erklärte|erklärt|betonte|betont|berichtete|berichtet|erinnerte|erinnert|kritisierte|kritisiert"
    "|forderte|fordert|warnte|warnt|ergänzte|ergänzt|schrieb|schreibt|twitterte|fragte|fragt|antwortete|behauptete|behauptet"
    "|bestätigte|bestätigt|lobte|lobt|versprach|klagte|beklagte|räumte|kündigte|teilte|freute|so"
)
_SAID_EN = (
    "said|says|say|added|adds|explained|explains|stressed|emphasized|emphasised|recalled|recalls|remembers|remembered|reported"
    "|reports|warned|warns|wrote|writes|tweeted|announced|announces|argued|argues|claimed|claims|noted|notes|insisted|insists"
    "|criticized|criticised|demanded|demands|complained|confirmed|confirms|promised|replied|praised"
)
_DOTTED = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Hr|Fr|St|Sen|Gov|Rep|Gen|Col|Capt|Lt|Sgt|[A-ZÄÖÜ])\. |h\. ?c\. )"
_NAME = rf"{_DOTTED}{{0,3}}(?:[A-ZÄÖÜ][\w’'.-]*[\w](?:[ ]|\b){_DOTTED}{{0,3}}){{1,4}}"
_TITLES = frozenset(
    "dr doktor doctor prof professor professorin hr fr herr herrn frau mr mrs ms miss sir st sen gov rep gen col capt "
    "lt sgt".split()
)
"""What names two speakers alike, or one of them not at all: "Dr. Meier" and "Dr. Huber", "Frau Meier" and "Meier"."""

_BEFORE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(rf"({_NAME}) ?(?:(?:hat|hatte) )?\b(?:{_SAID_DE.removesuffix('|so')})\b"),
    "en": re.compile(rf"({_NAME}) ?(?:(?:has|had|also) )?\b(?:{_SAID_EN}|told|tells|asked|asks)\b"),
}
_AFTER: dict[Language, re.Pattern[str]] = {
    "de": re.compile(rf"\b(?:{_SAID_DE}) (?:(?:der|die|auch) )?({_NAME})"),
    "en": re.compile(
        rf"\b(?:{_SAID_EN}) (?:(?:the|also) )?({_NAME})(?=[,.;:!?\"”’']|$| (?:in|on|at|during|after|who|as)\b)"
    ),
}


@dataclass(frozen=True)
class Speaker:
    """A name and its words, offices included and titles left out."""

    span: Span
    words: tuple[str, ...]


def speakers(text: str, language: Language) -> Iterator[Speaker]:
    """The names before and after the verbs of saying; in German, adverbs that start a sentence too."""
    for pattern in (_BEFORE[language], _AFTER[language]):
        for match in pattern.finditer(text):
            name = match.group(1).rstrip()
            parts = re.findall(r"[^\W_]{2,}", re.sub(r"['’]s?(?!\w)", "", name))
            words = tuple(word for word in parts if word.lower() not in STOPWORDS | _TITLES)
            if words:
                yield Speaker(Span(name, match.start(1), match.start(1) + len(name)), words)


def same(one: Speaker, other: Speaker) -> bool:
    """Whether they share a word, its ending aside."""
    return any(left[:5].lower() == right[:5].lower() for left in one.words for right in other.words)
