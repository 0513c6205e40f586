"""The sharing cards: a picture for chat programs of each story without a photo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.page import Group, Page
from storyhub.site import Site
from storyhub.text.quotes import typeset

if TYPE_CHECKING:
    from storyhub.model.card_look import CardLook
    from storyhub.pages.card_typefaces import Lettering


def place(identity: str) -> str:
    """Where the card of the story with this id is, under the site's root."""
    return f"{identity}/card.png"


@dataclass(frozen=True)
class SharingCard(Page):
    """The card of one story."""

    apart = True
    id: str
    language: str

    @property
    def path(self) -> str:  # type: ignore[override]
        """Beside the story's page."""
        return place(self.id)

    @property
    def source(self) -> str:  # type: ignore[override]
        """The story's file."""
        return f"{self.id}.md"

    def depends(self, site: Site) -> tuple[object, ...]:
        """All that is drawn."""
        return self._drawn(site)

    def text(self, site: Site, cards: Cards) -> bytes:
        """The card's bytes."""
        from storyhub.pages.card_drawing import card

        return card(*self._drawn(site))

    def _drawn(
        self, site: Site
    ) -> tuple[bytes, Sequence[tuple[str, bool]], tuple[Lettering, Lettering, Lettering], CardLook]:
        from storyhub.pages.card_typefaces import lettering

        story, look = site.by_id[self.id], site.card_look
        assert look
        values = [(mark.key, mark.tension) for mark in site.marks.get(story.id, ())]
        texts = (typeset(story.title, story.language), site.author_name(story), site.settings.name)
        title, teller, hub = (lettering(text, look.font) for text in texts)
        colours = {key: look.values[key] for key, _ in values if key in look.values}
        return story.rhythm, values, (title, teller, hub), replace(look, values=colours)


def groups(site: Site) -> Iterator[Group]:
    """The cards of all stories by month; none where they are not asked for."""
    if not site.card_look:
        return
    for period, stories in site.by_period.items():
        if len(period) == len("2026/03"):
            yield Group(f"cards/{period}", (site.facts_of(stories), site.card_look), partial(_pages, site, stories))


def _pages(site: Site, stories: Sequence[Story]) -> Iterator[SharingCard]:
    return (SharingCard(story.id, site.settings.language) for story in stories if not site.picture(story))
