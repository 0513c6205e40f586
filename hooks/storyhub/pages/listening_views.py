"""What the templates see of what could be better, and of its answers."""

from __future__ import annotations

from dataclasses import dataclass

from storyhub.pages.views import Link, StoryCard


@dataclass(frozen=True, slots=True)
class ListeningEntry:
    """One dated answer to what could be better."""

    date_text: str
    by: str
    status: str
    status_text: str
    note: str


@dataclass(frozen=True, slots=True)
class ListeningItemView:
    """What could be better according to a story, and how far it has come."""

    card: StoryCard
    text: str
    owner: str
    answers: tuple[ListeningEntry, ...]
    days: int
    """Since the story, until it was closed."""
    is_closed: bool
    due_text: str
    """The last day for the next answer; empty when it is closed."""
    late: int
    """Days since then."""
    confirmed_text: str
    """The day on which its teller agreed; empty: not yet."""
    also: tuple[Link, ...]
    """Other stories that say the same."""
    tellers: int
    departments: int


@dataclass(frozen=True, slots=True)
class ListeningPart:
    """One part of the listening page."""

    key: str
    heading: str
    items: tuple[ListeningItemView, ...]
    more: int = 0
    """Items that are not shown."""


@dataclass(frozen=True, slots=True)
class AnsweredInTime:
    """The figures of the listening page."""

    items: int
    answered: int
    in_time: int
    """How many got their first answer in time."""
    changed: int
    overdue: int
    unconfirmed: int
    """Closed, and not confirmed by their teller."""
