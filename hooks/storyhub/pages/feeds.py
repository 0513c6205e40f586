"""Feeds of the hub, of each value, department, path and question, with their newest stories, whole and in any language.

Each is there as Atom (RFC 4287) and as JSON Feed (jsonfeed.org, version 1.1), of the same ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from storyhub.model.story import Body, Story
from storyhub.pages.cards import Cards
from storyhub.pages.feed_files import ENTRIES, WRITERS, FeedEntry, address
from storyhub.pages.links import body_html, leads
from storyhub.pages.page import Page
from storyhub.pages.paths import stories_of, words_of
from storyhub.site import Site
from storyhub.system.failures import about


@dataclass(frozen=True)
class StoryFeed(Page):
    """One feed, of the hub (no kind), a value, a department, a path or a question."""

    kind: str
    key: str
    language: str
    file: str
    """Its name in the folder of what it is about, which says its form too."""

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self.folder}{self.file}"

    @property
    def folder(self) -> str:
        """Where the page is that it follows."""
        return f"{self.kind}/{self.key}/" if self.kind else ""

    def told(self, site: Site) -> Sequence[Story]:
        """Its newest stories; of a path its first ones, in their order."""
        if self.kind == "paths":
            return stories_of(site, self.key, self.language)[:ENTRIES]
        of = {"values": site.by_value, "departments": site.by_department, "questions": site.answers}
        return (of[self.kind].get(self.key, ()) if self.kind else site.stories)[:ENTRIES]

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories that it tells, and the path or the question that it is about."""
        stories = self.told(site)
        more = [leads(site, story) for story in stories if story.references or story.photo]
        about = site.paths[self.key] if self.kind == "paths" else site.month_questions.get(self.key)
        return (self, [site.facts[story.id] for story in stories], more, about)

    def text(self, site: Site, cards: Cards) -> str | None:
        """The feed of a hub that has no stories yet."""
        return self.text_of_bodies(site, cards, {})

    def text_of_bodies(self, site: Site, cards: Cards, bodies: Mapping[str, Body]) -> str:
        """The feed's file."""
        entries = (self._entry(site, cards, story, bodies.get(story.id)) for story in self.told(site))
        name, write = name_of(cards, self.kind, self.key), WRITERS[self.file]
        title = f"{name} · {site.settings.name}" if self.kind else name
        return write(site, self.path, self.folder, self.language, title, entries)

    def _entry(self, site: Site, cards: Cards, story: Story, body: Body | None) -> FeedEntry:
        with about(story.path):
            return FeedEntry(
                name=story.url,
                url=story.url,
                title=story.title,
                language=story.language,
                day=story.date,
                author=site.author_name(story),
                summary=story.summary,
                categories=tuple((mark.key, cards.values[mark.key].name) for mark in site.marks[story.id]),
                source=story.path,
                content=self._content(site, cards, story, body),
            )

    def _content(self, site: Site, cards: Cards, story: Story, body: Body | None) -> str:
        """The story as safe HTML, with its photo, and addresses that lead from anywhere."""
        root = address(site, "", self.path)
        html = body_html(site, story, body, root) if body else ""
        photo = cards.card(story.id).picture
        shown = f'<p><img src="{escape(root + photo.url)}" alt="{escape(photo.alt)}"></p>\n' if photo else ""
        return shown + html.replace('href="#', f'href="{escape(root + story.url)}#')


def subjects(site: Site) -> Iterator[tuple[str, str]]:
    """What there are feeds of: kind and key; the hub has neither."""
    yield "", ""
    yield from (("values", value.key) for value in site.hub.values)
    yield from (("departments", department.key) for department in site.hub.departments)
    yield from (("paths", name) for name in site.paths)
    yield from (("questions", month) for month in site.month_questions)


def name_of(cards: Cards, kind: str, key: str) -> str:
    """What a feed is about, in words."""
    site = cards.site
    if kind in ("paths", "questions"):
        return words_of(site.paths[key].title if kind == "paths" else site.month_questions[key].text, cards).text
    views = cards.values if kind == "values" else cards.departments
    return views[key].name if kind else site.settings.name


def pages(site: Site) -> Iterator[Page]:
    """All feeds."""
    for kind, key in subjects(site):
        yield from (StoryFeed(kind, key, site.settings.language, file) for file in WRITERS)
