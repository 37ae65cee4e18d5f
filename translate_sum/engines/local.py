"""A window after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from translate_sum.engines.job import Job, Results, Stopped, Watch

if TYPE_CHECKING:
    from translate_sum.pipeline import Pipeline


class Local:
    hands = 1

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def results(self, windows: Iterable[Sequence[Job]], watch: Watch, stopped: Stopped) -> Results:
        from translate_sum.engines.maker import Maker  # where nothing is to be done, nothing is to be imported

        maker = Maker(self.pipeline)
        for window in windows:
            yield from maker.results(window, watch, stopped)
            if stopped():
                return
