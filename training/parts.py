"""A long job in parts: each finished part is a file, so that a killed run goes on after the last whole one."""

from __future__ import annotations

import lzma
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def run_in_parts(
    items: Sequence[T],
    work: Callable[[int, Sequence[T]], list[str]],
    folder: Path,
    settings: str,
    *,
    size: int = 2000,
    minutes: float = float("inf"),
) -> Path:
    """`work(i, items of part i)` gives lines; all of them, in order, end up in `folder`.tsv.xz, whose path is returned.

    `settings` says how the parts are made: a folder begun with others is refused (SystemExit). After `minutes` no
    further part is begun, and the file holds what is there.
    """
    begin(folder, f"{settings}, {size} a part")
    started, done = time.monotonic(), 0
    for number, first in enumerate(range(0, len(items), size)):
        part = folder / f"{number:05}.tsv"
        if part.exists():
            continue
        if time.monotonic() - started > minutes * 60:
            break
        chunk = items[first : first + size]
        made = work(number, chunk)
        write_whole(part, "".join(f"{line}\n" for line in made))
        done += len(chunk)
        speed = done / (time.monotonic() - started)
        print(f"{first + len(chunk)} of {len(items)}: {len(made)} kept, {speed:.1f} segments a second", flush=True)
    return join(folder)


def begin(folder: Path, settings: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stated = folder / "settings.txt"
    if stated.exists() and stated.read_text(encoding="utf-8") != settings:
        raise SystemExit(f"{folder} was begun with other settings ({stated.read_text()}): remove it, or name another")
    stated.write_text(settings, encoding="utf-8")


def write_whole(path: Path, text: str) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def join(folder: Path) -> Path:
    out = folder.with_name(f"{folder.name}.tsv.xz")
    partial = out.with_suffix(".partial")
    with lzma.open(partial, "wt", encoding="utf-8", preset=4) as handle:
        for part in sorted(folder.glob("*.tsv")):
            handle.write(part.read_text(encoding="utf-8"))
    partial.replace(out)
    return out
