"""Files of the site: written only where their bytes are new."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
"""Windows alone would write another end of line."""


def write(out: Path, path: str, data: bytes) -> tuple[int, int, bool]:
    """Writes a file unless it has these bytes already; its size and time, and whether it was written."""
    name = f"{out}/{path}"
    _make_folder(name.rpartition("/")[0])
    with suppress(FileExistsError):
        return _new(name, data)
    file = Path(name)
    if file.is_symlink():
        file.unlink()
        return _new(name, data)
    if file.stat().st_size == len(data) and file.read_bytes() == data:
        stat = file.stat()
        return stat.st_size, stat.st_mtime_ns, False
    file.write_bytes(data)
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns, True


def _make_folder(name: str) -> None:
    # Nearly every page has a folder of its own, in one that is there.
    try:
        os.mkdir(name)  # noqa: PTH102 - a Path for each costs more than the folder
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(name).mkdir(parents=True, exist_ok=True)


def _new(name: str, data: bytes) -> tuple[int, int, bool]:
    """Writes a file that is not there yet."""
    file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # one turn, but on a disk that is nearly full
            rest = rest[os.write(file, rest) :]
        stat = os.fstat(file)
    finally:
        os.close(file)
    return stat.st_size, stat.st_mtime_ns, True
