"""A story that is being made: its fields, its text and its pictures, and the file that they become."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from storyhub.model.messages import Message, MessageError, say
from storyhub.read.accepted_paths import why_not
from storyhub.read.front_matter import FENCE
from storyhub.read.schema import field_names

_NO_KEY = re.compile(r"[^a-z0-9]+")
_SLUG_LIMIT = 60


class NotImportedError(MessageError):
    """A file that no draft can be made of; `told` says why."""


@dataclass(slots=True)
class Draft:
    """What is known of a story so far."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Keys of the schema; dates as dates."""
    body: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """File name in the story's own folder → bytes."""
    notes: list[Message] = field(default_factory=list)
    """What its writer should know: what could not be carried over, and why."""
    suggested: dict[str, str] = field(default_factory=dict)
    """What a field may be, and its writer has to say; keys of the schema."""
    slug: str = ""
    """Wanted name of its file; empty: made from the title."""

    def say(self, pattern: str, /, **words: object) -> None:
        """Notes something that its writer should know."""
        self.notes.append(say(pattern, **words))

    @property
    def day(self) -> date:
        """The day of the story."""
        day: date = self.fields["date"]
        return day

    def text(self) -> str:
        """The content of its file, each field on a line of its own."""
        given = {key: self.fields[key] for key in field_names() if self.fields.get(key) not in (None, "", [], {})}
        matter = "".join(_field(key, value) for key, value in given.items())
        return f"{FENCE}\n{matter}{FENCE}\n\n{self.body.strip()}\n"

    def name(self) -> str:
        """The name of its file, without an ending."""
        wanted = slug(self.slug) or slug(str(self.fields.get("title", ""))) or "story"
        return wanted if why_not(f"{self.day.year}/{wanted}.md") is None else f"story-{wanted}"


def slug(title: str) -> str:
    """A name for an address, from words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    whole = _NO_KEY.sub("-", plain).strip("-")
    return whole if len(whole) <= _SLUG_LIMIT else whole[: _SLUG_LIMIT + 1].rpartition("-")[0] or whole[:_SLUG_LIMIT]


def _field(key: str, value: Any) -> str:
    """A field as it is written: a list in its own line, a map with a line for each of its keys."""
    dump = partial(yaml.safe_dump, allow_unicode=True, sort_keys=False, width=10**6)
    if isinstance(value, list):
        return f"{key}: {dump(value, default_flow_style=True)}"
    return str(dump({key: value}, default_flow_style=False))


def write(draft: Draft, stories: Path) -> Path:
    """Writes a story and its pictures where there is nothing yet; returns its file.

    All is written beside its place first, so that no half of it is ever there.

    Raises:
        OSError: it cannot be written there.
    """
    year = stories / f"{draft.day.year:04}"
    names = numbered(draft.name())
    name = next(one for one in names if not (year / f"{one}.md").exists() and not (year / one).exists())
    year.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=year, prefix=".writing-") as beside:
        (Path(beside) / f"{name}.md").write_text(draft.text(), encoding="utf-8", newline="\n")
        if draft.pictures:
            (Path(beside) / name).mkdir()
            for picture, data in draft.pictures.items():
                (Path(beside) / name / picture).write_bytes(data)
            (Path(beside) / name).rename(year / name)
        (Path(beside) / f"{name}.md").rename(year / f"{name}.md")
    return year / f"{name}.md"


def numbered(name: str) -> Iterator[str]:
    """A name, and those for when it is taken: name, name-2, name-3 …"""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def branch(file: Path) -> str:
    """The name of the branch on which a story is sent."""
    return f"story/{file.parent.name}-{file.stem}"


def chosen(found: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """The key that is meant by a key, a number in the list or a name in any language; empty when none is."""
    plain = found.strip().casefold()
    keys = list(names)
    if plain.isdigit() and 0 < int(plain) <= len(keys):
        return keys[int(plain) - 1]
    return next((key for key in keys if plain in (key, *(name.casefold() for name in names[key].values()))), "")
