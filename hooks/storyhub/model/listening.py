"""What becomes of what could be better: the statuses of a listening item, how long each may take, and how long it waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from storyhub.model.story import Answer, Hub, Listening, Story

STATUSES = ("heard", "looking into it", "change planned", "changed", "not changing")
"""In the order in which they come; an item goes forward, and the last two close it."""
CLOSED = frozenset(STATUSES[3:])
NEED_A_NOTE = frozenset(STATUSES[2:])
"""Statuses that say little without what is done, or why not."""
LIMITS = {"heard": 14, "looking into it": 30, "change planned": 90, "changed": 365}
"""Days in which a status is to be reached, counted from the day of the one before; the first from the day of the story."""


def answers_path(story: str) -> str:
    """The file, in the folder of stories, of the answers to what a story (an id) says could be better."""
    return f"listening/{story.replace('/', '-', 1)}.yml"


@dataclass(frozen=True, slots=True)
class ListeningItem:
    """What could be better according to one story, and how far it has come."""

    story: Story
    answers: tuple[Answer, ...]
    """Oldest first."""
    owner: str
    """Whose turn it is; empty: nobody's yet."""
    since: date
    """The day on which it got its status; of an item without any answer that of its story."""
    due: date | None
    """The last day for the next answer; None: it is closed."""
    first_due: date
    """The last day for the first answer."""
    confirmed: date | None = None
    also: tuple[Story, ...] = ()
    """Other stories that say the same."""

    @property
    def status(self) -> str:
        """The last status; empty: no answer yet."""
        return self.answers[-1].status if self.answers else ""

    def state(self, _: Callable[[str], str]) -> str:
        """The last status, in words of the reader's language."""
        # Each status has its own words in the catalogue, where story.py names them.
        return _(self.status) if self.status else _("no answer yet")

    @property
    def is_answered_in_time(self) -> bool:
        """Whether the first answer came in time."""
        return bool(self.answers) and self.answers[0].date <= self.first_due

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have answered by now."""
        return self.due is not None and self.due < today

    def days_open(self, today: date) -> int:
        """Whole days since the story, up to the day on which it was closed."""
        return max(0, ((today if self.due else self.since) - self.story.date).days)


def items(stories: Iterable[Story], hub: Hub, limits: Mapping[str, int]) -> Iterator[ListeningItem]:
    """The listening items of stories that readers see, in the order of the stories."""
    shown = {story.id: story for story in stories}
    owners = {department.key: department.owner for department in hub.departments}
    for story in shown.values():
        if story.could_be_better:
            told = hub.listening.get(story.id) or Listening(story.id, "", ())
            since = _since(story, told.answers)
            yield ListeningItem(
                story,
                told.answers,
                told.owner or owners.get(story.department, ""),
                since,
                _due(told.answers, since, limits),
                story.date + timedelta(limits["heard"]),
                told.confirmed,
                tuple(shown[one] for one in dict.fromkeys(told.also) if one in shown and one != story.id),
            )


def waits_to_be_heard(story: Story, hub: Hub, most: int, today: date) -> bool:
    """Whether its teller wants an answer first, and none came yet; at most `most` days after its day it is published all the same."""
    if not (story.heard_first and story.could_be_better):
        return False
    told = hub.listening.get(story.id)
    until = story.date + timedelta(min(story.heard_first, most))
    return today < until and not (told and any(answer.date <= today for answer in told.answers))


def _since(story: Story, answers: tuple[Answer, ...]) -> date:
    """The first day of the status that it has now: another note with the same status does not restart the clock."""
    since = story.date
    for before, answer in zip((None, *answers), answers, strict=False):
        if before is None or before.status != answer.status:
            since = answer.date
    return since


def _due(answers: tuple[Answer, ...], since: date, limits: Mapping[str, int]) -> date | None:
    status = answers[-1].status if answers else ""
    if status in CLOSED:
        return None
    following = STATUSES[STATUSES.index(status) + 1] if status else STATUSES[0]
    return since + timedelta(limits[following])
