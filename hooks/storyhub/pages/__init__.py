"""The pages of the site: which there are, at which address, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator

from storyhub.pages import (
    ambassadors,
    archive,
    composer,
    departments,
    feeds,
    following,
    listening,
    month_questions,
    network,
    paths,
    pictures,
    redirects,
    screen,
    search_and_404,
    sharing_card,
    sitemap,
    story,
    story_source,
    values,
)
from storyhub.pages.page import Group
from storyhub.site import Site


def groups(site: Site, *, stories: bool = True) -> Iterator[Group]:
    """Every page that the hub makes itself; without `stories` where those are MkDocs' to write."""
    for language in site.settings.languages:
        yield from values.groups(site, language)
        yield from departments.groups(site, language)
        yield from ambassadors.groups(site, language)
        yield from archive.groups(site, language)
        yield from map(
            Group.of,
            (
                search_and_404.pages(site, language),
                composer.pages(site, language),
                listening.pages(site, language),
                month_questions.pages(site, language),
                paths.pages(site, language),
                following.pages(site, language),
                screen.pages(site, language),
            ),
        )
    yield from map(
        Group.of,
        (network.pages(site), pictures.pages(site), feeds.pages(site), sitemap.pages(site), redirects.pages(site)),
    )
    yield from story_source.groups(site)
    yield from sharing_card.groups(site)
    if stories:
        # Last, as they alone show related stories, which are still being found.
        yield from story.groups(site)
