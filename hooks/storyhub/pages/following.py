"""What a feed is, all that there are, and the newest stories: where somebody lands who clicks "Feed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.pages import month_questions, paths
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import Page
from storyhub.pages.views import FeedView
from storyhub.site import Site

NEWEST = 5
"""Stories that show what a feed brings."""


@dataclass(frozen=True)
class FollowingPage(Page):
    """The page about feeds, in one language."""

    language: str
    path: str
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
        title = cards.words.gettext("Follow the stories")
        return {
            "stories": tuple(story.id for story in site.stories[:NEWEST]),
            "groups": (
                ("", (_view(site, site.settings.name, "feed.xml", "all"),)),
                (cards.words.gettext("Values"), tuple(_view(site, v.name, v.feed) for v in cards.values.values())),
                (
                    cards.words.gettext("Departments"),
                    tuple(_view(site, d.name, d.feed) for d in cards.departments.values()),
                ),
                (
                    cards.words.gettext("Paths"),
                    tuple(
                        _view(
                            site, paths.title(site, cards, name), f"{paths.url_of_path(name)}feed.xml", f"path-{name}"
                        )
                        for name in site.paths
                    ),
                ),
                (
                    cards.words.gettext("Questions of the month"),
                    tuple(
                        _view(
                            site,
                            month_questions.title(site, cards, month),
                            f"{month_questions.url_of_question(month)}feed.xml",
                            f"question-{month}",
                        )
                        for month in site.month_questions
                    ),
                ),
            ),
            "head": head(
                cards,
                "feed/",
                title,
                description=cards.words.gettext("New stories come to you in full, in the program that you read in."),
                section="feed",
            ),
        }


def _view(site: Site, name: str, feed: str, key: str = "") -> FeedView:
    beside = f"{feed.removesuffix('.xml')}.json"
    return FeedView(key or feed.split("/")[1], name, feed, beside, site.settings.absolute(feed))


def pages(site: Site, language: str) -> Iterator[Page]:
    """The page about feeds."""
    yield FollowingPage(language, f"{site.prefix(language)}feed/index.html")
