"""What the templates see: plain, finished values; no template computes, looks up or formats.

Every `url` is relative to the site's root without a leading slash ("2026/a-slug/", "" is the home page); a template
writes `{{ base }}{{ url }}`, where `base` is "./", "../" … or, on the 404 page, an absolute path.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go, and what it is called."""

    url: str
    text: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of the organisation, in the language of the page."""

    key: str
    name: str
    promise: str
    mark: Markup
    """Its mark as inline SVG, decorative (aria-hidden)."""
    url: str
    feed: str
    count: int
    latest: StoryCard | None = None
    language: str = ""
    """Set where name and promise had to be borrowed from another language."""


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """One department, in the language of the page."""

    key: str
    name: str
    location: str
    url: str
    feed: str
    count: int
    latest: StoryCard | None = None


@dataclass(frozen=True, slots=True)
class ValueTag:
    """A value on a story: lived or in tension, the writer's own or suggested with its reasons."""

    value: ValueView
    tension: bool = False
    suggested: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture that is published with a story, in the widths made of it."""

    url: str
    srcset: tuple[tuple[str, int], ...]
    """(url, width in pixels), smallest first."""
    width: int
    height: int
    alt: str
    credit: str = ""

    @property
    def upright(self) -> bool:
        """Whether it is about as high as it is wide, or higher: it is then shown beside text, and is never cut to a band."""
        return self.height * 10 >= self.width * 9


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as lists show it."""

    id: str
    url: str
    title: str
    language: str
    summary: str
    why: str
    author: Link
    """url is empty for a pen name: nothing leads further."""
    department: Link
    date: date
    date_text: str
    """In the language of the page that the card is on."""
    minutes: int
    """Reading time, at least 1."""
    values: tuple[ValueTag, ...]
    picture: PictureView | None = None
    reply: bool = False
    foreign: bool = False
    """The story's language is not the page's: show it."""
    draft: bool = False
    language_name: str = ""
    """The story's language by its own name ("Nederlands"); empty: its code is shown."""


@dataclass(frozen=True, slots=True)
class Why:
    """One line of a value's wall: why this matters to somebody."""

    text: str
    card: StoryCard
    tension: bool


@dataclass(frozen=True, slots=True)
class AmbassadorView:
    """Somebody who tells stories."""

    key: str
    name: str
    url: str
    department: Link | None
    profile: Markup
    profile_language: str = ""


@dataclass(frozen=True, slots=True)
class FeedView:
    """One feed that can be followed."""

    key: str
    """Of the value or the department; its anchor on the page about feeds."""
    name: str
    atom: str
    json: str
    address: str
    """In full, to be copied; empty when the site's address is not known."""


@dataclass(frozen=True, slots=True)
class SearchChoices:
    """What the search form lets readers choose from."""

    values: tuple[tuple[str, str, str], ...]
    """Key, name, and the words that it goes by in any language."""
    departments: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
