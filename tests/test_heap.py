"""Freed memory goes back to the system."""

from __future__ import annotations

import platform

import pytest

from benchmarks.spent import resident
from translate_sum.heap import give_back


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="the others give back by themselves, or cannot be told to"
)
def test_what_was_freed_between_what_is_kept_goes_back() -> None:
    blocks = [bytearray(50_000) for _ in range(2_000)]
    kept = blocks[-1:]  # at the top of the heap, so that nothing below is given back unasked
    before = resident()
    del blocks
    give_back()
    assert resident() < before - 50, f"of 100 MB, {before - resident():.0f} given back"
    assert kept
