"""Ctrl-C and SIGTERM as a wish to stop: what is in flight is finished first. A second one stops at once."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)
NOTE = b"\ntranslate-sum: finishing what is in flight; once more stops at once\n"


class Stop:
    """Within the block the first signal only sets `number`.

    >>> with Stop() as stop:
    ...     work(stopped=lambda: stop.number is not None)
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.number: int | None = None
        self.quiet = quiet
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._wish) for number in SIGNALS}
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def __call__(self) -> bool:
        return self.number is not None

    def _wish(self, number: int, frame: FrameType | None) -> None:
        if self.number is not None:
            raise KeyboardInterrupt
        self.number = number
        if not self.quiet:
            with suppress(AttributeError, OSError):  # closed, or a test's
                os.write(sys.stderr.fileno(), NOTE)  # print may be what the signal interrupted
