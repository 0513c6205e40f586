"""Digest of all that can make a difference to what is kept: this package's own files, every installed library, and Python."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path


@cache
def code_version() -> str:
    """Digest of this package's own files and of all that `libraries` names."""
    mixed = hashlib.blake2b(repr(libraries()).encode(), digest_size=16)
    for source in sorted(Path(__file__).parents[1].rglob("*.py")):
        mixed.update(source.read_bytes())
    return mixed.hexdigest()


@cache
def libraries() -> tuple[str, ...]:
    """Python, the order of its bytes, and the folders in which pip notes each library with its version: `babel-2.17.0.dist-info` …

    All that are installed: whoever keeps a list of those that matter forgets one.
    """
    # The same from importlib.metadata takes an import that is longer than the rest of this.
    folders = (Path(place) for place in dict.fromkeys(sys.path))
    notes = sorted({note.name for folder in folders if folder.is_dir() for note in folder.glob("*.dist-info")})
    return (sys.version, sys.byteorder, *notes)
