"""Feeds of the hub, of each value and of each department, with their newest stories in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.model.story import Story
from storyhub.pages.atom import ENTRIES, FeedEntry, atom
from storyhub.pages.cards import Cards
from storyhub.pages.page import Page
from storyhub.site import Site


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
        entries = (_entry(site, cards, story) for story in self._stories(site))
        return atom(site, self.path, self._folder, self.language, self._title(site, cards), entries)

    def _title(self, site: Site, cards: Cards) -> str:
        if not self.kind:
            return site.settings.name
        view = cards.values[self.key] if self.kind == "values" else cards.departments[self.key]
        return f"{view.name} · {site.settings.name}"


def _entry(site: Site, cards: Cards, story: Story) -> FeedEntry:
    return FeedEntry(
        story.url,
        story.url,
        story.title,
        story.language,
        story.date,
        site.author_name(story),
        story.summary,
        tuple((mark.key, cards.values[mark.key].name) for mark in site.marks[story.id]),
    )


def pages(site: Site) -> Iterator[Page]:
    """All feeds."""
    language = site.settings.language
    yield FeedPage("", "", language)
    yield from (FeedPage("values", value.key, language) for value in site.hub.values)
    yield from (FeedPage("departments", department.key, language) for department in site.hub.departments)
