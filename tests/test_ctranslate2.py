"""The ctranslate2 runtime: held to transformers, which is the reference, piece by piece."""

from __future__ import annotations

import json
import lzma
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import tiny
import torch
from ctranslate2.converters import TransformersConverter
from hypothesis import given
from nasty import NASTY
from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer, MarianMTModel

from translate_sum.backends import chosen_runtime, ctranslate2_format, marian_weights, shortlist
from translate_sum.backends.ctranslate2_format import NumberType
from translate_sum.backends.loading import quiet
from translate_sum.backends.marian import MarianTranslator
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.backends.marian_pieces import MarianPieces
from translate_sum.backends.marian_weights import convert
from translate_sum.contracts import Decoding
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.errors import ConfigurationError, ModelBroken
from translate_sum.segment import split
from translate_sum.store import EMBEDDED

INFO = ModelInfo("tiny", "0123456789ab")
NOT_KEPT = Conversions(None)
MODEL = EMBEDDED / "de-en"
SEED = Path(__file__).parent.parent / "seeds" / "000_dfae6e4b09aa7372.txt"
GERMAN = [*tiny.CORPUS[:4], "Ja.", "Der Präsident"]
SEARCHES = (Decoding(), Decoding(beam_size=1), Decoding(beam_size=3, no_repeat_ngram_size=2))
ODD = (
    "Er </s> kam <pad> an <unk>.",
    ">>fr<< Guten Tag",
    ">>",
    "zwei  Leerzeichen\tund\nZeilen",
    "漢字 \u2581 \u200b\U0001f600",
    "",
)


def made(directory: Path, **settings: Any) -> MarianCTranslate2:
    usual: dict[str, Any] = {"threads": 1, "conversions": NOT_KEPT}
    return MarianCTranslate2(directory, INFO, **(usual | settings))


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.marian(tmp_path_factory.mktemp("models") / "terse", end_bias=2.0)


@pytest.fixture(scope="module")
def fast(directory: Path) -> MarianCTranslate2:
    return made(directory)


# --- Conversion


@pytest.mark.parametrize("numbers", ["float32", "int8"])
def test_the_conversion_is_the_librarys_own_byte_for_byte(
    directory: Path, numbers: NumberType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctranslate2_format, "LEVELS", 127)  # as it has them
    exact = shutil.copytree(directory, tmp_path / "fp32")
    with quiet():
        MarianMTModel.from_pretrained(directory, dtype=torch.float32).save_pretrained(exact)
        TransformersConverter(str(exact)).convert(str(tmp_path / "theirs"), quantization=numbers)
    (tmp_path / "ours").mkdir()
    convert(directory, tmp_path / "ours", numbers)
    names = {file.name for file in (tmp_path / "theirs").iterdir()}
    assert names == {file.name for file in (tmp_path / "ours").iterdir()}
    for name in names:
        assert (tmp_path / "ours" / name).read_bytes() == (tmp_path / "theirs" / name).read_bytes(), name


def test_in_int8_only_pieces_of_translations_are_scored(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marian_weights, "EVEN", 1)
    model = shutil.copytree(directory, tmp_path / "model")
    pieces = MarianPieces(model).vocabulary
    kept = pieces[:-2]  # without the padding, and a piece that the list lacks
    (model / shortlist.FILE).write_bytes(lzma.compress(f"\t{' '.join(kept[2:])}\n".encode()))
    found = {}
    for numbers in ("float32", "int8"):
        (out := tmp_path / numbers).mkdir()
        convert(model, out, numbers)
        found[numbers] = {file.name: json.loads(file.read_text()) for file in out.glob("*_vocabulary.json")}
    assert found["float32"] == {"shared_vocabulary.json": pieces[:-1]}
    assert found["int8"] == {"source_vocabulary.json": pieces[:-1], "target_vocabulary.json": kept}
    unlisted = pieces[-2]
    written = [h.text for _, best in made(model, numbers="int8").nbest(GERMAN, Decoding(), 4) for h in best]
    assert written and not any(unlisted in text for text in written)


@pytest.mark.parametrize(("listed", "scored"), [(45, 48), (48, 48), (49, 64)])
def test_in_int8_the_scored_pieces_are_even_in_number(
    directory: Path, tmp_path: Path, listed: int, scored: int
) -> None:
    model = shutil.copytree(directory, tmp_path / "model")
    pieces = MarianPieces(model)
    (model / shortlist.FILE).write_bytes(lzma.compress(f"\t{' '.join(pieces.vocabulary[2:listed])}\n".encode()))
    found = marian_weights.target_vocabulary(model, pieces, pieces.vocabulary[:-1], pieces.end)
    assert len(found) == scored and set(pieces.vocabulary[:listed]) <= set(found)


def test_a_model_that_was_trained_for_it_runs_in_int8(directory: Path, tmp_path: Path) -> None:
    trained = shutil.copytree(directory, tmp_path / "model")
    config = json.loads((trained / "config.json").read_text())
    (trained / "config.json").write_text(json.dumps(config | {"trained_for_int8": True}))
    assert [made(place).info.settings for place in (directory, trained)] == ["ctranslate2 fp32", "ctranslate2 int8"]


def test_no_sum_of_two_products_overruns_16_bits() -> None:
    assert 2 * 255 * ctranslate2_format.LEVELS <= 2**15 - 1


def test_a_conversion_is_made_once_by_however_many_need_it(directory: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: made(directory, conversions=Conversions(tmp_path)), range(3)))
    [kept] = [place for place in (tmp_path / "converted").iterdir() if place.is_dir()]
    before = kept.stat().st_mtime_ns
    again = made(directory, conversions=Conversions(tmp_path))
    assert kept.stat().st_mtime_ns == before
    assert len({model.translate([GERMAN[0]], Decoding())[0].text for model in [*found, again]}) == 1


def test_a_damaged_conversion_is_made_again(directory: Path, tmp_path: Path) -> None:
    made(directory, conversions=Conversions(tmp_path))
    [binary] = (tmp_path / "converted").glob("*/model.bin")
    whole = binary.read_bytes()
    binary.write_bytes(whole[: len(whole) // 2])
    made(directory, conversions=Conversions(tmp_path))
    assert binary.read_bytes() == whole


def test_where_nothing_can_be_kept_the_model_runs_all_the_same(directory: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert made(directory, conversions=Conversions(tmp_path / "file")).count_tokens("Ja.") > 1


def test_a_start_embedding_that_is_not_zero_is_kept(directory: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(directory, tmp_path / "moved")
    weights = load_file(moved / "model.safetensors")
    weights["model.shared.weight"][-1] = 0.5
    save_file(weights, moved / "model.safetensors", {"format": "pt"})
    reference = MarianTranslator(moved, INFO, device="cpu", threads=1)
    greedy = Decoding(beam_size=1)
    assert made(moved).translate(GERMAN, greedy) == reference.translate(GERMAN, greedy)


# --- Pieces


@pytest.fixture(scope="module")
def tokenizers(directory: Path) -> list[tuple[Any, MarianPieces]]:
    with quiet():
        return [(AutoTokenizer.from_pretrained(place), MarianPieces(place)) for place in (directory, MODEL)]


def assert_same_pieces(text: str, tokenizers: list[tuple[Any, MarianPieces]]) -> None:
    for theirs, ours in tokenizers:
        ids = theirs(text, split_special_tokens=True).input_ids
        pieces = ours.encode(text)
        assert [ours.vocabulary.index(piece) for piece in pieces] == ids
        back = theirs.decode(ids[:-1], clean_up_tokenization_spaces=False)
        if ours.unknown not in pieces:  # which is never written
            assert ours.decode(pieces[:-1]) == back.strip()


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_give_the_pieces_of_transformers(text: str, tokenizers: list[tuple[Any, MarianPieces]]) -> None:
    assert_same_pieces(text, tokenizers)


@given(NASTY.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_any_text_gives_the_pieces_of_transformers(tokenizers: list[tuple[Any, MarianPieces]], text: str) -> None:
    assert_same_pieces(text, tokenizers)


# --- Translating


@pytest.mark.parametrize("decoding", SEARCHES)
def test_a_text_gives_the_same_alone_reversed_and_in_a_batch(fast: MarianCTranslate2, decoding: Decoding) -> None:
    found = fast.translate(GERMAN, decoding)
    assert found == [fast.translate([text], decoding)[0] for text in GERMAN]
    assert found == fast.translate(GERMAN[::-1], decoding)[::-1]


def test_greedy_search_and_its_cuts_are_those_of_transformers(directory: Path, fast: MarianCTranslate2) -> None:
    reference = MarianTranslator(directory, INFO, device="cpu", threads=1)
    found = fast.translate(GERMAN, Decoding(beam_size=1))
    assert found == reference.translate(GERMAN, Decoding(beam_size=1))
    assert fast.max_tokens == reference.max_tokens
    assert fast.info == ModelInfo("tiny", "0123456789ab", "ctranslate2 fp32")


def test_a_translation_that_the_limit_ended_says_so(directory: Path, tmp_path: Path) -> None:
    endless = made(tiny.marian(tmp_path / "endless", end_bias=-9.0))
    assert not any(h.complete for h in endless.translate(GERMAN, Decoding()))
    written = " ".join(h.text for h in endless.translate(GERMAN, Decoding()))
    assert not any(mark in written for mark in ("<pad>", "</s>", "<unk>", "⁇"))


def test_the_best_of_several_is_the_translation_and_blank_stays_blank(fast: MarianCTranslate2) -> None:
    found = [best for _, best in sorted(fast.nbest([*GERMAN, " \n"], Decoding(), 4))]
    assert [len(best) for best in found] == [*([4] * len(GERMAN)), 1]
    assert [best[0] for best in found] == fast.translate([*GERMAN, " \n"], Decoding())
    assert found[-1][0].text == ""
    assert fast.translate([], Decoding()) == []


def test_a_text_over_the_limit_is_refused(fast: MarianCTranslate2) -> None:
    with pytest.raises(ValueError, match="over the model's 64"):
        fast.translate(["Berlin " * 64], Decoding())


@pytest.mark.weights
def test_the_seed_article_reads_as_with_transformers() -> None:
    """On 1000 sentences of newstest2019: greedy 100.0 %, beam 4 98.7 % the same (docs/performance.md)."""
    texts = split(SEED.read_text(encoding="utf-8"))
    reference, greedy = MarianTranslator(MODEL, INFO, device="cpu", threads=1), Decoding(beam_size=1)
    assert made(MODEL, numbers="float32").translate(texts, greedy) == reference.translate(texts, greedy)


# --- Broken, and choosing


@pytest.mark.parametrize("name", ["config.json", "vocab.json", "source.spm", "target.spm", "model.safetensors"])
@pytest.mark.parametrize("content", [None, b"{"])
def test_a_broken_directory_is_refused_in_one_line(
    name: str, content: bytes | None, directory: Path, tmp_path: Path
) -> None:
    damaged = shutil.copytree(directory, tmp_path / "model")
    (damaged / name).unlink() if content is None else (damaged / name).write_bytes(content)
    with pytest.raises(ModelBroken) as caught:
        made(damaged, conversions=Conversions(tmp_path / "home"))
    assert str(damaged) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("change", ["missing", "shape"])
def test_weights_that_are_not_the_models_are_refused(change: str, directory: Path, tmp_path: Path) -> None:
    damaged = shutil.copytree(directory, tmp_path / "model")
    weights = load_file(damaged / "model.safetensors")
    taken = weights.pop("model.decoder.layers.0.encoder_attn.k_proj.weight")
    changed = weights if change == "missing" else weights | {"model.decoder.layers.0.fc1.weight": taken}
    save_file(changed, damaged / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelBroken, match=r"missing|shape"):
        made(damaged)


def test_the_runtime_is_chosen_by_the_device() -> None:
    assert chosen_runtime("auto", "cpu") == "ctranslate2"
    assert chosen_runtime("auto", "cuda") == chosen_runtime("transformers", "cpu") == "transformers"
    with pytest.raises(ConfigurationError, match="--device cpu"):
        chosen_runtime("ctranslate2", "cuda")


@pytest.mark.weights
def test_a_translation_imports_no_heavy_library(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from translate_sum.pipeline import Pipeline;"
        "from translate_sum.options import Options; from translate_sum.store import Store;"
        "from translate_sum.read import read;"
        "p = Pipeline(Options(translator='embedded', device='cpu'), store=Store(Path(sys.argv[1])));"
        "p.translate(read(sys.argv[2]));"
        "print({'torch', 'transformers', 'huggingface_hub', 'sacremoses'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path, SEED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "set()\n"), done.stderr
