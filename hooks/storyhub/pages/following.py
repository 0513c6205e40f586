"""What a feed is, all that there are, and the newest stories: where somebody lands who clicks "Feed"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from storyhub.pages import paths
from storyhub.pages.cards import Cards
from storyhub.pages.feeds import name_of, subjects
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.views import FeedView
from storyhub.site import Site

NEWEST = 5
"""Stories that show what a feed brings."""
_ANCHORS = {"paths": "path-", "questions": "question-"}
"""What the names of their places on the page begin with, so that no two are the same."""


class FollowingPage(PlacedPage):
    """The page about feeds, in one language."""

    template = "following.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories that it shows, and which paths there are."""
        return (
            self.path,
            site.facts_of(site.stories, 0, NEWEST),
            paths.listed_by(site),
            list(site.month_questions.values()),
        )

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        headings = {
            "": "",
            "values": _("Values"),
            "departments": _("Departments"),
            "paths": _("Paths"),
            "questions": _("Questions of the month"),
        }
        return {
            "stories": tuple(story.id for story in site.stories[:NEWEST]),
            "groups": tuple(
                (heading, tuple(_view(cards, kind, key) for of, key in subjects(site) if of == kind))
                for kind, heading in headings.items()
            ),
            "head": head(
                cards,
                "feed/",
                _("Follow the stories"),
                description=_("New stories come to you in full, in the program that you read in."),
                section="feed",
            ),
        }


def _view(cards: Cards, kind: str, key: str) -> FeedView:
    feed = f"{kind}/{quote(key)}/feed" if kind else "feed"
    anchor = f"{_ANCHORS.get(kind, '')}{key or 'all'}"
    address = cards.site.settings.absolute(f"{feed}.xml")
    return FeedView(anchor, name_of(cards, kind, key), f"{feed}.xml", f"{feed}.json", address)


def pages(site: Site, language: str) -> Iterator[Page]:
    """The page about feeds."""
    yield FollowingPage(language, f"{site.prefix(language)}feed/index.html")
