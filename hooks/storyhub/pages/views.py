"""What the templates see: plain, finished values; no template computes, looks up or formats.

Every `url` is relative to the site's root without a leading slash ("2026/a-slug/", "" is the home page); a template
writes `{{ base }}{{ url }}`, where `base` is "./", "../" … or, on the 404 page, an absolute path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """In the language of the page that the card stands on."""
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
class Pager:
    """Where a list goes on."""

    number: int
    total: int
    previous: str | None
    next: str | None
    pages: tuple[tuple[int, str | None], ...]
    """(number, url), a gap as (0, None); the current page has url None and its number."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything on a story's own page."""

    card: StoryCard
    content: Markup
    """The body as safe HTML."""
    voiceprint: Markup
    """Wide, as inline SVG."""
    question: str
    could_be_better: str
    together_with: tuple[Link, ...]
    reply_to: StoryCard | None
    replies: tuple[str, ...]
    """Ids of the stories that answer it, oldest first."""
    elsewhere: tuple[str, ...]
    """Ids of related stories from other departments."""
    previous: Link | None
    """The story before it in time."""
    next: Link | None
    headings: tuple[tuple[int, str, str], ...]
    """(level, id, text) of the body's headings."""
    more_replies: int = 0
    """Older ones that are not shown."""
    answers: tuple[ListeningEntry, ...] = ()
    published: str = ""
    """The date as ISO 8601."""
    values_suggested: bool = False


@dataclass(frozen=True, slots=True)
class ListeningEntry:
    """One dated answer to what could be better."""

    date_text: str
    by: str
    status: str
    status_text: str
    note: str


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
class ArchiveMonth:
    """A month with its stories."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """A year with its months, newest first."""

    year: str
    url: str
    count: int
    months: tuple[ArchiveMonth, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue about a story, as the comms page shows it."""

    path: str
    line: int
    field: str
    message: str
    rule: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SearchChoices:
    """What the search form lets readers choose from."""

    values: tuple[tuple[str, str], ...]
    departments: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page of one interface language shares."""

    name: str
    organisation: str
    tagline: str
    language: str
    logo: str
    """URL of the organisation's logo under the site's root, or empty."""
    home: str
    navigation: tuple[Link, ...]
    """Main navigation in order: stories (archive), values, ambassadors, departments, about, and a way to tell one."""
    search: str
    tell: str
    """The composer page."""
    feed: str
    footer: tuple[Link, ...]
    """About, mission, archive, feed, comms page."""
    stylesheets: tuple[str, ...]
    script: str
    mission: str = ""
    mission_line: str = ""
    """The organisation's mission in one line (first sentence of mission.md's text), or empty."""
    icon: str = ""
    """URL of the site's icon under the site's root."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the <head> and the chrome need to know of one page."""

    title: str
    url: str
    description: str = ""
    canonical: str = ""
    """Absolute address, only when the site's address is known."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(language, absolute address or root-relative url) for hreflang."""
    languages: tuple[Link, ...] = ()
    """The language switch: one link for each interface language, the current one marked."""
    feeds: tuple[Link, ...] = ()
    section: str = ""
    """Key of the navigation entry that is current."""
    csp: str = ""
    index: bool = True
    """False: <meta name=robots content=noindex>."""
    trail: tuple[Link, ...] = field(default=())
    """Breadcrumbs, without the page itself."""
