"""The cache: what was read and rendered, kept by the content that it follows from. It may be deleted at any time.

One SQLite file of (kind, key) → blob, each blob with its own checksum: whatever is damaged counts as absent, so that a
wrong or half-written cache never gives a wrong site.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_LIBRARIES = ("cmarkgfm", "nh3", "pydantic", "PyYAML", "Jinja2", "Pillow", "PyStemmer", "markupsafe")
_CHECK = 8


@cache
def code_version() -> str:
    """Digest of this package's own files and of the libraries whose output is kept."""
    mixed = hashlib.blake2b(digest_size=16)
    for source in sorted(Path(__file__).parents[1].rglob("*.py")):
        mixed.update(source.read_bytes())
    mixed.update(repr(_installed()).encode())
    return mixed.hexdigest()


def _installed() -> list[str]:
    """Names of the folders in which pip notes each library's version."""
    # The same from importlib.metadata takes an import that is longer than the rest of this.
    wanted = {name.lower() for name in _LIBRARIES}
    folders = (Path(place) for place in sys.path)
    notes = (note.name for folder in folders if folder.is_dir() for note in folder.glob("*.dist-info"))
    return sorted(note for note in notes if note.partition("-")[0].lower() in wanted)


def cache_file(project: Path, stories: Path) -> Path:
    """Where what is known of a stories folder is kept: below STORYHUB_CACHE, else in the project's `.cache`."""
    cache = Path(os.environ.get("STORYHUB_CACHE") or project / ".cache")
    own = hashlib.blake2b(str(stories.resolve()).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return cache / own / "stories.sqlite"


class Store:
    """A key-value store on disk, in a temporary folder when no path is given.

    A store that cannot be opened or written is replaced by an empty one: losing it costs time, never a story.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.path = path or self._elsewhere()
        self._database = self._open()

    def _elsewhere(self) -> Path:
        self._temporary = tempfile.TemporaryDirectory(prefix="storyhub-", ignore_cleanup_errors=True)
        return Path(self._temporary.name) / "cache.sqlite"

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except (sqlite3.Error, OSError):
            self._remove()
        try:
            return self._connect()
        except (sqlite3.Error, OSError):
            self.path = self._elsewhere()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, isolation_level=None, timeout=30, check_same_thread=False)
        # A crash may lose the cache, which the checksums then notice; it need not be flushed to disk at each write.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(
            "CREATE TABLE IF NOT EXISTS blobs (kind TEXT, key TEXT, data BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
        return database

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self.path.with_name(self.path.name + suffix).unlink()

    def get(self, kind: str, keys: Sequence[str]) -> dict[str, Any]:
        """What is kept under the keys; the absent and the damaged are simply not there."""
        found: dict[str, Any] = {}
        for key, blob in self._rows(kind, keys):
            if (value := _unpacked(blob)) is not None:
                found[key] = value
        return found

    def _rows(self, kind: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        try:
            for start in range(0, len(keys), 900):
                part = keys[start : start + 900]
                marks = ",".join("?" * len(part))
                yield from self._database.execute(
                    f"SELECT key, data FROM blobs WHERE kind = ? AND key IN ({marks})", (kind, *part)
                )
        except sqlite3.Error:
            self._start_anew()

    def put(self, kind: str, entries: Iterable[tuple[str, Any]]) -> None:
        """Keeps values by their keys."""
        rows = [(kind, key, _packed(value)) for key, value in entries]
        try:
            self._insert(rows)
        except sqlite3.Error:
            self._start_anew()
            self._insert(rows)

    def _insert(self, rows: list[tuple[str, str, bytes]]) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def keep_only(self, kind: str, keys: Iterable[str]) -> None:
        """Forgets what is no longer of use, once that is most of it."""
        wanted = set(keys)
        try:
            present = [key for (key,) in self._database.execute("SELECT key FROM blobs WHERE kind = ?", (kind,))]
            if len(present) > 2 * len(wanted) + 100:
                self._database.executemany(
                    "DELETE FROM blobs WHERE kind = ? AND key = ?", [(kind, k) for k in present if k not in wanted]
                )
        except sqlite3.Error:
            self._start_anew()

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()
        if self._temporary:
            self._temporary.cleanup()

    def _start_anew(self) -> None:
        self._database.close()
        self._remove()
        self._database = self._open()


def _packed(value: Any) -> bytes:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return zlib.crc32(data).to_bytes(_CHECK, "big") + data


def _unpacked(blob: bytes) -> Any:
    if len(blob) <= _CHECK or zlib.crc32(blob[_CHECK:]).to_bytes(_CHECK, "big") != blob[:_CHECK]:
        return None
    try:
        return pickle.loads(blob[_CHECK:])
    except Exception:
        return None
