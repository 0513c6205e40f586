"""The pictures of published stories, reduced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.picture_variants import Variant, make, variants
from storyhub.site import Site


@dataclass(frozen=True)
class PictureFile(PlacedPage):
    """One width of a picture."""

    apart = True
    variant: Variant
    digest: str

    @property
    def source(self) -> str:  # type: ignore[override]
        """The picture."""
        return self.variant.source

    def text(self, site: Site, cards: Cards) -> bytes:
        """The picture's bytes."""
        return make(site.root, self.variant)


def shown_by(site: Site, story: Story) -> Iterator[str]:
    """Paths of the pictures that a story shows; none without consent."""
    return site.addresses.shown_by(story) if story.consent else iter(())


def pages(site: Site) -> Iterator[Page]:
    """The pictures of published stories, and no others."""
    language = site.settings.language
    for place in sorted({place for story in site.stories for place in shown_by(site, story)}):
        picture = site.hub.pictures[place]
        yield from (PictureFile(language, variant.url, variant, picture.digest) for variant in variants(picture))
