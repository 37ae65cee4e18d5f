"""Freed memory goes back to the system, and what is remembered of texts has a bound."""

from __future__ import annotations

import platform
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules

import pytest

import translate_sum
from benchmarks.spent import resident
from translate_sum import facts
from translate_sum.heap import give_back
from translate_sum.lookups import REMEMBERED


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


def test_what_is_remembered_of_texts_has_a_bound() -> None:
    """Else a batch grows with each article that has a new word."""
    packages = (translate_sum, "translate_sum."), (facts, "translate_sum.facts.")
    names = [found.name for package, prefix in packages for found in iter_modules(package.__path__, prefix)]
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    caches = [c for module in modules for c in vars(module).values() if isinstance(c, _lru_cache_wrapper)]
    assert len(caches) > 20
    of_arguments = {c.__name__: c.cache_info().maxsize for c in caches if signature(c).parameters}
    assert {name for name, most in of_arguments.items() if most is None or most > REMEMBERED} == {"opened", "_blocks"}
