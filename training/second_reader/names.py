"""Names in English news, as far as capitals tell them, to plant others in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    start: int
    end: int
    text: str
    sort: str


_NAME = re.compile(r"\b[A-Z][\w’'&.-]*[\w](?: (?:(?:of|the|de|van|von|al|bin) )?[A-Z][\w’'&-]*\w)*")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
TIMES = frozenset([*DAYS, *MONTHS])
_NO_NAMES = frozenset(
    (
        "The A An In On At By For From With Without After Before But And Or If When While As He She It They We I "
        "You His Her Its Their Our My This That These Those There Here Some Many Most All No Not Mr Mrs Ms Dr Two "
        "Three Four Five Six One Last Next Also However Meanwhile Yet Although Though Since Under Over More Other "
        "Both Such What Who Why How Where Which So Now Then Still New Earlier Later Despite Because During "
        "According"
    ).split()
)
_ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|Party|Bank|Company|Group|University|Association|Union|Council|Court|Ministry|United|City|FC"
    r"|Club|Commission|Department)\b|^[A-Z]{2,}$"
)
_AS_A_NAME = re.compile(r" (?:has|was|is|said|says|will|had|'s|’s|[A-Z])|['’]s")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|President|Minister|Sen|Gov|Chancellor|Secretary|coach|captain)\.? $")


def names(text: str) -> list[Name]:
    """Words in capitals one after another, but for days, months and what merely begins a sentence."""
    found = []
    for match in _NAME.finditer(text):
        start, words = match.start(), match[0].split()
        while words and (words[0] in _NO_NAMES or words[0] in TIMES):
            start += len(words[0]) + 1
            words = words[1:]
        words = [w for w in words if w not in TIMES]
        name = " ".join(words)
        if not name or text[start : start + len(name)] != name or len(name) < 3:
            continue
        end = start + len(name)
        if name.endswith(("'s", "’s")):
            name, end = name[:-2], end - 2
        initial = start == 0 or text[max(0, start - 2) : start] in (". ", '" ', "? ")
        if initial and " " not in name and not name.isupper() and not _AS_A_NAME.match(text[end:]):
            continue  # most likely a common noun
        found.append(Name(start, end, name, _sort(text, start, end, name)))
    return found


def _sort(text: str, start: int, end: int, name: str) -> str:
    if _ORGANISATION.search(name):
        return "organisation"
    if re.search(r"\b(?:in|at|from|near|to|across|outside) $", text[:start]):
        return "place"
    if _TITLED.search(text[:start]) or re.match(r",? (?:said|says|told|who|added)\b", text[end:]):
        return "person"
    return "person" if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name) else "other"


def apart(one: str, other: str) -> bool:
    """Not two forms of the same name."""
    a, b = one.lower().split(), other.lower().split()
    if any(x[:4] == y[:4] for x in a for y in b if len(x) > 2 and len(y) > 2):
        return False
    letters = ["".join(w[0] for w in words) for words in (a, b)]
    return not (one.lower() == letters[1] or other.lower() == letters[0])
