"""Atom feeds (RFC 4287) of the hub, of each value and of each department, with their newest stories in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.page import Page, url_of
from storyhub.site import Site

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
ENTRIES = 30
_NAMES = UUID("5d0a4c5e-6f0b-4c58-9c0e-6d9f2b7a1e34")
"""The namespace of the names of feeds and entries."""
register_namespace("", ATOM)


@dataclass(frozen=True)
class FeedPage(Page):
    """One feed: of the hub (no kind), a value or a department."""

    kind: str
    key: str
    language: str

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self._folder}feed.xml"

    @property
    def _folder(self) -> str:
        return f"{self.kind}/{self.key}/" if self.kind else ""

    def _stories(self, site: Site) -> tuple[Story, ...]:
        if self.kind == "values":
            return site.by_value[self.key][:ENTRIES]
        return site.by_department[self.key][:ENTRIES] if self.kind else site.stories[:ENTRIES]

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories that it names."""
        return (self, [site.facts[story.id] for story in self._stories(site)])

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """Nothing: no template makes a feed."""
        return {}

    def text(self, site: Site, cards: Cards) -> str:
        """The feed as XML."""
        stories = self._stories(site)
        feed = Element(_atom("feed"), {f"{{{XML}}}lang": self.language})
        _add(feed, "title", self._title(site, cards))
        _add(feed, "id", _identity(site, self.path))
        SubElement(
            feed, _atom("link"), href=_address(site, self.path, self.path), rel="self", type="application/atom+xml"
        )
        SubElement(feed, _atom("link"), href=_address(site, self._folder, self.path), rel="alternate", type="text/html")
        newest = max((story.date for story in stories), default=None)
        _add(feed, "updated", f"{newest.isoformat() if newest else '1970-01-01'}T00:00:00Z")
        for story in stories:
            self._entry(feed, site, cards, story)
        indent(feed)
        return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"

    def _title(self, site: Site, cards: Cards) -> str:
        if not self.kind:
            return site.settings.name
        view = cards.values[self.key] if self.kind == "values" else cards.departments[self.key]
        return f"{view.name} · {site.settings.name}"

    def _entry(self, feed: Element, site: Site, cards: Cards, story: Story) -> None:
        entry = SubElement(feed, _atom("entry"), {f"{{{XML}}}lang": story.language})
        _add(entry, "title", story.title)
        _add(entry, "id", _identity(site, story.url))
        SubElement(
            entry,
            _atom("link"),
            href=_address(site, story.url, self.path),
            rel="alternate",
            type="text/html",
            hreflang=story.language,
        )
        _add(entry, "updated", f"{story.date.isoformat()}T00:00:00Z")
        _add(entry, "published", f"{story.date.isoformat()}T00:00:00Z")
        _add(SubElement(entry, _atom("author")), "name", site.author_name(story))
        for mark in site.marks[story.id]:
            SubElement(entry, _atom("category"), term=mark.key, label=cards.values[mark.key].name)
        _add(entry, "summary", story.summary)


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, _atom(name)).text = text


def _identity(site: Site, url: str) -> str:
    """A name that stays when the site moves: of the organisation and what is named, and not of where it is (RFC 9562, 5.5)."""
    return uuid5(_NAMES, f"{site.settings.organisation or site.settings.name}\n{url}").urn


def _address(site: Site, url: str, feed: str) -> str:
    """A full address, else one relative to the feed."""
    return site.settings.absolute(url) or ("../" * feed.count("/") + url_of(url) or "./")


def pages(site: Site) -> Iterator[Page]:
    """All feeds."""
    language = site.settings.language
    yield FeedPage("", "", language)
    yield from (FeedPage("values", value.key, language) for value in site.hub.values)
    yield from (FeedPage("departments", department.key, language) for department in site.hub.departments)
