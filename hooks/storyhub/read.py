"""Reads a folder of stories: files to (Hub, issues). Nothing is swallowed; one bad story never stops the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storyhub import organisation, ownpages, pool
from storyhub.ambassadors import read_profile
from storyhub.folder import Folder, look
from storyhub.issues import Issue, stopped
from storyhub.listening import read_listening
from storyhub.model import Body, Hub, Listening, Profile, Story
from storyhub.pictures import measure
from storyhub.reading import Reading, digest, read_story
from storyhub.store import Store, code_version


def read(root: Path, language: str, store: Store) -> Hub:
    """Everything in a stories folder; `language` is the hub's own. Bodies go to the store, under the story's id.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    folder = look(root)
    issues: list[Issue] = list(folder.issues)
    readings = read_stories(root, folder.stories, language, store)
    for reading in readings:
        issues.extend(reading.issues)
    stories = tuple(sorted((r.story for r in readings if r.story), key=lambda s: (s.date, s.id), reverse=True))
    pictures, found = measure(root, folder.pictures, store)
    issues.extend(ownpages.faults(root, folder.pages))
    return Hub(
        values=organisation.read_values(root, language, issues),
        departments=organisation.read_departments(root, language, issues),
        stories=stories,
        stopped=tuple(reading.stopped for reading in readings if reading.stopped),
        profiles=_profiles(folder, language, issues),
        listening=_listening(folder, issues),
        pictures=pictures,
        pages=tuple(page for page in folder.pages if page not in stopped(issues)),
        issues=tuple(sorted((*issues, *found))),
        left_out=stopped(issues) & frozenset(folder.stories),
    )


def read_stories(root: Path, paths: Sequence[str], language: str, store: Store) -> list[Reading]:
    """Reads stories, those that the store knows by their content from there."""
    keys = {path: content_key((root / path).read_bytes(), path, language) for path in paths}
    known = store.get("reading", list(keys.values()))
    missing = [path for path in paths if keys[path] not in known]
    fresh: dict[str, Reading] = {}
    batch: list[Reading] = []
    for reading in pool.spread(_read_all, (root, language), missing):
        batch.append(reading)
        if len(batch) >= 500:
            _keep(batch, keys, fresh, store)
            batch = []
    _keep(batch, keys, fresh, store)
    store.keep_only("reading", keys.values())
    return [fresh[path] if path in fresh else known[keys[path]] for path in paths]


def content_key(raw: bytes, path: str, language: str) -> str:
    """Address of everything that a reading follows from: the bytes, the place, the hub's language and the code that reads."""
    return digest(f"{code_version()}/{language}/{path}\0".encode("utf-8", "surrogateescape") + raw)


def bodies(root: Path, language: str, stories: Sequence[Story], store: Store) -> dict[str, Body]:
    """The bodies of stories by id; what the store has lost is read again."""
    kept = store.get("body", [story.key for story in stories])
    found = {story.id: kept[story.key] for story in stories if story.key in kept}
    for story in stories:
        if story.id not in found and (body := _read_all((root, language), [story.path])[0].body):
            found[story.id] = body
    return found


def _read_all(place: tuple[Path, str], paths: Sequence[str]) -> list[Reading]:
    root, language = place
    raws = ((path, (root / path).read_bytes()) for path in paths)
    return [read_story(raw, path, language, content_key(raw, path, language)) for path, raw in raws]


def _keep(batch: Sequence[Reading], keys: dict[str, str], fresh: dict[str, Reading], store: Store) -> None:
    """Puts readings in the store, the large bodies apart from what every build needs."""
    light = {r.path: Reading(r.path, r.story, None, r.issues, r.stopped) for r in batch}
    store.put("body", ((r.story.key, r.body) for r in batch if r.story))
    store.put("reading", ((keys[path], reading) for path, reading in light.items()))
    fresh.update(light)


def _profiles(folder: Folder, language: str, issues: list[Issue]) -> dict[str, Profile]:
    found = (read_profile((folder.root / path).read_bytes(), path, language, issues) for path in folder.profiles)
    return {profile.key: profile for profile in found}


def _listening(folder: Folder, issues: list[Issue]) -> dict[str, Listening]:
    found = (read_listening((folder.root / path).read_bytes(), path, issues) for path in folder.listening)
    return {item.story: item for item in found}
