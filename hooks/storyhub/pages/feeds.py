"""Feeds of the hub, of each value, department, path and question, with their newest stories, whole and in any language.

Each is there as Atom (RFC 4287) and as JSON Feed (jsonfeed.org, version 1.1), of the same ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from storyhub.model.story import Body, Story
from storyhub.pages import month_questions, paths
from storyhub.pages.cards import Cards
from storyhub.pages.feed_files import ENTRIES, WRITERS, FeedEntry, address
from storyhub.pages.links import body_html, leads
from storyhub.pages.page import Page
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
            return paths.stories_of(site, self.key, self.language)[:ENTRIES]
        if self.kind == "questions":
            return site.answers.get(self.key, ())[:ENTRIES]
        if self.kind == "values":
            return site.by_value[self.key][:ENTRIES]
        return site.by_department[self.key][:ENTRIES] if self.kind else site.stories[:ENTRIES]

    def depends(self, site: Site) -> tuple[object, ...]:
        """The stories that it tells."""
        stories = self.told(site)
        more = [leads(site, story) for story in stories if story.references or story.photo]
        own = [path for path in site.hub.paths if self.kind == "paths" and path.name == self.key]
        asked = site.month_questions[self.key] if self.kind == "questions" else None
        return (self, [site.facts[story.id] for story in stories], more, asked, *own)

    def text(self, site: Site, cards: Cards) -> str | None:
        """The feed of a hub that has no stories yet."""
        return self.text_of_bodies(site, cards, {})

    def title(self, site: Site, cards: Cards) -> str:
        """The hub's name, after that of what it is about."""
        if not self.kind:
            return site.settings.name
        if self.kind == "paths":
            return f"{paths.title(site, cards, self.key)} · {site.settings.name}"
        if self.kind == "questions":
            return f"{month_questions.title(site, cards, self.key)} · {site.settings.name}"
        view = cards.values[self.key] if self.kind == "values" else cards.departments[self.key]
        return f"{view.name} · {site.settings.name}"

    def text_of_bodies(self, site: Site, cards: Cards, bodies: Mapping[str, Body]) -> str:
        """The feed's file."""
        entries = (self._entry(site, cards, story, bodies.get(story.id)) for story in self.told(site))
        write = WRITERS[self.file]
        return write(site, self.path, self.folder, self.language, self.title(site, cards), entries)

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


def pages(site: Site) -> Iterator[Page]:
    """All feeds."""
    language = site.settings.language
    for kind, key in (
        ("", ""),
        *(("values", value.key) for value in site.hub.values),
        *(("departments", department.key) for department in site.hub.departments),
        *(("paths", name) for name in site.paths),
        *(("questions", month) for month in site.month_questions),
    ):
        yield from (StoryFeed(kind, key, language, file) for file in WRITERS)
