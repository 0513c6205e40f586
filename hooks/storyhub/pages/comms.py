"""The page for comms: what was left out and why, what has no value yet, and the advice that writers got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.model.issues import Issue, Level
from storyhub.model.messages import said
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head, in_each_language
from storyhub.pages.page import Page
from storyhub.pages.views import Finding
from storyhub.site import Site

MOST = 200
"""Entries of a list on the page; `check` gives all."""


@dataclass(frozen=True)
class CommsPage(Page):
    """What comms look after."""

    language: str
    path: str
    template = "comms.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The issues, and how the stories are tagged."""
        untagged = [site.facts[story.id] for story in site.untagged]
        return (self.path, site.hub.issues, untagged, self._counts(site))

    def _counts(self, site: Site) -> dict[str, int]:
        return {
            "published": len(site.stories),
            "quarantined": len(site.hub.left_out),
            "withdrawn": len(site.tombstones),
            "held": site.held,
            "drafts": site.drafts,
            "suggested": site.suggested,
        }

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        by_path = {story.path: story.url for story in site.stories}
        errors = [_finding(issue, by_path, cards) for issue in site.hub.issues if issue.level is Level.ERROR]
        advised = [_finding(issue, by_path, cards) for issue in site.hub.issues if issue.level is Level.ADVICE]
        counts = self._counts(site)
        url = f"{cards.prefix}comms/"
        return {
            "quarantined": tuple(errors[:MOST]),
            "more_quarantined": max(0, len(errors) - MOST),
            "untagged": [story.id for story in site.untagged[:MOST]],
            "more_untagged": max(0, len(site.untagged) - MOST),
            "advice": tuple(advised[:MOST]),
            "more_advice": max(0, len(advised) - MOST),
            "suggested": counts["suggested"],
            "held": counts["held"],
            "drafts": counts["drafts"],
            "totals": counts,
            "head": head(
                site,
                self.language,
                url,
                cards.words.gettext("For comms"),
                description=cards.words.gettext("What needs a look. Advice never stops a story."),
                translations=in_each_language(site, "comms/"),
                index=False,
            ),
        }


def _finding(issue: Issue, urls: dict[str, str], cards: Cards) -> Finding:
    message = said(issue.message, cards.words.gettext)
    return Finding(issue.path, issue.line, issue.field, message, urls.get(issue.path, ""))


def pages(site: Site, language: str) -> Iterator[Page]:
    """The comms page of one language."""
    yield CommsPage(language, f"{site.prefix(language)}comms/index.html")
