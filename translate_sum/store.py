"""Which models this machine has, and which one a name means. Never touches the network.

A name is looked up in this order: "auto"; a name of the catalogue; a directory; "org/repository" in the hub's local
cache. So `embedded` is always the catalogue's, and a directory of that name is `./embedded`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

from translate_sum import catalog
from translate_sum.catalog import AUTO, Backend, Entry, Role, pull_command
from translate_sum.digests import Digests
from translate_sum.errors import ModelBroken, ModelMissing
from translate_sum.sources import hub
from translate_sum.sources.directory import inspect

EMBEDDED = Path(__file__).parent / "weights"
FITTING: dict[Role, tuple[Backend, ...]] = {
    "translator": ("marian",),
    "reverse": ("marian",),
    "summarizer": ("seq2seq", "causal"),
}
NOT_STATED = "not stated"


def default_home(environ: Mapping[str, str]) -> Path:
    """Where pulled models are kept: TRANSLATE_SUM_HOME, or the platform's directory for user data."""
    stated = environ.get("TRANSLATE_SUM_HOME")
    return Path(stated).expanduser() if stated else user_data_path("translate-sum", appauthor=False)


@dataclass(frozen=True)
class Installed:
    """A model ready to load. path is None for one without weights.

    name is the catalogue's, the hub's, or the directory as it was given. revision: 12 digits of the hub commit, or
    of the SHA-256 that the catalogue pins; for a directory, of the SHA-256 of its weights.
    """

    name: str
    role: Role
    backend: Backend
    path: Path | None
    revision: str
    licence: str


@dataclass(frozen=True)
class Listing:
    """A row of `models list`. auto: `auto` means this one; problem: why one that is there is refused."""

    entry: Entry
    installed: Installed | None
    auto: bool = False
    problem: str = ""

    @property
    def state(self) -> Literal["installed", "missing", "broken"]:
        if self.problem:
            return "broken"
        return "installed" if self.installed else "missing"


@dataclass(frozen=True)
class Store:
    """The models under `home`, inside the package (`embedded`) and in the hub's cache (None: where HF_HOME says)."""

    home: Path
    embedded: Path = EMBEDDED
    hub_cache: Path | None = None

    def folder(self, entry: Entry) -> Path:
        """Where a pull installs `entry`; for the hub's, whose place is the cache, beside where its lock is."""
        return self.home / "models" / entry.name.replace("/", "--")

    def get(self, entry: Entry) -> Installed | None:
        """The entry if it is installed, else None; ModelBroken if what is there cannot be used."""
        if entry.source == "builtin":
            return Installed(entry.name, entry.role, entry.backend, None, entry.revision, entry.licence)
        path = self._find(entry)
        if path is None:
            return None
        # the hub's cache names a directory after the commit in it
        revision = path.name if entry.source == "hub" else entry.revision
        return Installed(entry.name, entry.role, inspect(path), path, revision[:12], entry.licence)

    def resolve(self, name: str, role: Role) -> Installed:
        """The model that `name` means in that role; ModelMissing says how to install it."""
        found = self._best(role) if name == AUTO else self._named(name, role)
        if found.path and found.backend not in FITTING[role]:
            needed = " or ".join(FITTING[role])
            raise ModelBroken(
                f"{name}: holds a {found.backend} model, and a {role} model must be {needed}; choose another"
            )
        return found

    def listing(self) -> tuple[Listing, ...]:
        """Every model of the catalogue, in its order."""
        rows: list[Listing] = []
        for entry in catalog.CATALOG:
            taken = any(row.auto and row.entry.role == entry.role for row in rows)
            rows.append(self._row(entry, eligible=not taken and entry.source != "builtin"))
        return tuple(rows)

    def installed(self) -> tuple[Installed, ...]:
        """The models of the catalogue that can be used now, in its order."""
        return tuple(row.installed for row in self.listing() if row.installed)

    def _find(self, entry: Entry) -> Path | None:
        if entry.source == "hub":
            return hub.cached(entry.location, entry.revision, self.hub_cache)
        path = self.embedded / entry.location if entry.source == "embedded" else self.folder(entry)
        return path if path.is_dir() else None

    def _named(self, name: str, role: Role) -> Installed:
        entry = catalog.lookup(name, role)
        if entry is None and Path(name).expanduser().is_dir():
            return self._local(name, role)
        if entry is None and hub.is_repository(name):
            entry = hub_entry(name, role)
        return self._required(entry or catalog.find(name, role))

    def _local(self, name: str, role: Role) -> Installed:
        path = Path(name).expanduser()
        return Installed(name, role, inspect(path), path, Digests(self.home).of(path)[:12], NOT_STATED)

    def _required(self, entry: Entry) -> Installed:
        found = self.get(entry)
        if found is None:
            hint = f"run `{pull_command(entry.name)}`" if entry.pullable else "reinstall translate-sum"
            raise ModelMissing(f"{entry.name}: this {entry.role} model is not installed; {hint}")
        return found

    def _best(self, role: Role) -> Installed:
        """The first that can be used; broken ones are passed over, and named if there is no other."""
        problems = []
        for entry in catalog.candidates(role):
            row = self._row(entry, eligible=True)
            if row.installed:
                return row.installed
            if row.problem:
                problems.append(f" ({row.problem})")
        hint = pull_command(catalog.suggested(role).name)
        raise ModelMissing(f"no {role} model is installed{''.join(problems)}; run `{hint}`")

    def _row(self, entry: Entry, *, eligible: bool) -> Listing:
        try:
            found = self.get(entry)
        except ModelBroken as exc:
            return Listing(entry, None, problem=str(exc))
        return Listing(entry, found, auto=eligible and found is not None)


def hub_entry(repository: str, role: Role) -> Entry:
    """A hub model that the catalogue does not know: whatever its main branch is; the store names the commit."""
    return Entry(repository, role, FITTING[role][0], "hub", repository, hub.MAIN, NOT_STATED, 0, "")
