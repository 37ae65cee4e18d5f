"""A text without umlauts ("Fluechtlinge, groesste Strasse"), with them: the model has seen few words spelled so.

Only in an article that has none at all, and only words that the lexicon knows with them: it knows neither "Isräl" nor
"Pösie". An "ss" becomes "ß" only where it does not know the word as it is, for Swiss papers have no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from translate_sum.facts.lexicon import lexicon
from translate_sum.lookups import REMEMBERED

FEWEST = 3
"""Words of an article that show how it is spelled; with fewer it may just have no umlaut."""

_ANY = re.compile("[äöüßÄÖÜ]")
_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![aeqAEQ])ue|(?<![aeAE])ae|(?<![aeAE])oe|[AOU]e")
_UMLAUT = {"ae": "ä", "oe": "ö", "ue": "ü", "Ae": "Ä", "Oe": "Ö", "Ue": "Ü"}


def respelled(texts: Sequence[str]) -> list[str]:
    """An article's sentences; as they are, unless it is spelled so.

    >>> respelled(["Die Tuer fuer Fluechtlinge."])
    ['Die Tür für Flüchtlinge.']
    """
    if any(map(_ANY.search, texts)):
        return list(texts)
    changed = sum(_with_umlauts(word) != word for text in texts for word in _WORD.findall(text))
    return (
        [_WORD.sub(lambda word: _with_umlauts(word[0]), text) for text in texts] if changed >= FEWEST else list(texts)
    )


@lru_cache(maxsize=REMEMBERED)
def _with_umlauts(word: str) -> str:
    umlauted = _PAIR.sub(lambda pair: _UMLAUT[pair[0]], word)
    if lexicon().knows(umlauted):
        return umlauted
    sharp = umlauted.replace("ss", "ß")
    return sharp if lexicon().knows(sharp) else word
