"""Writes a file whole or not at all: beside its place first, and then renamed. Nothing here writes through a link."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

FRESH = ".new"
"""How a file ends while it is being written."""
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows alone would write another end of line."""
_number = count()


class WritingFailedError(OSError):
    """A file could not be written; what was in its place is there as it was."""

    def __str__(self) -> str:
        return f"{self.filename}: cannot be written: {self.strerror}; make room there, or choose another place"


def write(path: Path | str, data: bytes) -> os.stat_result:
    """Writes a file, and the folders on the way to it; what it then looks like.

    A link that has the file's name is replaced, and what it leads to is left alone.

    Raises:
        WritingFailedError: the disk is full, or the place may not be written to.
    """
    folder = os.path.dirname(path) or "."  # noqa: PTH120 - so many files: a Path for each costs as much as the file
    # A short name of its own: the file's may be as long as a name can be.
    fresh = f"{folder}/.{os.getpid()}-{next(_number)}{FRESH}"
    try:
        seen = _write_new(fresh, folder, data)
        os.replace(fresh, path)  # noqa: PTH105
    except OSError as fault:
        _remove(fresh)
        raise WritingFailedError(fault.errno, fault.strerror, str(path)) from fault
    except BaseException:
        _remove(fresh)
        raise
    return seen


def write_text(path: Path | str, text: str) -> None:
    """Writes UTF-8 with line feeds, on every system.

    Raises:
        WritingFailedError: the disk is full, or the place may not be written to.
    """
    write(path, text.encode("utf-8"))


def remove(path: Path, root: Path) -> None:
    """Removes a file, if it is there, and the folders below `root` that this leaves empty."""
    path.unlink(missing_ok=True)
    with suppress(OSError):  # the first folder that is not empty
        for folder in path.parents:
            if folder == root:
                break
            folder.rmdir()


def _write_new(name: str, folder: str, data: bytes) -> os.stat_result:
    try:
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # one turn, but on a disk that is nearly full
            rest = rest[os.write(file, rest) :]
        return os.fstat(file)
    finally:
        os.close(file)


def _remove(name: str) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(name)  # noqa: PTH108
