"""A corpus folder of a few hundred invented pairs, in which word i of the German is word i of the English."""

from __future__ import annotations

import json
import lzma
import random
from argparse import Namespace
from pathlib import Path
from typing import Any

from training.train import build_parser

WORDS = {
    "der": "the", "Mann": "man", "Hund": "dog", "sieht": "sees", "kauft": "buys", "heute": "today", "Haus": "house",
    "alte": "old", "kleine": "small", "Minister": "minister", "und": "and", "neue": "new",
}  # fmt: skip
MIX: dict[str, Any] = {
    "vocabulary": {"size": 320, "sentences": 1000},
    "limits": {"max_pieces": 60, "max_length_ratio": 3.0},
    "augment": {},
    "filters": {"use": ["letterless", "overlong", "copy", "language", "ratio", "number"]},  # the toys do loop
    "weights": {"toy": 1, "distilled": 1, "backtranslated": 1},
}


def corpus_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(3)
    rows = [rng.choices(list(WORDS), k=rng.randint(3, 8)) for _ in range(300)]
    text = "".join(f"toy\t{' '.join(row)}\t{' '.join(WORDS[w] for w in row)}\n" for row in rows)
    for name in ("news", "testsuites", "general", "technical", "dictionary", "names"):
        (folder / f"{name}.tsv.xz").write_bytes(lzma.compress(text.encode() if name == "news" else b""))
    for name, article in (
        ("german_news", "Der alte Mann kauft heute ein Haus. Der Minister sieht den Hund."),
        ("english_news", "The old man buys a house today. The minister sees the dog.\nThe new house is old today."),
    ):
        line = json.dumps({"source": "toy", "text": article}) + "\n"
        (folder / f"{name}.jsonl.xz").write_bytes(lzma.compress(line.encode()))
    return folder


def arguments(data: Path, out: Path, **changed: Any) -> Namespace:
    """Of training.train, for a run of seconds."""
    args = build_parser().parse_args([str(data), str(out), "--width", "32", "--ffn", "64", "--encoder", "1"])
    given = {"decoder": 1, "heads": 4, "steps": 12, "report": 4, "tokens": 128, "threads": 1, "curriculum": 0.0}
    return Namespace(**(vars(args) | given | changed))
