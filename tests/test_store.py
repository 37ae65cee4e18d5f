"""Which models are installed, and which one a name means."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from model_dirs import hub_snapshot, model_dir

from translate_sum.catalog import CATALOG, Backend, Role, find
from translate_sum.errors import ModelBroken, ModelMissing
from translate_sum.sources.directory import digest, inspect
from translate_sum.store import Store, default_home

COMMIT = "c0ffee" * 6 + "c0ff"
DISTILBART = find("distilbart-cnn-12-6", "summarizer")
SMOLLM = find("smollm2-135m-instruct", "summarizer")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Nothing installed."""
    return Store(tmp_path / "home", embedded=tmp_path / "weights", hub_cache=tmp_path / "hub")


# Directories


@pytest.mark.parametrize(
    ("model_type", "backend"),
    [
        ("marian", "marian"),
        ("bart", "seq2seq"),
        ("pegasus", "seq2seq"),
        ("t5", "seq2seq"),
        ("mbart", "seq2seq"),
        ("llama", "causal"),
        ("qwen2", "causal"),
        ("gpt2", "causal"),
    ],
)
def test_backend_is_told_from_the_configuration(tmp_path: Path, model_type: str, backend: Backend) -> None:
    assert inspect(model_dir(tmp_path / "m", model_type)) == backend


def pickle_by_name(name: str) -> Callable[[Path], None]:
    def rename(path: Path) -> None:
        (path / "model.safetensors").rename(path / name)

    return rename


def cut_short(path: Path) -> None:
    whole = (path / "model.safetensors").read_bytes()
    (path / "model.safetensors").write_bytes(whole[:-1])


def shards_without_a_file(path: Path) -> None:
    (path / "model.safetensors").rename(path / "model-00001-of-00002.safetensors")
    names = {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}
    (path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": names}))


def shard_elsewhere(path: Path) -> None:
    (path / "model.safetensors").rename(path.parent / "outside.safetensors")
    (path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "../outside.safetensors"}}))


def written(name: str, content: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        (path / name).write_text(content)

    return write


def without(name: str) -> Callable[[Path], None]:
    return lambda path: (path / name).unlink()


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (without("config.json"), "has no config.json"),
        (written("config.json", "{"), "cannot be read"),
        (written("config.json", "[]"), "is not a JSON object"),
        (written("config.json", "{}"), "model type None cannot be run here"),
        (written("config.json", '{"model_type": "whisper"}'), "'whisper' cannot be run here"),
        (written("config.json", '{"model_type": ["marian"]}'), "cannot be run here"),
        (pickle_by_name("pytorch_model.bin"), "pickled weights only, which can run code; convert them"),
        (pickle_by_name("model.pt"), "pickled weights only"),
        (pickle_by_name("model.pkl"), "pickled weights only"),
        (pickle_by_name("model.ckpt"), "pickled weights only"),
        (without("model.safetensors"), "has no model.safetensors"),
        (written("model.safetensors", ""), "damaged or cut short"),
        (written("model.safetensors", "version https://git-lfs.github.com/spec/v1\n"), "damaged or cut short"),
        (cut_short, "damaged or cut short"),
        (shards_without_a_file, "model-00002-of-00002.safetensors is missing"),
        (shard_elsewhere, "no safetensors file of this directory"),
        (without("source.spm"), "lacks source.spm"),
        (without("vocab.json"), "lacks vocab.json"),
        (shutil.rmtree, "has no config.json"),
    ],
)
def test_broken_directory_is_refused_in_one_line(
    tmp_path: Path, damage: Callable[[Path], None], complaint: str
) -> None:
    directory = model_dir(tmp_path / "model")
    damage(directory)
    with pytest.raises(ModelBroken) as error:
        inspect(directory)
    assert complaint in str(error.value)
    assert str(tmp_path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", ['{"weight_map": {}}', "{}", '{"weight_map": 3}'])
def test_index_that_names_no_shards_is_refused(tmp_path: Path, content: str) -> None:
    directory = model_dir(tmp_path / "model", weights="other.safetensors")
    (directory / "model.safetensors.index.json").write_text(content)
    with pytest.raises(ModelBroken, match="names no shards"):
        inspect(directory)


def test_causal_model_without_any_tokenizer_is_refused(tmp_path: Path) -> None:
    directory = model_dir(tmp_path / "model", "llama")
    (directory / "tokenizer.json").unlink()
    with pytest.raises(ModelBroken, match="has no tokenizer"):
        inspect(directory)


def test_shards_are_one_model(tmp_path: Path) -> None:
    names = ("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
    directory = model_dir(tmp_path / "model", weights=names[0])
    shutil.copy(directory / names[0], directory / names[1])
    index = {"weight_map": {"b": names[1], "a": names[0], "c": names[1]}}
    (directory / "model.safetensors.index.json").write_text(json.dumps(index))
    assert inspect(directory) == "marian"
    whole = b"".join((directory / name).read_bytes() for name in names)
    assert digest(directory) == hashlib.sha256(whole).hexdigest()


def test_safetensors_beside_pickles_are_enough(tmp_path: Path) -> None:
    directory = model_dir(tmp_path / "model")
    (directory / "pytorch_model.bin").write_bytes(b"\x80\x04N.")
    assert inspect(directory) == "marian"


# What a name means


def test_directory_is_named_as_given_and_by_the_digest_of_its_weights(store: Store, tmp_path: Path) -> None:
    directory = model_dir(tmp_path / "mine")
    found = store.resolve(str(directory), "translator")
    expected = hashlib.sha256((directory / "model.safetensors").read_bytes()).hexdigest()[:12]
    assert (found.name, found.path, found.backend) == (str(directory), directory, "marian")
    assert (found.revision, found.licence) == (expected, "not stated")


def test_name_of_the_catalogue_is_never_a_directory(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model_dir(tmp_path / "work" / "embedded")
    monkeypatch.chdir(tmp_path / "work")
    with pytest.raises(ModelMissing):
        store.resolve("embedded", "translator")
    assert store.resolve("./embedded", "translator").name == "./embedded"


def test_echo_is_always_there(store: Store) -> None:
    assert store.resolve("echo", "translator").path is None
    assert store.resolve("echo", "summarizer").backend == "echo"


@pytest.mark.parametrize(
    ("model_type", "role", "needed"),
    [
        ("llama", "translator", "marian"),
        ("bart", "reverse", "marian"),
        ("marian", "summarizer", "seq2seq or causal"),
    ],
)
def test_model_of_the_wrong_kind_is_refused(
    store: Store, tmp_path: Path, model_type: str, role: Role, needed: str
) -> None:
    with pytest.raises(ModelBroken, match=f"must be {needed}"):
        store.resolve(str(model_dir(tmp_path / "m", model_type)), role)


@pytest.mark.parametrize(
    ("name", "role", "hint"),
    [
        (
            "auto",
            "summarizer",
            "no summarizer model is installed; run `translate-sum models pull smollm2-135m-instruct`",
        ),
        ("auto", "translator", "no translator model is installed; run `translate-sum models pull opus-mt-de-en`"),
        ("auto", "reverse", "no reverse model is installed; run `translate-sum models pull opus-mt-en-de`"),
        ("opus-mt-de-en", "translator", "run `translate-sum models pull opus-mt-de-en`"),
        ("smollm2-135m-instruct", "summarizer", "run `translate-sum models pull smollm2-135m-instruct`"),
        ("embedded", "translator", "reinstall translate-sum"),
        ("someone/some-model", "translator", "run `translate-sum models pull someone/some-model`"),
        ("nonesuch", "translator", "known are auto, opus-mt-de-en, embedded, echo"),
        ("./no/such/place", "summarizer", "or give a model directory"),
        ("smollm2-135m-instruct", "translator", "known are auto, opus-mt-de-en"),
        ("a\0b", "translator", "known are auto"),
    ],
)
def test_missing_model_says_what_to_do(store: Store, name: str, role: Role, hint: str) -> None:
    with pytest.raises(ModelMissing) as error:
        store.resolve(name, role)
    assert hint in str(error.value)


# The hub's cache


def test_pinned_model_is_found_in_the_hub_s_cache(store: Store, tmp_path: Path) -> None:
    snapshot = hub_snapshot(tmp_path / "hub", DISTILBART.location, COMMIT, DISTILBART.revision, "bart")
    found = store.resolve("distilbart-cnn-12-6", "summarizer")
    assert (found.path, found.revision, found.licence) == (snapshot, COMMIT[:12], "Apache-2.0")


def test_other_revisions_in_the_cache_do_not_count(store: Store, tmp_path: Path) -> None:
    hub_snapshot(tmp_path / "hub", DISTILBART.location, COMMIT, "main", "bart")
    with pytest.raises(ModelMissing):
        store.resolve("distilbart-cnn-12-6", "summarizer")


def test_any_repository_in_the_cache_can_be_named(store: Store, tmp_path: Path) -> None:
    hub_snapshot(tmp_path / "hub", "someone/some-model", COMMIT, "main", "t5")
    found = store.resolve("someone/some-model", "summarizer")
    assert (found.backend, found.revision, found.licence) == ("seq2seq", COMMIT[:12], "not stated")


def test_nothing_here_opens_a_socket(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    install_all(store)
    asked: list[tuple[str, Role]] = [("auto", "summarizer"), ("auto", "reverse"), ("someone/some-model", "translator")]
    for name, role in asked:
        with contextlib.suppress(ModelMissing):
            store.resolve(name, role)
    assert len(store.listing()) == len(CATALOG)


# auto


def install_all(store: Store) -> None:
    model_dir(store.embedded / "de-en")
    assert store.hub_cache
    hub_snapshot(store.hub_cache, DISTILBART.location, COMMIT, DISTILBART.revision, "bart")
    model_dir(store.folder(SMOLLM), "llama")


def test_auto_is_the_first_of_the_catalogue_that_is_installed(store: Store) -> None:
    install_all(store)
    assert store.resolve("auto", "translator").name == "embedded"
    assert store.resolve("auto", "summarizer").name == "distilbart-cnn-12-6"


def test_auto_passes_over_a_broken_model(store: Store) -> None:
    install_all(store)
    broken = store.resolve("distilbart-cnn-12-6", "summarizer").path
    assert broken
    (broken / "model.safetensors").unlink()
    assert store.resolve("auto", "summarizer").name == "smollm2-135m-instruct"


def test_auto_says_why_the_only_model_is_refused(store: Store) -> None:
    (model_dir(store.embedded / "de-en") / "target.spm").unlink()
    with pytest.raises(ModelMissing, match=r"no translator model is installed \(.*lacks target.spm.*\); run"):
        store.resolve("auto", "translator")


def test_listing_has_every_model_and_one_pick_for_each_role(store: Store) -> None:
    install_all(store)
    (store.folder(SMOLLM) / "tokenizer.json").unlink()
    rows = {(row.entry.name, row.entry.role): row for row in store.listing()}
    assert {key: row.state for key, row in rows.items()} == {
        ("opus-mt-de-en", "translator"): "missing",
        ("embedded", "translator"): "installed",
        ("echo", "translator"): "installed",
        ("opus-mt-en-de", "reverse"): "missing",
        ("embedded-en-de", "reverse"): "missing",
        ("distilbart-cnn-12-6", "summarizer"): "installed",
        ("smollm2-135m-instruct", "summarizer"): "broken",
        ("echo", "summarizer"): "installed",
    }
    assert [name for (name, _), row in rows.items() if row.auto] == ["embedded", "distilbart-cnn-12-6"]
    assert "has no tokenizer" in rows["smollm2-135m-instruct", "summarizer"].problem
    assert [m.name for m in store.installed()] == ["embedded", "echo", "distilbart-cnn-12-6", "echo"]


@pytest.mark.parametrize("role", ["translator", "reverse", "summarizer"])
def test_auto_and_the_listing_agree(store: Store, role: Role) -> None:
    install_all(store)
    reverse = find("opus-mt-en-de", "reverse")
    hub_snapshot(store.hub_cache or Path(), reverse.location, reverse.revision, "main")
    (picked,) = [row.installed for row in store.listing() if row.auto and row.entry.role == role]
    assert store.resolve("auto", role) == picked


# Where


def test_home_is_what_the_environment_says() -> None:
    assert default_home({"TRANSLATE_SUM_HOME": "/data/models"}) == Path("/data/models")
    assert default_home({"TRANSLATE_SUM_HOME": "~/models"}) == Path.home() / "models"


@pytest.mark.parametrize("environ", [{}, {"TRANSLATE_SUM_HOME": ""}])
def test_home_is_the_user_s_data_directory_otherwise(environ: dict[str, str]) -> None:
    assert default_home(environ).name == "translate-sum"
    assert default_home(environ).is_absolute()
