"""The shortlist: made from alignments, converted, and without a say for the company that a text is in."""

from __future__ import annotations

import lzma
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tiny

from training.align import normalise
from training.bitext import Bitext
from training.shortlist import Limits, shortlist, spells, translations
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.backends.marian_pieces import MarianPieces
from translate_sum.backends.shortlist import FILE, parsed
from translate_sum.contracts import Decoding
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.errors import ModelBroken, UsageError
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.store import EMBEDDED

INFO = ModelInfo("tiny", "0123456789ab")
GERMAN = [*tiny.CORPUS[:4], "Ja.", "Der Präsident"]
FAST = Decoding(beam_size=1, shortlist=True)
PIECES = ["</s>", "▁Haus", "▁house", "▁home", "▁the", "7", "▁Bonn"]

SPELT = {"<0x0A>": True, "▁": True, "▁a": True, "ß": True, "19": True, "”.": True, "▁an": False, "er": False}


@pytest.mark.parametrize(("piece", "expected"), SPELT.items())
def test_what_words_are_spelt_with_is_always_allowed(piece: str, expected: bool) -> None:
    assert spells(piece) is expected


def lines(limits: Limits) -> list[str]:
    table = np.zeros((7, 7), np.float32)
    table[1, [2, 3, 4]] = 0.6, 0.3, 0.1
    english = np.array([0, 0, 5, 2, 9, 1, 3])
    return list(shortlist(table, english, PIECES, limits))


LIMITS = {
    "likeliest first": (Limits(0, 1, 0.0), ["\t7\n", "▁Haus\t▁house\n", "▁house\t▁house\n"]),
    "not below the least": (Limits(0, 9, 0.2), ["\t7\n", "▁Haus\t▁house ▁home\n", "▁house\t▁house\n"]),
    "the frequent once for all": (Limits(2, 9, 0.2), ["\t▁house ▁the 7\n", "▁Haus\t▁home\n", "▁home\t▁home\n"]),
}


@pytest.mark.parametrize(("limits", "expected"), LIMITS.values(), ids=LIMITS)
def test_a_line_holds_the_likely_pieces_and_the_source_itself_where_it_is_english_too(
    limits: Limits, expected: list[str]
) -> None:
    assert lines(limits)[: len(expected)] == expected
    assert lines(limits)[-1] == "▁Bonn\t▁Bonn\n"


def test_pieces_that_stand_together_translate_each_other() -> None:
    pairs = [((0, 1), (5, 6)), ((1, 2), (6, 7)), ((0, 2), (5, 7))] * 20
    source, target = (np.array([side for pair in pairs for side in pair[k]], np.uint16) for k in (0, 1))
    ends = np.arange(0, 2 * len(pairs) + 1, 2)
    table = translations(Bitext(source, ends, target, ends), 8)
    assert table[:3].argmax(1).tolist() == [5, 6, 7]
    assert np.allclose(normalise(table * 100)[:3].sum(1), 1, atol=1e-3)


# --- In a model


def listed(directory: Path, make: Callable[[list[str]], str]) -> Path:
    text = make(MarianPieces(directory).vocabulary[:-1])
    (directory / FILE).write_bytes(lzma.compress(text.encode()))
    return directory


def narrow(pieces: list[str]) -> str:
    """Each source piece allows the one after it and itself."""
    return "".join(f"{piece}\t{pieces[i - 1]} {piece}\n" for i, piece in enumerate(pieces) if i)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listed(tiny.marian(tmp_path_factory.mktemp("models") / "terse", end_bias=2.0), narrow)


def made(directory: Path, home: Path | None = None, *, shortlist: bool = True) -> MarianCTranslate2:
    return MarianCTranslate2(directory, INFO, threads=1, conversions=Conversions(home), shortlist=shortlist)


def test_a_text_has_the_same_translation_alone_and_in_company(directory: Path) -> None:
    model = made(directory)
    together = model.translate(GERMAN, FAST)
    assert together == [model.translate([text], FAST)[0] for text in GERMAN]
    assert model.translate(GERMAN[::-1], FAST) == together[::-1]
    assert together != model.translate(GERMAN, Decoding(beam_size=1))


def test_the_list_is_for_searches_that_ask_for_it(directory: Path) -> None:
    with_list, without = made(directory), made(directory, shortlist=False)
    for decoding in (Decoding(), Decoding(beam_size=1)):
        assert with_list.translate(GERMAN, decoding) == without.translate(GERMAN, decoding)
    assert without.translate(GERMAN, FAST) == without.translate(GERMAN, Decoding(beam_size=1))
    assert "shortlist" in with_list.info.settings
    assert "shortlist" not in without.info.settings


def test_another_list_is_another_conversion_and_has_another_name(directory: Path, tmp_path: Path) -> None:
    other = listed(shutil.copytree(directory, tmp_path / "other"), lambda pieces: "\t" + " ".join(pieces[1:]) + "\n")
    models = [made(place, tmp_path / "home") for place in (directory, other)]
    assert len([place for place in (tmp_path / "home" / "converted").iterdir() if place.is_dir()]) == 2
    assert len({model.info.settings for model in models}) == 2


BROKEN = {
    "another vocabulary": (lzma.compress("▁quux\t▁foo\n".encode()), "vocab.json lacks"),
    "damaged": (b"no archive", "damaged"),
    "no list": (lzma.compress(b"one two\n"), "cannot be loaded"),
}


@pytest.mark.parametrize(("content", "words"), BROKEN.values(), ids=BROKEN)
def test_a_list_that_does_not_fit_makes_the_model_broken(
    content: bytes, words: str, directory: Path, tmp_path: Path
) -> None:
    (shutil.copytree(directory, tmp_path / "model") / FILE).write_bytes(content)
    with pytest.raises(ModelBroken, match=words):
        made(tmp_path / "model")


def test_a_beam_has_no_shortlist() -> None:
    with pytest.raises(ValueError, match="greedy"):
        Decoding(beam_size=4, shortlist=True)
    with pytest.raises(UsageError, match="greedy"):
        Pipeline(Options(fast=True))


def test_fast_is_a_setting_that_outcomes_depend_on() -> None:
    usual, fast = (Pipeline(Options(beam_size=1, fast=fast)).settings for fast in (False, True))
    assert usual != fast


def test_the_embedded_list_fits_the_embedded_vocabulary() -> None:
    found = parsed(lzma.decompress((EMBEDDED / "de-en" / FILE).read_bytes()))
    pieces = set(MarianPieces(EMBEDDED / "de-en").vocabulary)
    assert found.always.union(found.likely, *found.likely.values()) <= pieces
    assert found.holds(["▁Haus"], ["▁house"])
