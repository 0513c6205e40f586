"""Counts the published stories of groups over time.

Each of these stories is on the site with its day, its department and its values, so that everybody can count them: hiding a
number here would protect nobody. What the site does not show (why a story was stopped) is only counted from FEWEST up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from storyhub.model.story import Story

FEWEST = 5
"""People that a count needs behind it, where the published site does not show it already."""
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


def over_time(
    stories: Sequence[Story], groups: Sequence[str], of: Callable[[Story], Iterable[str]], today: date
) -> tuple[list[Period], dict[str, list[int]]]:
    """The stories of each group by quarter; by year where most quarters that have any have fewer than FEWEST.

    What lies before the first story is left out.
    """
    periods = quarters(today)
    counts = tally(stories, groups, of, periods)
    told = [count for row in counts.values() for count in row if count]
    if sum(count < FEWEST for count in told) * 2 > len(told):
        periods = years(today)
        counts = tally(stories, groups, of, periods)
    silent = next((n for n in range(PERIODS) if any(row[n] for row in counts.values())), PERIODS - 1)
    return periods[silent:], {group: row[silent:] for group, row in counts.items()}


def tally(
    stories: Iterable[Story], groups: Sequence[str], of: Callable[[Story], Iterable[str]], periods: Sequence[Period]
) -> dict[str, list[int]]:
    """For each group its stories in each period."""
    counts = {group: [0] * len(periods) for group in groups}
    places = {period: place for place, period in enumerate(periods)}
    for story in stories:
        place = places.get(quarter(story.date), places.get((story.date.year, 0)))
        if place is not None:
            for group in of(story):
                if group in counts:
                    counts[group][place] += 1
    return counts
