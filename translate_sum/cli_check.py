"""`translate-sum check`: do a German text and its English translation, made by any tool, say the same?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from translate_sum.errors import EXIT_OK, EXIT_STRICT, UsageError
from translate_sum.read import STDIN, read_text
from translate_sum.terminal import check_writable, emit

Form = Literal["text", "json"]


def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE|-", help="The German text.")],
    translation: Annotated[str, typer.Argument(metavar="TRANSLATION|-", help="Its English translation.")],
    *,
    aligned: Annotated[
        bool, typer.Option("--aligned", help="Line i answers line i; else sentences are matched.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", "-f", help="Of the output.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Not standard output.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="Of both texts; else detected.")] = None,
    force: Annotated[
        bool, typer.Option("--any-language", "--force", help="Go on if the source is not German.")
    ] = False,
) -> int:
    """Compare a German text with its English translation: numbers, dates, names, quotations, negation.

    Exits with 8 when something is wrong.
    """
    if source == translation == STDIN:
        raise UsageError("standard input (-) can be read only once")
    check_writable(output, (source, translation))
    german = read_text(source, encoding=encoding, german=not force)
    english = read_text(translation, encoding=encoding)

    from translate_sum import bitext, verify
    from translate_sum.render import report

    pair_up = bitext.by_lines if aligned else bitext.by_meaning
    found = verify.check(pair_up(german, english))
    emit(report.json(found, texts=not aligned) if form == "json" else report.text(found), output)
    return EXIT_STRICT if found.wrong else EXIT_OK
