"""Memory of a running process and all that it started, read from the system without another package.

On Linux every process of the run is looked at while it runs. Elsewhere the system tells afterwards how much the largest
one had (POSIX), or nothing is known (Windows).
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.02
"""Seconds between two looks, at least."""
REST = 100
"""How much longer it rests than it looks: each look at several processes holds them up, and takes a core from them."""
_SESSION = 3
"""Place of the session among what comes after the name in /proc/<pid>/stat (proc(5): field 6)."""


def can_watch() -> bool:
    """Whether this system shows what other processes use."""
    return sys.platform == "linux" and (PROC / "self/stat").is_file()


class Watch:
    """Looks again and again at the memory of a session: a process that was started in one of its own, and all its offspring."""

    def __init__(self, session: int) -> None:
        self.peak = 0
        """Bytes at the highest moment; memory that several processes share counts once."""
        self._session = session
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Ends looking and returns the peak in bytes."""
        self._ended.set()
        self._thread.join()
        return self.peak

    def _look(self) -> None:
        pause = PAUSE
        while not self._ended.wait(pause):
            begin = time.thread_time()
            self.peak = max(self.peak, in_use(self._session, above=self.peak))
            pause = max(PAUSE, REST * (time.thread_time() - begin))


def in_use(session: int, above: int = 0) -> int:
    """Bytes that a session's processes use now; 0 when that is surely not more than `above`.

    Each process's resident set is cheap to read, but counts shared pages in every process; their proportional set size is
    exact, never higher, and dear. So it is read only for what may be a new peak.
    """
    members = list(_members(session))
    resident = sum(map(_resident, members))
    if resident <= above or len(members) < 2:
        return resident
    return sum(_proportional(member) for member in members)


def _members(session: int) -> Iterator[Path]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                # The name, in brackets, may itself hold brackets and spaces.
                fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue
            if int(fields[_SESSION]) == session:
                yield folder


def _resident(process: Path) -> int:
    try:
        return int((process / "statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _proportional(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_bytes().splitlines()
    except OSError:
        return _resident(process)
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
