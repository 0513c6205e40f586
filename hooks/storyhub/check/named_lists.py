"""The organisation's lists of values and departments, by all that their entries may be called, and what is said of other names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from storyhub.model.file_names import as_file_systems_see
from storyhub.model.issues import Issue, advice, meant, shown
from storyhub.model.messages import Message, say
from storyhub.model.story import Department, Value
from storyhub.read.organisation import DEPARTMENTS, VALUES
from storyhub.text.cures import cured

_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+(?:en|and|und|et)\s+", re.IGNORECASE)
_LISTED = 20
"""Keys that a list may have for all of them to be named."""
_NAMED = 12
"""Stories that one piece of advice names."""


class Unknown(NamedTuple):
    """A name in a story that the hub does not know."""

    kind: str
    key: str
    issue: Issue


class WrittenName(NamedTuple):
    """A name as it is written in a story."""

    field: str
    line: int
    name: str
    keys: tuple[str, ...]
    """What it leads to, several when it is several names; empty when the hub does not know it."""


@dataclass(frozen=True)
class NamedList:
    """A list of the organisation, by all that its entries may be called."""

    file: str
    keys: frozenset[str]
    old: frozenset[str]
    """Keys that are no longer in use, and lead to one that is."""
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, file: str, entries: Iterable[Value | Department]) -> NamedList:
        """The list of some entries; a key that is in use goes before one that was."""
        found: dict[str, str] = {}
        entries = tuple(entries)
        for entry in entries:
            found |= {as_file_systems_see(name): entry.key for name in entry.name.values()}
        for entry in entries:
            found |= dict.fromkeys(entry.was, entry.key)
        found |= {entry.key: entry.key for entry in entries}
        keys = frozenset(entry.key for entry in entries)
        return cls(file, keys, frozenset(old for entry in entries for old in entry.was), found)

    def keys_of(self, written: str) -> tuple[str, ...]:
        """The keys that are meant by a name, or by several in one text, such as “Care and courage”; empty when one of them is none."""
        if key := self.key_of(written):
            return (key,)
        parts = [part for part in _BETWEEN.split(written) if part.strip()]
        keys = tuple(dict.fromkeys(self.key_of(part) for part in parts)) if len(parts) > 1 else ()
        return () if "" in keys else keys

    def key_of(self, written: str) -> str:
        """The key that is meant by a key, an old one or a name in any language; empty when none is."""
        return written if written in self.keys else self.by_name.get(" ".join(as_file_systems_see(written).split()), "")


def not_in_list(name: str, wanted: str, cure: str, within: NamedList) -> Message:
    """What is said of a name that a list does not have; `wanted` was probably meant, `cure` is the line with it."""
    keys = ", ".join(sorted(within.keys))
    told = say(
        "found %(found)s%(meant)s; a key of %(file)s is allowed%(keys)s",
        found=shown(name),
        meant=meant(wanted),
        file=within.file,
        keys=f" ({keys})" if 0 < len(within.keys) <= _LISTED else "",
    )
    return cured(told, cure if wanted else "", say("the story is published without it; choose one of them"))


def in_common(kind: str, key: str, paths: list[str]) -> Issue:
    """One piece of advice for those who keep a list, about a name that several stories have."""
    some = ", ".join(paths[:_NAMED]) + (" …" if len(paths) > _NAMED else "")
    if kind == "profile":
        told = say(
            "is missing, and %(number)s stories are by %(key)s (%(stories)s); a profile gives them its name; add it, or write the name in the stories",
            number=len(paths),
            key=shown(key),
            stories=some,
        )
        return advice(f"ambassadors/{key}.md", 1, "file", "unknown-profile", told)
    told = say(
        "has no %(key)s, and %(number)s stories name it (%(stories)s); a key that was renamed or removed lives on with “was” or “until”; add “was: [%(plain)s]” to what it became: they are published without it until then",
        key=shown(key),
        plain=key,
        number=len(paths),
        stories=some,
    )
    return advice(VALUES if kind == "value" else DEPARTMENTS, 1, "key", f"unknown-{kind}", told)
