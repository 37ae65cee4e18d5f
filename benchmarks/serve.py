"""A translator in a process of its own: jobs come as lines of JSON on standard input, answers go back.

    python -m benchmarks.serve MODULE:CLASS SETTINGS

Needs the standard library alone, so that it runs in a peer's own environment too.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal, Protocol, TextIO

from benchmarks.spent import resident, spent

Kind = Literal["sentences", "documents"]


class Translating(Protocol):
    """How a translator is called. One text out for each in, in order."""

    def sentences(self, texts: Sequence[str], beam: int) -> list[str]:
        """Of one document or of none: each is translated by itself."""

    def documents(self, texts: Sequence[str], beam: int) -> list[str]:
        """Articles, a paragraph a line. beam 0 means the translator's own default, here and above."""


def main() -> None:
    place, settings = sys.argv[1:]
    with private_output() as answers:
        translator = made(place, json.loads(settings))
        print(json.dumps({"ready": True}), file=answers, flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(translator, json.loads(line))), file=answers, flush=True)


def made(place: str, settings: dict[str, Any]) -> Translating:
    module, _, name = place.partition(":")
    translator: Translating = getattr(import_module(module), name)(**settings)
    return translator


def answer(translator: Translating, job: dict[str, Any]) -> dict[str, Any]:
    """job: kind, texts, beam. The answer: wall and cpu seconds, MB resident afterwards, the texts."""
    found: list[str] = []
    call = translator.sentences if job["kind"] == "sentences" else translator.documents
    took = spent(lambda: found.extend(call(job["texts"], job["beam"])))
    if len(found) != len(job["texts"]):
        raise ValueError(f"{len(found)} translations of {len(job['texts'])} texts")
    return {"wall": took.wall, "cpu": took.cpu, "resident": resident(), "texts": found}


@contextmanager
def private_output() -> Iterator[TextIO]:
    """Standard output for the answers alone; what libraries print goes to standard error."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        yield answers


if __name__ == "__main__":
    main()
