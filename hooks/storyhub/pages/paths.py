"""Paths: stories that somebody put in an order, with a line for each; a page of all paths, and one of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from storyhub.model.story import Story, in_language
from storyhub.pages.cards import Cards, story_link
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.views import Link
from storyhub.site import Site
from storyhub.text.quotes import typeset

FOLDER = "paths/"
_Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of whoever made a path; `language` is empty when it is the page's."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PathView:
    """A path in a list of them."""

    url: str
    title: Words
    why: Words
    count: int


@dataclass(frozen=True, slots=True)
class StepView:
    """A story on a path, and why it is there."""

    id: str
    line: Words


@dataclass(frozen=True, slots=True)
class OnPath:
    """Where a story is on a path."""

    url: str
    title: Words
    number: int
    """From 1."""
    count: int
    previous: Link | None
    next: Link | None


def url_of_path(name: str) -> str:
    """Address of a path's page, without the language."""
    return f"{FOLDER}{quote(name)}/"


def words_of(texts: _Texts, cards: Cards) -> Words:
    """Words per language in that of the page, else in the hub's."""
    default = cards.site.settings.language
    text = in_language(texts, cards.language, default)
    spoken = next((code for code in (cards.language, default, *texts) if texts.get(code)), cards.language)
    return Words(typeset(text, spoken), "" if spoken == cards.language else spoken)


def stories_of(site: Site, name: str, language: str) -> tuple[Story, ...]:
    """The stories of a path in their order, each in the reader's language where it was translated."""
    return tuple(site.told_in(step.story, language) for step in site.paths[name].steps)


def views(site: Site, cards: Cards) -> tuple[PathView, ...]:
    """All paths, as a list shows them."""
    return tuple(
        PathView(
            f"{cards.prefix}{url_of_path(name)}",
            words_of(path.title, cards),
            words_of(path.why, cards),
            len(path.steps),
        )
        for name, path in site.paths.items()
    )


def listed_by(site: Site) -> list[tuple[str, _Texts, _Texts, int]]:
    """What a list of all paths follows from."""
    return [(name, path.title, path.why, len(path.steps)) for name, path in site.paths.items()]


def on_paths(site: Site, cards: Cards, identity: str) -> tuple[OnPath, ...]:
    """The paths that a story is on, with the stories before and after it on each."""
    found = []
    for name, place in site.paths_of.get(identity, ()):
        stories = stories_of(site, name, cards.language)
        found.append(
            OnPath(
                f"{cards.prefix}{url_of_path(name)}",
                words_of(site.paths[name].title, cards),
                place + 1,
                len(stories),
                story_link(stories[place - 1]) if place else None,
                story_link(stories[place + 1]) if place + 1 < len(stories) else None,
            )
        )
    return tuple(found)


def on_paths_by(site: Site, identity: str, language: str) -> list[object]:
    """What `on_paths` follows from."""
    found: list[object] = []
    for name, place in site.paths_of.get(identity, ()):
        stories = stories_of(site, name, language)
        beside = [site.facts[story.id] for story in stories[max(0, place - 1) : place + 2]]
        found.append((name, site.paths[name].title, place, len(stories), beside))
    return found


class PathsPage(PlacedPage):
    """All paths, in one language."""

    template = "paths.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The paths, and how long they are."""
        return (self.path, listed_by(site))

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        return {
            "paths": views(site, cards),
            "head": head(
                cards,
                FOLDER,
                cards.words.gettext("Paths"),
                description=cards.words.gettext("Stories to read one after another, put in an order by a colleague."),
                section="stories",
                trail=(Link(f"{cards.prefix}archive/", cards.words.gettext("Stories")),),
            ),
        }


@dataclass(frozen=True)
class PathPage(PlacedPage):
    """One path, in one language."""

    name: str
    template = "path.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """What it says, and the stories on it."""
        told = stories_of(site, self.name, self.language)
        return (self, site.paths[self.name], [site.facts[story.id] for story in told])

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        made, url = site.paths[self.name], url_of_path(self.name)
        called, reason = words_of(made.title, cards), words_of(made.why, cards)
        stories = stories_of(site, self.name, self.language)
        steps = zip(stories, made.steps, strict=True)
        return {
            "title": called,
            "why": reason,
            "minutes": sum(cards.card(story.id).minutes for story in stories),
            "steps": tuple(StepView(story.id, words_of(step.line, cards)) for story, step in steps),
            "feed": f"path-{self.name}",
            "head": head(
                cards,
                url,
                called.text,
                description=reason.text,
                section="stories",
                feeds=(Link(f"{url}feed.xml", f"{called.text} · {site.settings.name}"),),
                trail=(
                    Link(f"{cards.prefix}archive/", cards.words.gettext("Stories")),
                    Link(f"{cards.prefix}{FOLDER}", cards.words.gettext("Paths")),
                ),
            ),
        }


def pages(site: Site, language: str) -> Iterator[Page]:
    """The paths in one language, when there are any."""
    folder = site.prefix(language) + FOLDER
    if site.paths:
        yield PathsPage(language, f"{folder}index.html")
    for name in site.paths:
        yield PathPage(language, f"{folder}{name}/index.html", name)
