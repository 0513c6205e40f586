"""A lock that holds between processes, and lets go when its holder ends in whatever way."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

TRY_AGAIN = 0.2  # seconds


@contextmanager
def only_one(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock on this file; calls on_wait once when another process has it, then waits its turn."""
    with path.open("a", encoding="utf-8") as handle:
        if not _take(handle):
            on_wait()
            while not _take(handle):
                time.sleep(TRY_AGAIN)
        yield


def _take(handle: IO[str]) -> bool:
    """Try to get the lock; the operating system gives it back when the file is closed."""
    if sys.platform == "win32":
        import msvcrt

        try:
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    else:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
