"""The files of one language, named by their content: what is there already is left alone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from storyhub.search import folded
from storyhub.system import atomic_files

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_DIGITS = 32
NAME = 6
"""Characters of a name: short, as every reader fetches those of all files of words."""


class Files:
    """Writes the files of a language into its folder; `names` are those that belong there."""

    def __init__(self, out: Path) -> None:
        self._out = f"{out}{os.sep}"
        self.names: set[str] = set()

    def write(self, place: str, kind: str, *columns: bytes, length: int = NAME) -> str:
        """Write columns to a file, `place` and a name before its `kind`; returns the name."""
        data = folded.columns(*columns)
        digits = _digits(b"".join(columns))
        # Names that clash are told apart by taking other digits.
        names = (digits[at : at + length] for at in range(_DIGITS - length))
        name = next(name for name in names if self._is_free(f"{place}{name}.{kind}", data))
        self.names.add(f"{place}{name}.{kind}")
        return name

    def _is_free(self, path: str, data: bytes) -> bool:
        """Does this file hold the data now, as it did before or was not there?"""
        if path in self.names:
            return False
        if os.path.exists(self._out + path):  # noqa: PTH110 - see `stays`
            return Path(self._out + path).read_bytes() == data
        atomic_files.write(self._out + path, data)
        return True

    def stays(self, path: str) -> bool:
        """Have a file that is there belong here; False when it is not there."""
        if path in self.names or not os.path.exists(self._out + path):  # noqa: PTH110 - asked thousands of times
            return False
        self.names.add(path)
        return True


def _digits(data: bytes) -> str:
    number = int.from_bytes(hashlib.blake2b(data, digest_size=20).digest(), "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_DIGITS))
