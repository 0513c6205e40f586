"""Files of the site: written only where their bytes are new, whole or not at all, and never through a link."""

from __future__ import annotations

import os
import stat
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
    """Makes a folder of each link on the way to a file: what it leads to is not part of the site."""
    at = path.find("/")
    while at > 0:
        folder = f"{out}/{path[:at]}"
        if os.path.islink(folder):  # noqa: PTH114 - a Path for each costs more than the look at it
            Path(folder).unlink()
        at = path.find("/", at + 1)


def _standing(name: str, data: bytes) -> os.stat_result | None:
    """What the file looks like, if it is one and has these bytes."""
    try:
        seen = os.lstat(name)
    except OSError:
        return None
    same = stat.S_ISREG(seen.st_mode) and seen.st_size == len(data) and Path(name).read_bytes() == data
    return seen if same else None
