"""The sitemap (sitemaps.org, 0.9): an index, and one map for each year of stories and for the hub's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from storyhub.pages import month_questions, paths
from storyhub.pages.cards import Cards
from storyhub.pages.frame import in_each_language
from storyhub.pages.page import Page, PlacedPage
from storyhub.site import Site

_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
LIMIT = 50_000
"""Addresses in one map, as the protocol has it."""


def _years(site: Site) -> list[str]:
    return sorted(key for key in site.by_period if len(key) == 4)


class SitemapIndex(PlacedPage):
    """Where the maps are. A sitemap needs full addresses: without site_url it names none."""

    def depends(self, site: Site) -> tuple[object, ...]:
        """The years that have stories."""
        return ("sitemap", _years(site))

    def text(self, site: Site, cards: Cards) -> str:
        """The index as XML."""
        names = ["sitemap-hub.xml", *(f"sitemap-{year}.xml" for year in _years(site))]
        entries = [
            f"<sitemap><loc>{escape(address)}</loc></sitemap>"
            for name in names
            if (address := site.settings.absolute(name))
        ]
        return _xml("sitemapindex", _SPACE, entries)


@dataclass(frozen=True)
class YearMap(PlacedPage):
    """The stories of a year."""

    year: str

    def depends(self, site: Site) -> tuple[object, ...]:
        """The addresses of the year's stories, and their days."""
        return (self.year, [(story.id, story.date) for story in site.by_period[self.year]])

    def text(self, site: Site, cards: Cards) -> str:
        """The map as XML."""
        stories = site.by_period[self.year][:LIMIT]
        entries = [
            f"<url><loc>{escape(address)}</loc><lastmod>{story.date.isoformat()}</lastmod></url>"
            for story in stories
            if (address := site.settings.absolute(story.url))
        ]
        return _xml("urlset", _SPACE, entries)


class HubMap(PlacedPage):
    """The hub's own pages, with their addresses in each language."""

    def depends(self, site: Site) -> tuple[object, ...]:
        """The pages that there are."""
        return (self._urls(site),)

    def _urls(self, site: Site) -> list[str]:
        own = sorted(url for path, url in site.pages.items() if url and path.count(".") == 1)
        lists = ["", "archive/", "values/", "departments/", "ambassadors/", "network/", "tell/"]
        lists += [f"values/{value.key}/" for value in site.hub.values]
        lists += [f"departments/{department.key}/" for department in site.hub.departments]
        if site.paths:
            lists += [paths.FOLDER, *(paths.url_of_path(name) for name in site.paths)]
        lists += [month_questions.url_of_question(month) for month in site.month_questions]
        return lists + own

    def text(self, site: Site, cards: Cards) -> str:
        """The map as XML."""
        entries = []
        for url in self._urls(site) if site.settings.address else ():
            addresses = {code: escape(site.settings.absolute(to)) for code, to in in_each_language(site, url).items()}
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{code}" href="{to}"/>' for code, to in addresses.items()
            )
            entries += [f"<url><loc>{to}</loc>{links if len(addresses) > 1 else ''}</url>" for to in addresses.values()]
        return _xml("urlset", f"{_SPACE} {_LINKS}", entries)


def _xml(root: str, spaces: str, entries: list[str]) -> str:
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', f"<{root} {spaces}>", *entries, f"</{root}>", ""])


def pages(site: Site) -> Iterator[Page]:
    """The index and its maps."""
    language = site.settings.language
    yield SitemapIndex(language, "sitemap.xml")
    yield HubMap(language, "sitemap-hub.xml")
    yield from (YearMap(language, f"sitemap-{year}.xml", year) for year in _years(site))
