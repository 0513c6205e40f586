"""What was read of the stories, kept in shards: files of some dozens of stories, so that a changed story renews only its own.

    stamps     of each story's file its size and times, and the key of its content
    readings   the stories and their issues: all that every build needs
    terms      the numbers of their words, by which stories are found related
    words      what else tagging needs of them
    bodies     their HTML and text
    shelf      which of the shard's stories have a row of words; made by a build, for `check`

A damaged file, or one that does not belong with the others, counts as none: its stories are read again.
"""

from __future__ import annotations

import gc
import pickle
import shutil
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from storyhub import kept, pool, standby
from storyhub.features import Features
from storyhub.kept import digest
from storyhub.meanwhile import Meanwhile
from storyhub.model import Body, Reading, Story
from storyhub.progress import Step
from storyhub.shingles import Shelf, index
from storyhub.stamps import Known, Stamp, Stamps, content_key, looked_at
from storyhub.store import code_version

SHARDS = 8
"""Shards of a year."""
OPEN = 9
"""Files of bodies that a process holds in memory: those of a year, and some of the next; pages are printed in the order of time."""
_LATE = 25
"""Stories of a shard that may have changed since it was shelved."""
_KINDS = ("readings", "terms", "words", "bodies")

_at_hand: dict[Path, tuple[list[str], list[Reading]]] = {}
"""What this process has read of each shard: `serve` reads the same ones again and again."""

Fresh = dict[str, Known]
"""What was found of each file of a shard that was read."""


class Shards:
    """The stories of one folder; `language` is the hub's own, `cache` the folder for what is kept."""

    def __init__(self, root: Path, language: str, cache: Path) -> None:
        self.root = root
        self.language = language
        self.cache = cache
        self.folder = cache / f"stories-{digest(f'{code_version()}/{language}'.encode())[:12]}"
        self._bodies = lru_cache(maxsize=OPEN)(self._open_bodies)

    def read(self, seen: Mapping[str, Stamp | None]) -> list[Reading]:
        """What each file gives, by what it looks like from outside; files that are as they were are not read again."""
        with pool.uncollected():
            return self._read(seen)

    def _read(self, paths: Mapping[str, Stamp | None]) -> list[Reading]:
        stamps = Stamps(self.root, self.language, self.folder / "stamps")
        keys = stamps.keys(paths)
        shards: dict[str, list[str]] = {}
        for path in paths:
            shards.setdefault(_shard(path), []).append(path)
        place, work = (self.root, self.language, self.cache), len(stamps.unread)
        helper = standby.take()
        # A process that waits for work has it done while this one loads what is known of the others.
        apart = dict.fromkeys(map(_shard, stamps.unread)) if helper and pool.is_small(work) else {}
        beside = Meanwhile(_renewed, place, [(shard, shards[shard]) for shard in apart], by=helper) if apart else {}
        found = {
            shard: self._readings(shard, [keys.get(path, "") for path in told])
            for shard, told in shards.items()
            if shard not in apart
        }
        stale = [(shard, shards[shard]) for shard, readings in found.items() if readings is None]
        with Step("stories read", work) as step:
            read = pool.spread(_renew, place, stale, 1, work=0 if apart else work)
            for shard, fresh in chain(read, beside.items()):
                stamps.learn(fresh)
                found[shard] = self._readings(shard, [fresh[path][0] for path in shards[shard]])
                step.advance(len(fresh))
        if helper and not apart:
            helper.dismiss()
        if stamps.keep(paths):
            self._tidy(shards)
        by_path = {reading.path: reading for readings in found.values() for reading in readings or ()}
        return [by_path[path] for path in paths]

    def _readings(self, shard: str, keys: list[str]) -> list[Reading] | None:
        place = self.folder / shard
        at_hand, found = _at_hand.get(place, ([], []))
        if at_hand == keys:
            return found
        data = self._sound(shard, "readings")
        if data is None or list(kept.part(data, 0)) != keys:
            return None
        read: list[Reading] = pickle.loads(kept.part(data, 1))
        _at_hand[place] = keys, read
        return read

    def _sound(self, shard: str, kind: str) -> memoryview | None:
        return kept.sound(self.folder / f"{shard}.{kind}")

    def renewed(self, shard: str, paths: Sequence[str]) -> Fresh:
        """Reads the files of a shard that are new or changed, and keeps it whole."""
        # The schema takes a tenth of a second to import, and most commands read nothing anew.
        from storyhub.reading import read_stories

        before = self._everything(shard)
        stamps: Fresh = {}
        new: list[tuple[bytes, str, str]] = []
        for path in paths:
            stamp, raw = looked_at(f"{self.root}/{path}")
            key = content_key(raw, path, self.language)
            stamps[path] = (key, stamp)
            if key not in before:
                new.append((raw, path, key))
        readings = read_stories(new, self.language) if new else []
        whole = before | {file[2]: _plain(reading) for file, reading in zip(new, readings, strict=True)}
        keys = tuple(key for key, _ in stamps.values())
        columns = list(zip(*map(whole.__getitem__, keys), strict=True))
        kept.keep(self.folder / f"{shard}.readings", keys, pickle.dumps(list(columns[0]), pickle.HIGHEST_PROTOCOL))
        kept.keep(self.folder / f"{shard}.terms", keys, columns[1])
        kept.keep(self.folder / f"{shard}.words", keys, columns[2])
        kept.keep(self.folder / f"{shard}.bodies", keys, *columns[3])
        return stamps

    def _everything(self, shard: str) -> dict[str, tuple[Any, ...]]:
        """All that is kept of each story of a shard; nothing when any file is missing or damaged."""
        files = [self._sound(shard, kind) for kind in _KINDS]
        data = [one for one in files if one is not None]
        if len(data) < len(_KINDS) or len({kept.part(one, 0) for one in data}) > 1:
            return {}
        keys = kept.part(data[0], 0)
        bodies = [kept.part(data[3], 1 + n) for n in range(len(keys))]
        columns = (pickle.loads(kept.part(data[0], 1)), kept.part(data[1], 1), kept.part(data[2], 1), bodies)
        return dict(zip(keys, zip(*columns, strict=True), strict=True))

    def _tidy(self, shards: Container[str]) -> None:
        """Lets go of what is there no longer, and of what other versions of the code have kept."""
        for file in self.folder.iterdir():
            if file.name != "stamps" and file.suffix != kept.FRESH and file.stem not in shards:
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
            body = Body(*kept.part(data, 1 + place)) if place is not None else self._again(story).body
            if body:
                found[story.id] = body
        return found

    def _open_bodies(self, shard: str) -> tuple[memoryview, dict[str, int]]:
        data = self._sound(shard, "bodies")
        return (data, {key: n for n, key in enumerate(kept.part(data, 0))}) if data else (memoryview(b""), {})

    def features(self, stories: Iterable[Story]) -> dict[str, Features]:
        """The telling words of stories by id."""
        found: dict[str, Features] = {}
        for story, terms, words in self._columns(stories, "terms", "words"):
            features = _features(terms, words) if terms and words else self._again(story).features
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

    def shelve(self, stories: Iterable[Story]) -> None:
        """Keeps the shelf of each shard of these stories that was read since: what `check` would else do without."""
        for shard, told in _by_shard(stories).items():
            if _time(self.folder / f"{shard}.shelf") <= _time(self.folder / f"{shard}.readings"):
                self._shelved(shard, told)

    def shelves(self, stories: Sequence[Story]) -> Iterator[tuple[list[Story | None], Shelf]]:
        """The shelves with these stories; the few that changed since the last build stand on one of their own."""
        late: list[Story] = []
        for shard, told in _by_shard(stories).items():
            data = self._sound(shard, "shelf")
            keys, entries = (kept.part(data, 0), kept.part(data, 1)) if data else ((), b"")
            by_key: dict[str, Story] = {story.key: story for story in told}
            new = by_key.keys() - set(keys)
            if len(new) > _LATE:
                keys, entries = self._shelved(shard, told)
                new = set()
            yield [by_key.get(key) for key in keys], Shelf(entries)
            late += [by_key[key] for key in sorted(new)]
        if late:
            features = self.features(late)
            yield [*late], Shelf(index([features[story.id] for story in late]))

    def _shelved(self, shard: str, told: Sequence[Story]) -> tuple[list[str], bytes]:
        # What makes a shelf fast takes longer to import than a few stories take without.
        from storyhub.shelving import index_of_many

        features, keys = self.features(told), [story.key for story in told]
        entries = index_of_many([features[story.id] for story in told])
        kept.keep(self.folder / f"{shard}.shelf", keys, entries)
        return keys, entries

    def _columns(self, stories: Iterable[Story], *kinds: str) -> Iterator[tuple[Any, ...]]:
        for shard, told in _by_shard(stories).items():
            data = [self._sound(shard, kind) for kind in kinds]
            tables = [dict(zip(kept.part(one, 0), kept.part(one, 1), strict=True)) if one else {} for one in data]
            yield from ((story, *(table.get(story.key) for table in tables)) for story in told)

    def _again(self, story: Story) -> Reading:
        from storyhub.reading import read_story

        return read_story((self.root / story.path).read_bytes(), story.path, self.language, story.key)


def _renew(place: tuple[Path, str, Path], stale: Sequence[tuple[str, list[str]]]) -> list[tuple[str, Fresh]]:
    shards = Shards(*place)
    done = []
    for shard, paths in stale:
        done.append((shard, shards.renewed(shard, paths)))
        # Parsers and their errors may leave cycles of objects behind, which nothing else takes away during a build: thirty
        # objects for each of 25,000 stories are hundreds of megabytes. A process that only reads has little to look through.
        if pool.is_helper():
            gc.collect(0)
    return done


def _renewed(place: tuple[Path, str, Path], stale: Sequence[tuple[str, list[str]]]) -> dict[str, Fresh]:
    return dict(_renew(place, stale))


def _plain(reading: Reading) -> tuple[Any, ...]:
    """A reading in the four parts that are kept apart: itself, its terms, its words, its body."""
    told, body = reading.features, reading.body
    light = Reading(reading.path, reading.story, None, reading.issues, None, reading.stopped)
    words = (told.language, told.words, told.sequence, told.title, told.lead) if told else None
    return light, told.terms if told else None, words, (body.html, body.text, body.headings) if body else None


def _features(terms: bytes, words: tuple[str, str, bytes, int, int]) -> Features:
    language, spoken, sequence, title, lead = words
    return Features(language, spoken, terms, sequence, title, lead)


def _time(file: Path) -> int:
    """When a file was written; 0 when there is none."""
    return file.stat().st_mtime_ns if file.exists() else 0


def _by_shard(stories: Iterable[Story]) -> dict[str, list[Story]]:
    shards: dict[str, list[Story]] = {}
    for story in stories:
        shards.setdefault(_shard(story.path), []).append(story)
    return shards


@lru_cache(maxsize=100_000)
def _shard(path: str) -> str:
    return f"{path[:4]}-{zlib.crc32(path.encode('utf-8', 'surrogateescape')) % SHARDS}"
