"""What the templates see around a page's own content: the site, the head, and where a list goes on."""

from __future__ import annotations

from dataclasses import dataclass

from storyhub.model.line_back import LINE_LIMIT
from storyhub.pages.views import Link


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
    """Main navigation in order: stories (archive), values, ambassadors, departments, listening, about, and a way to tell one."""
    values: str
    """The page of all values; a value's own page is in it."""
    search: str
    tell: str
    """The composer page."""
    following: str
    """The page about feeds."""
    footer: tuple[Link, ...]
    """About, mission, archive and feed."""
    stylesheets: tuple[str, ...]
    script: str
    preloads: tuple[str, ...] = ()
    """URLs of the organisation's typefaces that every page is set in."""
    mission: str = ""
    mission_line: str = ""
    """The organisation's mission in one line (first sentence of mission.md's text), or empty."""
    icon: str = ""
    """URL of the site's icon under the site's root."""
    mail: str = ""
    """Where comms are reached, or empty."""
    send: tuple[str, ...] = ()
    """The ways to send a story or a line."""
    host: str = ""
    """The name of the code host, or empty."""
    line_limit: int = LINE_LIMIT
    """Characters of a line back at most."""
    signposts: tuple[str, ...] = ()
    """Where somebody can turn to with what a hub is not for, a line each."""
    generator: str = ""
    """The software and its version."""

    @property
    def menu(self) -> tuple[str, ...]:
        """The addresses that the menu leads to."""
        return self.home, self.search, *[link.url for link in self.navigation]


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """The picture that a chat program shows with a link: its full address, for these programs know no other."""

    address: str
    width: int
    height: int
    alt: str


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
    trail: tuple[Link, ...] = ()
    """Breadcrumbs, without the page itself."""
    is_story: bool = False
    picture: SharedPicture | None = None
    """Only where the site's address is known."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list goes on."""

    number: int
    total: int
    previous: str | None
    next: str | None
