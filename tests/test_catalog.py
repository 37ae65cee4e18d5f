"""The table of models, and models.md, which must say the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from translate_sum.catalog import CATALOG, Entry, Role, candidates, find, for_role, suggested
from translate_sum.errors import ModelMissing
from translate_sum.sources.directory import digest
from translate_sum.store import EMBEDDED, FITTING

ROLES: tuple[Role, ...] = get_args(Role)
MODELS_MD = Path(__file__).parent.parent / "models.md"
ORDINALS = ("1st", "2nd", "3rd", "4th")


def documented() -> list[dict[str, str]]:
    """The rows of the table in models.md, by column name, without backticks."""
    lines = [line for line in MODELS_MD.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    header, _, *rows = [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(header, row, strict=True)) for row in rows]


def auto_rank(entry: Entry) -> str:
    picks = candidates(entry.role)
    return ORDINALS[picks.index(entry)] if entry in picks else "never"


def test_models_md_has_a_row_for_each_model_in_the_catalogue_s_order() -> None:
    assert [(row["name"], row["role"]) for row in documented()] == [(e.name, e.role) for e in CATALOG]


@pytest.mark.parametrize(("row", "entry"), list(zip(documented(), CATALOG, strict=True)), ids=lambda v: str(v)[:40])
def test_models_md_says_what_the_catalogue_says(row: dict[str, str], entry: Entry) -> None:
    assert row["auto"] == auto_rank(entry)
    assert row["weights from"] == (f"{entry.source}: {entry.location}" if entry.location else entry.source)
    assert row["revision"] == (entry.revision[:12] or "-")
    assert row["licence"] == entry.licence
    assert row["download"] == (f"{entry.size_mb} MB" if entry.size_mb else "-")
    assert row["input limit"] and row["quality"] and row["speed"]


@pytest.mark.parametrize("entry", CATALOG, ids=lambda entry: f"{entry.name}-{entry.role}")
def test_entry_is_pinned_and_complete(entry: Entry) -> None:
    pins = {"hub": r"[0-9a-f]{7,40}", "pypi": r"[0-9a-f]{64}", "embedded": r"([0-9a-f]{64})?", "builtin": ""}
    assert re.fullmatch(pins[entry.source], entry.revision)
    assert re.fullmatch(r"[0-9a-f]{64}" if entry.source == "hub" else "", entry.weights_sha256)
    assert entry.backend in (*FITTING[entry.role], "echo")
    assert entry.note and "\n" not in entry.note
    assert (entry.size_mb > 0) == (entry.source != "builtin")


EMBEDDED_ENTRIES = pytest.mark.parametrize(
    "entry", [entry for entry in CATALOG if entry.source == "embedded"], ids=lambda entry: entry.name
)


@EMBEDDED_ENTRIES
def test_embedded_weights_are_the_ones_the_catalogue_pins(entry: Entry) -> None:
    directory = EMBEDDED / entry.location
    assert entry.revision == (digest(directory) if directory.is_dir() else "")


@EMBEDDED_ENTRIES
def test_embedded_weights_have_the_size_the_catalogue_states(entry: Entry) -> None:
    files = list((EMBEDDED / entry.location).glob("*"))
    assert not files or sum(f.stat().st_size for f in files) / 1e6 == pytest.approx(entry.size_mb, abs=1.5)


@pytest.mark.parametrize("role", ROLES)
def test_names_are_unique_in_a_role(role: Role) -> None:
    names = [entry.name for entry in for_role(role)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("role", ROLES)
def test_auto_never_picks_a_model_without_weights(role: Role) -> None:
    assert all(entry.source != "builtin" for entry in candidates(role))


def test_suggested_summarizer_needs_only_the_package_index() -> None:
    assert (suggested("summarizer").name, suggested("summarizer").source) == ("smollm2-135m-instruct", "pypi")


@pytest.mark.parametrize("role", ROLES)
def test_unknown_name_lists_the_known_ones(role: Role) -> None:
    with pytest.raises(ModelMissing) as error:
        find("nonesuch", role)
    assert all(entry.name in str(error.value) for entry in for_role(role))


def test_name_of_another_role_is_unknown() -> None:
    with pytest.raises(ModelMissing, match="no translator model of that name"):
        find("smollm2-135m-instruct", "translator")


def test_imports_are_light() -> None:
    heavy = "{'torch', 'transformers', 'huggingface_hub', 'numpy', 'gguf'}"
    code = (
        f"import sys, translate_sum.catalog, translate_sum.store, translate_sum.pull; print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
