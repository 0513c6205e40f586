"""The files of one language, named by their content: what is there already is left alone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from storyhub.search.accelerator.cbor import envelope
from storyhub.system import atomic_files

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_DIGITS = 32
LENGTH = 7
"""Characters of a name: 35 bits, where Pagefind's own names have 28. Every reader fetches all of them."""
_LEVEL = 4
"""Of compression: the highest takes three times as long for one percent less, as there is little to find in these files."""


class LanguageFiles:
    """Writes the files of a language into its folder; `names` are those that belong there."""

    def __init__(self, out: Path) -> None:
        self._out = f"{out}{os.sep}"
        self.names: set[str] = set()

    def write(self, place: str, kind: str, data: bytes, level: int = _LEVEL) -> str:
        """Write a file, `place` and a name before its `kind`; returns the name."""
        digits = _digits(data)
        name = next(digits[:n] for n in range(LENGTH, _DIGITS) if f"{place}{digits[:n]}.{kind}" not in self.names)
        path = f"{place}{name}.{kind}"
        self.names.add(path)
        if not os.path.exists(self._out + path):  # noqa: PTH110 - asked thousands of times
            atomic_files.write(self._out + path, envelope(data, level))
        return name


def _digits(data: bytes) -> str:
    number = int.from_bytes(hashlib.blake2b(data, digest_size=20).digest(), "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_DIGITS))
