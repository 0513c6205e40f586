"""The page for comms: how much was left out, waits or got advice, and which published stories have no value yet.

Everybody can open it, so no byte of a story that is not published may be on it: `hub.py check` and `report` name those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.model.issues import Level
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head, in_each_language
from storyhub.pages.page import Page
from storyhub.site import Site

MOST = 200
"""Stories that are listed."""


@dataclass(frozen=True)
class CommsPage(Page):
    """What comms look after."""

    language: str
    path: str
    template = "comms.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The counts, and the stories without a value."""
        untagged = [site.facts[story.id] for story in site.untagged]
        return (self.path, untagged, sorted(_counts(site).items()))

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        return {
            "untagged": [story.id for story in site.untagged[:MOST]],
            "more_untagged": max(0, len(site.untagged) - MOST),
            "counts": _counts(site),
            "head": head(
                site,
                self.language,
                f"{cards.prefix}comms/",
                cards.words.gettext("For comms"),
                description=cards.words.gettext("What needs a look. Advice never stops a story."),
                translations=in_each_language(site, "comms/"),
                index=False,
            ),
        }


def _counts(site: Site) -> dict[str, int]:
    return {
        "quarantined": len(site.hub.left_out),
        "advice": sum(issue.level is Level.ADVICE for issue in site.hub.issues),
        "untagged": len(site.untagged),
        "suggested": site.suggested,
        "held": site.held,
        "drafts": site.drafts,
    }


def pages(site: Site, language: str) -> Iterator[Page]:
    """The comms page of one language."""
    yield CommsPage(language, f"{site.prefix(language)}comms/index.html")
