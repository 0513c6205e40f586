"""A story's own page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from storyhub.model.card_look import SIZE
from storyhub.model.listening import CLOSED
from storyhub.model.story import Body, Listening, Story
from storyhub.pages import month_questions
from storyhub.pages.cards import Cards, story_link
from storyhub.pages.frame import base, head
from storyhub.pages.frame_views import Head, SharedPicture
from storyhub.pages.links import body_html, leads
from storyhub.pages.listening import answers
from storyhub.pages.mentions import mentions
from storyhub.pages.page import Group, Page
from storyhub.pages.paths import on_paths, on_paths_by
from storyhub.pages.picture_variants import variants
from storyhub.pages.sharing_card import place
from storyhub.pages.story_view import StoryView, line_views
from storyhub.pages.tombstone import Tombstone
from storyhub.pages.views import Link
from storyhub.site import Site
from storyhub.text.quotes import typeset
from storyhub.text.said_in import said_in

MOST_REPLIES = 40
"""Replies that a story's page shows, the newest of them: a page must not grow without bound."""
MOST_LINES = 40
"""The same for lines back."""
LETTERS_OF_A_DROP_CAP = 220
"""Of a first paragraph, for three lines in the widest column: 66ch hold about 80 letters."""
_NOBODY = b"-" * 12
"""Stands for a story that is not there."""


@dataclass(frozen=True)
class StoryPage(Page):
    """The page of one published story."""

    id: str
    language: str

    template = "story.html"
    many = True

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self.id}/index.html"

    @property
    def source(self) -> str:  # type: ignore[override]
        """The story's file."""
        return f"{self.id}.md"

    def depends(self, site: Site) -> tuple[object, ...]:
        """Its own facts, and those of every story that it shows a card of."""
        story, facts = site.by_id[self.id], site.facts
        place = site.position[self.id]
        with_neighbours = site.facts_of(site.stories, max(place - 1, 0), place + 2)
        related = site.related.get(self.id, ())
        shown = [story.reply_to or "", *(one.id for one in related), "", *site.replies.get(self.id, ())]
        shown += ["", *site.translations.get(self.id, ()), "", *site.other_views.get(self.id, ())]
        shown += ["", *site.mentions.get(self.id, ())]
        return (
            with_neighbours + b"".join([facts.get(identity, _NOBODY) for identity in shown]),
            *leads(site, story),
            site.hub.listening.get(self.id),
            site.lines.get(self.id),
            site.month_questions.get(story.answers_question or ""),
            [one.words for one in related],
            *on_paths_by(site, self.id, site.chrome_language(story)),
        )

    def told(self, site: Site) -> Sequence[Story]:
        """Itself."""
        return (site.by_id[self.id],)

    def place(self, site: Site) -> int:
        """Its own place."""
        return site.position[self.id]

    def _neighbours(self, site: Site) -> tuple[Story | None, Story | None]:
        place = site.position[self.id]
        older = site.stories[place + 1] if place + 1 < len(site.stories) else None
        return older, site.stories[place - 1] if place else None

    def body_context(self, site: Site, cards: Cards, body: Body) -> dict[str, Any]:
        """The context with a body that was read before."""
        story = site.by_id[self.id]
        content = Markup(body_html(site, story, body, base(site, self.path)))
        view = self.view(site, cards, body, content)
        return {"story": view, "head": self.head(cards, story)}

    def head(self, cards: Cards, story: Story) -> Head:
        """What the head knows, and chat programs show with a link."""
        found = head(
            cards,
            story.url,
            story.title,
            description=story.summary,
            section="stories",
            trail=(
                Link(f"{cards.prefix}archive/", cards.words.gettext("Stories")),
                Link(f"{cards.prefix}archive/{story.date.year:04}/", f"{story.date.year:04}"),
            ),
            alone=True,
        )
        return replace(found, is_story=True, picture=_shared_picture(cards.site, story))

    def view(self, site: Site, cards: Cards, body: Body, content: Markup) -> StoryView:
        """The story as its template shows it."""
        story = site.by_id[self.id]
        older, newer = self._neighbours(site)
        marks = site.marks.get(self.id, ())
        replies, item = site.replies.get(self.id, ()), site.hub.listening.get(self.id)
        lines = site.lines.get(self.id, ())
        asked = site.month_questions.get(story.answers_question or "")
        return StoryView(
            card=cards.card(self.id),
            content=content,
            voiceprint=cards.voiceprint(story, "wide"),
            question=typeset(story.question, story.language),
            could_be_better=typeset(story.could_be_better, story.language),
            together_with=tuple(cards.department_link(key) for key in story.together_with),
            reply_to=cards.card(story.reply_to) if story.reply_to in site.by_id and story.reply_to != self.id else None,
            translations=tuple(cards.card(one) for one in site.translations.get(self.id, ()) if one != self.id),
            translated_by=story.translated_by if self.id != site.translations.get(self.id, (self.id,))[0] else "",
            other_views=site.other_views.get(self.id, ()),
            replies=replies[-MOST_REPLIES:],
            paths=on_paths(site, cards, self.id),
            more_replies=max(0, len(replies) - MOST_REPLIES),
            elsewhere=site.related.get(self.id, ()),
            previous=story_link(older) if older else None,
            next=story_link(newer) if newer else None,
            headings=body.headings,
            answers=answers(item.answers, cards, story.language) if item else (),
            closed=_closed(item, cards),
            heavy=story.heavy,
            month_question=month_questions.view(site, cards, asked) if asked else None,
            mentions=mentions(site, story),
            lines=line_views(lines[-MOST_LINES:], cards, story.language),
            more_lines=max(0, len(lines) - MOST_LINES),
            drop_cap=len(body.text.partition("\n\n")[0]) >= LETTERS_OF_A_DROP_CAP,
            values_suggested=True in [mark.suggested for mark in marks],
            said_in={
                mark.key: tuple(typeset(one, story.language) for one in said_in(body.text, mark.because))
                for mark in marks
                if mark.suggested
            },
        )


def _shared_picture(site: Site, story: Story) -> SharedPicture | None:
    """The photo of a story, as wide as it is published; else its card, where there are cards."""
    photo = site.picture(story) if site.settings.address else None
    if photo:
        widest = variants(photo)[-1]
        return SharedPicture(site.settings.absolute(widest.quoted), widest.width, widest.height, story.photo_alt)
    return SharedPicture(site.settings.absolute(quote(place(story.id))), *SIZE, story.title) if site.card_look else None


def _closed(item: Listening | None, cards: Cards) -> str:
    """What is said under the answers of an item that was closed."""
    if not item or not item.answers or item.answers[-1].status not in CLOSED:
        return ""
    if not item.confirmed:
        return cards.words.gettext("The teller has not confirmed this yet.")
    return cards.words.gettext("Confirmed by the teller on %(day)s.") % {"day": cards.words.date(item.confirmed)}


def groups(site: Site) -> Iterator[Group]:
    """The pages of all stories by month, and the tombstones."""
    for period, stories in site.by_period.items():
        if len(period) == len("2026/03"):
            yield Group(f"stories/{period}", _month(site, stories), partial(_pages, site, stories))
    yield Group.of(
        Tombstone(site.chrome_language(s), f"{s.id}/index.html", s.withdrawn, s.withdrawn_by, s.withdrawn_for)
        for s in site.tombstones
        if s.withdrawn
    )


def _pages(site: Site, stories: Sequence[Story]) -> Iterator[StoryPage]:
    return (StoryPage(story.id, site.chrome_language(story)) for story in stories)


def _month(site: Site, stories: Sequence[Story]) -> tuple[object, ...]:
    """All that the pages of a month's stories follow from."""
    facts = site.facts
    beside = (
        site.replies,
        site.hub.listening,
        site.lines,
        site.mentions,
        site.translations,
        site.other_views,
        site.paths_of,
    )
    start = site.position[stories[0].id]
    related = [site.related.get(story.id, ()) for story in stories]
    # Few stories have more than neighbours and others like them.
    more = [
        StoryPage(story.id, "").depends(site)
        for story in stories
        if story.references
        or story.photo
        or story.reply_to
        or story.answers_question
        or any(story.id in some for some in beside)
    ]
    return (
        site.facts_of(site.stories, max(start - 1, 0), start + len(stories) + 1),
        b"".join([facts.get(other.id, _NOBODY) for others in related for other in others]),
        [[one.words for one in others] for others in related],
        more,
    )
