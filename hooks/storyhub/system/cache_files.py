"""The cache: files of plain data (MessagePack) behind a checksum. They may be deleted at any time.

Nothing that is read here can run: not a damaged file, nor one that somebody else has put there. A file that is cut short,
damaged, or of another form counts as none, so that a bad cache costs time and never gives a wrong site.

A file, byte by byte: `SHC1`, the CRC-32 of the rest, the length of the list of lengths, that list, and then the parts, each
of which can be read without the others.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, overload

import msgspec
from msgspec.msgpack import Decoder, Encoder, Ext

from storyhub.system.atomic_files import write

FORM = b"SHC1"
"""How every file begins: changes with what is in it."""
_CHECK = 4
_START = len(FORM) + _CHECK
_ARRAY = 1
"""MessagePack's own number for what it does not know: here an array of numbers."""
KINDS_KEPT = 4
"""Files that stay of one name: what is kept for a build with drafts does not push out what is kept for one without."""

Kept = TypeVar("Kept")


def keep(path: Path, *parts: Any) -> None:
    """Write parts that can be read one by one, whole or not at all: plain data, dates, dataclasses, tuples and numpy arrays.

    Raises:
        WritingFailedError: the file cannot be written.
    """
    blobs = [_encoder.encode(part) for part in parts]
    lengths = _encoder.encode([len(blob) for blob in blobs])
    data = len(lengths).to_bytes(4, "big") + lengths + b"".join(blobs)
    write(path, FORM + zlib.crc32(data).to_bytes(_CHECK, "big") + data)


def sound(path: Path) -> memoryview | None:
    """The file's data if it is whole, else None."""
    try:
        with path.open("rb", buffering=0) as file:
            data = file.readall()
    except OSError:
        return None
    body = memoryview(data)[_START:]
    whole = len(body) > 4 and data.startswith(FORM) and zlib.crc32(body) == int.from_bytes(data[4:_START], "big")
    return body if whole else None


@overload
def part(data: memoryview, number: int) -> Any: ...
@overload
def part(data: memoryview, number: int, kind: type[Kept]) -> Kept: ...
def part(data: memoryview, number: int, kind: Any = Any) -> Any:
    """One part of what `sound` gave, as it was kept; tuples come back as lists where `kind` does not say otherwise.

    Raises:
        msgspec.DecodeError: it is not of this kind.
    """
    start = 4 + int.from_bytes(data[:4], "big")
    lengths = msgspec.msgpack.decode(data[4:start], type=list[int])
    start += sum(lengths[:number])
    return _decoder(kind).decode(data[start : start + lengths[number]])


def read(path: Path, *kinds: Any) -> list[Any] | None:
    """All parts of a file; None when it is not whole, or holds something else."""
    if (data := sound(path)) is None:
        return None
    try:
        return [part(data, number, kind) for number, kind in enumerate(kinds)]
    except (msgspec.DecodeError, IndexError, ValueError):
        return None


def digest(raw: bytes) -> str:
    """Short content address of a file's bytes."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def cache_folder(project: Path, stories: Path) -> Path:
    """Where what is known of a stories folder is kept: below STORYHUB_CACHE, else in the project's `.cache`."""
    cache = Path(os.environ.get("STORYHUB_CACHE") or project / ".cache")
    return cache / hashlib.blake2b(os.fsencode(stories.resolve()), digest_size=6).hexdigest()


class Store:
    """A folder of the cache, a temporary one where none is given or where nothing may be written."""

    def __init__(self, folder: Path | None = None) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.folder = folder if folder and _is_writable(folder) else self._elsewhere()

    def _elsewhere(self) -> Path:
        self._temporary = tempfile.TemporaryDirectory(prefix="storyhub-", ignore_cleanup_errors=True)
        return Path(self._temporary.name)

    def get(self, name: str, key: str, kind: type[Kept]) -> Kept | None:
        """What was kept under a name and the key of all that it follows from; None when nothing was."""
        found = read(self._file(name, key), str, kind)
        return found[1] if found and found[0] == key else None

    def put(self, name: str, key: str, value: Any) -> None:
        """Keeps it, and lets go of what was kept longest ago under the same name.

        Raises:
            WritingFailedError: it cannot be written.
        """
        keep(self._file(name, key), key, value)
        files = sorted(self.folder.glob(f"{name}-*"), key=_time, reverse=True)
        for old in files[KINDS_KEPT:]:
            old.unlink(missing_ok=True)

    def _file(self, name: str, key: str) -> Path:
        return self.folder / f"{name}-{digest(key.encode())[:12]}"

    def close(self) -> None:
        """Lets go of the folder."""
        if self._temporary:
            self._temporary.cleanup()


def _is_writable(folder: Path) -> bool:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder.is_dir() and os.access(folder, os.W_OK)


def _time(file: Path) -> int:
    """When a file was written; 0 when it has just gone."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _unknown(value: Any) -> Ext:
    """What MessagePack has no form for: an array, in numpy's own form, which holds no objects here."""
    # Few things that are kept have numbers, and whoever keeps those has imported this.
    import numpy as np

    if not isinstance(value, np.ndarray):
        raise TypeError(f"{type(value).__name__}: only plain data is kept")
    out = io.BytesIO()
    np.lib.format.write_array(out, value, allow_pickle=False)
    return Ext(_ARRAY, out.getvalue())


def _extension(code: int, data: memoryview) -> Any:
    import numpy as np

    if code != _ARRAY:
        raise msgspec.DecodeError(f"{code}: is not the number of an array")
    return np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)


_encoder = Encoder(enc_hook=_unknown)


@cache
def _decoder(kind: Any) -> Decoder[Any]:
    """What reads one kind of part: making it takes longer than reading a small one."""
    return Decoder(kind, ext_hook=_extension)
