"""Who takes part, under which name. To add one: a line in `makers`, with a class of benchmarks.peers behind it.

What a version of the tool does not offer (an option that Options has not) leaves the row with the reason, and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from benchmarks.contest import Contestant
from benchmarks.peers.installed import Unavailable, Workshop
from translate_sum.backends.ctranslate2_format import NumberType
from translate_sum.options import Options

NAIVE, BATCHED, EASY = "transformers, a sentence at a time", "transformers, batches of 32", "EasyNMT's way"
PLAIN, PLAIN_INT8 = "CTranslate2, a call for each document", "CTranslate2, a call for each document, int8"
ARGOS, ARGOS_INT8 = "argos-translate, fp32", "argos-translate, its default (int8)"
BERGAMOT, BERGAMOT_GREEDY = "bergamot-translator (wasm, int8)", "bergamot-translator (wasm, int8), greedy"
ENGINE, ENGINE_FP32 = "ours, the engine alone", "ours, the engine alone, fp32"
WHOLE, SINGLY = "ours", "ours, an article at a time"
ENGINE_GREEDY, GREEDY, COLD, WARM = (
    "ours, the engine alone, greedy",
    "ours, greedy",
    "ours, cache cold",
    "ours, cache warm",
)
FAST, ENGINE_FAST = "ours, fast (greedy, shortlist)", "ours, the engine alone, fast (greedy, shortlist)"
PEERS = (NAIVE, BATCHED, EASY, PLAIN, PLAIN_INT8, ARGOS, ARGOS_INT8, BERGAMOT, BERGAMOT_GREEDY)

SENTENCES = (*PEERS, ENGINE, ENGINE_FP32, ENGINE_GREEDY, ENGINE_FAST, WHOLE, GREEDY, FAST)
MANY = (BATCHED, EASY, PLAIN, PLAIN_INT8, ARGOS, ARGOS_INT8, BERGAMOT_GREEDY)  # fast enough for a folder
ARTICLES = (*MANY, SINGLY, ENGINE, ENGINE_FP32, ENGINE_FAST, WHOLE, GREEDY, FAST, COLD, WARM)
START = (BATCHED, PLAIN, PLAIN_INT8, ARGOS, ARGOS_INT8, BERGAMOT, WHOLE)
SWEEP = (BATCHED, PLAIN, ENGINE)


@dataclass(frozen=True)
class Field:
    """All contestants on `threads` threads."""

    workshop: Workshop
    threads: int

    def named(self, *names: str) -> list[Contestant]:
        makers = self.makers()
        return [_or_missing(name, makers[name]) for name in names]

    def makers(self) -> dict[str, Callable[[str], Contestant]]:
        transformers = "benchmarks.peers.in_transformers"
        return {
            NAIVE: lambda name: Contestant(name, f"{transformers}:Naive", self._model, beam=0),
            BATCHED: lambda name: Contestant(name, f"{transformers}:Transformers", self._model),
            EASY: lambda name: Contestant(name, f"{transformers}:EasyNmtWay", self._model),
            PLAIN: lambda name: self._plain(name, "float32"),
            PLAIN_INT8: lambda name: self._plain(name, "int8"),
            ARGOS: lambda name: self._argos(name, "float32"),
            ARGOS_INT8: lambda name: self._argos(name, "int8"),
            BERGAMOT: lambda name: self._bergamot(name, 4),
            BERGAMOT_GREEDY: lambda name: self._bergamot(name, 1),
            ENGINE: lambda name: self._ours(name, "Engine"),
            ENGINE_FP32: lambda name: self._ours(name, "Engine", numbers="float32"),
            ENGINE_GREEDY: lambda name: self._ours(name, "Engine", beam=1),
            WHOLE: lambda name: self._ours(name, "Whole"),
            SINGLY: lambda name: self._ours(name, "Whole", together=False),
            GREEDY: lambda name: self._ours(name, "Whole", beam=1),
            FAST: lambda name: self._ours(name, "Whole", beam=1, fast=True),
            ENGINE_FAST: lambda name: self._ours(name, "Engine", beam=1, fast=True),
            COLD: lambda name: self._ours(name, "Whole", cache="cold"),
            WARM: lambda name: self._ours(name, "Whole", cache="warm", rehearsed=True),
        }

    @property
    def _model(self) -> dict[str, Any]:
        return {"model": str(self.workshop.model), "threads": self.threads}

    def _plain(self, name: str, numbers: NumberType) -> Contestant:
        settings = {**self._model, "folder": str(self.workshop.ctranslate2(numbers))}
        return Contestant(name, "benchmarks.peers.in_ctranslate2:Plain", settings)

    def _argos(self, name: str, numbers: NumberType) -> Contestant:
        python = self.workshop.argos()
        environment = self.workshop.argos_environment(python, numbers, self.threads)
        command = (str(python), "-m", "benchmarks.serve")
        return Contestant(name, "benchmarks.peers.argos:Argos", command=command, environment=environment)

    def _bergamot(self, name: str, beam: int) -> Contestant:
        folder = self.workshop.bergamot()
        settings = {"folder": str(folder), "threads": self.threads, "precision": "int8shiftAll"}
        return Contestant(name, "", settings, beam, command=("node", str(folder / "bergamot.mjs")))

    def _ours(self, name: str, kind: str, beam: int = 4, rehearsed: bool = False, **more: Any) -> Contestant:
        unknown = (
            more.keys() - {"numbers", "together", "cache"} - {field.name for field in fields(Options)}
        )  # ours.py's
        missing = f"this version has no option {', '.join(sorted(unknown))}" if unknown else ""
        settings = {**self._model, "home": str(self.workshop.home), **more}
        place = f"benchmarks.peers.ours:{kind}"
        return Contestant(name, place, settings, beam, rehearsed=rehearsed, missing=missing)


def _or_missing(name: str, make: Callable[[str], Contestant]) -> Contestant:
    try:
        return make(name)
    except Unavailable as why:
        return Contestant(name, "", missing=str(why))
