"""The command line: each command parses, calls, prints. Exit codes are drawn in errors.py.

What a command works with is imported in it: --help, which imports all of these modules, waits for typer alone.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from translate_sum.cli_batch import ALL, Pattern, Recursive, batch
from translate_sum.cli_cache import cache
from translate_sum.cli_check import check
from translate_sum.cli_models import models
from translate_sum.cli_options import Settings, shared
from translate_sum.errors import EXIT_OK, TranslateSumError, UsageError
from translate_sum.render import Format
from translate_sum.terminal import emit, say
from translate_sum.version import __version__

app = typer.Typer(
    name="translate-sum",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich takes longer to import than all the rest that --help needs
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
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

Files = Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Text files; - or none: standard input.")]
File = Annotated[str | None, typer.Argument(metavar="FILE", help="A text file; - or none: standard input.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of standard output.")]
As = Annotated[Format, typer.Option("--format", "-f", help="Of the output.")]
INTERRUPTED = 130  # what typer makes of KeyboardInterrupt


@app.command()
@shared
def translate(settings: Settings, files: Files = None, output: Output = None, form: As = "text") -> int:
    """Translate articles into English, paragraph by paragraph."""
    from translate_sum.cli_job import Job

    job = Job(files, output, settings)
    return job.finish("translation", form, *job.run(job.pipeline.translate, summary=False))


@app.command()
@shared
def summarize(settings: Settings, file: File = None, output: Output = None, form: As = "text") -> int:
    """Summarize one article in English, each sentence with the German ones it rests on."""
    from translate_sum.cli_job import Job

    job = Job([file] if file else None, output, settings.for_summaries())
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
    from translate_sum.cli_digest import Chosen, digest_of, is_folder
    from translate_sum.cli_job import Job

    settings = settings.for_summaries()
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
    from translate_sum.pipeline import Pipeline

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


def outcome() -> int:
    """Run the command line; every error is one line on standard error and its exit code."""
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
        raise KeyboardInterrupt
    return code
