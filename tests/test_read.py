from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import socket
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_sum.decoding import decode
from translate_sum.errors import InputEmpty, InputUnreadable, NotGerman, TranslateSumError, UsageError
from translate_sum.read import MAX_BYTES, clean, parse, read

SEED = Path(__file__).parent.parent / "seeds" / "000_dfae6e4b09aa7372.txt"
TITLE = "Größerer Ärger über Öl"
BODY = "Die Straße führt über 100 Höhenmeter – „schön“, sagte Übersetzer Jörg Weiß. Das kostet 5 €, so §\u00a05."
ARTICLE = f"{TITLE}\n\n{BODY}\n"
PLAIN = ARTICLE.replace("–", "-").replace("„", '"').replace("“", '"').replace("€", "Euro")
ENGLISH = b"The government decided on Monday that taxes will be cut for all families in the country next year.\n"


def docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", ARTICLE)
    return file.getvalue()


def test_the_seed() -> None:
    article = read(SEED)
    assert article.title is not None
    assert article.title.endswith("in Peking zu stärken")
    assert (article.byline, article.agency, article.dateline) == ("Reuters", "Reuters", "SEOUL")
    assert len(article.paragraphs) == 10
    assert article.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert article.sha256.startswith("7da819f0")
    assert (article.source, article.encoding) == (str(SEED), "utf-8")
    assert [left.text for left in article.left_out] == ["Von Reuters", "SEOUL (Reuters) –", "source site-20"]


# Encodings

ENCODED = [
    (ARTICLE.encode(), "utf-8"),
    (ARTICLE.encode("utf-8-sig"), "utf-8-sig"),
    (ARTICLE.encode("utf-16"), "utf-16"),
    (codecs.BOM_UTF16_BE + ARTICLE.encode("utf-16-be"), "utf-16"),
    (ARTICLE.encode("utf-16-le"), "utf-16-le"),
    (ARTICLE.encode("utf-16-be"), "utf-16-be"),
    (ARTICLE.encode("utf-32"), "utf-32"),
    (codecs.BOM_UTF32_BE + ARTICLE.encode("utf-32-be"), "utf-32"),
    (ARTICLE.encode("cp1252"), "cp1252"),
    (PLAIN.encode("latin-1"), "cp1252"),
    (PLAIN.replace("Euro", "€").encode("iso8859-15"), "iso8859-15"),
    (ARTICLE.encode("mac-roman"), "mac-roman"),
    (PLAIN.encode("cp850"), "cp850"),
    (unicodedata.normalize("NFD", ARTICLE).encode(), "utf-8"),
]


@pytest.mark.parametrize(("data", "encoding"), ENCODED, ids=[f"{i}-{row[1]}" for i, row in enumerate(ENCODED)])
def test_no_encoding_loses_an_umlaut(data: bytes, encoding: str) -> None:
    article = parse(data, "x.txt")
    assert article.encoding == encoding
    assert article.title == TITLE
    assert article.paragraphs[0].startswith("Die Straße führt über 100 Höhenmeter")
    assert "Übersetzer Jörg Weiß" in article.paragraphs[0]
    assert article.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "text", ["Spaß", "„Spaß“ muss sein", "Ärger", "ÄRGER ÜBER ÖL", "5 € für Château Lafite", "Škoda: schön"]
)
def test_short_cp1252(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("name", ["latin-1", "ISO-8859-1", "windows-1252", "CP1252"])
def test_a_named_encoding_counts(name: str) -> None:
    assert parse(PLAIN.encode("latin-1"), "x", encoding=name).title == TITLE


def test_a_byte_order_mark_is_no_text_under_a_named_encoding() -> None:
    assert parse(ARTICLE.encode("utf-8-sig"), "x", encoding="utf-8").title == TITLE


@given(
    st.text(st.sampled_from("abc ÄÖÜäöüß„“–€.,\n"), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
@settings(max_examples=100, deadline=None)
def test_unicode_comes_back_as_it_was(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.lists(st.sampled_from(["Straße", "über", "Öl", "schön", "Weiß", "Haus", "Ärger"]), min_size=3), st.data())
@settings(max_examples=100, deadline=None)
def test_a_cut_in_utf8_is_never_mojibake(words: list[str], data: st.DataObject) -> None:
    encoded = " ".join(words).encode()
    cut = encoded[: data.draw(st.integers(1, len(encoded)))]
    try:
        text = decode(cut).text
    except InputUnreadable:
        return
    assert " ".join(words).startswith(text)


# Cleaning


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Partei\tSitze\nCDU\t42", "Partei | Sitze\nCDU | 42"),
        ("Partei\tSitze\n\nCDU\t42", "Partei Sitze\n\nCDU 42"),
        ("1.\tWahl\n2.\tWahl\na)\tWahl\n-\tWahl", "1. Wahl\n2. Wahl\na) Wahl\n- Wahl"),
        ("Der Hund\tschläft.\nEs regnet.", "Der Hund schläft.\nEs regnet."),
        ("\tDer Hund\n\tschläft.", " Der Hund\n schläft."),
        ("Sams\xad\ntag", "Sams-\ntag"),
        ("Sams\u2010 \r\ntag", "Sams-\ntag"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("5\u00a0%\u202f\tx", "5 %  x"),
        ("u\u0308ber", "über"),
        ("Re\u00adgie\u200brung\ufeff", "Regierung"),
        ("\x02Titel\x1b[1m", " Titel [1m"),
        ("schön\u200d", "schön\u200d"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028"])
def test_line_ends(newline: str) -> None:
    article = parse(SEED.read_text("utf-8").replace("\n", newline).encode(), "x")
    assert (article.title, article.paragraphs) == (read(SEED).title, read(SEED).paragraphs)
    assert article.left_out == read(SEED).left_out


def test_markdown_and_wire_control_characters_are_read() -> None:
    article = parse(f"\x01\x02# {TITLE}\n\n{BODY}\x03\x04".encode(), "x")
    assert article.title == TITLE
    assert article.paragraphs == (clean(BODY),)


# What is refused: the bytes, the error, what its one line says

HTML = f"<!DOCTYPE html>\n<html><body><p>{BODY}</p></body></html>"
BAD_BYTES: dict[str, tuple[bytes, type[TranslateSumError], str]] = {
    "empty": (b"", InputEmpty, "is empty"),
    "white space": (b" \r\n\t\n\xc2\xa0", InputEmpty, "is empty"),
    "only a mark": (codecs.BOM_UTF8, InputEmpty, "is empty"),
    "only a UTF-16 mark": (codecs.BOM_UTF16_LE, InputEmpty, "is empty"),
    "no letters": (b"123 !!!\n\n456.\n", InputEmpty, "no words"),
    "only furniture": (b"Von Reuters\n\nsource site-20\n", InputEmpty, "no words"),
    "one line of 50 MB": (b"a" * 50_000_000, InputUnreadable, "over 20 MB"),
    "just too long": (b"a" * (MAX_BYTES + 1), InputUnreadable, "split it"),
    "NUL bytes": (ARTICLE.encode() + b"\0\0\0", InputUnreadable, "NUL bytes"),
    "one NUL in the text": (b"Der Kanzler\0 reist nach Rom.", InputUnreadable, "NUL bytes"),
    "control characters": (bytes(range(1, 32)) * 3, InputUnreadable, "binary data"),
    "random bytes": (bytes(range(32, 256)) * 4, InputUnreadable, "no encoding that German is written in"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", InputUnreadable, "a PDF; save its text"),
    "DOCX": (docx(), InputUnreadable, "a ZIP archive .*DOCX"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", InputUnreadable, "an old Office document"),
    "RTF": (b"{\\rtf1\\ansi Der Kanzler}", InputUnreadable, "an RTF document"),
    "gzip": (gzip.compress(ARTICLE.encode()), InputUnreadable, "a gzip archive; unpack it"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0", InputUnreadable, "a PNG picture"),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", InputUnreadable, "a JPEG picture"),
    "program": (b"\x7fELF\x02\x01\x01", InputUnreadable, "a program"),
    "SQLite": (b"SQLite format 3\0", InputUnreadable, "an SQLite database"),
    "HTML": (HTML.encode(), InputUnreadable, "HTML or XML; save the article's text"),
    "HTML in cp1252": (HTML.encode("cp1252"), InputUnreadable, "HTML or XML"),
    "HTML in UTF-16": (HTML.encode("utf-16"), InputUnreadable, "HTML or XML"),
    "XML": (b"<?xml version='1.0'?><nitf/>", InputUnreadable, "HTML or XML"),
    "piece of HTML": (b'<p class="lead">Der Kanzler reist nach Rom.</p>', InputUnreadable, "HTML or XML"),
    "JSON": (b'{"title": "Der Kanzler reist"}', InputUnreadable, "JSON; give the article's text"),
    "list in JSON": (b'[{"title": "Der Kanzler reist"}]', InputUnreadable, "JSON"),
    "UTF-8 cut in its last character": ("Größe".encode()[:5], InputUnreadable, "utf-8 at byte 4"),
    "cut after the first of two bytes": (
        "Die Tür".encode()[:6],
        InputUnreadable,
        "at byte 5 .unexpected end of data.: .*--encoding",
    ),
    "cut in a quote": ("Er sagte: „Ja“".encode()[:-1], InputUnreadable, "unexpected end of data"),
    "UTF-8 broken inside": (
        ARTICLE.encode().replace(b"\xc3\xb6", b"\xc3", 1),
        InputUnreadable,
        "invalid continuation byte",
    ),
    "lead byte lost": (ARTICLE.encode().replace(b"\xc3\xb6", b"\xb6", 1), InputUnreadable, "invalid start byte"),
    "surrogates in UTF-8": (b"Der Kanzler \xed\xa0\x80 reist", InputUnreadable, "utf-8 at byte 12"),
    "UTF-16 cut": (ARTICLE.encode("utf-16")[:-1], InputUnreadable, "truncated data"),
    "UTF-16 with half a pair": ("Der Kanzler ".encode("utf-16") + b"\x00\xd8a\x00", InputUnreadable, "illegal UTF-16"),
    "UTF-32 cut": (ARTICLE.encode("utf-32")[:-2], InputUnreadable, "utf-32"),
    "Russian in cp1251": (
        "Правительство решило снизить налоги".encode("cp1251"),
        InputUnreadable,
        "name it with --encoding",
    ),
    "Japanese in Shift-JIS": ("政府は減税を決定した。".encode("shift-jis"), InputUnreadable, "name it with --encoding"),
    "English": (ENGLISH, NotGerman, "mostly English; .*--any-language"),
    "half English": (ENGLISH * 3 + ARTICLE.encode() * 2, NotGerman, "English"),
    "Dutch": (b"Het kabinet heeft maandag besloten dat de belastingen omlaag gaan.", NotGerman, "Dutch"),
}


@pytest.mark.parametrize(("data", "error", "says"), BAD_BYTES.values(), ids=BAD_BYTES.keys())
def test_bad_bytes_give_one_line(data: bytes, error: type[TranslateSumError], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        parse(data, "dir/x.txt")
    assert type(raised.value) is error
    assert raised.value.exit_code == 3
    assert str(raised.value).startswith("dir/x.txt: ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["utf-99", "hex", "rot13", "undefined", " ", "a\0b"])
def test_no_such_encoding(name: str) -> None:
    with pytest.raises(UsageError, match="no such text encoding; try utf-8"):
        parse(ARTICLE.encode(), "x", encoding=name)


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (ARTICLE.encode("cp1252"), "utf-8", "not valid utf-8 at byte 2"),
        (ARTICLE.encode(), "ascii", "not valid ascii"),
        (b"Der Kanzler \\ud800 reist nach Rom", "unicode_escape", "lone surrogates"),
        (docx(), "cp1252", "a ZIP archive"),
    ],
)
def test_a_wrong_encoding(data: bytes, encoding: str, says: str) -> None:
    with pytest.raises(InputUnreadable, match=says):
        parse(data, "x", encoding=encoding)


def test_force_goes_on_with_another_language() -> None:
    assert parse(ENGLISH, "x", force=True).paragraphs == (ENGLISH.decode().strip(),)


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [("Der Kanzler reist nach Rom", "Der Kanzler reist nach Rom", 0), ("Der Kanzler reist nach Rom.", None, 1)],
)
def test_one_line_is_an_article(text: str, title: str | None, paragraphs: int) -> None:
    article = parse(text.encode(), "x")
    assert (article.title, len(article.paragraphs)) == (title, paragraphs)


# Sources


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A file that this process may not read, even where the tests run as root."""
    path = tmp_path / "closed.txt"
    path.write_text(ARTICLE)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield path
    os.seteuid(user)


def refusal(source: str | Path) -> str:
    with pytest.raises(InputUnreadable) as raised:
        read(source)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.txt") == f"{tmp_path}/no.txt: no such file; check the name"


def test_a_directory(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a directory; name the files in it"


def test_no_permission(closed: Path) -> None:
    assert "permission denied" in refusal(closed)


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe, socket or device" in refusal(tmp_path / "pipe")


def test_a_device_and_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "device" in refusal("/dev/zero")
    monkeypatch.chdir(tmp_path)  # a socket's name is limited to 108 bytes
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("s")
        assert "socket" in refusal("s")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a\0b.txt", "is no file name"),
        ("x" * 300, "File name too long"),
        ("no\nsuch\nfile.txt", "no such file"),
        ("\udce4rger.txt", r"\\udce4rger.txt: no such file"),
        ("\ud800.txt", "is no file name"),
        ("https://example.org/artikel", "nothing is fetched"),
        ("", "is a directory"),
    ],
)
def test_odd_names(name: str, says: str) -> None:
    assert says.replace("\\\\", "\\") in refusal(name)


def test_a_loop_of_links_and_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "cannot be read" in refusal(tmp_path / "a")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(10**12)
    assert "over 20 MB" in refusal(tmp_path / "large.txt")


def test_a_name_that_is_not_unicode_becomes_a_printable_source(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xe4.txt")
    Path(path).write_text(ARTICLE)
    article = read(path)
    assert article.source == f"{tmp_path}/\\udce4.txt"
    article.source.encode()


@pytest.mark.parametrize("source", ["-", Path("-")])
def test_standard_input(source: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode("cp1252"))))
    article = read(source)
    assert (article.source, article.title, article.encoding) == ("-", TITLE, "cp1252")


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", InputEmpty, "standard input: is empty"),
        (ENGLISH, NotGerman, "standard input: 100% of the text"),
        (b"a" * (MAX_BYTES + 5), InputUnreadable, "standard input: is over 20 MB"),
    ],
)
def test_bad_standard_input(
    data: bytes, error: type[TranslateSumError], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    with pytest.raises(error, match=says):
        read("-")


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputUnreadable, match="standard input: is closed"):
        read("-")


def test_importing_read_is_cheap() -> None:
    code = "import sys, translate_sum.read; print(sorted({'numpy', 'py3langid', 'torch'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
