"""A page: its file, its template, what it shows and what that follows from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from storyhub.model.story import Body, Story
from storyhub.pages.cards import Cards
from storyhub.site import Site


class Page:
    """One file of the site. Subclasses are frozen dataclasses, so that they can be sent to another process."""

    path: str
    """File under the site's folder."""
    template: ClassVar[str] = ""
    many: ClassVar[bool] = False
    """Whether a hub has so many of its kind that it is worth a while to prepare for printing them."""
    language: str
    apart: ClassVar[bool] = False
    """Whether `depends` is all that it shows: neither settings, styles nor words of the interface, only the software besides."""
    source: str = ""
    """The one file that it is made of, as a path in the stories folder; empty when it shows several."""

    def depends(self, site: Site) -> tuple[object, ...]:
        """All that the page follows from, besides the site's version (see `apart`); its repr decides whether the page is made again.

        Its own fields; a page that looks up more says so.
        """
        return (self,)

    def place(self, site: Site) -> int:
        """Place in time of the newest story that it shows, 0 being the newest of all."""
        return 0

    def told(self, site: Site) -> Sequence[Story]:
        """The stories whose whole text is on it: their bodies are read when it is printed."""
        return ()

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets, `head` included; nothing where no template makes the page."""
        return {}

    def text(self, site: Site, cards: Cards) -> str | bytes | None:
        """The file's content where no template makes it."""
        return None

    def text_of_bodies(self, site: Site, cards: Cards, bodies: Mapping[str, Body]) -> str | None:
        """The same where it is made of the bodies of the stories that it tells, by id."""
        return None


@dataclass(frozen=True)
class PlacedPage(Page):
    """A page that is given its language and its file."""

    language: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are looked at together: as long as all that any of them follows from is as it was, none is looked at itself."""

    name: str
    """The same in every build."""
    depends: object
    """What `depends` of all its pages follows from, and perhaps more; its repr decides. None: only the pages know."""
    pages: Callable[[], Iterable[Page]]
    """Makes them."""

    @classmethod
    def of(cls, pages: Iterable[Page]) -> Group:
        """Pages that are each looked at."""
        return cls("", None, lambda: pages)


def url_of(path: str) -> str:
    """Root-relative address of a file: `a/index.html` is `a/`."""
    return path.removesuffix("index.html")


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a long list. Older parts keep their content for good: they are counted from the oldest, `1` up."""

    start: int
    """Place of its newest entry, 0 being the newest of all."""
    end: int
    number: int | None
    """None for the newest part, which is at the list's own address."""


def slices(count: int, size: int) -> list[Slice]:
    """Parts of a list of `count` entries, newest first: the newest has `size` to 2·size-1, every older one exactly `size`.

    A new entry so changes one page, not each page behind it.
    """
    older = max(0, count // size - 1)
    newest = count - older * size
    parts = [Slice(0, newest, None)]
    parts += [Slice(newest + n * size, newest + (n + 1) * size, older - n) for n in range(older)]
    return parts
