"""The entries of stories in lists, printed once and kept in a file while a site is printed.

A story stands in a dozen lists, some of them far from its own time, such as the one of who told it. A process that prints
pages in the order of time would print its entry anew for each of those, or hold the entries of all stories in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import IO


class Entries:
    """Texts by their number, in one file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._ends = array("Q", [0])
        self._open: IO[bytes] | None = None

    def __getstate__(self) -> tuple[Path, array[int]]:
        return self._file, self._ends

    def __setstate__(self, state: tuple[Path, array[int]]) -> None:
        """Each process opens the file for itself: whoever shares it would share the place at which it is read."""
        self._file, self._ends = state
        self._open = None

    def fill(self, texts: Iterable[bytes]) -> None:
        """Takes in the texts, the first being number 0."""
        with self._file.open("wb") as file:
            for text in texts:
                self._ends.append(self._ends[-1] + file.write(text))

    def __getitem__(self, number: int) -> str:
        start, end = self._ends[number : number + 2]
        if self._open is None:
            self._open = self._file.open("rb", buffering=0)
        self._open.seek(start)
        return self._open.read(end - start).decode()

    def close(self) -> None:
        """Lets go of the file."""
        if self._open:
            self._open.close()
            self._open = None
