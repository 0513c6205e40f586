"""A line back: what somebody answers a story, or another line, in at most 300 characters."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LINE_LIMIT = 300
"""Characters: anyone with more to say writes a story."""
FOLDER = "replies"


@dataclass(frozen=True, slots=True)
class LineBack:
    """One signed line, `replies/<year>-<slug>.yml`."""

    id: str
    """Its file without the folder and the ending: `<year>-<slug>`."""
    path: str
    """Relative to the stories folder."""
    to: str
    """What it answers: the id of a story (`<year>/<slug>`), or of another line."""
    by: str
    date: datetime.date
    text: str
    language: str = ""
    """Empty: that of the story under which it is shown."""
    at: int = field(default=1, compare=False, repr=False)
    """Line of `to` in its file."""


def circles(to: Mapping[str, str]) -> set[str]:
    """The names that, by way of others, lead back to themselves; `to` says what each leads to.

    >>> sorted(circles({"a": "b", "b": "a", "c": "a", "d": "e"}))
    ['a', 'b']
    """
    found, known = set[str](), set[str]()
    for start in to:
        row: dict[str, None] = {}
        here = start
        while here in to and here not in known and here not in row:
            row[here] = None
            here = to[here]
        if here in row:
            names = list(row)
            found.update(names[names.index(here) :])
        known.update(row)
    return found


def under_stories(lines: Mapping[str, LineBack], stories: Iterable[str]) -> dict[str, tuple[LineBack, ...]]:
    """For each story of these (ids) the lines to it and the lines to those, oldest first; what leads to none is left out."""
    known, found, roots = set(stories), dict[str, list[LineBack]](), dict[str, str]()
    for line in lines.values():
        if (root := _root(line, lines, roots)) and root in known:
            found.setdefault(root, []).append(line)
    return {story: tuple(sorted(told, key=lambda one: (one.date, one.id))) for story, told in found.items()}


def _root(line: LineBack, lines: Mapping[str, LineBack], roots: dict[str, str]) -> str:
    """The story that a row of lines answers; empty in a circle. `roots` keeps what was found, so that a long row is walked once."""
    row: dict[str, None] = {}
    here = line.id
    while here in lines and here not in roots and here not in row:
        row[here] = None
        here = lines[here].to
    root = roots.get(here, "" if here in row else here)
    roots.update(dict.fromkeys(row, root))
    return root
