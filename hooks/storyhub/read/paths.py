"""Reads a path, `paths/<name>.yml`: a title, why it was made, and stories in their order with a line for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import Issue, shown, told_once
from storyhub.model.messages import Message, say
from storyhub.model.paths import PathStep, ReadingPath
from storyhub.model.story import name_of_key
from storyhub.read.field_file import id_of, no_field, read_field_file
from storyhub.read.fields import Fields
from storyhub.read.organisation import lines_per_language

FIELDS = ("title", "why", "stories")
_OF_A_STEP = ("story", "line")


def read_path(raw: bytes, path: str, default: str, issues: list[Issue], allow: Collection[str] = ()) -> ReadingPath:
    """One path; a step with a fault is left out and reported. `default`: the hub's language; `allow`: the organisation's own numbers."""
    fields = read_field_file(raw, path, FIELDS, allow)
    name = one_spelling(Path(path).stem)
    made = ReadingPath(
        name,
        path,
        _texts(fields, "title", default) or {default: name_of_key(name)},
        _texts(fields, "why", default),
        tuple(_steps(fields, default)),
    )
    issues.extend(told_once(fields.issues))
    return made


def _texts(fields: Fields, name: str, default: str) -> dict[str, str]:
    found = lines_per_language(fields.data.get(name), default)
    if not found:
        told = say(
            "is missing, or is not text; a path says what it is called (title) and why it was made (why), in one language or each; write it as: %(paste)s",
            paste=f"{name}: {{nl: …, en: …}}",
        )
        fields.advise("no-text", told, name)
    return found


def _steps(fields: Fields, default: str) -> Iterator[PathStep]:
    entries = fields.data.get("stories")
    if not isinstance(entries, list) or not entries:
        told = say(
            "found %(found)s; a list of stories is allowed, each as year/name with a line about it; write it as: %(paste)s",
            found=shown(entries) if entries else say("nothing"),
            paste="- {story: 2026/a-story, line: …}",
        )
        fields.advise("no-stories", told, "stories")
        return
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        step = {"story": entry} if isinstance(entry, str) else entry
        if fault := _fault(step, seen):
            fields.advise("invalid-step", fault, "stories", number)
            continue
        seen.add(id_of(step["story"]))
        line = lines_per_language(step.get("line"), default)
        yield PathStep(id_of(step["story"]), line, fields.line("stories", number))


def _fault(step: Any, seen: Collection[str]) -> Message | None:
    """What is wrong with a step, or nothing."""
    if not isinstance(step, Mapping) or not isinstance(step.get("story"), str):
        return say(
            "found %(found)s; a story is allowed, as year/name with a line about it; write it as: %(paste)s",
            found=shown(step) if step else say("nothing"),
            paste="- {story: 2026/a-story, line: …}",
        )
    for name in step:
        if name not in _OF_A_STEP:
            return no_field(name, _OF_A_STEP)
    if id_of(step["story"]) in seen:
        return say(
            "found %(found)s, which is on this path already; each story is there once; take one of the two out",
            found=shown(step["story"]),
        )
    return None
