"""What is written to the journal comes back, whatever was torn."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_sum.errors import ConfigurationError
from translate_sum.journal import Entry, Journal, parsed

ANY = st.text(st.characters(), max_size=30)  # surrogates too: file names may hold any bytes
ENTRIES = st.builds(
    Entry,
    source=st.sampled_from(["a.txt", "b.txt", "sub/\udcff.txt"]),
    outcome=st.sampled_from(["done", "failed"]),
    key=ANY,
    sha256=ANY,
    title=ANY,
    title_de=ANY,
    sentences=st.integers(0),
    seconds=st.floats(0, allow_nan=False, allow_infinity=False),
    created=ANY,
    checks=st.dictionaries(ANY, st.integers(0), max_size=3),
    outputs=st.dictionaries(ANY, ANY, max_size=3),
    reason=ANY,
    exit_code=st.integers(0, 255),
)


@given(ENTRIES)
def test_a_line_comes_back(entry: Entry) -> None:
    assert entry.line().count(b"\n") == 1
    assert parsed(entry.line()) == entry


@given(ENTRIES, st.data())
def test_no_part_of_a_line_is_an_entry(entry: Entry, data: st.DataObject) -> None:
    whole = entry.line().rstrip(b"\n")
    assert parsed(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(ENTRIES, max_size=8), st.integers(0, 400), ENTRIES)
def test_the_last_whole_line_counts_and_a_torn_one_is_passed_over(entries: list[Entry], torn: int, new: Entry) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.jsonl")
        with Journal(path) as journal:
            for entry in entries:
                journal.append(entry)
        whole = path.read_bytes()
        path.write_bytes(whole[: max(0, len(whole) - torn)])
        kept = [found for line in path.read_bytes().splitlines() if (found := parsed(line))]
        with Journal(path) as journal:
            assert {e.source: journal.get(e.source) for e in entries} == {
                e.source: next((k for k in reversed(kept) if k.source == e.source), None) for e in entries
            }
            journal.append(new)
            assert journal.get(new.source) == new
        with Journal(path) as journal:
            assert journal.get(new.source) == new


@pytest.mark.parametrize("line", [b"", b"\n", b"null", b"[]", b"{}", b'{"source": "a"}', b"\xff\xfe", b"{" * 5000])
def test_what_is_no_entry(line: bytes) -> None:
    assert parsed(line) is None


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be written"):
        Journal(tmp_path / "no" / "journal.jsonl")
