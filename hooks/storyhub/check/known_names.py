"""What stories call by name: their values, departments, teller and the story they answer, brought to the hub's own keys.

A reorganisation never takes a story away: what the hub does not know is advice, and the story stays without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from storyhub.check.near_names import Nearest
from storyhub.model.file_names import as_file_systems_see
from storyhub.model.issues import Issue, advice, close_to, meant, shown, stopped
from storyhub.model.messages import say
from storyhub.model.story import Department, Hub, Story, Value, ValueMark, person_of_key
from storyhub.read.organisation import DEPARTMENTS, VALUES
from storyhub.text.cures import cured, with_text, with_word

LineOf = Callable[[str, int], str]
"""A line of a story's fields as it is read, by the story's path and the line's number."""
_NAMED = 12
"""Stories that one piece of advice names."""


class _Unknown(NamedTuple):
    """A name in a story that the hub does not know."""

    kind: str
    key: str
    issue: Issue


@dataclass(frozen=True)
class _List:
    """A list of the organisation, by all that its entries may be called."""

    file: str
    keys: frozenset[str]
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, file: str, entries: Iterable[Value | Department]) -> _List:
        """The list of some entries; a key that is in use goes before one that was."""
        found: dict[str, str] = {}
        entries = tuple(entries)
        for entry in entries:
            found |= {name.casefold(): entry.key for name in entry.name.values()}
        for entry in entries:
            found |= dict.fromkeys(entry.was, entry.key)
        found |= {entry.key: entry.key for entry in entries}
        return cls(file, frozenset(entry.key for entry in entries), found)

    @cached_property
    def old(self) -> frozenset[str]:
        """Keys that are no longer in use, and lead to one that is."""
        return frozenset(self.by_name) - self.keys

    def key_of(self, written: str) -> str:
        """The key that is meant by a key, an old one or a name in any language; empty when none is."""
        return written if written in self.keys else self.by_name.get(" ".join(written.casefold().split()), "")


def known(hub: Hub, line_of: LineOf, whole: bool) -> tuple[Hub, list[Issue]]:
    """The hub with the names in its stories as keys, and advice.

    When the whole hub is asked about, what several stories have in common is told once, to those who keep the lists.
    """
    names = _Names(hub, line_of)
    stories, issues = [], list[Issue]()
    unknown: dict[tuple[str, str], list[_Unknown]] = {}
    for story in hub.stories:
        stories.append(names.known(story, issues, unknown))
    also_stopped = tuple(names.known(story, issues, unknown) for story in hub.stopped)
    for (kind, key), found in unknown.items():
        if whole and len(found) > 1:
            issues.append(_in_common(kind, key, [one.issue.path for one in found]))
        else:
            issues += [one.issue for one in found]
    return replace(hub, stories=tuple(stories), stopped=also_stopped), issues


class _Names:
    """The names of a hub."""

    def __init__(self, hub: Hub, line_of: LineOf) -> None:
        self.hub = hub
        self.line_of = line_of
        # What comms have to mend in their own lists is not told to every writer.
        broken = stopped(hub.issues)
        self.values = _List.of(VALUES, () if VALUES in broken else hub.values)
        self.departments = _List.of(DEPARTMENTS, () if DEPARTMENTS in broken else hub.departments)
        self.profiles = frozenset(hub.profiles)

    @cached_property
    def _by_id(self) -> dict[str, str]:
        return {as_file_systems_see(story.id): story.id for story in (*self.hub.stories, *self.hub.stopped)}

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self._by_id.values())

    @cached_property
    def _near_profiles(self) -> Nearest:
        return Nearest(self.profiles)

    def known(self, story: Story, issues: list[Issue], unknown: dict[tuple[str, str], list[_Unknown]]) -> Story:
        """A story with the hub's own keys; what it calls otherwise is added to the issues, or to what is unknown."""
        changed: dict[str, object] = {}
        for change in (self._values, self._departments, self._author):
            for found in change(story, changed):
                if isinstance(found, _Unknown):
                    unknown.setdefault((found.kind, found.key), []).append(found)
                else:
                    issues.append(found)
        self._answered(story, changed)
        return replace(story, **changed) if changed else story  # type: ignore[arg-type]

    def _values(self, story: Story, changed: dict[str, object]) -> Iterator[Issue | _Unknown]:
        if not story.values or not self.values.keys or self.values.keys.issuperset(mark.key for mark in story.values):
            return
        marks: dict[str, ValueMark] = {}
        for number, mark in enumerate(story.values):
            key = self.values.key_of(mark.key)
            if key:
                marks.setdefault(key, replace(mark, key=key))
            if mark.key not in self.values.keys | self.values.old:
                line = _line(story, f"values.{mark.key}", f"values.{number}", "values")
                yield self._told(story, "values", line, mark.key, key, self.values)
        # With none that the hub knows it is as if none was named, and the hub suggests.
        changed["values"] = tuple(marks.values()) or None

    def _departments(self, story: Story, changed: dict[str, object]) -> Iterator[Issue | _Unknown]:
        keys = self.departments.keys
        if not keys or keys.issuperset((story.department, *story.together_with)):
            return
        named = [("department", "department", story.department)]
        named += [("with", f"with.{number}", key) for number, key in enumerate(story.together_with)]
        as_keys = []
        for name, place, written in named:
            key = self.departments.key_of(written)
            as_keys.append(key or written)
            if written and written not in keys | self.departments.old:
                yield self._told(story, name, _line(story, place, name), written, key, self.departments)
        changed["department"], changed["together_with"] = as_keys[0], tuple(dict.fromkeys(as_keys[1:]))

    def _told(self, story: Story, name: str, line: int, written: str, key: str, within: _List) -> Issue | _Unknown:
        wanted = key or close_to(written, sorted(set(within.by_name.values())))
        told = say(
            "found %(found)s%(meant)s; a key of %(file)s is allowed%(keys)s",
            found=shown(written),
            meant=meant(wanted) if wanted else "",
            file=within.file,
            keys=_listed(within.keys),
        )
        otherwise = say("the story is published without it; choose one of them")
        source = self.line_of(story.path, line)
        cure = with_word(source, written, wanted) or with_text(source, wanted) if wanted else ""
        kind = "value" if within.file == VALUES else "department"
        if key:
            told = say(
                "found %(found)s, whose key is %(key)s; it is read as you meant it", found=shown(written), key=key
            )
            return advice(story.path, line, name, "read-as-meant", cured(told, cure, say("nothing needs to be done")))
        return _Unknown(kind, written, advice(story.path, line, name, f"unknown-{kind}", cured(told, cure, otherwise)))

    def _author(self, story: Story, changed: dict[str, object]) -> Iterator[Issue | _Unknown]:
        key = story.author
        if story.pseudonym or key in self.profiles or "-" not in key or not (name := person_of_key(key)):
            return
        changed["author"] = name
        line = _line(story, "author")
        close = self._near_profiles.word(key)
        told = say(
            "found %(found)s%(meant)s, which is no profile of the hub; a name, or the key of a profile in ambassadors/, is allowed",
            found=shown(key),
            meant=meant(close) if close else "",
        )
        otherwise = say("write the name, or add ambassadors/%(key)s.md; it is shown as %(name)s", key=key, name=name)
        cure = with_text(self.line_of(story.path, line), close) if close else ""
        yield _Unknown(
            "profile", key, advice(story.path, line, "author", "unknown-profile", cured(told, cure, otherwise))
        )

    def _answered(self, story: Story, changed: dict[str, object]) -> None:
        if story.reply_to and story.reply_to not in self._ids:
            identity = self._by_id.get(as_file_systems_see(unquote(story.reply_to)))
            changed |= {"reply_to": identity} if identity else {}


def _in_common(kind: str, key: str, paths: list[str]) -> Issue:
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
        "has no %(key)s, and %(number)s stories name it (%(stories)s); a key that was renamed or taken away stays alive with “was” or “until”; add “was: [%(plain)s]” to what it became: they are published without it until then",
        key=shown(key),
        plain=key,
        number=len(paths),
        stories=some,
    )
    return advice(VALUES if kind == "value" else DEPARTMENTS, 1, "key", f"unknown-{kind}", told)


def _line(story: Story, *places: str) -> int:
    return next((story.lines[place] for place in places if place in story.lines), 1)


def _listed(keys: Iterable[str], most: int = 20) -> str:
    names = sorted(keys)
    return f" ({', '.join(names)})" if 0 < len(names) <= most else ""
