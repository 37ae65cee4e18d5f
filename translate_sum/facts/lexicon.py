"""Which capitalised words are ordinary words: German capitalises every noun, English its titles and headlines."""

from __future__ import annotations

from collections.abc import Container
from functools import cache, lru_cache
from importlib import resources

_GERMAN_ENDINGS = (
    "e n r s m t en er es em nd te st et in ns ern est ten ter tes tem end ens sten ster ste nen innen ende enden ender "
    "ung ungen lich liche lichen keit heit bar los lose losen chen lein ung"
).split()
_ENGLISH_ENDINGS = "s d r ed es er or ly al ing ers ist ism ian ness ings able ment ments ation ations less ful".split()
_GERMAN_LINKS = ("", "s", "n", "en", "es", "er", "e")
_GERMAN_PREFIXES = (
    "ab an auf aus be bei durch ein ent er ex fehl ge gegen haupt her hin hinter hoch mehr miss mit mittel nach neben "
    "neu nicht nieder ober rück selbst sonder sub super ultra um un unter ur ver vize vor weg wieder zer zu zurück "
    "zusammen zwischen über mega anti auto bio foto geo inter multi mikro öko techno trans video tele"
).split()
_SHORTEST = 3


def german_word(word: str) -> bool:
    """Whether a lower-case German word is an ordinary one, by itself, inflected or a compound of such.

    >>> german_word("abgasbetrügereien"), german_word("steinmeier")
    (True, False)
    """
    return _is_german(word.casefold())


def english_word(word: str) -> bool:
    """Whether an English word is mostly written with a small letter."""
    return _is_english(word.casefold())


@lru_cache(maxsize=1 << 16)
def _is_german(word: str) -> bool:
    return is_known(word, words("german"), _GERMAN_ENDINGS) or is_compound(word, words("german"))


@lru_cache(maxsize=1 << 16)
def _is_english(word: str) -> bool:
    return is_known(word, words("english"), _ENGLISH_ENDINGS) or _in_parts(word)


def _in_parts(word: str) -> bool:
    """ "workplace", "reopening": a known word after a known word or a common prefix."""
    known = words("english")
    return any(
        (word[:cut] in known or word[:cut] in ("re", "un", "co", "non", "pre", "sub", "dis"))
        and cut > 1
        and is_known(word[cut:], known, _ENGLISH_ENDINGS)
        for cut in range(2, len(word) - _SHORTEST)
    ) and len(word) > 8


def is_known(word: str, known: Container[str], endings: list[str] | None = None) -> bool:
    """Whether the word is there, or becomes one that is there when an ending is taken off or changed."""
    if word in known:
        return True
    for ending in _GERMAN_ENDINGS if endings is None else endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST and (stem in known or stem + "e" in known or stem + "y" in known):
            return True
    return False


def is_compound(word: str, known: Container[str], endings: list[str] | None = None) -> bool:
    """Whether the word falls into a known head, a link such as the s, and a known rest of at least four letters."""
    for cut in range(2, len(word) - _SHORTEST):
        head = word[:cut]
        if head not in _GERMAN_PREFIXES and not _is_head(head, known):
            continue
        rest = word[cut:]
        if is_known(rest, known, endings) or (len(rest) > 2 * _SHORTEST and is_compound(rest, known, endings)):
            return True
    return False


def _is_head(head: str, known: Container[str]) -> bool:
    if len(head) < _SHORTEST:
        return False
    stems = (head.removesuffix(link) for link in _GERMAN_LINKS if head.endswith(link))
    return any(len(stem) >= _SHORTEST and (stem in known or stem + "e" in known or stem + "en" in known) for stem in stems)


@cache
def words(language: str) -> frozenset[str]:
    lines = resources.files(__package__).joinpath("data", f"{language}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
