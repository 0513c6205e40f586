"""Which files are as they were: by size and times, as Git decides it, and where these differ by content."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from storyhub.model.i18n import spoken
from storyhub.system import cache_files
from storyhub.system.cache_files import digest
from storyhub.system.code_version import code_version

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times show every later change, on any file system."""

Stamp = tuple[int, int, int]
"""Size and times of a file."""
Known = tuple[str, Stamp | None]
"""The key of a file's content, and what the file then looked like from outside; None when that says too little."""


class Stamps:
    """What is known of the files of a folder of stories; `language` is the hub's own, `kept_in` the file for what is known."""

    def __init__(self, root: Path, language: str, kept_in: Path) -> None:
        self._root = root
        self._language = language
        self._file = kept_in
        kept = cache_files.read(kept_in, dict[str, Known])
        self._before: dict[str, Known] = kept[0] if kept else {}
        self._now = dict(self._before)
        self.unread: list[str] = []
        """Files whose content, as far as is known, was never read as it is now."""

    def keys(self, stamps: Mapping[str, Stamp | None]) -> dict[str, str]:
        """The key of each file's content as it is now, by what it looks like; a file that was never read is not there."""
        known = self._now
        keys: dict[str, str] = {}
        for path, now in stamps.items():
            if found := known.get(path):
                key, before = found
                keys[path] = key if now is not None and now == before else self._looked_into(path, key, now)
            else:
                self.unread.append(path)
        return keys

    def _looked_into(self, path: str, before: str, stamp: Stamp | None) -> str:
        key = content_key((self._root / path).read_bytes(), path, self._language)
        if key == before:
            self._now[path] = (key, stamp)
        else:
            self.unread.append(path)
        return key

    def learn(self, fresh: Mapping[str, Known]) -> None:
        """Takes in what was found of files that were read."""
        self._now.update(fresh)

    def keep(self, paths: Iterable[str]) -> bool:
        """Keeps what is known of these files and of no others; whether that is anything new."""
        there = {path: self._now[path] for path in paths}
        if new := there != self._before:
            cache_files.keep(self._file, there)
        return new


def content_key(raw: bytes, path: str, language: str) -> str:
    """Address of everything that a reading follows from: the bytes, the place, the hub's language, those in
    which a date may be written out, and the code that reads."""
    return digest(f"{code_version()}/{language}/{spoken()}/{path}\0".encode("utf-8", "surrogateescape") + raw)


def looked_at(file: Path) -> tuple[Stamp | None, bytes]:
    """A file's stamp, from before it was read, and its bytes."""
    now = time.time_ns()
    return stamp(file.stat(), now), file.read_bytes()


def stamp(seen: os.stat_result, now: int) -> Stamp | None:
    """What a file looks like from outside, seen at `now` or later; None while it is so new that another change might look the same."""
    settled = now - SETTLED
    if seen.st_mtime_ns < settled and seen.st_ctime_ns < settled:
        return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns
    return None
