"""Whys one at a time, in large type, for a screen in a hall or a canteen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.values import fair_whys
from storyhub.site import Site

SHOWN = 24
"""Whys in a round; at twelve seconds each it takes five minutes."""
RECENT = 500
"""Stories that they are chosen from."""


def _chosen(site: Site, language: str) -> tuple[Story, ...]:
    return fair_whys(site.listed(site.stories[:RECENT], language), SHOWN)


class ScreenPage(PlacedPage):
    """The page for a screen; without its script it is a list to read."""

    template = "screen.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories whose whys it shows."""
        return (self.path, [site.facts[story.id] for story in _chosen(site, self.language)])

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        return {
            "whys": tuple(cards.why(story) for story in _chosen(site, self.language)),
            "head": head(
                cards,
                "screen/",
                cards.words.gettext("Why it matters to us"),
                description=cards.words.gettext("Why it matters to the people who work here: one reason at a time."),
                section="screen",
                index=False,
            ),
        }


def pages(site: Site, language: str) -> Iterator[Page]:
    """The page for a screen in one language."""
    yield ScreenPage(language, f"{site.prefix(language)}screen/index.html")
