"""The digest of an output folder: which articles it is about, what is new among them, and where it is written.

An article is new if the digest before did not have it, changed if it had another version of it. What a digest had is
kept in the state folder, and replaced once a run has left nothing undone; so a run that is killed and resumed is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from translate_sum.batch_report import Report
from translate_sum.digest.kept import Documents, fingerprint, keep, recall
from translate_sum.digest.make import Novelty, Piece, Rest, joined, link, part, plain, published_day
from translate_sum.digest.model import Digest, News, NotProcessed
from translate_sum.digest.stored import stored_brief
from translate_sum.errors import UsageError
from translate_sum.folder import STATE, Input
from translate_sum.journal import Entry
from translate_sum.outfolder import OutFolder
from translate_sum.render import digest_html, digest_markdown

MARKDOWN, HTML = "digest.md", "digest.html"
SEEN = f"{STATE}/digest.json"
LAST = "last"


@dataclass(frozen=True)
class Since:
    """Which articles a digest covers: all, those published on `day` or later, or those new since the `last` one."""

    day: date | None = None
    last: bool = False

    @staticmethod
    def parse(text: str | None) -> Since:
        """Raises UsageError."""
        if text is None:
            return Since()
        if text == LAST:
            return Since(last=True)
        try:
            return Since(day=date.fromisoformat(text))
        except ValueError as error:
            raise UsageError(f"--since {text}: is no day; use {LAST}, or a day such as 2026-01-31") from error


class DigestFolder:
    """Digests of what `report` tells, out of the briefs in `out`.

    base: the folder that links start from; where it is not the output folder, the briefs in that are not linked.
    """

    def __init__(self, report: Report, out: OutFolder, since: Since, base: Path | None = None) -> None:
        self.report, self.out, self.since = report, out, since
        self.base, self.linked = base or out.path, base is None
        self.seen = _seen(out.path / SEEN)

    def write(self, folder: str, signature: str) -> None:
        """Both documents, whole or not at all; then what the next run is to take for known."""
        basis = fingerprint(self._basis(folder, signature))
        documents = recall(self.out, basis) if self._nothing_new() else None
        unchanged: Documents | None = None
        if documents is None:
            digest = self.digest(folder, signature)
            documents = _documents(digest)
            unchanged = self._unchanged(digest)
        for name, document in documents.items():
            self.out.put(name, [document])
        if self.report.left:
            return
        # those that this run did not look at, as with --limit, stay known
        known = {**(self.seen or {}), **{entry.source: entry.sha256 for entry in self._done()}}
        self.out.put(SEEN, [json.dumps(known, indent=0).encode("ascii")])
        if unchanged:
            keep(self.out, basis, unchanged)

    def _done(self) -> Iterator[Entry]:
        return (entry for entry in self.report.entries() if entry.outcome == "done")

    def _nothing_new(self) -> bool:
        return self.seen is not None and not any(map(self._news, self._done()))

    def _basis(self, folder: str, signature: str) -> Iterator[bytes]:
        plain = [folder, signature, repr(self.since), self.out.formats, sorted(self.report.left)]
        yield json.dumps(plain).encode("ascii")
        yield from (link(one.path, self.base).encode() for one in self.report.inputs)
        yield from (entry.line() for entry in self.report.entries())

    def _unchanged(self, digest: Digest) -> Documents | None:
        """The documents of a run that finds the same and nothing new; None where it would cover others."""
        unread = len(digest.failures) > sum(entry.outcome == "failed" for entry in self.report.entries())
        if unread or (self.since.last and not self._nothing_new()):
            return None
        return _documents(digest.with_nothing_new())

    def digest(self, folder: str, signature: str) -> Digest:
        failures: list[NotProcessed] = []
        earlier: list[str] = []
        parts = [part(piece) for piece in self._pieces(failures, earlier)]  # one brief in memory, not all
        since = self.since.day.isoformat() if self.since.day else LAST if self.since.last else ""
        news = News(self.seen is not None, since, len(earlier))
        left = tuple(plain(_printable(name)) for name in sorted(self.report.left))
        return joined(parts, Rest(_printable(folder), signature, tuple(failures), left, news))

    def _pieces(self, failures: list[NotProcessed], earlier: list[str]) -> Iterator[Piece]:
        """Those that are covered; the others' names go to `earlier`, what cannot be covered to `failures`."""
        inputs = {one.name: one for one in self.report.inputs}
        for entry in self.report.entries():
            if entry.outcome == "failed":
                failures.append(NotProcessed(plain(_printable(entry.source)), plain(entry.reason)))
                continue
            try:
                piece = self._piece(inputs[entry.source], entry)
            except (OSError, ValueError):
                reason = "its brief in the output folder cannot be read; the same command makes it again"
                failures.append(NotProcessed(plain(_printable(entry.source)), reason))
                continue
            if self._covered(piece):
                yield piece
            else:
                earlier.append(piece.source)

    def _piece(self, one: Input, entry: Entry) -> Piece:
        places = {form: place for place, form in self.out.places(one.name).items()}
        piece = Piece(
            source=_printable(one.name),
            brief=stored_brief(self.out.path / places["json"]),
            article=link(one.path, self.base),
            news=self._news(entry),
        )
        shown = [form for form in self.out.formats if form in places]
        if not shown or not self.linked:
            return piece
        form = "markdown" if "markdown" in shown else shown[0]
        return replace(piece, page=link(self.out.path / places[form], self.base))

    def _news(self, entry: Entry) -> Novelty:
        """Of the first digest, all would be new: nothing is said."""
        if self.seen is None or self.seen.get(entry.source) == entry.sha256:
            return ""
        return "changed" if entry.source in self.seen else "new"

    def _covered(self, piece: Piece) -> bool:
        """One without a date cannot be told to be old."""
        day = published_day(piece.brief.article)
        if self.since.day and day and day < self.since.day:
            return False
        return not (self.since.last and self.seen is not None and not piece.news)


def _documents(digest: Digest) -> Documents:
    return {MARKDOWN: digest_markdown.document(digest).encode(), HTML: digest_html.document(digest).encode()}


def _seen(path: Path) -> Mapping[str, str] | None:
    """What the last finished run's digest had: article -> SHA-256; None if there was none, or it is not readable."""
    try:
        plain = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return plain if isinstance(plain, dict) else None


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()
