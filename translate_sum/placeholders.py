"""What must come through letter by letter: web and e-mail addresses, handles, hashtags, file names, garbled names.

A small model does not copy an artificial mark such as "<x1>" but does copy names that it has often seen, so a name
stands in for the address: "Mehr unter https://a.de/b" is translated as "Mehr unter Amazon". Emojis and the like have no
place in a sentence that a name could keep; the text is parted at them, and the model never sees them. Nor does it see
the bars between the cells of a table, of which it made words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

STAND_INS = ("Amazon", "Boeing", "Hollywood", "Microsoft", "Manchester", "Oxford", "Boston", "Sydney")
"""Names of one piece each in the embedded model's vocabulary, which 98 to 100 % of its training pairs copy.

None is in capitals, so that they pass truecase.py unchanged."""

_DOMAIN_ENDS = "de|com|org|net|at|ch|eu|info|tv|io|uk|fr|gov|edu|int|biz|berlin|bayern"
_PATH = r"""(?:/[^\s<>„“”"»«|]*)?"""
_PROTECTED = re.compile(  # lengths have limits lest a page of dots and hyphens takes for ever
    rf"""
      (?:https?|ftp)://[^\s<>„“”"»«|]+  # https://a.de/b?c=d
    | \bwww\.[^\s<>„“”"»«|]+
    | \b[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}  # name@example.org
    | \b[a-zA-Z0-9][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:{_DOMAIN_ENDS})\b{_PATH}
    | (?<![\w@])@\w(?:[\w.]*\w)?  # @handle
    | (?<![\w&#])\#[^\W\d]\w*  # the tag, but not "#1"
    | \b[\w-]{{1,100}}\.(?:pdf|docx?|xlsx?|csv|html?|jpe?g|png|mp[34]|zip|exe)\b  # file.pdf
    """,
    re.VERBOSE,
)
_PICTURE = (  # arrows, technical signs, numbers in circles, lines, shapes, dingbats, all blocks of emojis
    "\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_VARIED = (
    "\u200d\ufe0e\ufe0f\U000e0020-\U000e007f"  # joiner, variation selectors, tags of flags; skin tones are pictures
)
_SYMBOLS = re.compile(rf"((?:(?:[{_PICTURE}|]|[0-9#*]\ufe0f?\u20e3|[©®™‼⁉ℹ]\ufe0f)[{_VARIED}]*)+)")
_TRAILING = ".,;:!?…'’"


@dataclass(frozen=True)
class Masked:
    """A text with stand-ins for what is protected: pairs of stand-in and what it stands for."""

    text: str
    pairs: tuple[tuple[str, str], ...]

    def speaks(self, part: str) -> bool:
        """Whether a part of the text has letters beside the stand-ins."""
        return any(c.isalpha() for c in re.sub("|".join(name for name, _ in self.pairs), "", part))

    def restore(self, target: str) -> str:
        """The target with the protected texts in place of their stand-ins, as many as came through."""
        protected = dict(self.pairs)
        return re.sub(rf"\b(?:{'|'.join(protected)})\b", lambda name: protected[name.group()], target)


def split(text: str) -> list[tuple[str, bool]]:
    """Parts that make up the text when joined, each with whether it is protected."""
    parts, last = [], 0
    for start, end in _spans(text):
        parts += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [part for part in [*parts, (text[last:], False)] if part[0]]


def around_symbols(text: str) -> list[tuple[str, bool]]:
    """Parts that make up the text when joined, each with whether it is emojis, other pictures or bars.

    >>> around_symbols("Tor! 💪🏽🇩🇪 Ja")
    [('Tor! ', False), ('💪🏽🇩🇪', True), (' Ja', False)]
    """
    return [(part, i % 2 == 1) for i, part in enumerate(_SYMBOLS.split(text)) if part]


def find(text: str) -> list[str]:
    return [text[start:end] for start, end in _spans(text)]


@lru_cache(maxsize=1 << 11)  # a source is looked at again beside each hypothesis
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Without the punctuation of the sentence around them, and the bracket that was opened before them."""
    spans = []
    for match in _PROTECTED.finditer(text):
        kept = match.group().rstrip(_TRAILING)
        while kept.endswith(")") and kept.count("(") < kept.count(")"):
            kept = kept[:-1].rstrip(_TRAILING)
        spans.append((match.start(), match.start() + len(kept)))
    return tuple(spans)


def mask(text: str, also: Mapping[str, str] | None = None) -> Masked | None:
    """None if the text has nothing to protect, or more than there are stand-ins that it does not use itself.

    also: further words to protect, such as names that the model garbles, with what is to stand in the target for them.
    """
    also = also or {}
    parts = [piece for part, keep in split(text) for piece in ([(part, True)] if keep else _found(part, also))]
    protected = list(dict.fromkeys(part for part, keep in parts if keep))
    names = [name for name in STAND_INS if name.lower() not in text.lower()]
    if not protected or len(protected) > len(names):
        return None
    stand_ins = dict(zip(protected, names, strict=False))
    masked = "".join(stand_ins[part] if keep else part for part, keep in parts)
    return Masked(masked, tuple((name, also.get(part, part)) for part, name in stand_ins.items()))


def _found(text: str, words: Mapping[str, str]) -> list[tuple[str, bool]]:
    """The text in parts, those that are one of the words marked."""
    if not words:
        return [(text, False)]
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    pieces = re.split(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", text)
    return [(piece, i % 2 == 1) for i, piece in enumerate(pieces) if piece]


def lost(source: str, target: str) -> bool:
    """Whether the protected texts of the source are not, each as often, those of the target."""
    return sorted(find(source)) != sorted(find(target))
