"""Takes the stories in as they come, and finds out which months they change."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyhub.search.entry import SearchEntry
from storyhub.search.month import IndexedPage, MonthFolder, known_pages, read_part
from storyhub.system.processes import Crew

# Characters of changed stories held at once, before those at hand are read and put aside.
_HELD = 48_000_000
# Changed stories from which on a second process pays.
_MANY = 200


@dataclass(slots=True)
class Month:
    """What is kept, and what has come in, of one month in one language."""

    folder: MonthFolder
    pages: tuple[IndexedPage, ...]
    known: dict[str, bytes]  # address → digest of the story
    stay: dict[str, tuple[SearchEntry, bytes]] = field(default_factory=dict)
    changed: list[tuple[SearchEntry, bytes]] = field(default_factory=list)
    put_aside: int = 0
    parts: int = 0

    @property
    def touched(self) -> bool:
        """Is it another month than the one that is kept?"""
        return bool(self.changed or self.parts) or len(self.stay) != len(self.known)

    @property
    def stories(self) -> int:
        """How many there are now."""
        return len(self.stay) + len(self.changed) + self.put_aside

    def again(self) -> None:
        """Count all stories as changed: what is kept of them is not whole."""
        self.changed += ((entry.whole(), digest) for entry, digest in self.stay.values())
        self.stay = {}


Months = dict[tuple[str, str], Month]
"""By language and month, "2026-03"."""


@dataclass(slots=True)
class Changes:
    """All that came in."""

    months: Months = field(default_factory=dict)
    folders: dict[str, MonthFolder] = field(default_factory=dict)
    read: int = 0


def take_in(entries: Iterable[SearchEntry], cache: Path, home: Path, crew: Crew) -> Changes:
    """Sort the stories into months; those that are kept as they are stay unread."""
    intake = Changes()
    for path in sorted(cache.glob("*/*.pages")):
        _month(intake, path.parent.name, path.stem, cache, home)
    held = 0
    ahead: list[Future[Any]] = []
    for entry in entries:
        month = _month(intake, entry.language, f"{entry.date.year:04}-{entry.date.month:02}", cache, home)
        digest = entry.digest
        if month.known.get(entry.url) == digest:
            month.stay[entry.url] = entry, digest
            continue
        whole = entry.whole()
        month.changed.append((whole, digest))
        intake.read += 1
        held += len(whole.html)  # type: ignore[arg-type]
        if intake.read == _MANY:
            crew.grow()
        if held > _HELD:
            ahead += _put_aside(intake.months, crew)
            held = 0
    for task in ahead:
        task.result()
    return intake


def _month(intake: Changes, language: str, name: str, cache: Path, home: Path) -> Month:
    found = intake.months.get((language, name))
    if found is None:
        folder = intake.folders.setdefault(language, MonthFolder(language, cache / language, home / language))
        pages = known_pages(folder, name)
        found = intake.months[language, name] = Month(folder, pages, {page.url: page.digest for page in pages})
    return found


def _put_aside(months: Months, crew: Crew) -> list[Future[Any]]:
    tasks = []
    for (_, name), month in months.items():
        if month.changed:
            tasks.append(crew.do(read_part, month.folder, name, month.parts, month.changed))
            month.put_aside += len(month.changed)
            month.parts += 1
            month.changed = []
    return tasks
