"""Is an English word the same name as a German (or another English) word? By spelling alone; gazetteer.py has tables.

Names differ between the two languages in accents (Özil, Ozil, Oezil), in endings (Merkels, "Merkel's"), and above all
in how they render Cyrillic, Arabic and Greek: Schoigu and Shoigu, Selenskyj and Zelensky, Chamenei and Khamenei. Each
word is turned into a key that spells the sounds of both languages in one way, and the keys are compared loosely.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from translate_sum.facts.finding import Language
from translate_sum.lookups import REMEMBERED

ALIKE = 78  # least fuzz.ratio of two keys; Gorbatschow and Gorbachev have 89, Mayer and Maier 80, Merkel and Macron 46
ONSETS = ("CJdghksty", "aeiouy")
"""Of keys: what a name may begin with in one spelling and in another."""
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "’": "'"}
)
_SHARED = [("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k"), ("x", "ks"), ("qu", "kv"), ("q", "k"), ("w", "v")]
_VOWELS = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i")]
_ENDS = [("iy$", "i"), ("yj$", "i"), ("ij$", "i"), ("yy$", "i"), ("y$", "i"), ("ey$", "i"), ("ei$", "i")]
_GERMAN = [
    ("schtsch", "C"), ("dsch", "J"), ("tsch", "C"), ("sch", "s"), ("chs", "ks"), ("ch", "h"), ("j", "y"),
    ("tz", "ts"), ("z", "ts"), ("c", "k"),
]  # fmt: skip
_ENGLISH = [
    ("shch", "C"), ("tch", "C"), ("kh", "h"), ("zh", "s"), ("sh", "s"), ("ch", "C"), ("cz", "C"), ("j", "J"),
    ("tz", "ts"), ("z", "s"), ("c", "k"),
]  # fmt: skip
"""In this order; the capitals are sounds that no later rule touches."""


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """Lower case without accents: "Özil" -> "ozil", "Großbritannien" -> "grossbritannien"."""
    low = word.lower().translate(_LETTERS)
    if low.isascii() and low.isalnum():  # most of the 5000 forms that each start folds
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not _mark(c))


def _mark(char: str) -> bool:
    return unicodedata.combining(char) > 0 or not (char.isalnum() or char in "'-")


@lru_cache(maxsize=REMEMBERED)
def key(word: str, language: Language) -> str:
    """The word's sounds, spelt alike for both languages: "Schoigu" (de) and "Shoigu" (en) -> "soigu"."""
    text = fold(word)
    for pattern, sound in _ENDS:
        text = re.sub(pattern, sound, text)
    for pattern, sound in (_GERMAN if language == "de" else _ENGLISH) + _SHARED + _VOWELS:
        text = text.replace(pattern, sound)
    return re.sub(r"(.)\1+", r"\1", text)


def stem(word: str) -> str:
    """The folded word without a genitive: "Merkels" -> "merkel", "Obama's" -> "obama"."""
    return re.sub(r"(?:'s?|s')$", "", fold(word))


def same(name: str, other: str, language: Language) -> bool:
    """Whether the English word `name` is the word `other`, of a text in `language`, or is in it ("Merkelregierung")."""
    left, right = stem(name), stem(other)
    if left == right or _inflected(left, right) or _inflected(right, left):
        return True
    if _stuttered(left, right):
        return False
    if _contained(left, right) or (len(right) >= 5 and _contained(right, left)):
        return True
    return len(left) >= 4 and len(right) >= 4 and _sounds_alike(name, other, language)


def _inflected(word: str, longer: str) -> bool:
    """Whether the one has but a genitive more: "Trump" and "Trumps", "Ali" and "Alis"."""
    return len(word) >= 2 and longer.startswith(word) and longer[len(word) :] in {"s", "'s"}


def _stuttered(word: str, name: str) -> bool:
    """Whether a model went on saying the name's end: "Pjöngjangjangy" of "Pjöngjang". No derived word does so."""
    return len(name) >= 5 and any(word.startswith(name + name[-size:]) for size in (3, 4, 5))


def _contained(part: str, compound: str) -> bool:
    return len(part) >= 4 and (compound.startswith(part) or (len(part) >= 5 and part in compound))


def _sounds_alike(name: str, other: str, language: Language) -> bool:
    left, right = key(stem(name), "en"), key(stem(other), language)
    if left == right:
        return True
    if min(len(left), len(right)) <= 4:
        return Levenshtein.distance(left, right, score_cutoff=1) <= 1 and left[0] == right[0] and len(left) > 3
    if left[0] != right[0] and not any(left[0] in sounds and right[0] in sounds for sounds in ONSETS):
        return False  # "Danielasathit" is no spelling of "Wannasathit"
    return fuzz.ratio(left, right) >= ALIKE or fuzz.ratio(left, right.removesuffix("s")) >= ALIKE
