"""What stories call by name: their values, departments, teller and the story they answer, brought to the hub's own keys.

A reorganisation never takes a story away: what the hub does not know is advice, and the story stays without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from urllib.parse import unquote

from storyhub.check.named_lists import NamedList, Unknown, WrittenName, in_common, not_in_list
from storyhub.check.near_names import Nearest
from storyhub.model.file_names import as_file_systems_see
from storyhub.model.issues import Issue, advice, close_to, has_cure, meant, shown, stopped
from storyhub.model.messages import say
from storyhub.model.story import Hub, Story, ValueMark, person_of_key
from storyhub.read.organisation import DEPARTMENTS, VALUES
from storyhub.text.cures import PARTS, cured, with_text, with_word

LineOf = Callable[[str, int], str]
"""A line of a story's fields as it is read, by the story's path and the line's number."""


def known(hub: Hub, line_of: LineOf, whole: bool) -> tuple[Hub, list[Issue]]:
    """The hub with the names in its stories as keys, and advice.

    When the whole hub is asked about, what several stories have in common is reported once, to those who keep the lists.
    """
    names = _Names(hub, line_of)
    issues: list[Issue] = []
    unknown: dict[tuple[str, str], list[Unknown]] = {}
    stories = tuple(names.known(story, issues, unknown) for story in hub.stories)
    also_stopped = tuple(names.known(story, issues, unknown) for story in hub.stopped)
    for (kind, key), found in unknown.items():
        if whole and len(found) > 1:
            issues.append(in_common(kind, key, [one.issue.path for one in found]))
        else:
            issues += [one.issue for one in found]
    # Of a line that is read as meant and has names that are not keys either, the line with its keys says both.
    better = {(issue.path, issue.line) for issue in issues if has_cure(issue)}
    told = [one for one in hub.issues if one.rule != "read-as-meant" or (one.path, one.line) not in better]
    return replace(hub, stories=stories, stopped=also_stopped, issues=tuple(told)), issues


class _Names:
    """The names of a hub."""

    def __init__(self, hub: Hub, line_of: LineOf) -> None:
        self.hub = hub
        self.line_of = line_of
        # What comms have to fix in their own lists is not said to every writer.
        broken = stopped(hub.issues)
        self.values = NamedList.of(VALUES, () if VALUES in broken else hub.values)
        self.departments = NamedList.of(DEPARTMENTS, () if DEPARTMENTS in broken else hub.departments)
        self.near_profiles = Nearest(hub.profiles)

    @cached_property
    def _by_id(self) -> dict[str, str]:
        return {as_file_systems_see(story.id): story.id for story in self.hub.all_stories}

    @cached_property
    def _profiles_by_sight(self) -> dict[str, str]:
        return {as_file_systems_see(key): key for key in self.hub.profiles}

    def known(self, story: Story, issues: list[Issue], unknown: dict[tuple[str, str], list[Unknown]]) -> Story:
        """A story with the hub's own keys; what it calls by another name is added to the issues, or to what is unknown."""
        changed: dict[str, object] = {}
        for change in (self._values, self._departments, self._author):
            for found in change(story, changed):
                if isinstance(found, Unknown):
                    unknown.setdefault((found.kind, found.key), []).append(found)
                else:
                    issues.append(found)
        self._answered(story, changed)
        return replace(story, **changed) if changed else story  # type: ignore[arg-type]

    def _values(self, story: Story, changed: dict[str, object]) -> Iterator[Issue | Unknown]:
        if not story.values or not self.values.keys or self.values.keys.issuperset(mark.key for mark in story.values):
            return
        marks: dict[str, ValueMark] = {}
        written: list[WrittenName] = []
        for number, mark in enumerate(story.values):
            keys = self.values.keys_of(mark.key)
            for key in keys:
                marks.setdefault(key, replace(mark, key=key))
            line = story.line(f"values.{mark.key}", f"values.{number}", "values")
            written.append(WrittenName("values", line, mark.key, keys))
        # With none that the hub knows it is as if none was named, and the hub suggests.
        changed["values"] = tuple(marks.values()) or None
        yield from self._told(story, written, self.values)

    def _departments(self, story: Story, changed: dict[str, object]) -> Iterator[Issue | Unknown]:
        within = self.departments
        if not within.keys or within.keys.issuperset((story.department, *story.together_with)):
            return
        key = within.key_of(story.department)
        written = [WrittenName("department", story.line("department"), story.department, (key,) if key else ())]
        for number, name in enumerate(story.together_with):
            written.append(WrittenName("with", story.line(f"with.{number}", "with"), name, within.keys_of(name)))
        as_keys = [key for one in written for key in one.keys or (one.name,)]
        changed["department"], changed["together_with"] = as_keys[0], tuple(dict.fromkeys(as_keys[1:]))
        yield from self._told(story, [one for one in written if one.name], within)

    def _told(self, story: Story, written: list[WrittenName], within: NamedList) -> Iterator[Issue | Unknown]:
        """What is said of the names in a story that are not keys: once for each line of what is clear, once for each name else."""
        names = [one for one in written if one.name not in within.keys | within.old]
        keys = sorted(within.keys)
        wanted = {one.name: ", ".join(one.keys) or _close(one.name, keys) for one in names}
        kind = "value" if within.file == VALUES else "department"
        for (field, line), on_line in groupby(names, lambda one: (one.field, one.line)):
            here = list(on_line)
            cure = self._cured_line(story, line, {one.name: wanted[one.name] for one in here if wanted[one.name]})
            if clear := [one for one in here if one.keys]:
                told = say(
                    "found %(found)s, whose key is %(key)s; it is read as you meant it",
                    found=", ".join(shown(one.name) for one in clear),
                    key=", ".join(wanted[one.name] for one in clear),
                )
                told = cured(told, cure, say("nothing needs to be done"))
                yield advice(story.path, line, field, "read-as-meant", told)
            for one in here:
                if not one.keys:
                    told = not_in_list(one.name, wanted[one.name], cure, within)
                    yield Unknown(kind, one.name, advice(story.path, line, field, f"unknown-{kind}", told))

    def _cured_line(self, story: Story, line: int, words: Mapping[str, str]) -> str:
        """A line of a story in which each of these words is the other; empty when there are none."""
        source = self.line_of(story.path, line)
        if len(words) == 1:
            ((found, meant_word),) = words.items()
            if ", " in meant_word and _is_text_of(source, found):
                return with_text(source, f"[{meant_word}]")
            whole = with_text(source, meant_word) if source.startswith("department:") else ""
            return with_word(source, found, meant_word) or whole
        after = source
        for found, meant_word in words.items():
            after = with_word(after, found, meant_word) or after
        return after if after != source else ""

    def _author(self, story: Story, changed: dict[str, object]) -> Iterator[Issue | Unknown]:
        key = story.author
        if story.pseudonym or key in self.hub.profiles:
            return
        if same := self._profiles_by_sight.get(as_file_systems_see(key)):
            changed["author"] = same
            return
        if "-" not in key or not (name := person_of_key(key)):
            return
        changed["author"] = name
        line = story.line("author")
        close = self.near_profiles.word(key)
        told = say(
            "found %(found)s%(meant)s, which is not a profile of the hub; a name, or the key of a profile in ambassadors/, is allowed",
            found=shown(key),
            meant=meant(close),
        )
        otherwise = say("write the name, or add ambassadors/%(key)s.md; it is shown as %(name)s", key=key, name=name)
        cure = with_text(self.line_of(story.path, line), close) if close else ""
        yield Unknown(
            "profile", key, advice(story.path, line, "author", "unknown-profile", cured(told, cure, otherwise))
        )

    def _answered(self, story: Story, changed: dict[str, object]) -> None:
        for field, named in story.named_stories.items():
            identity = self._by_id.get(as_file_systems_see(unquote(named)), named)
            changed |= {field: identity} if identity != named else {}


def _close(name: str, keys: list[str]) -> str:
    """A key that is nearly the name; of several words none, as the others would be lost."""
    close = close_to(name, keys)
    return close if len(name.split()) <= len(close.replace("-", " ").split()) else ""


def _is_text_of(line: str, found: str) -> bool:
    parts = PARTS.fullmatch(line)
    return parts is not None and parts["text"].strip("\"'") == found
