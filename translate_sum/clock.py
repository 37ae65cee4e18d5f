"""What time it is, for the date in a brief."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from translate_sum.errors import ConfigurationError


def clock(epoch: str | None) -> Callable[[], datetime]:
    """SOURCE_DATE_EPOCH stands still, so that two runs write the same bytes."""
    if epoch is None:
        return lambda: datetime.now(UTC)
    try:
        still = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(f"SOURCE_DATE_EPOCH={epoch}: is no number of seconds; unset or correct it") from error
    return lambda: still
