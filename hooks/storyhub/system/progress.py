"""Tells how far a long step is: on one line of a terminal, or in plain lines now and then where there is none, as in CI."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

SOON = 0.5
"""Seconds before a terminal shows anything: a step that is over by then needs no words."""
NOW_AND_THEN = 10.0
"""Seconds between two plain lines."""
OFTEN = 0.1


class Step:
    """One step of a build, such as `stories read`, and how many there are to do."""

    def __init__(self, what: str, total: int, out: TextIO | None = None) -> None:
        self._what = what
        self._total = total
        self._out = out or sys.stderr
        self._done = 0
        self._on_terminal = self._out.isatty()
        self._next = time.monotonic() + (SOON if self._on_terminal else NOW_AND_THEN)
        self._shown = 0
        """Characters that are on the terminal's line."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print(f"\r{'':{self._shown}}\r", end="", file=self._out, flush=True)

    def advance(self, by: int = 1) -> None:
        """So many more are done."""
        self._done += by
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (OFTEN if self._on_terminal else NOW_AND_THEN)
        line = f"{self._what}: {self._done:,} of {self._total:,}"
        if self._on_terminal:
            print(f"\r{line:{self._shown}}", end="", file=self._out, flush=True)
            self._shown = len(line)
        else:
            print(line, file=self._out, flush=True)
