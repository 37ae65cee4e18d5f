"""Which engine a batch runs on, from the command line's options."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from translate_sum.errors import UsageError

if TYPE_CHECKING:
    from translate_sum.choices import Device
    from translate_sum.engines.job import Engine
    from translate_sum.engines.maker import Spec
    from translate_sum.pipeline import Pipeline

EngineName = Literal["local", "processes", "ray"]


@dataclass(frozen=True)
class Wanted:
    """The engine's name, and how much of it. gpus is a share of one for each worker."""

    name: EngineName = "local"
    workers: int | None = None
    address: str | None = None
    gpus: float = 0.0

    def __post_init__(self) -> None:
        if self.workers and self.name == "local":
            raise UsageError("--workers: the local engine is one process; add --engine processes or ray")
        if (self.address or self.gpus) and self.name != "ray":
            raise UsageError("--address and --gpus: are for --engine ray; add it or leave them out")

    def device(self, asked: Device) -> Device:
        """Where its workers run: on a cluster, on a GPU if each has a share of one, whatever this machine has."""
        return asked if self.name != "ray" or asked != "auto" else "cuda" if self.gpus else "cpu"


def engine_of(wanted: Wanted, pipeline: Pipeline) -> Engine:
    """Nothing is started yet; ConfigurationError if its packages are not there."""
    from translate_sum.engines.local import Local

    if wanted.name == "local":
        return Local(pipeline)
    return _ray(wanted, pipeline) if wanted.name == "ray" else _processes(wanted, pipeline)


def _processes(wanted: Wanted, pipeline: Pipeline) -> Engine:
    from translate_sum.engines.crew import crew, this_machine
    from translate_sum.engines.processes import Processes

    options = pipeline.options
    workers = wanted.workers or (1 if options.device == "cuda" else None)  # on a GPU more of them only share it
    chosen = crew(this_machine(), weights(pipeline), workers=workers, threads=options.threads)
    return Processes(spec_of(pipeline, chosen.threads), chosen.workers)


def _ray(wanted: Wanted, pipeline: Pipeline) -> Engine:
    from translate_sum.engines.ray import Cluster

    threads = pipeline.options.threads or 1
    return Cluster(spec_of(pipeline, threads), wanted.workers, address=wanted.address, gpus=wanted.gpus)


def spec_of(pipeline: Pipeline, threads: int) -> Spec:
    """How a worker with so many threads makes a pipeline like this one."""
    from translate_sum.engines.maker import Spec
    from translate_sum.recipe import Recipe

    cache = pipeline.cache.path if pipeline.cache else None
    options = replace(pipeline.options, threads=threads)
    return Spec(options, os.environ.get("SOURCE_DATE_EPOCH"), cache, Recipe(pipeline).parts)


def weights(pipeline: Pipeline) -> int:
    """Bytes of the files of all its models."""
    places = [model.path for model in pipeline.chosen if model.path]
    return sum(file.stat().st_size for place in places for file in Path(place).rglob("*") if file.is_file())
