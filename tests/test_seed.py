"""The seed article end to end: the embedded translator, and the summarizer that `models pull` installs.

CI runs these (`make test` pulls first); where the weights are not installed they fail rather than pass unseen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

SEED = Path(__file__).parent.parent / "seeds" / "000_dfae6e4b09aa7372.txt"
MODELS = ("--translator", "embedded", "--summarizer", "smollm2-135m-instruct")
OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("a run command touched the network")
socket.socket.connect = socket.getaddrinfo = refuse
from translate_sum.__main__ import main
sys.argv[0] = "translate-sum"
main()
"""

pytestmark = pytest.mark.weights


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line in a process that cannot reach the network."""
    return subprocess.run(
        [sys.executable, "-c", OFFLINE, *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = run("brief", SEED, "-f", "json", "-q", *MODELS)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)["items"][0]
    return found


def test_every_german_sentence_has_its_english(product: dict[str, Any]) -> None:
    sentences = product["translation"]["sentences"]
    assert [s["index"] for s in sentences] == list(range(1, 11))
    assert all(s["status"] != "kept" and s["target"] != s["source"] for s in sentences)


def test_the_english_is_english_and_about_the_same(product: dict[str, Any]) -> None:
    """Names and figures that any usable translation of the seed holds; and English function words, not German ones."""
    text = " ".join(s["target"] for s in product["translation"]["sentences"])
    assert {"Kim", "China", "Xi", "KCNA", "Korea"} <= set(re.findall(r"\w+", text))
    words = text.lower().split()
    assert sum(w in ("the", "of", "and", "to") for w in words) > 10 * sum(w in ("der", "und", "das") for w in words)


def test_every_summary_sentence_cites_german_sentences_that_exist(product: dict[str, Any]) -> None:
    summary = product["summary"]
    assert summary["sentences"]
    assert all(s["sources"] and set(s["sources"]) <= set(range(1, 11)) for s in summary["sentences"])
    assert {i for s in summary["german"] for i in s["sources"]} == set(summary["cited"])
    assert all(s["text"] in SEED.read_text(encoding="utf-8") for s in summary["german"])


def test_what_made_it_is_said(product: dict[str, Any]) -> None:
    assert product["translation"]["translator"]["name"] == "embedded"
    assert product["summary"]["summarizer"]["name"] in ("smollm2-135m-instruct", "lexrank")


@pytest.mark.parametrize("length", [40, 80])
def test_the_length_is_kept(length: int) -> None:
    done = run("summarize", SEED, "-f", "json", "-q", "--length", str(length), *MODELS)
    words = sum(len(s["text"].split()) for s in json.loads(done.stdout)["items"][0]["summary"]["sentences"])
    assert 0.8 * length <= words <= 1.2 * length


def test_the_markdown_brief_holds_together(tmp_path: Path) -> None:
    done = run("brief", SEED, "-o", tmp_path / "brief.md", *MODELS)
    assert done.returncode == 0
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["dateline"] == "SEOUL"
    assert front["sentences"] == 10
    assert set(re.findall(r"\(#(s\d+)\)", text)) <= set(re.findall(r'id="(s\d+)"', text))


def test_the_summary_can_be_had_in_german_offline() -> None:
    done = run("summarize", SEED, "-f", "json", "-q", "--length", "40", "--german", "translate", *MODELS)
    assert (done.returncode, done.stderr) == (0, "")
    summary = json.loads(done.stdout)["items"][0]["summary"]
    assert summary["german_model"]["name"] == "embedded-en-de"
    assert [s["sources"] for s in summary["german"]] == [s["sources"] for s in summary["sentences"]]
    words = {*" ".join(s["text"] for s in summary["german"]).split()}
    marked = {w["german"] for w in summary["warnings"] if w["kind"] == "untranslated"}
    assert words & {"der", "die", "das", "und"} and words & {"the", "of", "with"} <= marked
