"""What was published into a folder: of each file what it follows from and what it looks like, so that the next build can leave it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from storyhub.pages.page import Page
from storyhub.site import Site
from storyhub.system import cache_files
from storyhub.system.cache_files import Store
from storyhub.system.code_version import code_version


def fingerprint(*parts: object) -> str:
    """Digest of what something follows from."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def page_fingerprint(site: Site, page: Page) -> str:
    """Digest of all that a page follows from."""
    return fingerprint(code_version() if page.apart else site.version, page.path, page.depends(site))


class ManifestEntry(NamedTuple):
    """What is known of a published file."""

    fingerprint: str
    """Of all that the file follows from."""
    size: int
    changed: int
    """Modification time in nanoseconds."""


_KeptGroup = tuple[str, str, int, int]
"""Name and fingerprint of a group, and where its paths begin and end among all."""


@dataclass(slots=True)
class Manifest:
    """The files of a site by their path under its folder, and what is known of groups of pages."""

    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    groups: dict[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    """By name: the fingerprint of all that its pages follow from, and their paths."""

    def without(self, folder: str) -> Manifest:
        """The same without what is under `folder`."""
        return Manifest({path: one for path, one in self.entries.items() if not path.startswith(folder)}, self.groups)

    def take_over(self, group: str, fingerprint: str, before: Manifest, out: str) -> bool:
        """Takes in a group that is as it was, if all its files are in `out`; whether they do."""
        known, paths = before.groups.get(group, ("", ()))
        if known != fingerprint or not all(stands(out, path, before.entries.get(path)) for path in paths):
            return False
        self.groups[group] = known, paths
        self.entries.update((path, before.entries[path]) for path in paths)
        return True


def stands(out: str, path: str, entry: ManifestEntry | None) -> bool:
    """Whether a file is as it was left."""
    try:
        stat = os.stat(f"{out}/{path}")  # noqa: PTH116 - a Path for each costs more than the look at it
    except OSError:
        return False
    return entry is not None and stat.st_size == entry.size and stat.st_mtime_ns == entry.changed


def load(out: Path, store: Store) -> Manifest | None:
    """What is known of a folder; None when that is nothing."""
    kept = cache_files.read(_file(out, store), list[str], list[str], list[int], list[int], list[_KeptGroup])
    if kept is None:
        return None
    paths, fingerprints, sizes, times, groups = kept
    entries = dict(zip(paths, map(ManifestEntry, fingerprints, sizes, times), strict=True))
    return Manifest(entries, {name: (told, paths[start:end]) for name, told, start, end in groups})


def keep(out: Path, store: Store, register: Manifest) -> None:
    """Keeps it for the next build: the paths of each group are together."""
    entries, groups = register.entries, []
    paths: dict[str, None] = {}
    for name, (told, own) in register.groups.items():
        start = len(paths)
        paths.update(dict.fromkeys(own))
        groups.append((name, told, start, len(paths)))
    paths.update(dict.fromkeys(entries))
    columns = zip(*map(entries.__getitem__, paths), strict=True)
    cache_files.keep(_file(out, store), tuple(paths), *columns, groups)


def begun(out: Path, store: Store) -> Path:
    """A file that is there while a build is at work in the folder; one from earlier is of a build that was interrupted."""
    return _file(out, store).with_suffix(".begun")


def _file(out: Path, store: Store) -> Path:
    place = str(out.resolve()).encode("utf-8", "surrogateescape")
    return store.folder / f"published-{cache_files.digest(place)}"
