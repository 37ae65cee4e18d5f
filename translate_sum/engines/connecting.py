"""To a Ray cluster, or to one line that says why not; and without Ray's own talk on the terminal."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Any

from translate_sum.errors import ConfigurationError
from translate_sum.stopping import SIGNALS

KNOCK = 10.0  # seconds that the cluster's head has to take a connection, and to answer
SETTINGS = b"\4"  # the type of the frame that a server of HTTP/2, which gRPC goes by, says first (RFC 9113, 3.4, 6.5)
GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + SETTINGS + bytes(5)
STANDARD_ERROR = 2  # its file descriptor


def connected(address: str | None) -> Any:
    """The module, connected; without a word on the terminal, and without its statistics to anybody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address:
        knock(address)
    if address and _has_token():
        os.environ.setdefault("RAY_AUTH_MODE", "token")  # as `ray start` does; `ray.init` of 2.60 does not
    import ray
    import ray.data

    try:
        with _own_signals(), own_terminal():
            ray.init(
                address or "local",
                include_dashboard=None if address else False,
                log_to_driver=False,
                logging_level=logging.CRITICAL,
            )
    except (ConnectionError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        raise ConfigurationError(_no_cluster(address, error)) from error
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # a lost window stops nothing
    return ray


def knock(address: str) -> None:
    """Where nobody or somebody else listens, Ray itself waits for minutes, and not even SIGTERM ends that."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return  # "auto", or what Ray refuses
    try:
        with socket.create_connection((host.strip("[]"), int(port)), KNOCK) as line:
            line.sendall(GREETING)
            answer = b"" if os.environ.get("RAY_USE_TLS") == "1" else line.recv(9)
    except (OSError, OverflowError) as error:
        raise ConfigurationError(_no_cluster(address, getattr(error, "strerror", None) or error)) from error
    if answer and answer[3:4] != SETTINGS:
        raise ConfigurationError(_no_cluster(address, "something else does"))


def _has_token() -> bool:
    """Whether there is one where Ray looks for it; the first local cluster leaves one."""
    default = Path.home() / ".ray" / "auth_token"
    return any(os.environ.get(name) for name in ("RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH")) or default.exists()


def _no_cluster(address: str | None, error: object) -> str:
    said = str(error).strip().splitlines()
    why = said[0].rstrip(".") if said else type(error).__name__
    if not address:
        return f"--engine ray: no cluster can be started here ({why}); --engine processes needs none"
    return f"{address}: no Ray cluster answers ({why}); check the address, and RAY_AUTH_TOKEN if it wants one"


@contextmanager
def own_terminal() -> Iterator[None]:
    """Standard error is ours alone, and standard output nobody's.

    Ray's C++ writes to the first (advice on what Ray Data does, for one), its threads to the second (that an actor has
    died); a batch writes files.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        try:
            ours = sys.stderr.fileno() == STANDARD_ERROR
        except (AttributeError, OSError):  # closed, or a test's
            ours = False
        with _only_python(nowhere.fileno()) if ours else nullcontext():
            yield


@contextmanager
def _only_python(nowhere: int) -> Iterator[None]:
    """On standard error; what others write there goes to the file descriptor `nowhere`."""
    kept = os.dup(STANDARD_ERROR)
    with os.fdopen(kept, "w", encoding="utf-8", errors="backslashreplace", buffering=1) as stream:
        before, sys.stderr = sys.stderr, stream
        os.dup2(nowhere, STANDARD_ERROR)
        try:
            yield
        finally:
            os.dup2(kept, STANDARD_ERROR)
            sys.stderr = before


@contextmanager
def _own_signals() -> Iterator[None]:
    """Ray's handler of SIGTERM ends the process; ours finishes first."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
