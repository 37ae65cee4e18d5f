"""Where weights come from. A source has one method: bring the weights of an entry to where the store finds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from translate_sum.catalog import Entry
    from translate_sum.store import Store

# What is being done, bytes done, bytes in all (0: not known). It may be called from another thread.
Progress = Callable[[str, int, int], None]


class WeightSource(Protocol):
    def fetch(self, entry: Entry, store: Store, progress: Progress) -> None:
        """Download, check and install; the only thing in this package that uses the network.

        Raises ModelBroken for weights that are not what the entry pins, ConfigurationError where the download fails.
        """
