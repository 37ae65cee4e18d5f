"""What every test process starts with."""

from __future__ import annotations

import signal

# a job started in the background ignores Ctrl-C, and so would the commands that tests start and interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)
