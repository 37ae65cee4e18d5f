"""Surnames of an article that are ordinary words too: "Reiche wies die Vorwürfe zurück" after "Katherina Reiche".

A model translates such a name where it stands by itself ("Empire rejected the accusations"), and only the article tells
that it is one: it follows a given name somewhere, stands by itself elsewhere, and nowhere has an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translate_sum.facts.function_words import GERMAN
from translate_sum.facts.lexicon import lexicon
from translate_sum.facts.name_words import becomes_ordinary

SMALL = frozenset("die was war man wer also gelb rot".split())
LONGEST_GIVEN = 9  # "Katherina", "Friedrich"
_FULL = re.compile(r"(?<![-\w])([A-ZÄÖÜ][a-zäöüßéèáóç]+) (?=([A-ZÄÖÜ][a-zäöüß]{2,})(?![-\w])(?!\s[A-ZÄÖÜ]))")
_ALONE = r"(?:^|[.!?:;,„“\"»(]\s*|\b(?:sagte|sagt|erklärte|betonte|meinte|so|laut|von|mit|gegen|und)\s)"
_WITH_ARTICLE = (
    r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Ee]in(?:e[rnms]?)?|[Kk]eine?n?|[Vv]iele|[Mm]ehr|[Aa]lle[rn]?|[Zz]wei|[Dd]rei"
    r"|\d+|(?!sag|mein|erklär|beton|woll|forder|könn|müss|soll|werd|hab|warn|kritisier)[a-zäöü]\w+(?:er|en|em|es))"
)


def surnames(texts: Sequence[str]) -> frozenset[str]:
    """Those of an article's sentences."""
    pairs = {pair for text in texts for pair in _FULL.findall(text) if _given(pair[0]) and _doubtful(pair[1])}
    return frozenset(last for first, last in pairs if _belong(first, last, texts) and _stands_alone(last, texts))


def _belong(first: str, last: str, texts: Iterable[str]) -> bool:
    """The one never stands without the other, as "Trump" does but for "Trump Zölle", nor after another given name."""
    for text in texts:
        for found in re.finditer(rf"(?:(?P<before>[A-ZÄÖÜ][\w-]*) )?(?<![-\w]){first}\b(?P<with> {last}\b)?", text):
            if not found["with"] or (found["before"] and _given(found["before"])):
                return False
    return True


def _given(word: str) -> bool:
    """A short word in no dictionary, or one that stays as it is: "Jens", "Angela"; no title, adjective or compound."""
    english = lexicon().english(word)
    return len(word) <= LONGEST_GIVEN and lexicon().ordinary(word) < 0.1 and (not english or word.lower() in english)


def _doubtful(word: str) -> bool:
    """A name that is a word too, and no plural: "Lindner Steuern senken" has two nouns."""
    english = lexicon().english(word)
    plural = bool(english) and max(english, key=english.__getitem__).endswith("s")
    return word.lower() not in GERMAN | SMALL and not plural and becomes_ordinary(word)


def _stands_alone(name: str, texts: Iterable[str]) -> bool:
    alone = re.compile(rf"{_ALONE}{name}\b(?=\s[a-zäöüß]|[,.:“])")
    noun = re.compile(rf"{_WITH_ARTICLE}\s{name}\b")
    return any(map(alone.search, texts)) and not any(map(noun.search, texts))


def lost(text: str, target: str, known: Iterable[str]) -> list[str]:
    """The surnames of a sentence that its English does not have, in its order."""
    return [
        name
        for name in sorted(known, key=text.find)
        if re.search(rf"(?<![-\w]){name}s?(?![-\w])", text) and name not in target
    ]
