"""Reads the organisation's own lists: its values and its departments."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from storyhub.model import value_marks
from storyhub.model.issues import Issue, advice, did_you_mean, error, shown
from storyhub.model.messages import Message, say
from storyhub.model.story import KEY, Department, Value, name_of_key
from storyhub.read import dates
from storyhub.read.field_file import no_field, read_fields
from storyhub.read.fields import Fields
from storyhub.read.folder import readable

VALUES, DEPARTMENTS = "values.yml", "departments.yml"
_OF_A_VALUE = ("key", "name", "promise", "signals", "colour", "color", "mark", "was", "until")
_OF_A_DEPARTMENT = ("key", "name", "location", "owner", "was", "until")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_values(root: Path, default: str, issues: list[Issue]) -> tuple[Value, ...]:
    """The values of values.yml in its order; an entry with a fault is left out and reported."""
    return tuple(_value(entry, default) for entry in _entries(root, VALUES, _OF_A_VALUE, issues))


def read_departments(root: Path, default: str, issues: list[Issue]) -> tuple[Department, ...]:
    """The departments of departments.yml in its order."""
    return tuple(
        Department(
            entry.key,
            texts_per_language(entry.data.get("name"), default) or {default: name_of_key(entry.key)},
            entry.text("location"),
            _was(entry),
            _until(entry),
            entry.text("owner"),
        )
        for entry in _entries(root, DEPARTMENTS, _OF_A_DEPARTMENT, issues)
    )


class _Entry:
    """One entry of a list, with its place for what is to be said about it."""

    def __init__(self, number: int, data: dict[str, Any], fields: Fields) -> None:
        self.number = number
        self.data = data
        self.fields = fields

    @property
    def key(self) -> str:
        return self.text("key")

    def text(self, name: str) -> str:
        """A field that is one text; empty when it is left out or is none."""
        found = self.data.get(name)
        if found is not None and not isinstance(found, str):
            self.advise(
                name,
                "invalid-field",
                say("found %(found)s; one text is allowed; write it on one line", found=shown(found)),
            )
        return found if isinstance(found, str) else ""

    def line(self, name: str = "") -> int:
        return self.fields.line("entries", self.number, *([name] if name else []))

    def advise(self, name: str, rule: str, told: Message) -> None:
        self.fields.issues.append(advice(self.fields.path, self.line(name), name, rule, told))


def _entries(root: Path, file: str, names: tuple[str, ...], issues: list[Issue]) -> Iterator[_Entry]:
    """The sound entries of a list; what is wrong with the others is added to the issues."""
    place = root / file
    if not os.path.lexists(place):
        told = say("is missing; every hub has a list of its own; add the file, see docs/")
        issues.append(advice(file, 1, "file", "no-file", told))
        return
    if not readable(place):
        return  # the folder has said why it is not taken in
    _, fields = read_fields(place.read_bytes(), file)
    entries = fields.data.get("entries")
    if not isinstance(entries, list):
        if not fields.issues:
            told = say("is not a list; each entry starts with - key: …; write it that way")
            fields.issues.append(error(file, 1, "file", "no-list", told))
        entries = []
    seen: set[str] = set()
    for number, data in enumerate(entries):
        entry = _Entry(number, data if isinstance(data, dict) else {}, fields)
        if _is_sound(entry, seen, names):
            seen.add(entry.key)
            yield entry
    issues.extend(fields.issues)


def _is_sound(entry: _Entry, seen: set[str], names: tuple[str, ...]) -> bool:
    key = entry.data.get("key")
    is_twice = isinstance(key, str) and key in seen
    if is_twice or not isinstance(key, str) or not re.fullmatch(KEY, key):
        twice = say("%(found)s, which is there twice", found=shown(key))
        found = say("nothing") if key is None else twice if is_twice else shown(key)
        told = say(
            "found %(found)s; each entry has a key of its own in small letters, digits and hyphens; correct it: the entry is left out",
            found=found,
        )
        entry.fields.issues.append(error(entry.fields.path, entry.line("key"), "key", "invalid-key", told))
        return False
    for name in entry.data:
        if name not in names:
            entry.advise(name, "unknown-field", no_field(name, names))
    return True


def _value(entry: _Entry, default: str) -> Value:
    key, data = entry.key, entry.data
    promise = texts_per_language(data.get("promise"), default)
    if not promise:
        entry.advise(
            "promise",
            "no-promise",
            say(
                "is missing for %(found)s; a value says why it matters; add: %(paste)s",
                paste="promise: …",
                found=shown(key),
            ),
        )
    mark = entry.text("mark")
    if mark and mark not in value_marks.SHAPES:
        told = say(
            "found %(found)s%(meant)s; allowed are %(names)s; choose one: the hub does until then",
            found=shown(mark),
            meant=did_you_mean(mark, value_marks.SHAPES),
            names=", ".join(value_marks.SHAPES),
        )
        entry.advise("mark", "unknown-mark", told)
    names = texts_per_language(data.get("name"), default) or {default: name_of_key(key)}
    signals = _signals(data.get("signals"), default)
    return Value(key, names, promise, signals, _colours(entry), mark, _was(entry), _until(entry))


def _was(entry: _Entry) -> tuple[str, ...]:
    """The keys that an entry had before; stories that still have one of them count as its own."""
    given = entry.data.get("was")
    keys = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    if given is not None and not (keys and all(isinstance(key, str) for key in keys)):
        told = say("found %(found)s; a list of keys is allowed; write it as: was: [old-key]", found=shown(given))
        entry.advise("was", "invalid-field", told)
    return tuple(key for key in keys if isinstance(key, str))


def _until(entry: _Entry) -> date | None:
    """The last day on which an entry is offered."""
    given = entry.text("until")
    days = dates.readings(given)
    if given and len(days) != 1:
        told = say(
            "found %(found)s; a date that exists is allowed, as year-month-day (YYYY-MM-DD); write the date that way: it is offered until then",
            found=shown(given),
        )
        entry.advise("until", "invalid-date", told)
    return days[0] if len(days) == 1 else None


def texts_per_language(given: Any, default: str) -> dict[str, str]:
    """Words per language; words without a language are in the hub's own."""
    if isinstance(given, Mapping):
        return {language: text for language, text in given.items() if isinstance(text, str) and text}
    return {default: given} if isinstance(given, str) and given else {}


def lines_per_language(given: Any, default: str) -> dict[str, str]:
    """The same, each on one line; without those that are only space."""
    found = {language: " ".join(text.split()) for language, text in texts_per_language(given, default).items()}
    return {language: text for language, text in found.items() if text}


def _signals(given: Any, default: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        given = {default: given} if given else {}
    listed = {language: words if isinstance(words, list) else [words] for language, words in given.items()}
    return {language: tuple(word for word in words if isinstance(word, str)) for language, words in listed.items()}


def _colours(entry: _Entry) -> tuple[str, str]:
    name = "color" if "color" in entry.data else "colour"
    found = entry.data.get(name)
    pair = (found.get("light"), found.get("dark")) if isinstance(found, Mapping) else (found, found)
    light, dark = (one or "" for one in pair)
    if all(isinstance(one, str) and (not one or _COLOUR.fullmatch(one)) for one in (light, dark)):
        return light, dark
    told = say(
        "found %(found)s; a colour is written between quotes as “#1a5276”; correct it: the hub chooses one until then",
        found=shown(found),
    )
    entry.advise(name, "invalid-colour", told)
    return "", ""
