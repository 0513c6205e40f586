"""Feeds as Atom (RFC 4287) and as JSON Feed (jsonfeed.org, version 1.1), whatever their entries are; their ids are the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from storyhub.pages.page import url_of
from storyhub.site import Site
from storyhub.system.failures import about

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
ENTRIES = 30
"""Entries of a feed, the newest."""
_NAMES = UUID("5d0a4c5e-6f0b-4c58-9c0e-6d9f2b7a1e34")
"""The namespace of the names of feeds and entries."""
register_namespace("", ATOM)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    name: str
    """What is the same in every build, and of no other entry: by it feed readers know what they have shown."""
    url: str
    title: str
    language: str
    day: date
    author: str
    summary: str
    categories: tuple[tuple[str, str], ...] = ()
    """(key, name)."""
    source: str = ""
    """The story's file, which is named when writing the entry fails."""
    content: str = ""
    """All of it, as safe HTML whose addresses lead from anywhere."""


def atom(site: Site, path: str, folder: str, language: str, title: str, entries: Iterable[FeedEntry]) -> str:
    """The feed at `path` of what is shown in `folder`, as XML; its entries newest first."""
    listed = tuple(entries)
    feed = Element(_atom("feed"), {f"{{{XML}}}lang": language})
    _add(feed, "title", title)
    _add(feed, "id", _identity(site, path))
    SubElement(feed, _atom("link"), href=address(site, path, path), rel="self", type="application/atom+xml")
    SubElement(feed, _atom("link"), href=address(site, folder, path), rel="alternate", type="text/html")
    newest = max((entry.day for entry in listed), default=None)
    _add(feed, "updated", _time(newest or date(1970, 1, 1)))
    for entry in listed:
        with about(entry.source):
            _add_entry(feed, site, path, entry)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _add_entry(feed: Element, site: Site, path: str, entry: FeedEntry) -> None:
    made = SubElement(feed, _atom("entry"), {f"{{{XML}}}lang": entry.language})
    _add(made, "title", entry.title)
    _add(made, "id", _identity(site, entry.name))
    href = address(site, entry.url, path)
    SubElement(made, _atom("link"), href=href, rel="alternate", type="text/html", hreflang=entry.language)
    _add(made, "updated", _time(entry.day))
    _add(made, "published", _time(entry.day))
    _add(SubElement(made, _atom("author")), "name", entry.author)
    for term, label in entry.categories:
        SubElement(made, _atom("category"), term=term, label=label)
    _add(made, "summary", entry.summary)
    if entry.content:
        SubElement(made, _atom("content"), type="html").text = entry.content


def json_feed(site: Site, path: str, folder: str, language: str, title: str, entries: Iterable[FeedEntry]) -> str:
    """The same as JSON."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address(site, folder, path),
        "feed_url": address(site, path, path),
        "language": language,
        "items": [_named_item(site, path, entry) for entry in entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _named_item(site: Site, path: str, entry: FeedEntry) -> dict[str, object]:
    with about(entry.source):
        return _item(site, path, entry)


def _item(site: Site, path: str, entry: FeedEntry) -> dict[str, object]:
    return {
        "id": _identity(site, entry.name),
        "url": address(site, entry.url, path),
        "title": entry.title,
        "summary": entry.summary,
        **({"content_html": entry.content} if entry.content else {"content_text": entry.summary}),
        "date_published": _time(entry.day),
        "language": entry.language,
        "authors": [{"name": entry.author}],
        "tags": [name for _, name in entry.categories],
    }


WRITERS = {"feed.xml": atom, "feed.json": json_feed}
"""What writes a feed's file, by its name."""


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, _atom(name)).text = text


def _time(day: date) -> str:
    """A day as feeds write a moment (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"


def _identity(site: Site, url: str) -> str:
    """A name that stays when the site moves: of the organisation and what is named, and not of where it is (RFC 9562, 5.5)."""
    return uuid5(_NAMES, f"{site.settings.organisation or site.settings.name}\n{url}").urn


def address(site: Site, url: str, feed: str) -> str:
    """A full address, else one relative to the feed."""
    return site.settings.absolute(url) or ("../" * feed.count("/") + url_of(url) or "./")
