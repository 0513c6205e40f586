"""What remains of a withdrawn story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import PlacedPage, url_of
from storyhub.site import Site


@dataclass(frozen=True)
class Tombstone(PlacedPage):
    """What remains of a withdrawn story: that it was there, since when it is not, and who asked for that."""

    day: date
    by: str
    reason: str

    template = "tombstone.html"

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        told = {
            "person": _("Somebody in it asked for this on %(date)s. This site no longer shows any of it."),
            "organisation": _("The organisation withdrew it on %(date)s. This site no longer shows any of it."),
        }
        teller = _("Its teller took it back on %(date)s. This site no longer shows any of it.")
        lede = told.get(self.by, teller) % {"date": cards.words.date(self.day)}
        return {
            "lede": lede,
            "reason": self.reason,
            "head": head(
                cards,
                url_of(self.path),
                _("This story was withdrawn"),
                description=lede,
                section="stories",
                index=False,
                alone=True,
            ),
        }
