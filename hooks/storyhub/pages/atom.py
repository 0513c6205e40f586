"""Atom feeds (RFC 4287), whatever their entries are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from storyhub.pages.page import url_of
from storyhub.site import Site

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


def atom(site: Site, path: str, folder: str, language: str, title: str, entries: Iterable[FeedEntry]) -> str:
    """The feed at `path` of what is shown in `folder`, as XML; its entries newest first."""
    listed = tuple(entries)
    feed = Element(_atom("feed"), {f"{{{XML}}}lang": language})
    _add(feed, "title", title)
    _add(feed, "id", _identity(site, path))
    SubElement(feed, _atom("link"), href=_address(site, path, path), rel="self", type="application/atom+xml")
    SubElement(feed, _atom("link"), href=_address(site, folder, path), rel="alternate", type="text/html")
    newest = max((entry.day for entry in listed), default=None)
    _add(feed, "updated", f"{newest.isoformat() if newest else '1970-01-01'}T00:00:00Z")
    for entry in listed:
        _add_entry(feed, site, path, entry)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _add_entry(feed: Element, site: Site, path: str, entry: FeedEntry) -> None:
    made = SubElement(feed, _atom("entry"), {f"{{{XML}}}lang": entry.language})
    _add(made, "title", entry.title)
    _add(made, "id", _identity(site, entry.name))
    href = _address(site, entry.url, path)
    SubElement(made, _atom("link"), href=href, rel="alternate", type="text/html", hreflang=entry.language)
    _add(made, "updated", f"{entry.day.isoformat()}T00:00:00Z")
    _add(made, "published", f"{entry.day.isoformat()}T00:00:00Z")
    _add(SubElement(made, _atom("author")), "name", entry.author)
    for term, label in entry.categories:
        SubElement(made, _atom("category"), term=term, label=label)
    _add(made, "summary", entry.summary)


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
