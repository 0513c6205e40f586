"""What fails. A fault that one file meets costs that file alone: it is named and left out, and the rest is published.

Such a fault is one of ours or of a library's. What is wrong with a file itself is an issue, and no exception. What cannot be
done at all, for a reason that whoever asked for it can read, is a `CannotError`.
"""

from __future__ import annotations

import _thread
import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from storyhub.system.atomic_files import write

MOST = 20
"""Files that may be left out so: with more of them, something else is wrong."""
_BY_HAND = getattr(signal, "SIGBREAK", signal.SIGTERM)
"""The signal that a second thread pretends, where the system has none for processor time (Windows)."""
_STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)
_LONGEST = 120


class CannotError(Exception):
    """What was asked for cannot be done; the message says why and what to do, and a command shows nothing else of it."""


class FileFault(Exception):
    """A step failed on one file."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(path, cause)
        self.path = path
        """As the step knows the file: its path in the stories folder, or the address of its page."""
        self.cause = cause

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}"


class TooLong(Exception):
    """A step took more time than any file may."""


def cause_of(fault: BaseException) -> str:
    """What failed, in a few words for engineers."""
    return f"{type(fault).__name__}: {fault}".split("\n")[0][:_LONGEST]


@contextmanager
def about(path: str, but: type[BaseException] = FileFault) -> Iterator[None]:
    """Names the file that a step works on, should it fail; without a path, and for `but`, the fault stays what it is."""
    try:
        yield
    except (FileFault, but, *_STOPS):
        raise
    except BaseException as fault:  # a library in Rust panics with what is no Exception
        if not path:
            raise
        raise FileFault(path, cause_of(fault)) from fault


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stops a step that has the processor for longer than this many seconds.

    Only in a main thread, and a library's own loop is stopped at its end. Windows does not tell processor time: there it
    is the clock's, which is longer on a busy machine.

    Raises:
        TooLong: it took longer.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    timed = _of_the_processor if hasattr(signal, "setitimer") else _of_the_clock
    with timed(seconds):
        yield


@contextmanager
def _of_the_processor(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _of_the_clock(seconds: float) -> Iterator[None]:
    before = signal.signal(_BY_HAND, _too_long)
    timer = threading.Timer(seconds, _thread.interrupt_main, [_BY_HAND])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(_BY_HAND, before)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLong


class Failures:
    """The files on which a step of an earlier build failed, kept in a folder until their content changes."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "failures.json"

    def known(self) -> dict[str, tuple[str, str]]:
        """Path of each file → the key of its content, and what failed."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(path): (str(key), str(cause)) for path, (key, cause) in found.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def add(self, path: str, key: str, cause: str) -> bool:
        """Remembers one more; whether it may be left out."""
        known = self.known() | {path: (key, cause)}
        if len(known) > MOST:
            self._file.unlink(missing_ok=True)
            return False
        write(self._file, json.dumps(known).encode())
        return True
