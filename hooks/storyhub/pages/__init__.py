"""The pages of the site: which there are, at which address, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator

from storyhub.pages import (
    ambassadors,
    archive,
    comms,
    departments,
    feeds,
    fixed,
    images,
    redirects,
    sitemap,
    story,
    tell,
    values,
)
from storyhub.pages.page import Page
from storyhub.site import Site

__all__ = ["Page", "pages"]


def pages(site: Site, *, stories: bool = True) -> Iterator[Page]:
    """Every page that the hub makes itself; without `stories` where those are MkDocs' to write."""
    for language in site.settings.languages:
        yield from values.pages(site, language)
        yield from departments.pages(site, language)
        yield from ambassadors.pages(site, language)
        yield from archive.pages(site, language)
        yield from fixed.pages(site, language)
        yield from tell.pages(site, language)
        yield from comms.pages(site, language)
    yield from images.pages(site)
    yield from feeds.pages(site)
    yield from sitemap.pages(site)
    yield from redirects.pages(site)
    if stories:
        # Last, as they alone show related stories, which are still being found.
        yield from story.pages(site)
