"""A file or standard input to an Article; every refusal names the file, what is wrong with it and what to do."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from translate_sum.decoding import CONTROL, decode
from translate_sum.errors import InputEmpty, InputError, InputUnreadable
from translate_sum.language import check_german

if TYPE_CHECKING:
    from translate_sum.document import Article

MAX_BYTES = 20_000_000  # an article has some 5,000
STDIN = "-"

LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BLANK = re.compile(r"[^\S \n]")  # no-break and thin spaces, tabs: models were trained on plain ones
BROKEN_WORD = re.compile("[\xad\u2010] *\n")  # a soft hyphen that shows, and Unicode's own hyphen
# a row of a table: it begins with a word, not with the "a)" or "1." of a list, nor with a label and its colon
TABBED = re.compile(r"[^\W\d_][^\W_][^\t\n]*(?<!:)\t")
INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")  # soft hyphens and zero-width marks: hints for typesetting


def read(source: str | Path, *, encoding: str | None = None, force: bool = False) -> Article:
    """The article in a file, or on standard input for "-"; `force` goes on with text that is not German."""
    return parse(load(source), _printable(source), encoding=encoding, force=force)


def read_text(source: str | Path, *, encoding: str | None = None, german: bool = False) -> str:
    """The text of a file, or of standard input, as it stands, in NFC; `german` refuses one that is not German."""
    data, name = load(source), _printable(source)
    try:
        text = unicodedata.normalize("NFC", decode(data, encoding).text)
        if not text.strip():
            raise InputEmpty("is empty; give a text")
        if german:
            check_german(text)
    except InputError as error:
        raise _named(error, name) from error
    return text


def load(source: str | Path) -> bytes:
    """The bytes of a file, or of standard input; raises InputUnreadable."""
    name = _printable(source)
    try:
        return _standard_input() if name == STDIN else _file(os.fspath(source))
    except InputError as error:
        raise _named(error, name) from error


def parse(data: bytes, source: str, *, encoding: str | None = None, force: bool = False) -> Article:
    """The article in these bytes; `source` says where they are from."""
    try:
        return _parse(data, source, encoding, force)
    except InputError as error:
        raise _named(error, source) from error


def clean(text: str) -> str:
    """The same text in NFC, lines ended by line feeds, blanks plain, nothing that does not show.

    A control character becomes a blank: it may have stood between two words.
    """
    text = _barred(BROKEN_WORD.sub("-\n", LINE_BREAK.sub("\n", text)))
    text = CONTROL.sub(" ", INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", BLANK.sub(" ", text))


def _barred(text: str) -> str:
    r"""With bars for the tabs of tables: at least two lines in a row with as many cells, the first not only a number.

    >>> _barred("CDU\t31,4\nSPD\t22,1\n1.\tMai")
    'CDU | 31,4\nSPD | 22,1\n1.\tMai'
    """
    if "\t" not in text:
        return text
    lines = text.split("\n")
    cells = [len(line.split("\t")) if TABBED.match(line) else 1 for line in lines]
    alike = [
        one > 1 and one in (before, after)
        for before, one, after in zip([0, *cells], cells, [*cells[1:], 0], strict=False)
    ]
    return "\n".join(line.replace("\t", " | ") if row else line for line, row in zip(lines, alike, strict=True))


def _parse(data: bytes, source: str, encoding: str | None, force: bool) -> Article:
    # 30 ms, which the command line's --help need not wait for
    from translate_sum.document import Article
    from translate_sum.press import dissect

    _check_size(len(data))
    decoded = decode(data, encoding)
    parts = dissect(clean(decoded.text))
    content = "\n".join((parts.title or "", *parts.paragraphs))
    if not any(c.isalpha() for c in content):
        what = "holds no words of an article" if decoded.text.strip() else "is empty"
        raise InputEmpty(f"{what}; give a German article")
    if not force:
        check_german(content)
    return Article(
        title=parts.title,
        byline=parts.byline,
        agency=parts.agency,
        dateline=parts.dateline,
        published=parts.published,
        paragraphs=parts.paragraphs,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        left_out=parts.left_out,
    )


def _file(path: str) -> bytes:
    if re.match(r"https?://", path):
        raise InputUnreadable("is a web address, and nothing is fetched; save the article's text in a file")
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode) and not os.access(path, os.R_OK | os.X_OK):
            raise InputUnreadable("is a directory that cannot be read; make it readable")
        _check_regular(status.st_mode)
        _check_size(status.st_size)
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputUnreadable("no such file; check the name") from error
    except PermissionError as error:
        raise InputUnreadable("permission denied; make it readable, or copy it") from error
    except OSError as error:
        raise InputUnreadable(f"cannot be read ({error.strerror}); check the name and the disk") from error
    except ValueError as error:  # a NUL in the name
        raise InputUnreadable("is no file name; check it") from error


def _check_regular(mode: int) -> None:
    # Opening a pipe would wait for a writer, reading a device might never end.
    if stat.S_ISDIR(mode):
        raise InputUnreadable("is a directory; name the files in it")
    if not stat.S_ISREG(mode):
        raise InputUnreadable("is a pipe, socket or device, no file; pass its text on standard input")


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise InputUnreadable(
            f"is over {MAX_BYTES // 1_000_000} MB, far more than an article; split it into one file for each article"
        )


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputUnreadable("is closed; name a file, or pipe a text in")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputUnreadable(f"cannot be read ({error.strerror}); name a file, or pipe a text in") from error


def _printable(source: str | Path) -> str:
    """The name as valid Unicode: file names may hold any bytes, an Article's source is written to JSON."""
    return str(source).encode("utf-8", "backslashreplace").decode()


def _named(error: InputError, source: str) -> InputError:
    return type(error)(f"{'standard input' if source == STDIN else source}: {error}")
