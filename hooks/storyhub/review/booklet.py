"""A small book of chosen stories: what its cover, contents, stories and colophon show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from storyhub.build import Builder
from storyhub.model.settings import Settings, today
from storyhub.model.story import Body, Story
from storyhub.pages import paths
from storyhub.pages.cards import Cards
from storyhub.pages.frame import site_view
from storyhub.pages.links import body_html
from storyhub.pages.views import StoryCard
from storyhub.read.hub import shards_of
from storyhub.review.preview import Previews

_TAG = re.compile(r"<[^>]+>")
_ANCHOR = re.compile(r"\b(id=\"|href=\"#)")
_LEAD = re.compile(r"(<a\b[^>]*?)\shref=\"hub:([^\"#]*)([^\"]*)\"")
_HUB = "hub:"
"""Stands before the address of what is in the hub until it is known whether it is in the book too."""


@dataclass(frozen=True, slots=True)
class BookletStory:
    """A story of the book."""

    anchor: str
    card: StoryCard
    line: paths.Words
    """Why it is on the path; may be empty."""
    picture: Markup
    """Its photo, else empty."""
    voiceprint: Markup
    content: Markup
    heavy: bool


@dataclass(frozen=True, slots=True)
class Booklet:
    """A small book."""

    title: str
    why: str
    organisation: str
    stories: tuple[BookletStory, ...]
    day: str
    """On which it was made."""
    address: str
    """Of the hub; may be empty."""
    is_internal: bool
    """One of its stories at least was told for colleagues alone."""
    signposts: tuple[str, ...]


def booklet(
    builder: Builder, previews: Previews, ids: Sequence[str], language: str, path: str = "", title: str = ""
) -> Booklet:
    """A book of published stories, in the order given; `path` names the path that they are the steps of."""
    site, cards = builder.site, Cards(builder.site, language)
    stories = [site.told_in(one, language) if path else site.by_id[one] for one in ids]
    bodies = shards_of(site.root, site.settings.language, builder.store).bodies(stories)
    inside = {story.url: f"s{number}" for number, story in enumerate(stories, 1)}
    made = site.paths[path] if path else None
    lines = [paths.words_of(step.line, cards) for step in made.steps] if made else [paths.Words("")] * len(stories)
    told = zip(stories, lines, strict=True)
    return Booklet(
        title or (paths.words_of(made.title, cards).text if made else site.settings.name),
        paths.words_of(made.why, cards).text if made else "",
        site.settings.organisation,
        tuple(_story(previews, cards, story, line, bodies[story.id], inside) for story, line in told),
        cards.words.date(today(site.settings)),
        site.settings.address,
        any(not story.public for story in stories),
        site_view(site, language).signposts,
    )


def _story(
    previews: Previews, cards: Cards, story: Story, line: paths.Words, body: Body, inside: dict[str, str]
) -> BookletStory:
    card, anchor = cards.card(story.id), inside[story.url]
    html = body_html(cards.site, story, body, _HUB)
    html = _TAG.sub(lambda tag: _ANCHOR.sub(rf"\g<1>{anchor}-", tag[0]), html).replace(f'src="{_HUB}', 'src="')
    html = _LEAD.sub(lambda match: _led(match, inside, cards.site.settings), html)
    shown = card.picture
    photo = f'<img src="{escape(shown.url)}" alt="{escape(shown.alt)}">' if shown else ""
    return BookletStory(
        anchor,
        card,
        line,
        Markup(previews.with_pictures(photo)),
        cards.voiceprint(story, "wide"),
        Markup(previews.with_pictures(html)),
        story.heavy,
    )


def _led(match: re.Match[str], inside: dict[str, str], settings: Settings) -> str:
    """A link to another story of the book, else to the hub where its address is known, else nowhere."""
    elsewhere = escape(settings.absolute("")) + match[2] + match[3] if settings.address else ""
    to = f"#{inside[match[2]]}" if match[2] in inside else elsewhere
    return f'{match[1]} href="{to}"' if to else match[1]
