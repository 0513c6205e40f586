"""A list of stories, in parts that never grow without bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame_views import Pager
from storyhub.pages.page import Group, Page, Slice, slices
from storyhub.site import Site


@dataclass(frozen=True)
class ListPage(Page):
    """One part of a list of stories; subclasses say which stories, and what is around them."""

    key: str
    language: str
    prefix: str
    """Start of the addresses in this language."""
    part: Slice
    parts: int
    many = True
    folder: ClassVar[str] = ""
    """What the addresses of its kind begin with, without the language."""

    @classmethod
    def all_parts(
        cls, site: Site, language: str, key: str, stories: tuple[Story, ...], most: int | None = None
    ) -> Iterator[ListPage]:
        """The pages of a list, the newest `most` of them."""
        parts = slices(len(site.listed(stories, language)), site.settings.page_size)[:most]
        return (cls(key, language, site.prefix(language), part, len(parts)) for part in parts)

    @classmethod
    def group(cls, site: Site, language: str, key: str, stories: tuple[Story, ...], most: int | None = None) -> Group:
        """The same pages, all of which follow from the stories of the list."""
        pages = partial(cls.all_parts, site, language, key, stories, most)
        # All are counted, and those are shown that are listed in the language.
        facts = site.facts_of(stories), site.facts_of(site.listed(stories, language)) if site.translations else b""
        return Group(f"{cls.__name__}/{language}/{key}", facts, pages)

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self.prefix}{self.own_url}index.html"

    @property
    def own_url(self) -> str:
        """Address of this part, without the language."""
        return self.part_url(self.part.number)

    def part_url(self, number: int | None) -> str:
        """Address of a part, without the language; `page/` keeps it apart from what else is below the list."""
        newest = f"{self.folder}{self.key}/" if self.key else self.folder
        return newest if number is None else f"{newest}page/{number}/"

    def stories(self, site: Site) -> tuple[Story, ...]:
        """The whole list, newest first."""
        raise NotImplementedError

    def shown(self, site: Site) -> tuple[Story, ...]:
        """The stories of this part."""
        return site.listed(self.stories(site), self.language)[self.part.start : self.part.end]

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories that it shows, and whether there are newer and older parts."""
        place = (type(self).__name__, self.key, self.language, self.part.number, self.parts)
        return (*place, site.facts_of(self.shown(site)))

    def place(self, site: Site) -> int:
        """Place in time of its newest story."""
        shown = self.shown(site)
        return site.position[shown[0].id] if shown else 0

    def _pager(self) -> Pager:
        number, last = self.part.number, self.parts - 1
        newer = None if number is None else self.prefix + self.part_url(number + 1 if number < last else None)
        below = last if number is None else number - 1
        return Pager(number or 0, 0, newer, self.prefix + self.part_url(below) if below >= 1 else None)

    def list_context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """The ids of the stories, and the pager."""
        return {"stories": [story.id for story in self.shown(site)], "pager": self._pager()}
