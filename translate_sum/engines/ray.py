"""Windows of articles to the nodes of a Ray cluster, through Ray Data: it schedules, this module does not.

A pipeline with its models lives in each actor. The caller reads the articles and writes all outputs, so nodes share no
file system; they have this package and the models of their own, which must be the caller's to the revision.
"""

from __future__ import annotations

import importlib.util
import pickle
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from translate_sum.engines.connecting import connected, own_terminal
from translate_sum.engines.job import Job, Result, Results, Stopped, Watch, portable, refusal
from translate_sum.engines.maker import Maker, Spec
from translate_sum.errors import ConfigurationError

NEEDED = ("ray", "pyarrow", "pandas")
ROUND = 2000  # windows, 80 MB of articles, that Ray has at once; the actors are started anew for each round
AHEAD = 2  # windows that wait at an actor, with the one in work; they die with it and are done again
DIED = "two workers of the Ray cluster died at it; too little memory? --retry-failed tries again"

Row = dict[str, Any]


class Actor:
    """A pipeline on a node. What is wrong with it comes back as a value, for Ray would try again for ever."""

    def __init__(self, spec: Spec) -> None:
        self.problem: Exception | None = None
        try:
            self.maker = Maker(spec.pipeline())
        except Exception as error:
            self.problem = error

    def __call__(self, batch: Row) -> Row:
        return {"made": [pickle.dumps(self._made(window)) for window in batch["window"]]}

    def _made(self, window: bytes) -> list[Result] | Exception:
        if self.problem:
            return portable(self.problem)
        try:
            return list(self.maker.results(pickle.loads(window), Nobody(), lambda: False))  # noqa: S301 - our own
        except Exception as error:
            return portable(error)


class Nobody:
    """A Watch that looks away."""

    def settled(self, done: int, total: int) -> None: ...

    def translated(self, sentences: int) -> None: ...


class Cluster:
    """An Engine of `workers` actors (None: as many as the cluster has room for), each with a share `gpus` of a GPU.

    address is the cluster's; None starts one on this machine, and ends it.
    """

    def __init__(self, spec: Spec, workers: int | None, *, address: str | None = None, gpus: float = 0.0) -> None:
        self.spec, self.workers, self.address, self.gpus = spec, workers, address, gpus
        missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
        if missing:
            raise ConfigurationError(
                f"--engine ray: {', '.join(missing)} not installed; run `pip install 'translate-sum[ray]'`"
            )

    @cached_property
    def hands(self) -> int:
        """Connects. More workers than there is room for would wait for ever."""
        ray = connected(self.address)
        has = ray.cluster_resources()
        cpus, gpus, threads = int(has.get("CPU", 0)), int(has.get("GPU", 0)), self.spec.options.threads
        room = min(cpus // threads, int(gpus / self.gpus) if self.gpus else cpus)
        if room < (self.workers or 1):
            ray.shutdown()
            raise ConfigurationError(
                f"the Ray cluster has room for {room} workers: {cpus} CPUs and {gpus} GPUs, of which each takes "
                f"{threads} and {self.gpus:g}; give fewer --workers, fewer --threads, or no --gpus"
            )
        return self.workers or room

    def results(self, windows: Iterable[Sequence[Job]], watch: Watch, stopped: Stopped) -> Results:
        import ray

        source = iter(windows)
        with own_terminal():
            try:
                _ = self.hands
                while not stopped() and (some := list(islice(source, ROUND))):
                    for result in self._round(some, stopped):
                        watch.translated(result.entry.sentences)
                        yield result
            except ray.exceptions.RayError as error:
                raise ConfigurationError(f"Ray: {str(error).strip().splitlines()[-1]}") from error
            finally:
                ray.shutdown()

    def _round(self, windows: Sequence[Sequence[Job]], stopped: Stopped) -> Iterator[Result]:
        """All windows, by Ray twice if need be; then what is missing, each by itself; then that has failed."""
        missing = {job.name: job for window in windows for job in window}
        for again in (1, 0):
            for result in self._mapped(windows, again) if windows else ():
                del missing[result.entry.source]
                yield result
                if stopped():
                    return
            windows = [[job] for job in missing.values()]
        yield from (refusal(job, DIED) for job in missing.values())

    def _mapped(self, windows: Sequence[Sequence[Job]], again: int) -> Iterator[Result]:
        """`again`: how often Ray tries a window again whose actor died; a lost window has no results."""
        import ray

        items = [{"window": pickle.dumps(list(window))} for window in windows]
        data: Any = ray.data  # typed in part only
        with warnings.catch_warnings(action="ignore"):  # of the last two names, which go with Ray 2.64
            made = data.from_items(items, override_num_blocks=len(items)).map_batches(
                Actor,
                batch_size=1,
                fn_constructor_args=(self.spec,),
                compute=data.ActorPoolStrategy(size=self.hands, max_tasks_in_flight_per_actor=AHEAD),
                num_cpus=self.spec.options.threads,
                num_gpus=self.gpus or None,
                max_restarts=-1,
                max_task_retries=again,
            )
        for row in made.iter_rows():
            found = pickle.loads(row["made"])  # noqa: S301 - our own
            if isinstance(found, Exception):
                raise found
            yield from found
