"""Files of the cache: plain data behind a checksum, so that a damaged file counts as none."""

from __future__ import annotations

import hashlib
import marshal
import os
import zlib
from pathlib import Path
from typing import Any

_CHECK = 4
FRESH = ".new"
"""How a file ends while it is being written."""


def keep(path: Path, *parts: Any) -> None:
    """Write parts that can be read one by one, whole or not at all."""
    blobs = [marshal.dumps(part) for part in parts]
    data = marshal.dumps([len(blob) for blob in blobs])
    data = len(data).to_bytes(4, "big") + data + b"".join(blobs)
    replace(path, zlib.crc32(data).to_bytes(_CHECK, "big") + data)


def sound(path: Path) -> memoryview | None:
    """The file's data if it is whole, else None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_CHECK:]
    return body if len(body) > 4 and zlib.crc32(body) == int.from_bytes(data[:_CHECK], "big") else None


def part(data: memoryview, number: int) -> Any:
    """One part of what `sound` gave."""
    start = 4 + int.from_bytes(data[:4], "big")
    lengths: list[int] = marshal.loads(data[4:start])
    start += sum(lengths[:number])
    return marshal.loads(data[start : start + lengths[number]])


def replace(path: Path | str, data: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = f"{path}.{os.getpid()}{FRESH}"
    try:
        file = open(fresh, "wb", buffering=0)  # noqa: PTH123, SIM115 - so many files: a Path for each costs as much
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = open(fresh, "wb", buffering=0)  # noqa: PTH123, SIM115
    with file:
        file.write(data)
    os.replace(fresh, path)  # noqa: PTH105


def digest(raw: bytes) -> str:
    """Short content address of a file's bytes."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
