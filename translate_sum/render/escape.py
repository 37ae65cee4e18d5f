"""Article text made safe for where it goes: one line, and no character of it read as markup.

Only what a Markdown reader would take for markup is escaped, so that the source stays readable as it is.
Bare URLs, @names and #123 stay plain: GitHub may link them, which changes neither text nor structure.
"""

from __future__ import annotations

import re
from urllib.parse import quote

# Python's \s would also take the no-break space of "5 Mio.", which is text.
_SPACE = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Control characters steer a terminal, lone surrogates have no UTF-8.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_MARKUP = re.compile(
    r"""
    [\\`*~\[\]]                   # code, emphasis, strikethrough, links, images, footnotes, tasks
    | (?<![^\W_])_+ | _+(?![^\W_])  # emphasis, but not the one inside Leser_innen
    | <(?=[A-Za-z/!?])            # tags, comments, autolinks
    | &(?=\#?\w+;)                # entities
    | \$(?=[^$]*\$)               # math takes two dollars: the last one is free
    | (?<!\S)\#(?=\#*\Z)          # the closing marks of a heading
    """,
    re.VERBOSE,
)
_BARE_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_AUTOLINK = re.compile(r"(?:https?|ftp)(?=://)|www(?=\.)", re.IGNORECASE)
_OPENER = re.compile(r"\A(?:#{1,6}(?= |\Z)|[-+](?= |\Z)|-(?=[- ]*\Z)|>)")
_ORDINAL = re.compile(r"\A([0-9]{1,9})(?=[.)](?: |\Z))")


def one_line(text: str) -> str:
    """`text` without line breaks; what cannot be shown becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def json_escaped(json: str) -> str:
    """JSON with escapes for what it may leave bare, but a terminal, UTF-8 or YAML cannot take."""
    return _BARE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def inline(text: str) -> str:
    """Markdown that shows `text` inside a line: a heading, emphasis, a link's label."""
    escaped = _MARKUP.sub(lambda match: "".join("\\" + char for char in match[0]), one_line(text))
    return re.sub(r"\S+", _unlinked, escaped) if "\\" in escaped else escaped


def _unlinked(word: re.Match[str]) -> str:
    # GitHub shows a bare URL as it stands, backslashes too; with one before its colon it is no URL.
    return _AUTOLINK.sub(r"\g<0>\\", word[0]) if "\\" in word[0] else word[0]


def block(text: str) -> str:
    """Markdown that shows `text` where a paragraph or a list item begins: "1. FC Köln" is no list."""
    return _ORDINAL.sub(r"\1\\", _OPENER.sub(r"\\\g<0>", inline(text)))


def cell(text: str) -> str:
    """Markdown that shows `text` in a table cell."""
    return inline(text).replace("|", "\\|")


def link(label: str, path: str) -> str:
    return f"[{inline(label)}]({quote(path, errors='replace')})"
