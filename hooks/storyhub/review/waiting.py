"""What waits in a repository to be read: stories, lines back and answers, on branches that are not part of the main one yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from storyhub.model.issues import one_line
from storyhub.system.git import GONE, GitError, Repository

_TO_READ = re.compile(r"[0-9]{4}/[^/]+\.md|(?:replies|listening)/[^/]+\.yml", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """A story, a line back or an answer that waits."""

    days: int
    path: str
    """Relative to the folder of stories, fit to be shown."""


def waiting(repository: Repository, base: str, patterns: Sequence[str], folder: str, today: date) -> list[Waiting]:
    """What is on branches under some patterns, the longest waiting first; a file on several of them counts once.

    Raises:
        GitError: the base is not there.
    """
    base = repository.commit(base)
    found: dict[str, int] = {}
    for name in repository.branches(patterns):
        for path, days in _on(repository, base, name, folder, today):
            found[path] = max(days, found.get(path, 0))
    return sorted((Waiting(days, path) for path, days in found.items()), key=lambda one: (-one.days, one.path))


def _on(repository: Repository, base: str, name: str, folder: str, today: date) -> list[tuple[str, int]]:
    try:
        head = repository.commit(name)
        fork = repository.fork(base, head)
    except GitError:
        return []  # what shares no history with the main branch is no pull request to it
    if fork == head:
        return []
    first = min(repository.times(f"{fork}..{head}"))
    days = max(0, (today - datetime.fromtimestamp(first, UTC).date()).days)
    changed = (entry.below(folder) for entry in repository.changes(fork, head) if entry.mode != GONE)
    return [(one_line(path), days) for path in changed if path and _TO_READ.fullmatch(path)]
