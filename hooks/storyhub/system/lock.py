"""A lock between processes of this machine; it goes with the process that has it, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Waits until no other process is here, and says so where it does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    held = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            # Not flock: a process that was forked would have that lock too, and keep it when this one is killed.
            try:
                fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                print("Another hub.py is at work here; waiting for it.", file=sys.stderr)
                fcntl.lockf(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
