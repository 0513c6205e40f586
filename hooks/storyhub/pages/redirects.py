"""Old addresses of stories, sent on to the new one; works on any host, also without a server that redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from storyhub.check import old_addresses
from storyhub.model.story import KEY, Department, Value, in_language
from storyhub.pages.cards import Cards
from storyhub.pages.page import Page, PlacedPage
from storyhub.site import Site

_POLICY = (
    """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">"""
)


@dataclass(frozen=True)
class Redirect(PlacedPage):
    """One old address."""

    to: str
    title: str

    def text(self, site: Site, cards: Cards) -> str:
        """A page that sends its reader on at once."""
        to = "../" * self.path.count("/") + self.to
        canonical = escape(site.settings.absolute(self.to) or to)
        return (
            f'<!doctype html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n{_POLICY}\n<title>{escape(self.title)}</title>\n'
            f'<meta http-equiv="refresh" content="0; url={escape(to)}">\n<link rel="canonical" href="{canonical}">\n'
            f'<meta name="robots" content="noindex">\n</head>\n<body>\n<p><a href="{escape(to)}">{escape(self.title)}</a></p>\n</body>\n</html>\n'
        )


def pages(site: Site) -> Iterator[Page]:
    """A page for each old address that nothing else has."""
    for path, story in old_addresses.free((*site.stories, *site.tombstones), site.addresses):
        file = path if path.endswith(".html") else f"{path}/index.html"
        yield Redirect(story.language, file, story.url, story.title)
    for language in site.settings.languages:
        prefix = site.prefix(language)
        for kind, entries in (("values", site.hub.values), ("departments", site.hub.departments)):
            yield from _renamed(entries, f"{prefix}{kind}/", language, site.settings.language)


def _renamed(entries: Sequence[Value | Department], start: str, language: str, default: str) -> Iterator[Page]:
    """A page at the address of each key that an entry had before."""
    taken = {entry.key for entry in entries}
    for entry in entries:
        for old in entry.was:
            if old not in taken and re.fullmatch(KEY, old):
                taken.add(old)
                title = in_language(entry.name, language, default)
                yield Redirect(language, f"{start}{old}/index.html", f"{start}{entry.key}/", title)
