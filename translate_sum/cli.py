"""The command line: each command parses, calls, prints. Exit codes are drawn in errors.py."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, TypeVar

import typer
from typer.exceptions import TyperException

from translate_sum.cli_batch import ALL, Pattern, Recursive, batch
from translate_sum.cli_cache import cache
from translate_sum.cli_check import check
from translate_sum.cli_digest import Chosen, digest_of, is_folder
from translate_sum.cli_models import models
from translate_sum.cli_options import Settings, shared
from translate_sum.document import Article, Brief, Failure, Translation
from translate_sum.errors import EXIT_OK, EXIT_SOME_FAILED, EXIT_STRICT, InputError, TranslateSumError, UsageError
from translate_sum.folder import way
from translate_sum.pipeline import Pipeline, Progress
from translate_sum.read import read
from translate_sum.render import Format, Product, render
from translate_sum.terminal import Bar, check_writable, emit, say
from translate_sum.version import __version__

app = typer.Typer(
    name="translate-sum",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="German press articles to English: translations, cited bilingual summaries, Markdown briefs. Offline.",
    epilog=(
        "Exit codes: 0 done, 1 unexpected, 2 usage, 3 input unusable or not German, 4 model missing, "
        "5 configuration, 8 check or --strict found problems, 12 some inputs failed, 130 interrupted, 143 terminated."
    ),
)
app.add_typer(models, name="models")
app.add_typer(cache, name="cache")
app.command()(check)
app.command()(batch)

Files = Annotated[list[str] | None, typer.Argument(metavar="[FILE...|-]", help="Text files; - or none: stdin.")]
File = Annotated[str | None, typer.Argument(metavar="[FILE|-]", help="A text file; - or none: standard input.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of standard output.")]
As = Annotated[Format, typer.Option("--format", "-f", help="Of the output.")]
Item = TypeVar("Item", Translation, Brief)
In = TypeVar("In", str, Article)
Out = TypeVar("Out", Article, Translation, Brief)
INTERRUPTED = 130


@app.command()
@shared
def translate(settings: Settings, files: Files = None, output: Output = None, form: As = "text") -> int:
    """Translate articles into English, paragraph by paragraph."""
    job = Job(files, output, settings)
    return job.finish("translation", form, *job.run(job.pipeline.translate, summary=False))


@app.command()
@shared
def summarize(settings: Settings, file: File = None, output: Output = None, form: As = "text") -> int:
    """Summarize one article in English, each sentence with the German ones it rests on."""
    job = Job([file] if file else None, output, settings)
    return job.finish("summary", form, *job.run(job.pipeline.brief, summary=True))


@app.command()
@shared
def brief(
    settings: Settings,
    files: Files = None,
    *,
    output: Output = None,
    form: As = "markdown",
    recursive: Recursive = False,
    pattern: Pattern = ALL,
) -> int:
    """Write a brief: headline, cited summary in both languages, checks, all sentences; of a folder, a digest."""
    if folder := is_folder(files):
        return digest_of(Chosen(folder, pattern, recursive), output, form, settings)
    if recursive or pattern != ALL:
        raise UsageError("--recursive and --pattern are for a folder; name one, or leave them out")
    job = Job(files, output, settings)
    return job.finish("brief", form, *job.run(job.pipeline.brief, summary=True))


@app.command()
@shared
def doctor(settings: Settings) -> int:
    """Show versions, models, device and threads, and whether the network would be used."""
    from translate_sum.doctor import report

    emit("".join(f"{name:<17}{value}\n" for name, value in report(Pipeline(settings.options))), None)
    return EXIT_OK


def show_version(wanted: bool) -> None:
    if wanted:
        emit(f"translate-sum {__version__}\n", None)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    """Typer shows the app's own help in place of this; the function is where --version hangs."""


class Job:
    """Inputs, the pipeline they go through, and the output: what the three commands have in common."""

    def __init__(self, files: list[str] | None, output: Path | None, settings: Settings) -> None:
        if not files and sys.stdin.isatty():
            raise UsageError("no input; name a file, or pipe a text in")
        self.sources = files or ["-"]
        if self.sources.count("-") > 1:
            raise UsageError("standard input (-) can be read only once")
        if output and any(same_file(output, source) for source in self.sources):
            raise UsageError(f"{output}: is an input too; choose another --output")
        check_writable(output)
        self.output, self.settings = output, settings
        self.pipeline = Pipeline(settings.options)

    def run(self, work: Callable[[Article, Progress], Item], *, summary: bool) -> tuple[list[Item], list[Failure]]:
        """Read all, then work on all: a wrong file name shows before a model is loaded."""
        options = self.settings.options
        articles, unread = self.each(self.sources, lambda s: read(s, encoding=options.encoding, force=options.force))
        if articles:
            self.pipeline.require(summary=summary)
        items, undone = self.each(articles, lambda article: self.work_on(article, work))
        return items, unread + undone

    def each(self, inputs: Sequence[In], do: Callable[[In], Out]) -> tuple[list[Out], list[Failure]]:
        """A bad one of several inputs comes back as a value, and is said; a single one raises."""
        done, failures = [], []
        for one in inputs:
            try:
                done.append(do(one))
            except InputError as error:
                if len(self.sources) == 1:
                    raise
                say(f"translate-sum: {error}")
                failures.append(Failure(getattr(one, "source", str(one)), str(error), error.exit_code))
        return done, failures

    def work_on(self, article: Article, work: Callable[[Article, Progress], Item]) -> Item:
        started, talk = time.monotonic(), self.settings.talk
        with Bar(Path(article.source).name, shown=not talk.quiet) as bar:
            item = work(article, bar)
        if talk.verbose:
            made_by = f"{self.pipeline.translator.info}"
            say(f"{article.source}: {time.monotonic() - started:.1f} s, translated by {made_by}")
        return item

    def linked(self, items: Sequence[Item]) -> Sequence[Any]:
        return [relinked(item, self.output.parent) for item in items] if self.output else items

    def finish(self, product: Product, form: Format, items: Sequence[Item], failures: Sequence[Failure]) -> int:
        """Write what there is, say what is doubtful, choose the exit code."""
        if items:
            emit(render(product, form, self.linked(items) if form == "markdown" else items, failures), self.output)
        warnings = [w for item in items for w in item.warnings]
        if warnings and not self.settings.talk.quiet:
            kinds = ", ".join(sorted({w.kind for w in warnings}))
            number = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}"
            say(f"translate-sum: {number} ({kinds}); look at them before you pass this on")
        if failures:
            return EXIT_SOME_FAILED
        return EXIT_STRICT if warnings and self.settings.options.strict else EXIT_OK


def relinked(item: Translation | Brief, folder: Path) -> Translation | Brief:
    """With the way from the output's folder to the article as its source: that is where the link leads from."""
    if isinstance(item, Brief):
        return replace(item, translation=_relinked(item.translation, folder))
    return _relinked(item, folder)


def _relinked(translation: Translation, folder: Path) -> Translation:
    source = translation.article.source
    if source == "-":
        return translation
    return replace(translation, article=replace(translation.article, source=way(source, folder)))


def same_file(output: Path, source: str) -> bool:
    try:
        return output.samefile(source)
    except OSError:  # one of the two is not there, or no file
        return False


def terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; every error is one line on standard error and its exit code."""
    signal.signal(signal.SIGTERM, terminate)
    sys.exit(outcome())


def outcome() -> int:
    try:
        code = int(app(standalone_mode=False) or EXIT_OK)
    except TranslateSumError as error:
        say(f"translate-sum: {error}")
        return error.exit_code
    except TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":  # that one has printed the help it is about
            say(f"translate-sum: {error.format_message()} (--help shows the options)")
        return error.exit_code
    except MemoryError:
        say("translate-sum: out of memory; use a smaller model, a smaller --beam-size, or split the input")
        return TranslateSumError.exit_code
    except Exception as error:
        if os.environ.get("TRANSLATE_SUM_DEBUG"):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        say(f"translate-sum: unexpected, please report: {what} (TRANSLATE_SUM_DEBUG=1 shows where)")
        return TranslateSumError.exit_code
    if code == INTERRUPTED:
        say("translate-sum: interrupted; nothing was written")
    return code
