"""The settings of a run, in one frozen value; nothing below the command line reads the environment."""

from __future__ import annotations

from dataclasses import dataclass

from translate_sum.choices import LENGTHS, Device, GermanSide, Runtime
from translate_sum.document import Record


@dataclass(frozen=True)
class Options(Record):
    """Settings of a pipeline.

    translator and summarizer are names of models.md, directories, or "auto"; length is the summary's words;
    threads 0 means all cores; runtime is the translator's, "auto" ctranslate2 on a CPU and transformers on a GPU;
    fast asks for the model's shortlist, with a beam size of 1; rerank has a reverse model and the summarizer's choose
    among the beam's hypotheses, which wants a wide beam, 8 to 16, and CTranslate2; encoding None means detect; force
    goes on with text that is not German.
    """

    translator: str = "auto"
    summarizer: str = "auto"
    length: int = LENGTHS["medium"]
    german: GermanSide = "source"
    beam_size: int = 4
    fast: bool = False
    rerank: bool = False
    threads: int = 0
    device: Device = "auto"
    runtime: Runtime = "auto"
    offline: bool = False
    strict: bool = False
    force: bool = False
    encoding: str | None = None
