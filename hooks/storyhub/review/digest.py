"""What a digest says of some days: stories, fairly chosen, what was heard and what came of it, and one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.listening import ListeningItem
from storyhub.model.settings import today
from storyhub.model.story import Story, in_language
from storyhub.pages.cards import Cards
from storyhub.pages.composer import FOLDER as TELL
from storyhub.pages.listening import FOLDER as LISTENING
from storyhub.pages.month_questions import current
from storyhub.site import Site

MOST_STORIES = 6
MOST_HEARD = 4
_LONGEST = 280
"""Characters of what somebody wrote; the rest is behind the link."""
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story, as a digest names it."""

    title: str
    url: str
    """Absolute."""
    line: str
    """Its why, else its summary."""
    about: str
    """Who told it, and where."""
    language: str


@dataclass(frozen=True, slots=True)
class DigestItem:
    """What could be better, and what came of it."""

    story: DigestStory
    text: str
    status: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest, in one language."""

    language: str
    title: str
    intro: str
    stories: tuple[DigestStory, ...]
    heard: tuple[DigestItem, ...]
    question: DigestStory | None
    """The question of the month, at its own page; else a story with a question to colleagues, which is its `line`."""
    home: str
    tell: str
    listening: str


def digest(site: Site, language: str, since: date) -> Digest | None:
    """What there is to say of the days from `since` on; None: nothing.

    Needs the site's address: what a mail links to is absolute.
    """
    words, now = catalogue(language), today(site.settings)
    listed = site.listed(site.stories, language)
    new = fairly((story for story in listed if since <= story.date <= now), lambda one: one.department, MOST_STORIES)
    items = fairly(_heard(site, since), lambda one: one.story.department, MOST_HEARD)
    if not new and not items:
        return None
    asked = next((story for story in listed if story.question), None)
    prefix = site.prefix(language)
    return Digest(
        language=language,
        title=words.gettext("%(place)s: %(told)s")
        % {"place": site.settings.name, "told": words.gettext("stories since %(day)s") % {"day": words.date(since)}},
        intro=words.gettext("What colleagues told, and what came of what could be better."),
        stories=tuple(_story(site, story, words) for story in new),
        heard=tuple(_item(site, item, words) for item in items),
        question=_of_the_month(site, words) or (_story(site, asked, words, asked.question) if asked else None),
        home=site.settings.absolute(prefix),
        tell=site.settings.absolute(f"{prefix}{TELL}"),
        listening=site.settings.absolute(f"{prefix}{LISTENING}"),
    )


def fairly(found: Iterable[_One], place: Callable[[_One], str], most: int) -> list[_One]:
    """The first of each place, then the second of each, and so on: whoever writes much does not fill it.

    >>> fairly(["a1", "a2", "a3", "b1"], lambda one: one[0], 3)
    ['a1', 'b1', 'a2']
    """
    by_place: dict[str, list[_One]] = {}
    for one in found:
        by_place.setdefault(place(one), []).append(one)
    rounds = [one[turn] for turn in range(most) for one in by_place.values() if turn < len(one)]
    return rounds[:most]


def _heard(site: Site, since: date) -> list[ListeningItem]:
    """Items that were told or answered since then, those with the newest answer first."""
    now = today(site.settings)
    days = [(max([item.story.date, *(one.date for one in item.answers)]), item) for item in site.listening]
    found = [(day, bool(item.answers), item) for day, item in days if since <= day <= now]
    return [item for _, _, item in sorted(found, key=lambda one: (one[1], one[0], one[2].story.id), reverse=True)]


def _story(site: Site, story: Story, words: Catalogue, line: str = "") -> DigestStory:
    department = next((one for one in site.hub.departments if one.key == story.department), None)
    place = in_language(department.name, words.language, site.settings.language) if department else ""
    return DigestStory(
        title=story.title,
        url=site.settings.absolute(story.url),
        line=_short(line or story.why or story.summary),
        about=", ".join(filter(None, (site.author_name(story), place))),
        language=story.language,
    )


def _of_the_month(site: Site, words: Catalogue) -> DigestStory | None:
    found = current(site, Cards(site, words.language))
    if not found:
        return None
    about = f"{words.gettext('Question of the month')}, {found.month}"
    return DigestStory(
        found.text.text, site.settings.absolute(found.url), "", about, found.text.language or words.language
    )


def _item(site: Site, item: ListeningItem, words: Catalogue) -> DigestItem:
    last = item.answers[-1] if item.answers else None
    return DigestItem(
        story=_story(site, item.story, words),
        text=_short(item.story.could_be_better),
        status=item.state(words.gettext),
        note=_short(last.note) if last else "",
        by=last.by if last else "",
    )


def _short(text: str) -> str:
    """Words on one line, cut off between two of them."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]} …"
