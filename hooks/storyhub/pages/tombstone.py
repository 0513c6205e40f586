"""What remains of a withdrawn story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import Page
from storyhub.site import Site


@dataclass(frozen=True)
class Tombstone(Page):
    """What remains of a withdrawn story: that it was there, since when it is not, and who asked for that."""

    id: str
    language: str
    day: str
    by: str = ""
    reason: str = ""

    template = "tombstone.html"

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self.id}/index.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """Nothing but itself."""
        return (self,)

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        title, day = _("This story was withdrawn"), cards.words.date(date.fromisoformat(self.day))
        told = {
            "person": _("Somebody in it asked for this on %(date)s. This site no longer shows any of it."),
            "organisation": _("The organisation withdrew it on %(date)s. This site no longer shows any of it."),
        }
        teller = _("Its teller took it back on %(date)s. This site no longer shows any of it.")
        lede = told.get(self.by, teller) % {"date": day}
        return {
            "lede": lede,
            "reason": self.reason,
            "head": head(cards, f"{self.id}/", title, description=lede, section="stories", index=False, alone=True),
        }
