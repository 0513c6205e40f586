"""Shelves (`shingles.py`) of all stories: kept beside their shards by a build, for the checks that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from storyhub.model.story import Story
from storyhub.read.shards import Shards, by_shard
from storyhub.system import cache_files
from storyhub.text.shingles import RowIndex, index

KIND = "shelf"
_LATE = 25
"""Stories of a shard that may have changed since it was shelved."""


def shelve(shards: Shards, stories: Iterable[Story]) -> None:
    """Keeps the shelf of each shard of these stories that was read since its last one was made."""
    for shard, told in by_shard(stories).items():
        if _time(_file(shards, shard)) <= _time(shards.folder / f"{shard}.readings"):
            _shelve(shards, shard, told)


def shelves(shards: Shards, stories: Iterable[Story]) -> Iterator[tuple[Sequence[Story | None], RowIndex]]:
    """The shelves with these stories; the few that changed since they were made are on one of their own."""
    late: list[Story] = []
    for shard, told in by_shard(stories).items():
        keys, entries = cache_files.read(_file(shards, shard), list[str], bytes) or ([], b"")
        by_key: dict[str, Story] = {story.key: story for story in told}
        new = by_key.keys() - set(keys)
        if len(new) > _LATE:
            keys, entries = _shelve(shards, shard, told)
            new = set()
        yield [by_key.get(key) for key in keys], RowIndex(entries)
        late += [by_key[key] for key in sorted(new)]
    if late:
        features = shards.features(late)
        yield late, RowIndex(index([features[story.id] for story in late]))


def _shelve(shards: Shards, shard: str, told: Sequence[Story]) -> tuple[list[str], bytes]:
    # What makes a shelf fast takes longer to import than a few stories take without.
    from storyhub.text.tokens import rows_of_many

    features, keys = shards.features(told), [story.key for story in told]
    entries = rows_of_many([features[story.id] for story in told])
    cache_files.keep(_file(shards, shard), keys, entries)
    return keys, entries


def _file(shards: Shards, shard: str) -> Path:
    return shards.folder / f"{shard}.{KIND}"


def _time(file: Path) -> int:
    """When a file was written; 0 when there is none."""
    return file.stat().st_mtime_ns if file.exists() else 0
