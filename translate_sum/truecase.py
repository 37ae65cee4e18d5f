"""German text in capitals, as it would be written otherwise: learnt from the article that it stands in.

>>> casing = Casing(["Die Polizei sucht in Köln nach einem Zeugen."])
>>> casing.lowered("KÖLN: POLIZEI SUCHT ZEUGEN")
'Köln: Polizei sucht Zeugen'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from translate_sum.surnames import surnames

ACRONYMS = {
    word.upper(): word
    for word in (
        "USA US EU UN UNO NATO AfD FIFA UEFA IOC DFB ZDF ARD IS ISIS NASA OPEC OSZE OECD IWF EZB KI UK NSA NSU NRW BRD "
        "DDR UdSSR CSU CDU SPD FDP GmbH AG ICE IAA DAX VW BMW IBM SAP AKW ADAC DGB IG WM EM UKW EUR USD CO2 A B C"
    ).split()
}
"""Words that keep capitals wherever they stand."""

_NOUN_ENDS = re.compile(r".{3,}(?:ung|heit|keit|schaft|ion|ismus|tät|nis|tum|ungen|heiten|keiten|schaften|ionen|täten)")
_WORD = re.compile(r"(?P<lead>(?:\A|[.!?:]\s+)[\s„“”\"»«‚‘'’(\[–—-]*)?(?P<word>[^\W\d_]+)")  # a lead starts a sentence
_SHORTEST_STEM = 5  # letters of a known noun that a compound may end with
_SHOUTED = 0.9  # share of capitals among the letters


class Casing:
    """What a text tells of its words: how they are written inside its sentences, and which are surnames.

    Case tells nothing in lines of capitals.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        forms: dict[str, Counter[str]] = {}
        for text in self._texts:
            for match in () if shouted(text) else _WORD.finditer(text):
                if match["lead"] is None:
                    forms.setdefault(match["word"].lower(), Counter())[match["word"]] += 1
        self._known = {word: counts.most_common(1)[0][0] for word, counts in forms.items()}
        nouns = (word for word, form in self._known.items() if form[0].isupper())
        self._stems = tuple(word for word in nouns if len(word) >= _SHORTEST_STEM)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Those that are ordinary words too."""
        return surnames(self._texts)

    def lowered(self, text: str) -> str:
        """The text with its words of capitals in their usual case; words of other cases stay."""
        return _WORD.sub(self._cased, text)

    def _cased(self, match: re.Match[str]) -> str:
        word = match["word"]
        if not word.replace("ß", "").isupper():
            return match.group()
        usual = self._usual(word)
        return usual if match["lead"] is None else match["lead"] + _capitalised(usual)

    def _usual(self, word: str) -> str:
        lower = word.lower()
        if known := ACRONYMS.get(word) or self._known.get(lower):
            return known
        if len(word) <= 5 and not re.search(r"[aeiouyäöü]", lower):
            return word
        noun = _NOUN_ENDS.fullmatch(lower) or lower.endswith(self._stems)
        return _capitalised(lower) if noun else lower


def _capitalised(word: str) -> str:
    """With a capital, unless that is two letters, as "SS" for "ß", with which no word begins."""
    capital = word[:1].upper()
    return capital + word[1:] if len(capital) == 1 else word


def shouted(text: str) -> bool:
    """Whether the text is written in capitals, and is more than a name such as "BMW"."""
    letters = [c for c in text if c.isalpha() and c != "ß"]
    upper = sum(c.isupper() for c in letters)
    return len(letters) >= 6 and upper >= _SHOUTED * len(letters)
