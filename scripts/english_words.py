"""Make translate_sum/facts/data/english.txt: English words that the lexicon does not have.

    python scripts/english_words.py SCOWL translate_sum/facts/data

SCOWL is the folder of the Spell Checker Oriented Word Lists (in Debian: /usr/share/dict/scowl of the package scowl),
whose files are called LANGUAGE-KIND.SIZE.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from translate_sum.facts.lexicon import lexicon
from translate_sum.facts.words import SHORTEST

LARGEST = 70  # of SCOWL's sizes: "large"; 80 has twice as many words and missed 0.2 % fewer of newstest2019's
LANGUAGES = ("english", "american", "british", "variant")
KINDS = ("words", "contractions", "upper")
LETTERS = re.compile(r"[^\W\d_]+")


def main(scowl: Path, folder: Path) -> None:
    words = {word for file in scowl.iterdir() if wanted(file.name) for word in words_of(file)}
    new = sorted(word.encode() for word in words if len(word) >= SHORTEST and not lexicon().knows_english(word))
    (folder / "english.txt").write_bytes(b"".join(word + b"\n" for word in new))
    print(f"{len(new)} words")  # noqa: T201 - what a script is run for


def wanted(name: str) -> bool:
    start, _, size = name.rpartition(".")
    return start.startswith(LANGUAGES) and start.endswith(KINDS) and int(size) <= LARGEST


def words_of(file: Path) -> set[str]:
    return {word.lower() for word in LETTERS.findall(file.read_text(encoding="latin-1"))}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
