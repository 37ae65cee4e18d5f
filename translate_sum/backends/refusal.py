"""A directory that no backend opens, and how any other trouble with one is said: in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate_sum.errors import ModelBroken, TranslateSumError

PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.h5", "*.msgpack")


class Unconvertible(Exception):
    """A sound model that only transformers runs; the text says why."""


def refuse_unsafe(directory: Path) -> None:
    if not directory.is_dir():
        raise ModelBroken(f"{directory}: not a directory; install the model again")
    if not (directory / "config.json").is_file():
        raise ModelBroken(f"{directory}: has no config.json, so it is no model; install it again")
    if any(directory.glob("*.safetensors")):
        return
    if any(file for pattern in PICKLED for file in directory.glob(pattern)):
        raise ModelBroken(f"{directory}: has pickled weights only, which can run code; convert them to safetensors")
    raise ModelBroken(f"{directory}: has no *.safetensors weights; install the model again")


@contextmanager
def broken(place: Path, advice: str = "install the model again") -> Iterator[None]:
    """Any error of the libraries about a model's directory, or a file, becomes ModelBroken."""
    try:
        yield
    except (TranslateSumError, Unconvertible):
        raise
    except Exception as exc:  # the tokenizers library raises bare Exception, the rest half a dozen kinds
        reason = str(exc).strip().partition("\n")[0] or type(exc).__name__
        raise ModelBroken(f"{place}: cannot be loaded ({reason}); {advice}") from exc
