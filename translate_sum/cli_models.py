"""`translate-sum models`: what is known, what is here, where it is, and how it gets here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from translate_sum.errors import EXIT_OK
from translate_sum.terminal import Bar, emit, say

if TYPE_CHECKING:
    from translate_sum.store import Installed, Listing, Store

models = typer.Typer(no_args_is_help=True, help="List, find and install models.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name from `models list`, or org/repository of the hub.")]


@models.command("list")
def list_models() -> int:
    """Show each known model: licence, size, whether it is installed, and which one `auto` picks."""
    rows = [("name", "role", "state", "auto", "size", "licence", "note"), *map(cells, store().listing())]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    lines = ("  ".join([*(c.ljust(w) for c, w in zip(row[:-1], widths, strict=True)), row[-1]]) for row in rows)
    emit("".join(line.rstrip() + "\n" for line in lines), None)
    return EXIT_OK


def cells(row: Listing) -> tuple[str, ...]:
    entry = row.entry
    size = f"{entry.size_mb} MB" if entry.size_mb else "-"
    note = row.problem or entry.note
    return entry.name, entry.role, row.state, "yes" if row.auto else "", size, entry.licence, note


@models.command()
def path(name: Name) -> int:
    """Print the directory that a model is installed in."""
    emit(f"{located(name).path or 'none: a model without weights'}\n", None)
    return EXIT_OK


def located(name: str) -> Installed:
    """The model of that name in the first role that has one; ModelMissing lists the names."""
    from translate_sum.catalog import CATALOG

    roles = [entry.role for entry in CATALOG if entry.name == name] or ["translator"]
    return store().resolve(name, roles[0])


@models.command()
def pull(
    name: Name,
    offline: Annotated[bool, typer.Option("--offline", help="Refuse to touch the network.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only.")] = False,
) -> int:
    """Install a model. The only command that uses the network."""
    from translate_sum.pull import pull as pull_model

    announced: set[str] = set()
    with Bar(name, shown=not quiet) as bar:

        def progress(what: str, done: int, total: int) -> None:
            if not quiet and not announced:  # a model that is there, or unknown, needs no network
                say(f"translate-sum: pulling {name} over the network")
            announced.add(what)
            bar(done, total)

        installed = pull_model(name, store(), offline=offline, progress=progress)
    if not quiet:
        say(f"translate-sum: {installed.name} is installed in {installed.path}")
    return EXIT_OK


def store() -> Store:
    from translate_sum.store import Store, default_home

    return Store(default_home(os.environ))
