"""Tokens and the foldings under which two spellings of a word are one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_]+(?:[.](?=[^\W\d_]\b)[^\W\d_])*(?:[’'][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?…:;|•*]\W*$")
_GENITIVE = re.compile(r"(?:[’']s?|(?<=[sxzß])[’'])$", re.IGNORECASE)
_OPENING = " \t\n„“”\"»«‚‘’'‹›([–—-"


@dataclass(frozen=True)
class Token:
    """A word of letters; `first` when a sentence, quotation or bullet begins with it, so that its capital says nothing.

    "Nord-Mazedonien" is two tokens, `joined` on the second; "U.S." and "Scholz'" are one each.
    """

    start: int
    end: int
    text: str
    fold: str
    first: bool
    joined: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        joined = start > 0 and text[start - 1] == "-"
        found.append(Token(start, end, match.group(), fold(match.group()), _is_first(text, start), joined))
    return found


def _is_first(text: str, start: int) -> bool:
    """Whether nothing, or the end of a sentence, or an opening mark comes before."""
    before = text[max(0, start - 8) : start]
    bare = before.rstrip(_OPENING)
    if len(bare) < len(before.rstrip()) and not before.rstrip().endswith("-"):
        return True
    return (not bare and start <= 8) or bool(_BREAK.search(bare[-3:]))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One form for "Müller", "Mueller" and "Muller", for "Erdoğan" and "Erdogan", for "U.S." and "US".

    The English genitive goes: "Merkel's" is "merkel". The German one stays, for "Hans" is no genitive.
    """
    word = _GENITIVE.sub("", word).replace(".", "")
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    plain = "".join(c for c in plain if c.isalpha())
    return re.sub("([aou])e", r"\1", plain)


_SOUNDS = (
    (re.compile("tsch|tch|c(?=[eiy])|ch(?=[aeiouy])|kh"), "k"),
    (re.compile("tz|ts|cz|z"), "s"),
    (re.compile("sch|sh|zh"), "s"),
    (re.compile("ph|w|v"), "f"),
    (re.compile("ou"), "u"),
    (re.compile("[jy]"), "i"),
    (re.compile("ck|ch|[cqg]"), "k"),
    (re.compile("th|dt|d"), "t"),
    (re.compile("(?<=[aeiou])h|h(?=$)"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 16)
def sound(folded: str) -> str:
    """Roughly how a word sounds, so that "Selenskyj" meets "Zelensky" and "Jelzin" meets "Yeltsin"."""
    for pattern, letters in _SOUNDS:
        folded = pattern.sub(letters, folded)
    return folded
