"""The options that several commands share: declared once, given to a command by `@shared`."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.models import ArgumentInfo, OptionInfo

from translate_sum.choices import LENGTHS, Device, GermanSide, Runtime
from translate_sum.errors import EXIT_OK, EXIT_SOME_FAILED, EXIT_STRICT, UsageError

if TYPE_CHECKING:
    from translate_sum.options import Options


RERANKED_BEAM = 16  # hypotheses to choose from; what 4 and 8 give is in docs/reranking.md


@dataclass(frozen=True)
class Talk:
    """How much goes to standard error."""

    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True)
class Settings:
    """rerank and beam_size are what the command line says; where it is silent, `options` has what `translate` does."""

    options: Options
    talk: Talk
    rerank: bool | None = None
    beam_size: int | None = None

    def for_summaries(self) -> Settings:
        """The settings of a command that summarizes: it reranks, unless told not to, where that is known to pay."""
        from translate_sum.pipeline import Pipeline

        if self.rerank is not None or not Pipeline(self.options).rerank_pays:
            return self
        return replace(self, options=replace(self.options, rerank=True, beam_size=self.beam_size or RERANKED_BEAM))

    def exit_code(self, *, failed: bool, doubtful: bool) -> int:
        """Of a run that did what it could: some inputs failed, or under --strict what came out is in doubt."""
        if failed:
            return EXIT_SOME_FAILED
        return EXIT_STRICT if doubtful and self.options.strict else EXIT_OK


def length(value: str) -> int:
    """short, medium, long or a number of words."""
    if value in LENGTHS:
        return LENGTHS[value]
    if value.isascii() and value.isdigit() and 10 <= int(value) <= 2000:
        return int(value)
    raise typer.BadParameter("use short, medium, long, or 10 to 2000 words")


def no_color(value: bool) -> bool:
    if value:
        os.environ["NO_COLOR"] = "1"  # the one switch that typer's and rich's own output obey
    return value


def settings(  # noqa: PLR0913 - each is an option of the command line; below it they travel as one value
    *,
    translator: Annotated[str, typer.Option(metavar="NAME|DIR", help="From `models list`.")] = "auto",
    summarizer: Annotated[str, typer.Option(metavar="NAME|DIR", help="From `models list`.")] = "auto",
    words: Annotated[
        Any,
        typer.Option("--length", parser=length, metavar="short|medium|long|N", help="Words, about."),
    ] = "medium",
    german: Annotated[
        GermanSide,
        typer.Option(help="German side: the article's sentences, or a machine rendering."),
    ] = "source",
    beam_size: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=32, show_default=False, help="4 by default, 16 to rerank; 1 is greedy."),
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Greedy, among likely words only: faster, less good.")] = False,
    rerank: Annotated[
        bool | None,
        typer.Option(
            "--rerank/--no-rerank",
            show_default=False,
            help="Choose by a reverse and a language model: better, slower. By default where it is summarized too.",
        ),
    ] = None,
    threads: Annotated[int, typer.Option(metavar="N", min=0, max=1024, help="0 is all cores.")] = 0,
    device: Annotated[Device, typer.Option()] = "auto",
    runtime: Annotated[Runtime, typer.Option(help="Of the translator; auto: ctranslate2 unless on a GPU.")] = "auto",
    offline: Annotated[bool, typer.Option("--offline", help="Never touch the network, not even to pull.")] = False,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="Of the input; else detected.")] = None,
    force: Annotated[
        bool, typer.Option("--any-language", "--force", help="Go on if it is not German.", show_default=False)
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 8 on any warning.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Models and times.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", callback=no_color, is_eager=True)] = False,
) -> Settings:
    from translate_sum.options import Options

    if fast and beam_size not in (None, 1):
        raise UsageError(f"--fast: is a greedy search; leave --beam-size {beam_size} out, or --fast")
    if rerank and (fast or beam_size == 1):
        raise UsageError("--rerank: chooses among a beam's hypotheses; leave --fast or --beam-size 1 out, or --rerank")
    options = Options(
        translator=translator,
        summarizer=summarizer,
        length=words,
        german=german,
        beam_size=beam_size or (1 if fast else RERANKED_BEAM if rerank else Options.beam_size),
        fast=fast,
        rerank=bool(rerank),
        threads=threads,
        device=device,
        runtime=runtime,
        offline=offline,
        strict=strict,
        force=force,
        encoding=encoding,
    )
    return Settings(options, Talk(quiet, verbose), rerank, beam_size)


def shared(command: Callable[..., int]) -> Callable[..., int]:
    """Give `command`, whose last parameter is `settings`, the shared options in its place.

    Where both have an option of one name it is the command's: to `batch`, --force is to make again what is done.
    """
    own = [p for name, p in inspect.signature(command, eval_str=True).parameters.items() if name != "settings"]
    taken = {name for parameter in own for name in _option(parameter).param_decls or ()}
    common = {
        name: _without(taken, parameter)
        for name, parameter in inspect.signature(settings, eval_str=True).parameters.items()
    }

    def run(**values: Any) -> int:
        chosen = settings(**{name: values.pop(name) for name in common})
        return command(**values, settings=chosen)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *common.values())]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    return run


def _option(parameter: inspect.Parameter) -> OptionInfo | ArgumentInfo:
    (info,) = parameter.annotation.__metadata__
    assert isinstance(info, OptionInfo | ArgumentInfo)
    return info


def _without(taken: Collection[str], parameter: inspect.Parameter) -> inspect.Parameter:
    """The same option without the names that are taken."""
    info = copy(_option(parameter))
    info.param_decls = tuple(name for name in info.param_decls or () if name not in taken)
    return parameter.replace(annotation=Annotated[parameter.annotation.__origin__, info])
