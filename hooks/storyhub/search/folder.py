"""The folder of the site in which the index stands: what belongs in it, and what no longer does."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from storyhub.search import pagefind
from storyhub.search.language import LanguageIndex
from storyhub.search.word_forms import INCLUDED
from storyhub.system import atomic_files

MANIFEST = "manifest.json"


class IndexFolder:
    """Everything under `search/` that search made; other files there are other people's."""

    def __init__(self, out: Path, name: str) -> None:
        self.out = out
        self.home = out / name
        self._before = self._names()
        self._changed: set[str] = set()
        self._belong: set[str] = set()

    def has(self, language: str, files: Iterable[str]) -> bool:
        """Were these files of a language there from the start?"""
        start = f"{self.home.name}/{language}/"
        return all(start + file in self._before for file in files)

    def keep(self, language: str, files: Iterable[str]) -> None:
        """These files of a language belong here."""
        start = f"{self.home.name}/{language}/"
        self._belong.update(start + file for file in files)

    def finish(self, languages: Sequence[LanguageIndex], engines: Path) -> None:
        """Add Pagefind's script and engines and the list of what there is; take away what is of no more use."""
        self._put(f"{self.home.name}/{pagefind.SCRIPT}", pagefind.script(engines))
        for language in languages:
            name, engine = pagefind.engine(language.code, engines)
            self._put(f"{self.home.name}/{language.code}/wasm.{name}.pagefind", engine)
        listed = {
            language.code: {
                "index": language.index,
                "engine": None if language.engine == pagefind.UNKNOWN else language.engine,
                "stories": language.stories,
                "common": language.common,
            }
            for language in languages
        }
        manifest = {
            "pagefind": f"{self.home.name}/",
            "version": pagefind.pagefind_version(),
            "include_characters": list(INCLUDED),
            "languages": listed,
        }
        self._put(MANIFEST, json.dumps(manifest, ensure_ascii=False).encode("utf-8"))
        stale = self._before - self._belong
        for name in stale:
            (self.out / name).unlink(missing_ok=True)
        for folder in sorted({(self.out / name).parent for name in stale}, reverse=True):
            self._tidy(folder)

    def files(self) -> tuple[str, ...]:
        """All that belong here, relative to the folder."""
        return tuple(sorted(self._belong))

    def written(self) -> int:
        """Files that are new or have new content."""
        return len(self._belong - self._before | self._changed)

    def removed(self) -> int:
        """Files that were taken away."""
        return len(self._before - self._belong)

    def _tidy(self, folder: Path) -> None:
        """Remove a folder that is empty now, and what then becomes empty in its turn."""
        while folder != self.out and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _put(self, name: str, data: bytes) -> None:
        path = self.out / name
        if not path.is_file() or path.read_bytes() != data:
            atomic_files.write(path, data)
            self._changed.add(name)
        self._belong.add(name)

    def _names(self) -> set[str]:
        found = _files(str(self.out), "") if self.out.is_dir() else ()
        return {name for name in found if name == MANIFEST or name.startswith("pagefind-")}


def _files(folder: str, start: str) -> Iterator[str]:
    """Names of all files in a folder; a large hub has tens of thousands, so without a Path or a look at each."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{start}{entry.name}/")
            else:
                yield start + entry.name
