"""The overview of values, and each value as a wall of whys with its stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.lists import ListPage
from storyhub.pages.overview import OverviewPage
from storyhub.pages.page import Group
from storyhub.pages.views import Link
from storyhub.site import Site

WALL = 24
"""Whys on a wall: more are not read, and a page must not grow without bound."""


@dataclass(frozen=True)
class ValuePage(ListPage):
    """One value: the promise, what it means to people, and their stories."""

    folder = "values/"
    template = "value.html"

    def stories(self, site: Site) -> tuple[Story, ...]:
        """The stories of the value."""
        return site.by_value[self.key]

    def _wall(self, site: Site) -> tuple[Story, ...]:
        return fair_whys(site.listed(self.stories(site), self.language), WALL) if self.part.number is None else ()

    def depends(self, site: Site) -> tuple[object, ...]:
        """The list, the wall, and how many stories there are."""
        counts = (len(self.stories(site)), site.tensions[self.key]) if self.part.number is None else ()
        return (*super().depends(site), [site.facts[s.id] for s in self._wall(site)], counts)

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        value = cards.values[self.key]
        trail = (Link(f"{cards.prefix}values/", cards.words.gettext("Values")),)
        feeds = (Link(value.feed, value.name),)
        return {
            **self.list_context(site, cards),
            "value": value if self.part.number is None else replace(value, count=0),
            "whys": tuple(cards.why(story, self.key) for story in self._wall(site)),
            "tension_count": site.tensions[self.key] if self.part.number is None else 0,
            "head": head(
                cards, self.own_url, value.name, section="values", description=value.promise, feeds=feeds, trail=trail
            ),
        }


def fair_whys(stories: tuple[Story, ...], most: int) -> tuple[Story, ...]:
    """Stories with a why, newest first, going round the departments so that none fills the wall."""
    rounds: dict[str, int] = {}
    ranked = []
    for place, story in enumerate(stories):
        if story.why:
            turn = rounds[story.department] = rounds.get(story.department, -1) + 1
            ranked.append((turn, place, story))
            if len(ranked) >= most * 10:
                break
    return tuple(story for _, _, story in sorted(ranked, key=lambda entry: entry[:2])[:most])


class ValuesPage(OverviewPage):
    """All values, also those that nobody writes about yet."""

    section = "values"
    template = "values.html"

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        lede = cards.words.gettext("What we promise and what we make of it, including where it chafes.")
        return self.overview(site, cards, cards.words.gettext("Values"), lede)


def groups(site: Site, language: str) -> Iterator[Group]:
    """The pages about values in one language."""
    yield Group.of([ValuesPage(language, f"{site.prefix(language)}values/index.html")])
    yield from (ValuePage.group(site, language, key, stories) for key, stories in site.by_value.items())
