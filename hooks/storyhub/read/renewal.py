"""Reads the stories of a shard that are new or changed, and keeps the shard whole (`shards.py` says what it holds)."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from storyhub.model.issues import Issue
from storyhub.model.story import Story
from storyhub.read.reading import Reading
from storyhub.read.stamps import Known, content_key, looked_at
from storyhub.system import cache_files, processes

Place = tuple[Path, str, Path]
"""The stories folder, the hub's own language, and the folder for what is kept."""
Fresh = dict[str, Known]
"""What was found of each file of a shard that was read."""
_KINDS = ("readings", "terms", "words", "bodies")
_ALIKE = frozenset({"author", "department", "date", "language", "values"})


class Row(NamedTuple):
    """What is kept of one file."""

    story: Story | None
    stopped: Story | None
    issues: tuple[Issue, ...]
    terms: bytes | None
    words: tuple[Any, ...] | None
    body: tuple[Any, ...] | None

    @classmethod
    def of(cls, reading: Reading) -> Row:
        """The parts that are kept apart of a reading."""
        told, body = reading.features, reading.body
        return cls(
            reading.story,
            reading.stopped,
            reading.issues,
            told.terms if told else None,
            (told.language, told.words, told.sequence, told.title, told.lead) if told else None,
            (body.html, body.text, body.headings) if body else None,
        )


def renew(place: Place, stale: Sequence[tuple[str, list[str]]]) -> list[tuple[str, Fresh]]:
    """Reads what is new of some shards, each given with the paths of its stories."""
    done = []
    for shard, paths in stale:
        done.append((shard, _renew(place, shard, paths)))
        # Parsers and their errors may leave cycles of objects behind, which nothing else takes away during a build: thirty
        # objects for each of 25,000 stories are hundreds of megabytes. A process that only reads has little to look through.
        if processes.is_helper():
            gc.collect(0)
    return done


def renewed(place: Place, stale: Sequence[tuple[str, list[str]]]) -> dict[str, Fresh]:
    """The same as a dictionary."""
    return dict(renew(place, stale))


def _renew(place: Place, shard: str, paths: Sequence[str]) -> Fresh:
    root, language, folder = place
    before = _kept(folder, shard)
    fresh: Fresh = {}
    new: list[tuple[bytes, str, str]] = []
    for path in paths:
        stamp, raw = looked_at(f"{root}/{path}")
        key = content_key(raw, path, language)
        fresh[path] = (key, stamp)
        if key not in before:
            new.append((raw, path, key))
    if new:
        # The schema takes a tenth of a second to import, and most commands read nothing anew.
        from storyhub.read.story import read_stories

        readings = read_stories(new, language)
        before |= {file[2]: Row.of(reading) for file, reading in zip(new, readings, strict=True)}
    keys = tuple(key for key, _ in fresh.values())
    _keep(folder, shard, keys, [before[key] for key in keys])
    return fresh


def _kept(folder: Path, shard: str) -> dict[str, Row]:
    """All that is kept of each story of a shard; nothing when any file is missing or damaged."""
    files = [cache_files.sound(folder / f"{shard}.{kind}") for kind in _KINDS]
    data = [one for one in files if one is not None]
    if len(data) < len(_KINDS) or len({cache_files.part(one, 0) for one in data}) > 1:
        return {}
    readings, terms, words, bodies = data
    stories, told = pickle.loads(cache_files.part(readings, 1))
    keys = cache_files.part(readings, 0)
    found: dict[str, Row] = {}
    for n, (story, term, word) in enumerate(
        zip(stories, cache_files.part(terms, 1), cache_files.part(words, 1), strict=True)
    ):
        stopped, issues = told.get(n, (None, ()))
        found[keys[n]] = Row(story, stopped, issues, term, word, cache_files.part(bodies, 1 + n))
    return found


def _keep(folder: Path, shard: str, keys: tuple[str, ...], rows: Sequence[Row]) -> None:
    stories = [row.story for row in rows]
    _share(story for story in stories if story)
    told = {n: (row.stopped, row.issues) for n, row in enumerate(rows) if row.stopped or row.issues}
    cache_files.keep(folder / f"{shard}.readings", keys, pickle.dumps((stories, told), pickle.HIGHEST_PROTOCOL))
    cache_files.keep(folder / f"{shard}.terms", keys, tuple(row.terms for row in rows))
    cache_files.keep(folder / f"{shard}.words", keys, tuple(row.words for row in rows))
    cache_files.keep(folder / f"{shard}.bodies", keys, *(row.body for row in rows))


def _share(stories: Iterable[Story]) -> None:
    """Makes what is equal in several stories one object, which is kept, and loaded, only once: it halves the time for that."""
    known: dict[Any, Any] = {}
    for story in stories:
        has = story.__dict__
        for name in _ALIKE & has.keys():
            has[name] = known.setdefault((name, has[name]), has[name])
        has["lines"] = known.setdefault(tuple(story.lines.items()), story.lines)
