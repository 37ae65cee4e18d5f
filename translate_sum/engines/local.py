"""A window after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translate_sum.engines.job import Job, Results, Stopped, Watch
from translate_sum.engines.maker import Maker
from translate_sum.pipeline import Pipeline


class Local:
    hands = 1

    def __init__(self, pipeline: Pipeline) -> None:
        self.maker = Maker(pipeline)

    def results(self, windows: Iterable[Sequence[Job]], watch: Watch, stopped: Stopped) -> Results:
        for window in windows:
            yield from self.maker.results(window, watch, stopped)
            if stopped():
                return
