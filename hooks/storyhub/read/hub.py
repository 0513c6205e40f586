"""Reads a folder of stories: files to (Hub, issues). Nothing is swallowed; one bad story never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from storyhub.model.issues import Issue, stopped
from storyhub.model.story import Hub
from storyhub.read import organisation, own_pages
from storyhub.read.folder import look
from storyhub.read.front_matter import parse
from storyhub.read.lines_back import read_line_back
from storyhub.read.listening import read_listening
from storyhub.read.month_questions import read_month_question
from storyhub.read.paths import read_path
from storyhub.read.pictures import measure
from storyhub.read.profiles import read_profile
from storyhub.read.shards import Shards
from storyhub.system.cache_files import Store
from storyhub.text import private_data

_Read = TypeVar("_Read")


def read(root: Path, language: str, store: Store, pages: Collection[str] = (), allow: Collection[str] = ()) -> Hub:
    """Everything in a stories folder; `language` is the hub's own. What is large of the stories stays in their shards.

    `pages` names the organisation's own pages besides those that every hub may have; `allow` its own numbers (IBAN and
    the like), which are not private.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    folder = look(root, pages)
    readings = shards_of(root, language, store).read(folder.stamps)
    issues: list[Issue] = [*folder.issues, *(issue for one in readings for issue in one.issues)]
    by_id = sorted((one.story for one in readings if one.story), key=attrgetter("id"), reverse=True)
    pictures, found = measure(root, folder.pictures, store)
    issues.extend(own_pages.faults(root, folder.pages))
    own = frozenset(map(private_data.alone, allow))

    def each(read_one: Callable[..., _Read], paths: Iterable[str], *known: str) -> list[_Read]:
        """What `read_one` makes of each of these files; `known` is what it is told besides."""
        return [read_one((root / path).read_bytes(), path, *known, issues, own) for path in paths]

    hub = Hub(
        values=organisation.read_values(root, language, issues),
        departments=organisation.read_departments(root, language, issues),
        stories=tuple(sorted(by_id, key=attrgetter("date"), reverse=True)),
        stopped=tuple(sorted((one.stopped for one in readings if one.stopped), key=attrgetter("path"))),
        profiles={one.key: one for one in each(read_profile, folder.profiles, language)},
        listening={one.story: one for one in each(read_listening, folder.listening)},
        lines={one.id: one for one in each(read_line_back, folder.lines) if one},
        questions=tuple(one for one in each(read_month_question, folder.questions[::-1], language) if one),
        paths=tuple(each(read_path, folder.paths, language)),
        pictures=pictures,
        pages=tuple(page for page in folder.pages if page not in stopped(issues)),
        issues=tuple(sorted((*issues, *found))),
        left_out=stopped(issues) & frozenset(folder.stories),
    )
    return _with_own_numbers(hub, root, own)


def line_as_meant(root: Path, path: str, line: int) -> str:
    """A line of a story's fields as it is read, to be shown to its writer."""
    # The schema takes a tenth of a second to import, and few stories need another word.
    from storyhub.read.field_words import SPOKEN

    return parse((root / path).read_bytes(), path, SPOKEN).source(line)


def _with_own_numbers(hub: Hub, root: Path, own: Collection[str]) -> Hub:
    """A hub whose stories may name these numbers: what is kept of stories knows no settings."""
    private = {issue.path for issue in hub.issues if issue.rule == private_data.RULE} & {s.path for s in hub.stories}
    if not own or not private:
        return hub
    # The schema takes a tenth of a second to import, and few stories name such a number.
    from storyhub.read.story import private_issues

    others = [one for one in hub.issues if one.rule != private_data.RULE or one.path not in private]
    found = [one for path in private for one in private_issues((root / path).read_bytes(), path, own)]
    issues = tuple(sorted((*others, *found)))
    return replace(hub, issues=issues, left_out=stopped(issues) & {story.path for story in hub.all_stories})


def shards_of(root: Path, language: str, store: Store) -> Shards:
    """Where what is read of the stories is kept: beside the store."""
    return Shards(root, language, store.folder)
