"""What was read of the stories, kept in shards (`shard_files.py`), so that a changed story renews only its own.

Beside the shards is a file `stamps`: of each story's file its size and times, and the key of its content. A shard whose
keys are those of its stories as they are now is taken as it was kept; the stories of any other that are new are read.
"""

from __future__ import annotations

import gc
import shutil
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from storyhub.model.i18n import spoken
from storyhub.model.story import Body, Story
from storyhub.read.reading import Reading
from storyhub.read.shard_files import Bodies, ShardFiles
from storyhub.read.unchanged_files import Known, Stamp, Stamps, content_key, looked_at
from storyhub.system import atomic_files, processes
from storyhub.system.cache_files import digest
from storyhub.system.code_version import code_version
from storyhub.system.progress import Step
from storyhub.text.features import WordCounts

SHARDS = 8
"""Shards of a year."""
OPEN = 9
"""Files of bodies that a process holds in memory: those of a year, and some of the next; pages are printed in the order of time."""

_at_hand: dict[ShardFiles, tuple[list[str], list[Reading]]] = {}
"""What this process has read of each shard: `serve` reads the same ones again and again."""


class Shards:
    """The stories of one folder; `language` is the hub's own, `cache` the folder for what is kept."""

    def __init__(self, root: Path, language: str, cache: Path) -> None:
        self.root = root
        self.language = language
        self.folder = cache / f"stories-{digest(f'{code_version()}/{language}/{spoken()}'.encode())[:12]}"
        self._bodies = lru_cache(maxsize=OPEN)(lambda shard: Bodies(self._files(shard)))

    @processes.uncollected()
    def read(self, seen: Mapping[str, Stamp | None]) -> list[Reading]:
        """What the files give, by what they look like from outside; those that are as they were are not read again.

        Words and bodies are not among it.

        Raises:
            WritingFailedError: what was read cannot be kept.
        """
        place = Place(self.root, self.language, self.folder)
        stamps = Stamps(self.root, self.language, self.folder / "stamps")
        keys = stamps.keys(seen)
        shards: dict[str, list[str]] = {}
        for path in seen:
            shards.setdefault(_shard(path), []).append(path)
        found = {shard: self._kept(shard, [keys.get(path, "") for path in paths]) for shard, paths in shards.items()}
        stale = [(shard, shards[shard]) for shard, read in found.items() if read is None]
        with Step("stories read", len(stamps.unread)) as step:
            for shard, known in processes.spread(renew, place, stale, 1, work=len(stamps.unread)):
                stamps.learn(known)
                found[shard] = self._kept(shard, [key for key, _ in known.values()])
                step.advance(len(known))
        if stamps.keep(seen):
            self._tidy(shards)
        # Another process may have put something newer in its place meanwhile.
        whole = (read or _renewed(place, shard, shards[shard])[1] for shard, read in found.items())
        return list(chain.from_iterable(whole))

    def _files(self, shard: str) -> ShardFiles:
        return ShardFiles(self.folder, shard)

    def _kept(self, shard: str, keys: list[str]) -> list[Reading] | None:
        """What is kept of a shard, if it is of these keys."""
        files = self._files(shard)
        if files not in _at_hand or _at_hand[files][0] != keys:
            kept = files.readings()
            if kept is None or kept[0] != keys:
                return None
            _at_hand[files] = kept
        return _at_hand[files][1]

    def _tidy(self, shards: Container[str]) -> None:
        """Lets go of what is there no longer, and of what other versions of the code have kept."""
        for file in self.folder.iterdir():
            if file.name != "stamps" and file.suffix != atomic_files.FRESH and file.stem not in shards:
                file.unlink(missing_ok=True)
        for other in self.folder.parent.glob("stories*"):
            if other.is_dir() and other != self.folder:
                shutil.rmtree(other, ignore_errors=True)

    def bodies(self, stories: Iterable[Story]) -> dict[str, Body]:
        """The bodies of stories by id; what was lost is read again."""
        found: dict[str, Body] = {}
        for story in stories:
            if body := self._bodies(_shard(story.path)).get(story.key) or self._again(story).body:
                found[story.id] = body
        return found

    def features(self, stories: Iterable[Story]) -> dict[str, WordCounts]:
        """The telling words of stories by id; what was lost is read again."""
        found: dict[str, WordCounts] = {}
        for shard, some in by_shard(stories).items():
            words = self._files(shard).words()
            for story in some:
                if features := words.get(story.key) or self._again(story).features:
                    found[story.id] = features
        return found

    def _again(self, story: Story) -> Reading:
        from storyhub.read.story import read_story

        return read_story((self.root / story.path).read_bytes(), story.path, self.language, story.key)


class Place(NamedTuple):
    """Where stories are, and where what is read of them is kept; can be sent to another process."""

    root: Path
    language: str
    """The hub's own."""
    folder: Path


def renew(place: Place, stale: Sequence[tuple[str, list[str]]]) -> list[tuple[str, dict[str, Known]]]:
    """Reads what is new of some shards, each given with the paths of its stories, and keeps them; what each file then looks like."""
    done = []
    for shard, paths in stale:
        done.append((shard, _renewed(place, shard, paths)[0]))
        # Parsers and their errors may leave cycles of objects behind, which nothing else takes away during a build: thirty
        # objects for each of 25,000 stories are hundreds of megabytes. A process that only reads has little to look through.
        if processes.is_helper():
            gc.collect(0)
    return done


def _renewed(place: Place, shard: str, paths: Sequence[str]) -> tuple[dict[str, Known], list[Reading]]:
    files = ShardFiles(place.folder, shard)
    known: dict[str, Known] = {}
    readings = files.whole()
    new: list[tuple[bytes, str, str]] = []
    for path in paths:
        stamp, raw = looked_at(place.root / path)
        key = content_key(raw, path, place.language)
        known[path] = (key, stamp)
        if key not in readings:
            new.append((raw, path, key))
    if new:
        # The schema takes a tenth of a second to import, and most commands read no file again.
        from storyhub.read.story import read_stories

        for (_, _, key), reading in zip(new, read_stories(new, place.language), strict=True):
            readings[key] = reading
    keys = [key for key, _ in known.values()]
    files.keep(keys, kept := [readings[key] for key in keys])
    return known, kept


def by_shard(stories: Iterable[Story]) -> dict[str, list[Story]]:
    """Stories by the name of the shard in which they are kept."""
    shards: dict[str, list[Story]] = {}
    for story in stories:
        shards.setdefault(_shard(story.path), []).append(story)
    return shards


@lru_cache(maxsize=100_000)
def _shard(path: str) -> str:
    return f"{path[:4]}-{zlib.crc32(path.encode('utf-8', 'surrogateescape')) % SHARDS}"
