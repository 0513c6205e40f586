"""Counts stories of groups over time, and hides a count that would say something about one person.

A group's count is hidden when fewer than five people are behind it. Where that leaves a single hidden count in a period, one
more is hidden: else it could be worked out from what the site shows of all stories together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from storyhub.model.story import Story

FEWEST = 5
"""People that a count needs behind it."""
PERIODS = 4
"""Periods that are looked back on, the current one included."""

Period = tuple[int, int]
"""A quarter as (year, number from 1), or a whole year as (year, 0)."""


def quarter(day: date) -> Period:
    """The quarter of a day."""
    return day.year, (day.month - 1) // 3 + 1


def quarters(today: date) -> list[Period]:
    """The last quarters, oldest first."""
    year, current = quarter(today)
    places = [year * 4 + current - 1 - back for back in range(PERIODS)]
    return [(place // 4, place % 4 + 1) for place in reversed(places)]


def years(today: date) -> list[Period]:
    """The last years, oldest first."""
    return [(today.year - back, 0) for back in reversed(range(PERIODS))]


@dataclass(slots=True)
class Count:
    """Stories of one group in one period, and who told them."""

    stories: int = 0
    people: set[str] = field(default_factory=set)

    @property
    def small(self) -> bool:
        """Whether too few people are behind it to be shown."""
        return self.stories > 0 and len(self.people) < FEWEST


def over_time(
    stories: Sequence[Story],
    groups: Sequence[str],
    of: Callable[[Story], Iterable[str]],
    person: Callable[[Story], str],
    today: date,
) -> tuple[list[Period], dict[str, list[int | None]]]:
    """The stories of each group by quarter; by year where most of the quarters would have to be hidden.

    `person` gives the key of who tells a story; pen names may all be one and the same. What lies before the first story is
    left out.
    """
    periods = quarters(today)
    counts = tally(stories, groups, of, person, periods)
    told = [count for row in counts.values() for count in row if count != 0]
    if told.count(None) * 2 > len(told):
        periods = years(today)
        counts = tally(stories, groups, of, person, periods)
    silent = next((n for n in range(PERIODS) if any(row[n] != 0 for row in counts.values())), PERIODS - 1)
    return periods[silent:], {group: row[silent:] for group, row in counts.items()}


def tally(
    stories: Iterable[Story],
    groups: Sequence[str],
    of: Callable[[Story], Iterable[str]],
    person: Callable[[Story], str],
    periods: Sequence[Period],
) -> dict[str, list[int | None]]:
    """For each group its stories in each period; None where the count is hidden."""
    counts = {group: [Count() for _ in periods] for group in groups}
    places = {period: place for place, period in enumerate(periods)}
    for story in stories:
        place = places.get(quarter(story.date), places.get((story.date.year, 0)))
        if place is None:
            continue
        for group in of(story):
            if group in counts:
                counts[group][place].stories += 1
                counts[group][place].people.add(person(story))
    hidden = [_hidden({group: row[place] for group, row in counts.items()}) for place in range(len(periods))]
    return {
        group: [None if group in hidden[place] else count.stories for place, count in enumerate(row)]
        for group, row in counts.items()
    }


def _hidden(counts: Mapping[str, Count]) -> set[str]:
    """The groups whose count in one period is not shown."""
    small = {group for group, count in counts.items() if count.small}
    if len(small) == 1:
        shown = [(count.stories, group) for group, count in counts.items() if count.stories and group not in small]
        small.update(group for _, group in sorted(shown)[:1])
    return small
