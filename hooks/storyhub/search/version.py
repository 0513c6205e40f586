"""Which cache is the right one: whatever the index is made with has its say in the name of the folder."""

from __future__ import annotations

import hashlib
import shutil
import sys
import zlib
from importlib.metadata import version
from pathlib import Path

from storyhub.system.cache_files import FORM


def current_cache(cache: Path) -> Path:
    """The folder of this version of the code and its libraries; those of other versions go."""
    mixed = hashlib.blake2b(digest_size=8)
    for part in (
        sys.implementation.cache_tag,
        version("PyStemmer"),
        version("pagefind-bin"),
        version("numpy"),
        version("msgspec"),
        FORM.decode(),
        zlib.ZLIB_RUNTIME_VERSION,
    ):
        mixed.update(f"{part};".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        mixed.update(source.read_bytes())
    name = f"search-{mixed.hexdigest()}"
    for other in cache.glob("search-*"):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return cache / name
