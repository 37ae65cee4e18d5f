"""Bytes to text without losing an umlaut, or a refusal that says what the bytes look like.

Errors here name no file; `read` puts its name before them.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from translate_sum.errors import InputUnreadable, UsageError

MAGIC = (
    (b"%PDF-", "a PDF; save its text in a file"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB are such); save its text in a file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save its text in a file"),
    (b"{\\rtf", "an RTF document; save its text in a file"),
    (b"%!PS", "PostScript; save its text in a file"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\x89PNG", "a PNG picture; give the article as text"),
    (b"\xff\xd8\xff", "a JPEG picture; give the article as text"),
    (b"GIF8", "a GIF picture; give the article as text"),
    (b"\x7fELF", "a program; give the article as text"),
    (b"SQLite format 3", "an SQLite database; give the article as text"),
)
MARKUP = (
    (
        re.compile(
            r"\s*(?:<!--[^>]*>\s*)?<(?:\?xml|!doctype|html|head|body|main|article|section|div|p|h1|script|meta)\b", re.I
        ),
        "HTML or XML; save the article's text",
    ),
    (re.compile(r"\s*(?:\{\s*(?:\"[^\"\n]*\"\s*:|\})|\[\s*[\[{\"\]])"), "JSON; give the article's text"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
EIGHT_BIT = ("cp1252", "iso8859-15", "mac-roman", "cp850")  # what German text was saved in; the first wins a tie
FEW = 8  # bytes or characters that say nothing yet in a very short text
HIGH_SHARE = 0.25  # of the bytes; German has 2 to 3 % above 127, other alphabets and binary data over 30 %
CONTROL_SHARE = 0.02  # of the characters; a wire-service message has a handful of control characters

UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# In no German text in an 8-bit encoding stands Ã or Â, nor does â or ð end one: these are halves of UTF-8 sequences.
UTF8_HALF = re.compile(rb"[\xc2\xc3]|(?:\xe2[\x80-\xbf]?|\xf0[\x80-\xbf]{0,2})\Z")
UMLAUT = re.compile("(?<=[A-Za-z])[äöüß]|[äöü](?=[a-z])|(?<=[A-Z])[ÄÖÜ]|[ÄÖÜ](?=[A-Z])")
IMPLAUSIBLE = re.compile("[\x80-\x9f¤]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text in these bytes, by `encoding` or by what they look like."""
    _refuse_magic(data)
    name = _known(encoding) if encoding else _marked(data) or _guessed(data)
    text = _strictly(data, name)
    _refuse_markup_and_binary(text)
    return Decoded(text, name)


def _refuse_magic(data: bytes) -> None:
    for start, what in MAGIC:
        if data.startswith(start):
            raise InputUnreadable(f"looks like {what}")


def _refuse_markup_and_binary(text: str) -> None:
    for pattern, what in MARKUP:
        if pattern.match(text):
            raise InputUnreadable(f"looks like {what}")
    if "\0" in text or len(CONTROL.findall(text)) > max(FEW, CONTROL_SHARE * len(text)):
        raise InputUnreadable("looks like binary data; give the article as plain text")
    if re.search("[\ud800-\udfff]", text):
        raise InputUnreadable("holds halves of characters (lone surrogates); save it again as UTF-8")


def _known(encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
        b"a".decode(codec.name, "replace")
    except (LookupError, ValueError) as error:  # LookupError is also what "hex" or "rot13" raise: no text encoding
        raise UsageError(
            f"--encoding {encoding}: no such text encoding; try utf-8, utf-16, cp1252 or mac-roman"
        ) from error
    return codec.name


def _marked(data: bytes) -> str | None:
    """The encoding that a byte order mark, or the NULs of UTF-16 without one, tell."""
    marked = next((name for mark, name in BOMS if data.startswith(mark)), None)
    if marked or b"\0" not in data:
        return marked
    even, odd = (data[start::2].count(0) / (len(data) / 2) for start in (0, 1))
    if min(even, odd) < 0.05 and max(even, odd) > 0.7:  # nearly all characters of German are below U+0100
        return "utf-16-le" if odd > even else "utf-16-be"
    raise InputUnreadable("looks like binary data (it holds NUL bytes); give the article as plain text")


def _guessed(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise _undecodable(error) from error
        return _eight_bit(data)
    return "utf-8"


def _is_broken_utf8(data: bytes) -> bool:
    rest, sequences = UTF8_SEQUENCE.subn(b"", data)
    strays = re.findall(rb"[\x80-\xff]", rest)
    halves = UTF8_HALF.findall(rest)
    return sequences > len(strays) or len(b"".join(halves)) == len(strays)


def _eight_bit(data: bytes) -> str:
    """The encoding that gives the most umlauts within words: a wrong one makes signs or capitals of them."""
    if len(re.findall(rb"[\x80-\xff]", data)) > max(FEW, HIGH_SHARE * len(data)):
        raise InputUnreadable("in no encoding that German is written in; save it as UTF-8, or name it with --encoding")
    texts = {name: data.decode(name, "replace") for name in EIGHT_BIT}
    return max(EIGHT_BIT, key=lambda name: _plausibility(texts[name]))


def _plausibility(text: str) -> int:
    return len(UMLAUT.findall(text)) - len(IMPLAUSIBLE.findall(text)) - 1000 * text.count("\ufffd")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error) from error
    except UnicodeError as error:  # what utf-16 without its mark, or idna, raise
        raise InputUnreadable(f"is not valid {encoding}; name its encoding with --encoding") from error


def _undecodable(error: UnicodeDecodeError) -> InputUnreadable:
    return InputUnreadable(
        f"is not valid {error.encoding} at byte {error.start} ({error.reason}): "
        "damaged, cut off or in another encoding; get it again, or name its encoding with --encoding"
    )
