"""A .gz beside each text of a site, for servers that send it as it is: nginx's gzip_static, Caddy's precompressed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

from storyhub.publish.examine import SiteFile
from storyhub.system.atomic_files import write
from storyhub.system.cache_files import digest

TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".webmanifest", ".wasm")
SMALLEST = 1024
"""Bytes below which a browser gains nothing."""
LEVEL = 9


def compressed(site: Path, files: Mapping[str, SiteFile], cache: Path) -> Iterator[tuple[str, str, Path]]:
    """(path, digest, file) of each text's .gz; what was compressed before is taken from `cache`, and the rest leaves it."""
    used = set()
    for path, file in files.items():
        if path.endswith(TEXTS) and file.size >= SMALLEST:
            kept = cache / file.digest[:2] / f"{file.digest}.gz"
            if not kept.is_file():
                # Without a time in it: the same text gives the same file.
                write(kept, gzip.compress((site / path).read_bytes(), LEVEL, mtime=0))
            used.add(kept)
            yield f"{path}.gz", digest(f"{LEVEL}{file.digest}".encode()), kept
    for kept in [one for one in cache.glob("*/*.gz") if one not in used]:
        kept.unlink()
