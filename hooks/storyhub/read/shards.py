"""What was read of the stories, kept in shards: files of some dozens of stories, so that a changed story renews only its own.

    stamps     of each story's file its size and times, and the key of its content
    readings   the stories and their issues: all that every build needs
    terms      the numbers of their words, by which stories are found related
    words      what else tagging needs of them
    bodies     their HTML and text
    shelf      which of them have a row of words (`shelves.py`)

A damaged file, or one that does not belong with the others, counts as none: its stories are read again (`renewal.py`).
"""

from __future__ import annotations

import pickle
import shutil
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from storyhub.model.issues import Issue
from storyhub.model.story import Body, Story
from storyhub.read.reading import Reading
from storyhub.read.renewal import renew, renewed
from storyhub.read.stamps import Stamp, Stamps
from storyhub.system import cache_files, processes, standby
from storyhub.system.background import Meanwhile
from storyhub.system.cache_database import code_version
from storyhub.system.cache_files import digest
from storyhub.system.progress import Step
from storyhub.text.features import WordCounts

SHARDS = 8
"""Shards of a year."""
OPEN = 9
"""Files of bodies that a process holds in memory: those of a year, and some of the next; pages are printed in the order of time."""


@dataclass(slots=True)
class Read:
    """What the files of some stories gave."""

    stories: list[Story] = field(default_factory=list)
    stopped: list[Story] = field(default_factory=list)
    """As far as they could be read, stories that an error stops."""
    issues: list[Issue] = field(default_factory=list)


_at_hand: dict[Path, tuple[list[str], Read]] = {}
"""What this process has read of each shard: `serve` reads the same ones again and again."""


class Shards:
    """The stories of one folder; `language` is the hub's own, `cache` the folder for what is kept."""

    def __init__(self, root: Path, language: str, cache: Path) -> None:
        self.root = root
        self.language = language
        self.folder = cache / f"stories-{digest(f'{code_version()}/{language}'.encode())[:12]}"
        self._bodies = lru_cache(maxsize=OPEN)(self._open_bodies)

    def read(self, seen: Mapping[str, Stamp | None]) -> Read:
        """What the files give, by what they look like from outside; those that are as they were are not read again."""
        with processes.uncollected():
            return self._read(seen)

    def _read(self, paths: Mapping[str, Stamp | None]) -> Read:
        stamps = Stamps(self.root, self.language, self.folder / "stamps")
        keys = stamps.keys(paths)
        shards: dict[str, list[str]] = {}
        for path in paths:
            shards.setdefault(_shard(path), []).append(path)
        place, work = (self.root, self.language, self.folder), len(stamps.unread)
        helper = standby.take()
        # A process that waits for work has it done while this one loads what is known of the others.
        apart = dict.fromkeys(map(_shard, stamps.unread)) if helper and processes.is_small(work) else {}
        beside = Meanwhile(renewed, place, [(shard, shards[shard]) for shard in apart], by=helper) if apart else {}
        found = {
            shard: self._readings(shard, [keys.get(path, "") for path in told])
            for shard, told in shards.items()
            if shard not in apart
        }
        stale = [(shard, shards[shard]) for shard, readings in found.items() if readings is None]
        with Step("stories read", work) as step:
            read = processes.spread(renew, place, stale, 1, work=0 if apart else work)
            for shard, fresh in chain(read, beside.items()):
                stamps.learn(fresh)
                found[shard] = self._readings(shard, [fresh[path][0] for path in shards[shard]])
                step.advance(len(fresh))
        if helper and not apart:
            helper.dismiss()
        if stamps.keep(paths):
            self._tidy(shards)
        whole = [readings for readings in found.values() if readings]
        return Read(*(list(chain.from_iterable(getattr(one, kind) for one in whole)) for kind in Read.__slots__))

    def _readings(self, shard: str, keys: list[str]) -> Read | None:
        place = self.folder / shard
        at_hand, found = _at_hand.get(place, ([], Read()))
        if at_hand == keys:
            return found
        data = self.sound(shard, "readings")
        if data is None or list(cache_files.part(data, 0)) != keys:
            return None
        stories, told = pickle.loads(cache_files.part(data, 1))
        read = Read([story for story in stories if story])
        for stopped, issues in told.values():
            read.stopped += [stopped] if stopped else []
            read.issues += issues
        _at_hand[place] = keys, read
        return read

    def sound(self, shard: str, kind: str) -> memoryview | None:
        """What is kept of a shard, if it is whole."""
        return cache_files.sound(self.folder / f"{shard}.{kind}")

    def _tidy(self, shards: Container[str]) -> None:
        """Lets go of what is there no longer, and of what other versions of the code have kept."""
        for file in self.folder.iterdir():
            if file.name != "stamps" and file.suffix != cache_files.FRESH and file.stem not in shards:
                file.unlink(missing_ok=True)
        for other in self.folder.parent.glob("stories-*"):
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)

    def bodies(self, stories: Sequence[Story]) -> dict[str, Body]:
        """The bodies of stories by id; what was lost is read again."""
        found: dict[str, Body] = {}
        for story in stories:
            data, places = self._bodies(_shard(story.path))
            place = places.get(story.key)
            body = Body(*cache_files.part(data, 1 + place)) if place is not None else self._again(story).body
            if body:
                found[story.id] = body
        return found

    def _open_bodies(self, shard: str) -> tuple[memoryview, dict[str, int]]:
        data = self.sound(shard, "bodies")
        return (data, {key: n for n, key in enumerate(cache_files.part(data, 0))}) if data else (memoryview(b""), {})

    def features(self, stories: Iterable[Story]) -> dict[str, WordCounts]:
        """The telling words of stories by id."""
        found: dict[str, WordCounts] = {}
        for story, terms, words in self._columns(stories, "terms", "words"):
            features = WordCounts.of(terms, *words) if terms and words else self._again(story).features
            if features:
                found[story.id] = features
        return found

    def terms(self, stories: Iterable[Story]) -> dict[str, bytes]:
        """The numbers of the telling words of stories by id."""
        found: dict[str, bytes] = {}
        for story, terms in self._columns(stories, "terms"):
            features = self._again(story).features if terms is None else None
            found[story.id] = terms if terms is not None else features.terms if features else b""
        return found

    def _columns(self, stories: Iterable[Story], *kinds: str) -> Iterator[tuple[Any, ...]]:
        for shard, told in by_shard(stories).items():
            data = [self.sound(shard, kind) for kind in kinds]
            tables = [
                dict(zip(cache_files.part(one, 0), cache_files.part(one, 1), strict=True)) if one else {}
                for one in data
            ]
            yield from ((story, *(table.get(story.key) for table in tables)) for story in told)

    def _again(self, story: Story) -> Reading:
        from storyhub.read.story import read_story

        return read_story((self.root / story.path).read_bytes(), story.path, self.language, story.key)


def by_shard(stories: Iterable[Story]) -> dict[str, list[Story]]:
    """Stories by the name of the shard in which they are kept."""
    shards: dict[str, list[Story]] = {}
    for story in stories:
        shards.setdefault(_shard(story.path), []).append(story)
    return shards


@lru_cache(maxsize=100_000)
def _shard(path: str) -> str:
    return f"{path[:4]}-{zlib.crc32(path.encode('utf-8', 'surrogateescape')) % SHARDS}"
