"""`translate-sum brief DIR`: the digest of a folder, on standard output, in a file, or with all briefs in a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translate_sum.batch import Order
from translate_sum.batch_report import Totals
from translate_sum.cli_batch import ALL
from translate_sum.cli_cache import open_cache
from translate_sum.cli_engine import Wanted
from translate_sum.cli_folder import exit_code, refuse_same, run, signature, working
from translate_sum.cli_options import Settings
from translate_sum.clock import clock
from translate_sum.digest.folder import DigestFolder, Since
from translate_sum.digest.model import Digest
from translate_sum.errors import Interrupted, UsageError
from translate_sum.pipeline import Pipeline
from translate_sum.render import Format, digest_html, digest_markdown
from translate_sum.terminal import check_writable, emit

DOCUMENTS = {".md": digest_markdown.document, ".html": digest_html.document}


@dataclass(frozen=True)
class Chosen:
    """Which articles the digest is of."""

    folder: Path
    pattern: str = ALL
    recursive: bool = False

    def order(self, output: Path, *forms: Format) -> Order:
        return Order(self.folder, output, forms, self.pattern, self.recursive)


def is_folder(files: Sequence[str] | None) -> Path | None:
    """The folder, if that is what was named."""
    folders = [file for file in files or () if _is_folder(file)]
    if folders and len(files or ()) > 1:
        raise UsageError(f"{folders[0]}: is a folder; name it alone, or files only")
    return Path(folders[0]) if folders else None


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):  # too long a name, or a NUL in it: reading it says so
        return False


def digest_of(chosen: Chosen, output: Path | None, form: Format, settings: Settings) -> int:
    """Into `output`: a folder, as `batch --digest` does; a file called *.md or *.html; else standard output."""
    in_file = output is None or (output.suffix in DOCUMENTS and not output.is_dir())
    if in_file and form != "markdown":
        raise UsageError("a folder's digest is Markdown, or HTML with -o NAME.html; for more, use batch --digest")
    with open_cache() as cache:
        pipeline = Pipeline(settings.options, clock=clock(os.environ.get("SOURCE_DATE_EPOCH")), cache=cache)
        if not in_file and output:
            refuse_same(chosen.folder, output)
            return run(chosen.order(output, form), pipeline, settings, Wanted(), Since())
        return in_one_file(chosen, output, pipeline, settings)


def in_one_file(chosen: Chosen, output: Path | None, pipeline: Pipeline, settings: Settings) -> int:
    """The briefs are made and thrown away; what was translated stays in the cache."""
    check_writable(output)
    base = output.parent if output else Path()
    with tempfile.TemporaryDirectory(prefix="translate-sum-") as scratch:
        digest, totals = digested(chosen.order(Path(scratch)), base, pipeline, settings)
    emit(DOCUMENTS[output.suffix if output else ".md"](digest), output)
    return exit_code(totals, settings)


def digested(order: Order, base: Path, pipeline: Pipeline, settings: Settings) -> tuple[Digest, Totals]:
    """The digest with links from `base`; nothing if it was stopped on the way."""
    with working(order, pipeline, Wanted(), quiet=settings.talk.quiet) as done:
        if done.report.left:
            code = 128 + (done.stop.number or 2)
            raise Interrupted("stopped; nothing was written, the cache keeps what was done", code)
        digest = DigestFolder(done.report, done.out, Since(), base).digest(order.folder.name, signature(pipeline))
        return digest, done.report.totals()
