"""`translate-sum cache`: what is remembered of earlier runs, and how to forget it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from translate_sum.errors import EXIT_OK
from translate_sum.terminal import emit, say

if TYPE_CHECKING:
    from translate_sum.cache import Cache

cache = typer.Typer(no_args_is_help=True, help="Show or clear the translations and summaries that batch remembers.")


def open_cache() -> Cache:
    from translate_sum.cache import Cache, default_path

    return Cache(default_path(os.environ), tell=lambda line: say(f"translate-sum: {line}"))


@cache.command()
def info() -> int:
    """Print where the cache is, how many entries it has, and its size."""
    with open_cache() as opened:
        usage = opened.usage()
        lines = {
            "place": str(opened.path),
            "entries": str(usage.entries),
            "size": f"{usage.size / 1e6:.1f} of at most {usage.cap / 1e6:.0f} MB",
        }
    emit("".join(f"{name:<9}{value}\n" for name, value in lines.items()), None)
    return EXIT_OK


@cache.command()
def clear() -> int:
    """Forget all translations and summaries of earlier runs; briefs that were written stay."""
    with open_cache() as opened:
        entries = opened.usage().entries
        opened.clear()
    say(f"translate-sum: {entries} entries forgotten")
    return EXIT_OK
