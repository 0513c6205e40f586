"""Files of the site: written only where their bytes are new, whole or not at all, and never through a link."""

from __future__ import annotations

import os
from pathlib import Path

from storyhub.system import atomic_files


def write(out: Path, path: str, data: bytes) -> tuple[int, int, bool]:
    """Writes a file unless it has these bytes already; its size and time, and whether it was written.

    Raises:
        WritingFailedError: the disk is full, or the place may not be written to.
    """
    name = f"{out}/{path}"
    make_real_folders(out, path)
    seen = _standing(name, data)
    is_new = seen is None
    seen = seen or atomic_files.write(name, data)
    return seen.st_size, seen.st_mtime_ns, is_new


def make_real_folders(out: Path, path: str) -> None:
    """Makes a folder of each link on the way to a file: what it leads to is no part of the site."""
    at = path.find("/")
    while at > 0:
        folder = f"{out}/{path[:at]}"
        if os.path.islink(folder):  # noqa: PTH114 - a Path for each costs more than the look at it
            Path(folder).unlink()
        at = path.find("/", at + 1)


def _standing(name: str, data: bytes) -> os.stat_result | None:
    """What the file looks like, if it is one and has these bytes."""
    file = Path(name)
    if file.is_symlink() or not file.is_file():
        return None
    seen = file.stat()
    return seen if seen.st_size == len(data) and file.read_bytes() == data else None
