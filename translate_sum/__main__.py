"""The way into the command line: signals first, then the imports, so that Ctrl-C during them is one line too."""

import signal
import sys
from types import FrameType


def main() -> None:
    """Run the command line; every error is one line on standard error and its exit code."""
    signal.signal(signal.SIGTERM, terminate)
    try:
        from translate_sum.cli import outcome

        code = outcome()
    except KeyboardInterrupt:
        print("translate-sum: interrupted; nothing was written", file=sys.stderr)  # noqa: T201
        code = 128 + signal.SIGINT
    sys.exit(code)


def terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
