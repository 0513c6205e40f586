"""Feeds of the hub, of each value and of each department, with their newest stories, whole and in any language.

Each is there as Atom (RFC 4287) and as JSON Feed (jsonfeed.org, version 1.1), of the same ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, ClassVar
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from storyhub.model.story import Body, Story
from storyhub.pages.cards import Cards
from storyhub.pages.links import body_html, leads
from storyhub.pages.page import Page, url_of
from storyhub.site import Site

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
ENTRIES = 30
_NAMES = UUID("5d0a4c5e-6f0b-4c58-9c0e-6d9f2b7a1e34")
"""The namespace of the names of feeds and entries."""
register_namespace("", ATOM)


@dataclass(frozen=True)
class Feed(Page):
    """What both forms have in common: of the hub (no kind), a value or a department."""

    kind: str
    key: str
    language: str

    file: ClassVar[str]
    """Its name in the folder of what it is about."""

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self.folder}{self.file}"

    @property
    def folder(self) -> str:
        """Where the page is that it follows."""
        return f"{self.kind}/{self.key}/" if self.kind else ""

    def told(self, site: Site) -> Sequence[Story]:
        """Its newest stories."""
        if self.kind == "values":
            return site.by_value[self.key][:ENTRIES]
        return site.by_department[self.key][:ENTRIES] if self.kind else site.stories[:ENTRIES]

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories that it tells."""
        stories = self.told(site)
        more = [leads(site, story) for story in stories if story.references or story.photo]
        return (type(self).__name__, self, [site.facts[story.id] for story in stories], more)

    def text(self, site: Site, cards: Cards) -> str | None:
        """The feed of a hub that has no stories yet."""
        return self.text_of_bodies(site, cards, {})

    def title(self, site: Site, cards: Cards) -> str:
        """The hub's name, after that of the value or the department."""
        if not self.kind:
            return site.settings.name
        view = cards.values[self.key] if self.kind == "values" else cards.departments[self.key]
        return f"{view.name} · {site.settings.name}"

    def content(self, site: Site, cards: Cards, story: Story, body: Body | None) -> str:
        """The story as safe HTML, with its photo, and addresses that lead from anywhere."""
        root = _address(site, "", self.path)
        html = body_html(site, story, body, root) if body else ""
        photo = cards.card(story.id).picture
        shown = f'<p><img src="{escape(root + photo.url)}" alt="{escape(photo.alt)}"></p>\n' if photo else ""
        return shown + html.replace('href="#', f'href="{escape(root + story.url)}#')


class AtomFeed(Feed):
    """A feed as Atom."""

    file = "feed.xml"

    def text_of_bodies(self, site: Site, cards: Cards, bodies: Mapping[str, Body]) -> str:
        """The feed as XML."""
        stories = self.told(site)
        feed = Element(_atom("feed"), {f"{{{XML}}}lang": self.language})
        _add(feed, "title", self.title(site, cards))
        _add(feed, "id", _identity(site, self.path))
        for url, rel, kind in ((self.path, "self", "application/atom+xml"), (self.folder, "alternate", "text/html")):
            SubElement(feed, _atom("link"), href=_address(site, url, self.path), rel=rel, type=kind)
        newest = max((story.date for story in stories), default=None)
        _add(feed, "updated", _time(newest) if newest else "1970-01-01T00:00:00Z")
        for story in stories:
            self._entry(feed, site, cards, story, bodies.get(story.id))
        indent(feed)
        return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"

    def _entry(self, feed: Element, site: Site, cards: Cards, story: Story, body: Body | None) -> None:
        entry = SubElement(feed, _atom("entry"), {f"{{{XML}}}lang": story.language})
        _add(entry, "title", story.title)
        _add(entry, "id", _identity(site, story.url))
        address, language = _address(site, story.url, self.path), story.language
        SubElement(entry, _atom("link"), href=address, rel="alternate", type="text/html", hreflang=language)
        _add(entry, "updated", _time(story.date))
        _add(entry, "published", _time(story.date))
        _add(SubElement(entry, _atom("author")), "name", site.author_name(story))
        for mark in site.marks[story.id]:
            SubElement(entry, _atom("category"), term=mark.key, label=cards.values[mark.key].name)
        _add(entry, "summary", story.summary)
        SubElement(entry, _atom("content"), type="html").text = self.content(site, cards, story, body)


class JsonFeed(Feed):
    """The same as JSON."""

    file = "feed.json"

    def text_of_bodies(self, site: Site, cards: Cards, bodies: Mapping[str, Body]) -> str:
        """The feed as JSON."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title(site, cards),
            "home_page_url": _address(site, self.folder, self.path),
            "feed_url": _address(site, self.path, self.path),
            "language": self.language,
            "items": [self._item(site, cards, story, bodies.get(story.id)) for story in self.told(site)],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"

    def _item(self, site: Site, cards: Cards, story: Story, body: Body | None) -> dict[str, Any]:
        return {
            "id": _identity(site, story.url),
            "url": _address(site, story.url, self.path),
            "title": story.title,
            "summary": story.summary,
            "content_html": self.content(site, cards, story, body),
            "date_published": _time(story.date),
            "language": story.language,
            "authors": [{"name": site.author_name(story)}],
            "tags": [cards.values[mark.key].name for mark in site.marks[story.id]],
        }


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


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
    for kind, key in (
        ("", ""),
        *(("values", value.key) for value in site.hub.values),
        *(("departments", department.key) for department in site.hub.departments),
    ):
        yield AtomFeed(kind, key, language)
        yield JsonFeed(kind, key, language)
