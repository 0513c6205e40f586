"""Settings that have a new name: the old one still works, and whoever uses it reads the line to write."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from storyhub.model.messages import Message, say

FILE = Path(__file__).with_suffix(".yml")
"""The table; it is data so that a version can read that of the next one (`upgrade`)."""
PLACE = "extra.hub"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A setting's old name."""

    was: str
    """Path under extra.hub, its parts divided by dots."""
    now: str
    since: str
    """The version that brought the new name."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A setting that somebody has under its old name."""

    name: FormerName
    value: Any
    """What it is set to."""

    @property
    def path(self) -> str:
        """Its old name in full."""
        return f"{PLACE}.{self.name.was}"

    def told(self) -> Message:
        """What it is called now, and the line to write."""
        shared, line = self._line()
        return say(
            "has been called %(now)s since %(since)s; the old name still works; take it out, and write under %(place)s: %(line)s",
            now=f"{PLACE}.{self.name.now}",
            since=self.name.since,
            place=".".join((PLACE, *shared)),
            line=line,
        )

    def _line(self) -> tuple[list[str], str]:
        """The names above both the old and the new one, and the line to write below them."""
        was, now = self.name.was.split("."), self.name.now.split(".")
        depth = next((at for at, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]), 0)
        depth = min(depth, len(now) - 1)
        setting = self.value
        for part in reversed(now[depth:]):
            setting = {part: setting}
        written = yaml.safe_dump(setting, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6)
        return now[:depth], written.strip()[1:-1]


def table(text: str | None = None) -> tuple[FormerName, ...]:
    """The old names that a version knows: the text of its table; None: that of this version."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8") if text is None else text) or {}
    return tuple(FormerName(was, str(name["now"]), str(name["since"])) for was, name in found.items())


def as_now(hub: Any, names: Sequence[FormerName]) -> tuple[Any, tuple[Renamed, ...]]:
    """Settings under their names of today, and those that had an old one; where both are set, the new one counts."""
    if not isinstance(hub, dict):
        return hub, ()
    settings, renamed = copy.deepcopy(hub), []
    for name in names:
        holder, last = _above(settings, name.was)
        if holder is not None and last in holder:
            value = holder.pop(last)
            _prune(settings, name.was)
            place, new = _above(settings, name.now, make=True)
            renamed.append(Renamed(name, value if place is None else place.setdefault(new, value)))
    return settings, tuple(renamed)


def _above(settings: dict[str, Any], path: str, *, make: bool = False) -> tuple[dict[str, Any] | None, str]:
    """The mapping that a path ends in, and its last part; None where there is none."""
    *above, last = path.split(".")
    holder: Any = settings
    for part in above:
        if make and holder.get(part) is None:
            holder[part] = {}
        holder = holder.get(part)
        if not isinstance(holder, dict):
            return None, last
    return holder, last


def _prune(settings: dict[str, Any], path: str) -> None:
    """Takes out what is empty above a path: a group that lost its last setting may no longer be known."""
    while "." in path:
        path = path.rpartition(".")[0]
        holder, last = _above(settings, path)
        if holder is None or holder.get(last) != {}:
            return
        del holder[last]
