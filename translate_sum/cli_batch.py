"""`translate-sum batch`: a folder of articles to a folder of briefs."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from translate_sum.cli_cache import open_cache
from translate_sum.cli_engine import EngineName, Wanted
from translate_sum.cli_options import Settings, shared
from translate_sum.render import Format

if TYPE_CHECKING:
    from translate_sum.digest.folder import Since

ALL = "*.txt"
Recursive = Annotated[bool, typer.Option("--recursive", "-r", help="The folders in it too.")]
Pattern = Annotated[str, typer.Option(metavar="GLOB", help="Of the files' names.")]


def formats(value: str) -> tuple[Format, ...]:
    """A comma-separated list of formats."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    known = get_args(Format)
    if not names or not set(names) <= set(known):
        raise typer.BadParameter(f"use {', '.join(known)}, or several of them with commas")
    return tuple(form for form in known if form in names)


@shared
def batch(  # noqa: PLR0913 - each is an option of the command line
    settings: Settings,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of articles.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the briefs go.")],
    recursive: Recursive = False,
    pattern: Pattern = ALL,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT,...", help="markdown, json, text, or several.")
    ] = "markdown",
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the first N articles, by name.")] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what was not processed.")] = False,
    redo: Annotated[bool, typer.Option("--redo", "--force", help="Make again what is done.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what there is to do, and how long.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first that fails.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep earlier translations.")] = False,
    digest: Annotated[bool, typer.Option("--digest", help="Also one document of all: digest.md, digest.html.")] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="DAY|last", help="A digest of what was published since, or is new since the last run."),
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="Where the work is done.")] = "local",
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="Else as many as fit.")] = None,
    address: Annotated[str | None, typer.Option(metavar="HOST:PORT", help="Of a Ray cluster; else one here.")] = None,
    gpus: Annotated[float, typer.Option(metavar="X", min=0, help="Of a GPU for each Ray worker.")] = 0.0,
) -> int:
    """Write a brief for each article of a folder; the same command again goes on where it was stopped."""
    from translate_sum.batch import Order
    from translate_sum.cli_folder import preview, refuse_same, run
    from translate_sum.clock import clock
    from translate_sum.pipeline import Pipeline

    wanted = Wanted(engine, workers, address, gpus)
    options = settings.options
    settings = replace(settings, options=replace(options, device=wanted.device(options.device)))
    if not gpus:  # where transformers translates, which tells no scores to rerank by
        settings = settings.for_summaries()
    order = Order(folder, output, formats(form), pattern, recursive, limit, retry_failed, redo, fail_fast)
    refuse_same(folder, output)
    told = _since(since) if digest or since else None
    with nullcontext() if no_cache else open_cache() as cache:
        pipeline = Pipeline(settings.options, clock=clock(os.environ.get("SOURCE_DATE_EPOCH")), cache=cache)
        if dry_run:
            return preview(order, pipeline)
        return run(order, pipeline, settings, wanted, told)


def _since(text: str | None) -> Since:
    from translate_sum.digest.folder import Since

    return Since.parse(text)
