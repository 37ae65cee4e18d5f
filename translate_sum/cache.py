"""Work already done, on disk: JSON values under hashed keys, in one SQLite file that several processes may share.

A cache may be lost at any time: what is wrong with the file costs work, never a run.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_cache_path

FORMAT = 12  # of the values, and of what is made of them; a change makes every key another, also of what is done
CAP = 500_000_000  # bytes; a sentence with four hypotheses takes about 1 kB, so half a million sentences
PATIENCE = 30.0  # seconds to wait for another process that writes
FRESH = 3600  # seconds in which a use is not noted again, so that reading does not write
AT_ONCE = 500  # keys to a statement; SQLite takes 999 parameters everywhere
SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, used INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON entries (used);
"""


def default_path(environ: Mapping[str, str]) -> Path:
    """TRANSLATE_SUM_CACHE, else in TRANSLATE_SUM_HOME, else in the platform's directory for caches."""
    if stated := environ.get("TRANSLATE_SUM_CACHE"):
        return Path(stated).expanduser()
    home = environ.get("TRANSLATE_SUM_HOME")
    folder = Path(home).expanduser() if home else user_cache_path("translate-sum", appauthor=False)
    return folder / "cache.sqlite3"


def key(*parts: Any) -> str:
    """A hash of JSON values, and of this file's format."""
    return hashlib.sha256(json.dumps([FORMAT, *parts], sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Usage:
    entries: int
    size: int  # bytes in use
    cap: int


class Cache:
    """JSON values by key; the least recently used go when `cap` bytes are passed.

    `tell` gets one line when the file was corrupt and set aside, or cannot be used, which then is as if it were empty.
    Any threads may use it; each waits for the one before.

    >>> with Cache(path) as cache:
    ...     cache.put({"a": [1, 2]})
    ...     cache.get(["a", "b"])
    {'a': [1, 2]}
    """

    def __init__(
        self,
        path: Path,
        *,
        cap: int = CAP,
        clock: Callable[[], float] = time.time,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.path, self.cap, self.clock, self.tell = path, cap, clock, tell
        self._database: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        if self._database:
            self._database.close()
            self._database = None

    def get(self, keys: Sequence[str]) -> dict[str, Any]:
        """The values of those keys that are there."""
        return self._try(lambda database: self._get(database, keys)) or {}

    def put(self, values: Mapping[str, Any]) -> None:
        """Durable when this returns; two writers of one key write the same."""
        if values:
            self._try(lambda database: self._put(database, values))

    def usage(self) -> Usage:
        return self._try(self._usage) or Usage(0, 0, self.cap)

    def clear(self) -> None:
        """Forget everything, and give the space back."""
        self._try(self._clear)

    def _get(self, database: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        stale: list[str] = []
        now = int(self.clock())
        for chunk in _chunks(list(dict.fromkeys(keys))):
            marks = ",".join("?" * len(chunk))
            query = f"SELECT key, value, used FROM entries WHERE key IN ({marks})"  # noqa: S608 - only marks
            for name, value, used in database.execute(query, chunk):
                found[name] = json.loads(value)
                stale += [name] if used < now - FRESH else []
        with database:
            database.executemany("UPDATE entries SET used = ? WHERE key = ?", [(now, name) for name in stale])
        return found

    def _put(self, database: sqlite3.Connection, values: Mapping[str, Any]) -> None:
        now = int(self.clock())
        rows = [(name, json.dumps(value), now) for name, value in values.items()]
        with database:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
            self._evict(database)

    def _evict(self, database: sqlite3.Connection) -> None:
        """The oldest tenth, until there is room; pages they leave are used again."""
        while (count := _count(database)) and _bytes(database) > self.cap:
            oldest = "SELECT key FROM entries ORDER BY used LIMIT ?"
            database.execute(f"DELETE FROM entries WHERE key IN ({oldest})", (count // 10 + 1,))  # noqa: S608

    def _usage(self, database: sqlite3.Connection) -> Usage:
        return Usage(_count(database), _bytes(database), self.cap)

    def _clear(self, database: sqlite3.Connection) -> None:
        with database:
            database.execute("DELETE FROM entries")
        database.execute("VACUUM")

    def _open(self) -> None:
        """Under a lock, so that of two processes that find the file corrupt one sets it aside and both use the new."""
        with FileLock(f"{self.path}.lock", timeout=PATIENCE):
            try:
                self._database = _connect(self.path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._set_aside()
                self._database = _connect(self.path)

    def _set_aside(self) -> None:
        aside = self.path.with_name(f"{self.path.name}.corrupt")
        self.path.replace(aside)
        for log in ("-wal", "-shm"):
            self.path.with_name(self.path.name + log).unlink(missing_ok=True)
        self.tell(f"{self.path}: the cache is corrupt; it was moved to {aside.name}, and a new one begun")

    def _try(self, do: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `do` gives; None when the cache cannot be used."""
        with self._lock:
            if self._database is None:
                return None
            try:
                return do(self._database)
            except (sqlite3.Error, json.JSONDecodeError) as error:
                self._recover(error)
                return None

    def _recover(self, error: Exception) -> None:
        self.close()
        if isinstance(error, sqlite3.OperationalError):  # disk full, no permission, locked for too long
            self._give_up(error)
            return
        try:
            with FileLock(f"{self.path}.lock", timeout=PATIENCE):
                self._set_aside()
            self._open()
        except (OSError, sqlite3.Error) as worse:
            self._give_up(worse)

    def _give_up(self, error: Exception) -> None:
        self.close()
        self.tell(f"{self.path}: the cache cannot be used ({error}); the work goes on without it")


def _connect(path: Path) -> sqlite3.Connection:
    # Ray calls an actor from other threads than the one that made it; `_try` lets one in at a time
    database = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")  # in WAL a power cut loses the last entries, never the file
        database.executescript(SCHEMA)
        database.execute("SELECT key, value, used FROM entries LIMIT 1").fetchall()
    except BaseException:
        database.close()
        raise
    return database


def _count(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT COUNT(*) FROM entries").fetchone()[0])


def _bytes(database: sqlite3.Connection) -> int:
    pages, free, size = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[i : i + AT_ONCE] for i in range(0, len(keys), AT_ONCE))
