"""Suggests values for stories that are asked about, in the hub or anywhere else, from what a hub has tagged already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from storyhub.model.issues import Issue, Level, one_line
from storyhub.model.story import Hub
from storyhub.read.folder import readable
from storyhub.read.shards import Shards
from storyhub.read.story import read_story
from storyhub.system.cache_files import Store
from storyhub.text.features import WordCounts


def read_asked(paths: Sequence[Path], language: str) -> tuple[dict[str, WordCounts], list[Issue]]:
    """The words of the stories under the given paths by their path as given, and why some could not be read."""
    stories: dict[str, WordCounts] = {}
    faults: list[Issue] = []
    for file in (file for path in paths for file in _files(path)):
        inside = "/".join(file.absolute().parts[-2:])
        reading = read_story(file.read_bytes(), inside, language)
        if reading.features:
            stories[file.as_posix()] = reading.features
        else:
            errors = (issue for issue in reading.issues if issue.level is Level.ERROR)
            faults += [replace(issue, path=file.as_posix()) for issue in errors]
    return stories, faults


def _files(path: Path) -> list[Path]:
    """A story itself; of a folder the stories in it, which are in folders named after a year, or in the folder itself."""
    if path.is_file():
        return [path]
    found = sorted(filter(readable, path.glob("[0-9][0-9][0-9][0-9]/*.md")))
    return found or sorted(filter(readable, path.glob("*.md")))


def suggest(
    hub: Hub, asked: Mapping[str, WordCounts], shards: Shards, store: Store, retired: Collection[str] = ()
) -> list[dict[str, Any]]:
    """For each story its path and its values, the likeliest first.

    Each with its score (0 to 1), the words that point to it, whether it is sure enough to ask about, and whether it is
    sure enough to be published. Without values in values.yml there are none; those that are retired are left out.
    """
    from storyhub.tag.tag import Teacher

    if not hub.values:
        return [{"path": path, "values": []} for path in asked]
    told = [
        story for story in hub.stories if story.path not in hub.left_out and not story.withdrawn and not story.draft
    ]
    teacher = Teacher(told, hub.values, shards.features, store, retired)
    found = teacher.model.suggest_many(list(asked.values()), explained=len(hub.values))
    return [
        {"path": path, "values": [asdict(one) for one in suggestions if one.value not in teacher.retired]}
        for path, suggestions in zip(asked, found, strict=True)
    ]


def as_text(found: list[dict[str, Any]], most: int = 3) -> str:
    """A few lines for each story: what is heard in it."""
    lines = []
    for story in found:
        lines.append(one_line(story["path"]))
        heard = [value for value in story["values"] if value["heard"]][:most]
        for value in heard:
            sure = "" if value["published"] else "?"
            lines.append(f"  {value['score']:.2f}  {value['value']}{sure} (because of: {', '.join(value['because'])})")
        if not heard:
            lines.append("  no value is clear from its words")
    return "\n".join(lines)
