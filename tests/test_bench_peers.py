"""The benchmark's contestants and its command, on tiny models; no peer is installed."""

from __future__ import annotations

import json
import lzma
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import tiny

from benchmarks import bench, contestants
from benchmarks.contestants import Field
from benchmarks.peers import marian_format
from benchmarks.peers.documents import sentences_of
from benchmarks.peers.in_ctranslate2 import Plain
from benchmarks.peers.in_transformers import EasyNmtWay, Naive, Transformers
from benchmarks.peers.installed import Workshop
from benchmarks.peers.ours import Engine, Whole
from benchmarks.serve import Translating, answer
from translate_sum.backends.marian_settings import MarianSettings

GERMAN = tiny.CORPUS[:4]
DOCUMENTS = (f"Neue Gespräche\n\n{GERMAN[0]} {GERMAN[1]}\n", f"{GERMAN[2]}\n\n{GERMAN[3]} Ja.\n", "Nein.\n")


# --- The ways to call a model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.marian(tmp_path_factory.mktemp("bench") / "model", positions=300, end_bias=2.0)


@pytest.fixture(scope="module")
def workshop(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("cache"), model, install=False)


def ways(workshop: Workshop) -> dict[str, Translating]:
    both: dict[str, Any] = {"model": str(workshop.model), "threads": 1}
    home: dict[str, Any] = {"home": str(workshop.home)}
    return {
        "naive": Naive(**both),
        "batched": Transformers(**both, batch=2),
        "easynmt": EasyNmtWay(**both),
        "plain": Plain(str(workshop.ctranslate2("float32")), **both),
        "int8": Plain(str(workshop.ctranslate2("int8")), **both),
        "engine": Engine(**both, **home),
        "engine int8": Engine(**both, **home, numbers="int8"),
        "whole": Whole(**both, **home),
        "singly": Whole(**both, **home, together=False),
        "cold": Whole(**both, **home, cache="cold"),
        "warm": Whole(**both, **home, cache="warm"),
    }


@pytest.fixture(scope="module")
def found(workshop: Workshop) -> dict[str, dict[str, list[str]]]:
    """By way: the sentences, the sentences in reverse, and the documents, each twice."""
    orders = {
        "sentences": ("sentences", GERMAN),
        "reversed": ("sentences", GERMAN[::-1]),
        "documents": ("documents", DOCUMENTS),
        "again": ("documents", DOCUMENTS),
    }
    return {
        name: {
            what: answer(way, {"kind": kind, "texts": texts, "beam": 1})["texts"]
            for what, (kind, texts) in orders.items()
        }
        for name, way in ways(workshop).items()
    }


def test_every_way_keeps_the_order(found: dict[str, dict[str, list[str]]]) -> None:
    for name, way in found.items():
        assert way["reversed"] == way["sentences"][::-1], name
        assert way["again"] == way["documents"], name
        assert len(way["documents"]) == len(DOCUMENTS), name


SAME = [("naive", "batched"), ("batched", "easynmt"), ("whole", "singly"), ("whole", "cold"), ("whole", "warm")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ways_differ_in_speed_alone(one: str, other: str, found: dict[str, dict[str, list[str]]]) -> None:
    assert found[one] == found[other]


def test_a_document_is_its_sentences(found: dict[str, dict[str, list[str]]], workshop: Workshop) -> None:
    way = Engine(str(workshop.model), str(workshop.home), 1)
    flat = way.sentences([s for document in DOCUMENTS for s in sentences_of(document)], 1)
    assert " ".join(found["engine"]["documents"]) == " ".join(flat)


def test_a_wrong_number_of_answers_is_noticed() -> None:
    class Short:
        def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
            return list(texts[1:])

        documents = sentences

    with pytest.raises(ValueError, match="1 translations of 2 texts"):
        answer(Short(), {"kind": "documents", "texts": ["a", "b"], "beam": 4})


def test_every_name_has_a_maker_and_what_is_missing_says_why(workshop: Workshop) -> None:
    field = Field(workshop, threads=1)
    names = {*contestants.SENTENCES, *contestants.ARTICLES, *contestants.START, *contestants.SWEEP}
    made = {c.name: c for c in field.named(*names)}
    assert made.keys() == names == field.makers().keys()
    assert "--no-install" in made[contestants.ARGOS].missing
    assert made[contestants.WHOLE].missing == ""


def test_what_cannot_be_installed_is_named(model: Path, tmp_path: Path) -> None:
    (tmp_path / "argos").write_text("no folder", encoding="utf-8")
    [argos] = Field(Workshop(tmp_path, model), threads=1).named(contestants.ARGOS)
    assert "venv" in argos.missing


# --- The peers' formats


def unpacked(file: Path) -> dict[str, tuple[tuple[int, ...], bytes]]:
    """A reader of Marian's format, after the same description."""
    data = file.read_bytes()
    version, count = struct.unpack_from("<QQ", data)
    assert version == 1
    heads = [struct.unpack_from("<4Q", data, 16 + 32 * i) for i in range(count)]
    place, names, shapes, found = 16 + 32 * count, [], [], {}
    for length, _, _, _ in heads:
        names.append(data[place : place + length - 1].decode())
        place += length
    for _, _, dimensions, _ in heads:
        shapes.append(struct.unpack_from(f"<{dimensions}i", data, place))
        place += 4 * dimensions
    place += 8 + struct.unpack_from("<Q", data, place)[0]
    assert place % 256 == 0
    for name, shape, (_, _, _, size) in zip(names, shapes, heads, strict=True):
        found[name] = (tuple(shape), data[place : place + size])
        place += size
    assert place == len(data)
    return found


def test_marians_format_holds_the_same_numbers(model: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    marian_format.write(model, tmp_path / "model.bin")
    items, stored = unpacked(tmp_path / "model.bin"), load_file(model / "model.safetensors")
    shape, content = items["decoder_l1_context_Wk"]
    theirs = stored["model.decoder.layers.0.encoder_attn.k_proj.weight"].astype(np.float32)
    assert np.array_equal(np.frombuffer(content, np.float32)[: theirs.size].reshape(shape), theirs.T)
    assert items["encoder_l1_ffn_b1"][0] == (1, 32)
    bias = np.frombuffer(items["decoder_ff_logit_out_b"][1], np.float32)
    start = MarianSettings.read(model).start
    assert bias[start] == marian_format.NEVER
    assert bias[0] == pytest.approx(2.0)
    assert b"transformer-postprocess: dan" in items["special:model.yml"][1]
    # 16 matrices of each encoder layer, 26 of each decoder layer, embeddings, bias, settings
    assert len(items) == 16 + 26 + 3


def test_the_package_for_argos_ends_its_sentences(workshop: Workshop, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\nmkdir -p "$3"\necho {} > "$3/meta.json"\n', encoding="utf-8")
    python.chmod(0o755)
    environment = workshop.argos_environment(python, "int8", threads=2)
    [package] = Path(environment["XDG_DATA_HOME"]).glob("*.argosmodel")
    with zipfile.ZipFile(package) as file:
        names = set(file.namelist())
        settings = json.loads(file.read("translate-de_en/model/config.json"))
    parts = ("metadata.json", "sentencepiece.model", "spacy/meta.json", "model/model.bin")
    assert {f"translate-de_en/{part}" for part in parts} <= names
    assert settings["add_source_eos"] is True
    assert Path(environment["ARGOS_PACKAGES_DIR"], "translate-de_en", "metadata.json").is_file()


# --- The command


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = [f"{german}\t{english}" for german, english in zip(GERMAN, tiny.CORPUS[4:], strict=True)]
    (tmp_path / "newstest2019.deu-eng.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with lzma.open(tmp_path / "german_news.jsonl.xz", "wt", encoding="utf-8") as out:
        for text in DOCUMENTS:
            out.write(json.dumps({"title": "Gespräche (Wikinews)", "text": text}) + "\n")
    return tmp_path


def test_the_command_writes_a_page_whatever_is_missing(
    corpus: Path, model: Path, workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    page = corpus / "page.md"
    page.write_text("# Before\n", encoding="utf-8")
    who = f"{contestants.ENGINE_GREEDY}|argos"
    more = f"--only sentences,growth,cold --growth 1,3 --articles 2 --threads 1 --repetitions 1 --who {who!r}"
    settings = ["--write", str(page), "--model", str(model), "--cache", str(workshop.cache), "--no-install"]
    assert bench.main([str(corpus), *settings, *words(more)]) == 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith("# Before\n")
    for heading in ("### Aims", "### Sentences", "### Growth"):
        assert heading in written
    assert f"| {contestants.ARGOS} | not run: argos-translate is not installed" in written
    assert "![performance-sentences](performance-sentences.svg)" in written
    assert ElementTree.parse(corpus / "performance-sentences.svg").getroot().tag.endswith("svg")
    assert "### Sentences" in capsys.readouterr().out


def words(line: str) -> list[str]:
    import shlex

    return shlex.split(line)


def test_an_unknown_task_is_refused(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main([str(corpus), "--only", "speed"])
    assert "known are sentences" in capsys.readouterr().err
