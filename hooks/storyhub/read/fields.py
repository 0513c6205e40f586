"""The fields of a file, each with its line, and what was found while they were read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from storyhub.model.issues import Issue, advice
from storyhub.model.messages import Message


@dataclass(slots=True)
class Fields:
    """What YAML holds, and where. Lines count from 1 in the file."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each key; a nested key as `photo.alt`, a list's entry as `values.0`."""
    unread: set[str] = field(default_factory=set)
    """Fields that are in the file, and are too broken to be read."""
    issues: list[Issue] = field(default_factory=list)

    def line(self, *where: object) -> int:
        """Line of the deepest part of `where` that is known; 1 when none is."""
        parts = [str(part) for part in where]
        while parts and ".".join(parts) not in self.lines:
            parts.pop()
        return self.lines.get(".".join(parts), 1)

    def words(self, name: str) -> str:
        """The words of a field, on one line; empty where it has none, or is no text."""
        found = self.data.get(name)
        return " ".join(found.split()) if isinstance(found, str) else ""

    def advise(self, rule: str, told: Message, name: str, *deeper: object) -> None:
        """Adds advice about a field, at the line of what is `deeper` in it where that is known."""
        self.issues.append(advice(self.path, self.line(name, *deeper), name, rule, told))
