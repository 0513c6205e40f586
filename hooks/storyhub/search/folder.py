"""The folder of the site that holds the index: what belongs in it, and what no longer does."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from storyhub.system import atomic_files

MANIFEST = "manifest.json"


class IndexFolder:
    """Everything under `search/` that search made; other files there are other people's."""

    def __init__(self, out: Path, name: str) -> None:
        self._out = out
        self._name = name
        self._before = self._names()
        self._changed: set[str] = set()
        self._belong: set[str] = set()

    def of(self, language: str) -> Path:
        """The folder of a language."""
        return self._out / self._name / language

    def has(self, language: str, files: Iterable[str]) -> bool:
        """Were these files of a language there from the start?"""
        return all(self._path(language, file) in self._before for file in files)

    def keep(self, language: str, files: Iterable[str]) -> None:
        """These files of a language belong here."""
        self._belong.update(self._path(language, file) for file in files)

    def put(self, language: str, file: str, data: bytes) -> None:
        """Write a file of a language, or without one of Pagefind as a whole, unless it is there."""
        self._put(self._path(language, file), data)

    def _path(self, language: str, file: str) -> str:
        return f"{self._name}/{language}/{file}" if language else f"{self._name}/{file}"

    def finish(self, manifest: bytes) -> None:
        """Add the list of what there is; take away what is of no more use."""
        self._put(MANIFEST, manifest)
        for name in self._before - self._belong:
            atomic_files.remove(self._out / name, self._out)

    def files(self) -> tuple[str, ...]:
        """All that belong here, relative to the folder."""
        return tuple(sorted(self._belong))

    def written(self) -> int:
        """Files that are new or have new content."""
        return len(self._belong - self._before | self._changed)

    def removed(self) -> int:
        """Files that were taken away."""
        return len(self._before - self._belong)

    def _put(self, name: str, data: bytes) -> None:
        path = self._out / name
        if not path.is_file() or path.read_bytes() != data:
            atomic_files.write(path, data)
            self._changed.add(name)
        self._belong.add(name)

    def _names(self) -> set[str]:
        found = _files(str(self._out), "") if self._out.is_dir() else ()
        return {name for name in found if name == MANIFEST or name.startswith("pagefind-")}


def _files(folder: str, start: str) -> Iterator[str]:
    """Names of all files in a folder; a large hub has tens of thousands, so without a Path or a look at each."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{start}{entry.name}/")
            else:
                yield start + entry.name
