"""The pieces that a greedy search may choose from: those that the source's own pieces make likely.

A model directory has them in `shortlist.txt.xz` (made by training.shortlist), its conversion in the `vmap.txt` that
CTranslate2 reads: a source piece, a tab, target pieces; the line without a source piece has those always allowed.
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "shortlist.txt.xz"
VMAP = "vmap.txt"


@dataclass(frozen=True)
class Shortlist:
    """name: the first digits of its SHA-256, for signatures and cache keys."""

    always: frozenset[str]
    likely: Mapping[str, frozenset[str]]
    name: str

    def holds(self, source: Sequence[str], target: Iterable[str]) -> bool:
        """Whether these source pieces by themselves allow all of `target`, which has no end mark.

        CTranslate2 allows each text of a batch what any text in it allows.
        """
        open_ = set(target) - self.always
        return not open_ or open_ <= frozenset().union(*(self.likely.get(piece, frozenset()) for piece in source))


def write(directory: Path, out: Path, vocabulary: Sequence[str]) -> None:
    """The vmap.txt of a conversion, if the model has a shortlist; ValueError if it is another vocabulary's."""
    plain = _stored(directory)
    if plain is None:
        return
    found = parsed(plain)
    pieces = found.always.union(found.likely, *found.likely.values())
    if unknown := pieces - set(vocabulary):
        raise ValueError(f"{FILE} names pieces that vocab.json lacks, such as {min(unknown)!r}")
    (out / VMAP).write_bytes(plain)


def targets(directory: Path) -> frozenset[str]:
    """All pieces that the model's shortlist allows for any source; none if it has no shortlist."""
    plain = _stored(directory)
    if plain is None:
        return frozenset()
    found = parsed(plain)
    return found.always.union(*found.likely.values())


def _stored(directory: Path) -> bytes | None:
    file = directory / FILE
    if not file.is_file():
        return None
    try:
        return lzma.decompress(file.read_bytes())
    except lzma.LZMAError as exc:
        raise ValueError(f"{FILE} is damaged ({exc})") from exc


def read(converted: Path) -> Shortlist | None:
    file = converted / VMAP
    return parsed(file.read_bytes()) if file.is_file() else None


def parsed(plain: bytes) -> Shortlist:
    r"""The lines of a vmap.txt.

    >>> sorted(parsed(b"\ta b\nx\tc\n").always), parsed(b"\ta b\nx\tc\n").holds(["x"], ["a", "c"])
    (['a', 'b'], True)
    """
    rows = dict(line.split("\t") for line in plain.decode().split("\n") if line)
    likely = {source: frozenset(targets.split(" ")) for source, targets in rows.items()}
    return Shortlist(likely.pop("", frozenset()), likely, hashlib.sha256(plain).hexdigest()[:8])
