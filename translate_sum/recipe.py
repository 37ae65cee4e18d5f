"""All that an article's brief depends on but for the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate_sum.cache import key
from translate_sum.journal import Outcome
from translate_sum.version import __version__

if TYPE_CHECKING:
    from translate_sum.pipeline import Pipeline


class Recipe:
    """Models, settings, version: what makes the outcome of an earlier run this run's too. Loads no model."""

    def __init__(self, pipeline: Pipeline) -> None:
        named = [[model.name, model.revision] for model in pipeline.chosen]
        adapter = pipeline.chosen_adapter  # a GPU has no second reader: `runtime` alone does not tell
        named.append(["second reader", adapter.revision if adapter else ""])
        self.options = pipeline.options
        self.parts = [__version__, pipeline.settings, named, self.options.encoding, self.options.runtime]

    def key(self, sha256: str, outcome: Outcome) -> str:
        """`--any-language` only matters to what failed."""
        return key("article", self.parts, sha256, self.options.force if outcome == "failed" else None)
