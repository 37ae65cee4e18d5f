"""What a batch came to: `index.md` for readers, `results.jsonl` for programs; both from the journal, in a stream."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from translate_sum.folder import STATE, SUFFIXES, Input
from translate_sum.journal import Entry, Journal
from translate_sum.outfolder import OutFolder
from translate_sum.render.escape import block, cell, inline, link

INDEX, RESULTS = "index.md", "results.jsonl"
UNTITLED = "Untitled"


@dataclass(frozen=True)
class Totals:
    """How many articles are done, not processed, left to do; how many of the done have warnings."""

    done: int = 0
    failed: int = 0
    left: int = 0
    doubtful: int = 0

    def __str__(self) -> str:
        parts = [f"{self.done} done", f"{self.doubtful} of them with warnings" if self.doubtful else ""]
        parts += [f"{self.failed} not processed" if self.failed else "", f"{self.left} left" if self.left else ""]
        return ", ".join(part for part in parts if part)


class Report:
    """The outcomes of `inputs`, in their order; `left` are those that were not come to."""

    def __init__(self, inputs: Sequence[Input], left: Collection[str], journal: Journal) -> None:
        self.inputs, self.left, self.journal = inputs, left, journal

    def totals(self) -> Totals:
        done = failed = doubtful = 0
        for entry in self.entries():
            done += entry.outcome == "done"
            failed += entry.outcome == "failed"
            doubtful += bool(entry.checks)
        return Totals(done, failed, len(self.left), doubtful)

    def entries(self) -> Iterator[Entry]:
        for one in self.inputs:
            entry = None if one.name in self.left else self.journal.get(one.name)
            if entry:
                yield entry

    def write(self, out: OutFolder, signature: str) -> Totals:
        totals = self.totals()
        out.put(RESULTS, self._results())
        out.put(INDEX, (f"{line}\n".encode("utf-8", "replace") for line in self._index(totals, signature)))
        return totals

    def _results(self) -> Iterator[bytes]:
        for entry in self.entries():
            yield entry.line()
        for name in sorted(self.left):
            yield json.dumps({"source": name, "outcome": "left"}).encode("ascii") + b"\n"

    def _index(self, totals: Totals, signature: str) -> Iterator[str]:
        yield from (f"# Briefs: {totals}", "")
        yield from ("| article | headline | Überschrift | sentences | checks |", "|---|---|---|--:|---|")
        yield from (_row(entry) for entry in self.entries() if entry.outcome == "done")
        if totals.failed:
            yield from ("", "## Not processed", "")
            yield from (
                f"- {block(entry.source)}: {inline(entry.reason)}"
                for entry in self.entries()
                if entry.outcome == "failed"
            )
        if totals.left:
            yield from ("", "## Left to do", "")
            yield from (f"- {block(name)}" for name in sorted(self.left))
        yield from ("", f"<sub>{inline(signature)}</sub>")


def _row(entry: Entry) -> str:
    shown = [place for place in entry.outputs if not place.startswith(f"{STATE}/")]
    place = min(shown, key=lambda place: not place.endswith(SUFFIXES["markdown"]))  # it is the one to read
    checks = ", ".join(f"{kind} {number}" for kind, number in entry.checks.items())
    to_brief = link(entry.source, place).replace("|", "\\|")
    titles = f"{cell(entry.title or UNTITLED)} | {cell(entry.title_de) or '–'}"
    return f"| {to_brief} | {titles} | {entry.sentences} | {checks and '⚠ '}{cell(checks) or '–'} |"
