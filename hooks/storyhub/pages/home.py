"""The home page: the newest stories, fairly, and a way in by value."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from storyhub.model.listening import ListeningItem
from storyhub.model.settings import today
from storyhub.model.story import Story
from storyhub.pages import month_questions, paths
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.listening import FOLDER, view
from storyhub.pages.values import fair_whys
from storyhub.site import Site

SHOWN = 10
EACH = 2
"""No department comes more than twice in the first ten."""
VOICES = 3
CHANGES = 2
"""Things that changed, the newest."""
_HEADING = re.compile(r"\s*(<h1\b.*?</h1>)\s*", re.DOTALL)


def newest_fairly(stories: tuple[Story, ...]) -> tuple[Story, ...]:
    """The newest stories, at most EACH of a department, SHOWN in all."""
    seen: dict[str, int] = {}
    chosen: list[Story] = []
    for story in stories:
        if len(chosen) == SHOWN:
            break
        seen[story.department] = seen.get(story.department, 0) + 1
        if seen[story.department] <= EACH:
            chosen.append(story)
    return tuple(chosen)


def parted(content: Markup) -> tuple[Markup, Markup]:
    """The heading that a page's own words begin with, and the rest: the newest story goes between them.

    >>> parted(Markup("<h1>Welcome</h1><p>Sit down.</p>"))
    (Markup('<h1>Welcome</h1>'), Markup('<p>Sit down.</p>'))
    """
    found = _HEADING.match(content)
    return (Markup(found[1]), Markup(content[found.end() :])) if found else (Markup(), content)


def context(site: Site, cards: Cards, description: str, content: Markup) -> dict[str, Any]:
    """What the home page's template gets; `content` are its own words as HTML, which `description` sums up."""
    heading, words = parted(content)
    listed = site.listed(site.stories, cards.language)
    chosen = newest_fairly(listed)
    on_page = {story.id for story in chosen[:1]}
    voices = [story for story in fair_whys(listed[:500], VOICES + 1) if story.id not in on_page][:VOICES]
    return {
        "content": content,
        "heading": heading,
        "words": words,
        "stories": tuple(cards.card(story.id) for story in chosen),
        "values": tuple(cards.values.values()),
        "whys": tuple(cards.why(story) for story in voices),
        "total": len(site.stories),
        "month_question": month_questions.current(site, cards),
        "paths": paths.views(site, cards),
        "changes": tuple(view(site, cards, item, today(site.settings)) for item in _changed(site)),
        "listening": f"{cards.prefix}{FOLDER}",
        "head": head(
            cards,
            "",
            site.settings.name,
            description=description,
            section="home",
        ),
    }


def _changed(site: Site) -> list[ListeningItem]:
    changed = [item for item in site.listening if item.status == "changed"]
    return sorted(changed, key=lambda item: (item.since, item.story.id), reverse=True)[:CHANGES]
