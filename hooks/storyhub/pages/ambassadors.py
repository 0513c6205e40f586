"""Everyone who tells stories, by name; never with figures about a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from storyhub.model.story import Profile, Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import base, head
from storyhub.pages.frame_views import Pager
from storyhub.pages.links import resolve
from storyhub.pages.lists import ListPage
from storyhub.pages.page import Group, Page, PlacedPage
from storyhub.pages.views import AmbassadorView, Link
from storyhub.site import Site

NAMES = 60
"""Names on a page of the list."""


def ambassador_view(cards: Cards, key: str, to_root: str) -> AmbassadorView:
    """Somebody who tells stories; `to_root` leads from the page to the site's root."""
    site = cards.site
    stories = site.by_ambassador.get(key, ())
    profile: Profile | None = site.hub.profiles.get(key)
    department = profile.department if profile and profile.department else stories[0].department if stories else ""
    return AmbassadorView(
        key,
        site.ambassador_name(key),
        f"{cards.prefix}ambassadors/{key}/",
        cards.department_link(department) if department in cards.departments else None,
        Markup(_words(site, profile, to_root) if profile else ""),
        profile.language if profile and profile.language != cards.language else "",
    )


def _facts(site: Site, key: str) -> tuple[object, ...]:
    stories = site.by_ambassador.get(key, ())
    return (key, _profile_facts(site, key), site.facts[stories[0].id] if stories else "")


def _profile_facts(site: Site, key: str) -> tuple[object, ...]:
    """A profile, and where its links lead."""
    profile = site.hub.profiles.get(key)
    references = profile.references if profile else ()
    return (profile, [site.addresses.find(profile, one.target) for one in references if profile and not one.picture])


def _words(site: Site, profile: Profile, to_root: str) -> str:
    """What somebody says of themselves: its links lead into the hub or nowhere, and it has no pictures."""
    return resolve(profile.html, profile, site.addresses, to_root, lambda _, words: f"<em>{words}</em>")


@dataclass(frozen=True)
class AmbassadorPage(ListPage):
    """One ambassador: what they say of themselves, and their stories."""

    folder = "ambassadors/"
    template = "ambassador.html"

    def stories(self, site: Site) -> tuple[Story, ...]:
        """Their stories."""
        return site.by_ambassador.get(self.key, ())

    def depends(self, site: Site) -> tuple[object, ...]:
        """The list and the profile."""
        return (*super().depends(site), _facts(site, self.key))

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        ambassador = ambassador_view(cards, self.key, base(site, self.path))
        trail = (Link(f"{cards.prefix}ambassadors/", cards.words.gettext("Ambassadors")),)
        return {
            **self.list_context(site, cards),
            "ambassador": ambassador,
            "head": head(
                cards,
                self.own_url,
                ambassador.name,
                section="ambassadors",
                description=cards.words.gettext("Stories by %(name)s") % {"name": ambassador.name},
                trail=trail,
            ),
        }


@dataclass(frozen=True)
class AmbassadorsPage(PlacedPage):
    """A part of the list of names."""

    number: int
    total: int
    keys: tuple[str, ...]
    template = "ambassadors.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The people that it names."""
        return (self, [_facts(site, key) for key in self.keys])

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        previous = cards.prefix + _list_url(self.number - 1) if self.number > 1 else None
        following = cards.prefix + _list_url(self.number + 1) if self.number < self.total else None
        return {
            "ambassadors": tuple(ambassador_view(cards, key, base(site, self.path)) for key in self.keys),
            "pager": Pager(self.number, self.total, previous, following),
            "head": head(
                cards,
                _list_url(self.number),
                cards.words.gettext("Ambassadors"),
                description=cards.words.gettext("Everyone who told a story here, by name."),
                section="ambassadors",
            ),
        }


def _list_url(number: int) -> str:
    """Address of a part of the list, without the language."""
    return "ambassadors/" + (f"page/{number}/" if number > 1 else "")


@lru_cache(maxsize=100_000)
def _sorted_as(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name


def groups(site: Site, language: str) -> Iterator[Group]:
    """The pages about ambassadors in one language: a part of the list of names, with everyone on it."""
    keys = sorted(site.by_ambassador, key=lambda key: (_sorted_as(site.ambassador_name(key)), key))
    chunks = [tuple(keys[start : start + NAMES]) for start in range(0, len(keys), NAMES)] or [()]
    for number, chunk in enumerate(chunks, 1):
        file = f"{site.prefix(language)}{_list_url(number)}index.html"
        names = AmbassadorsPage(language, file, number, len(chunks), chunk)
        told = [(key, _profile_facts(site, key), site.facts_of(site.by_ambassador[key])) for key in chunk]
        yield Group(f"ambassadors/{language}/{number}", (len(chunks), told), partial(_pages, site, names))


def _pages(site: Site, names: AmbassadorsPage) -> Iterator[Page]:
    yield names
    for key in names.keys:
        yield from AmbassadorPage.all_parts(site, names.language, key, site.by_ambassador[key])
