"""All stories by time: the newest, each year and each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from storyhub.model.story import Story
from storyhub.pages import paths
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.lists import ListPage
from storyhub.pages.page import Group
from storyhub.pages.views import Link
from storyhub.site import Site


@dataclass(frozen=True, slots=True)
class ArchiveMonth:
    """A month with its stories."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """A year with its months, newest first."""

    year: str
    url: str
    count: int
    months: tuple[ArchiveMonth, ...]


def _months(site: Site, cards: Cards, year: str) -> tuple[ArchiveMonth, ...]:
    counts = Counter(s.date.month for s in site.by_period[year])
    return tuple(
        ArchiveMonth(
            cards.words.date(date(int(year), month, 1), "LLLL"),
            f"{cards.prefix}archive/{year}/{month:02}/",
            counts[month],
        )
        for month in sorted(counts, reverse=True)
    )


@dataclass(frozen=True)
class ArchivePage(ListPage):
    """The stories of all time (key empty), a year (2026) or a month (2026/03)."""

    folder = "archive/"

    @property
    def template(self) -> str:  # type: ignore[override]
        """The archive itself has a page of its own kind."""
        return "archive_period.html" if self.key else "archive.html"

    def stories(self, site: Site) -> tuple[Story, ...]:
        """The stories of the period."""
        return site.by_period[self.key]

    def depends(self, site: Site) -> tuple[object, ...]:
        """The list, and how many stories each period has."""
        if len(self.key) > 4 or self.part.number is not None:
            return super().depends(site)
        periods = sorted((key, len(found)) for key, found in site.by_period.items() if key.startswith(self.key))
        return (*super().depends(site), periods, [] if self.key else paths.listed_by(site))

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        archive = Link(f"{cards.prefix}archive/", _("Stories"))
        first = self.part.number is None
        if not self.key:
            years = sorted((key for key in site.by_period if len(key) == 4), reverse=True)
            views = tuple(
                ArchiveYear(y, f"{cards.prefix}archive/{y}/", len(site.by_period[y]), _months(site, cards, y))
                for y in (years if first else ())
            )
            return {
                **self.list_context(site, cards),
                "years": views,
                "paths": paths.views(site, cards) if first else (),
                "head": head(
                    cards,
                    self.own_url,
                    _("Stories"),
                    section="stories",
                    description=_("The archive has every story, by year and month."),
                ),
            }
        year, _slash, month = self.key.partition("/")
        name = cards.words.date(date(int(year), int(month), 1), "LLLL y") if month else year
        up = Link(f"{cards.prefix}archive/{year}/", year) if month else archive
        return {
            **self.list_context(site, cards),
            "period": name,
            "months": _months(site, cards, year) if not month and first else (),
            "up": up,
            "head": head(
                cards,
                self.own_url,
                name[0].upper() + name[1:],
                section="stories",
                description=_("Stories from %(period)s") % {"period": name},
                trail=(archive, up) if month else (archive,),
            ),
        }


def groups(site: Site, language: str) -> Iterator[Group]:
    """The archive in one language."""
    for key, stories in site.by_period.items():
        # The months of a year lead to all but its newest stories.
        group = ArchivePage.group(site, language, key, stories, 1 if len(key) == 4 else None)
        yield group if key else replace(group, depends=(group.depends, paths.listed_by(site)))
