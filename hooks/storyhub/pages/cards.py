"""Turns stories, values and departments into what templates show, in one language of the interface."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from storyhub.model.i18n import Catalogue, catalogue, language_name
from storyhub.model.story import Department, Story, Value, in_language, name_of_key
from storyhub.model.value_marks import mark
from storyhub.pages.picture_variants import variants
from storyhub.pages.views import DepartmentView, Link, PictureView, StoryCard, ValueTag, ValueView, Why
from storyhub.pages.voiceprint import draw
from storyhub.site import Site
from storyhub.system.failures import about
from storyhub.text.quotes import typeset

WORDS_PER_MINUTE = 220
"""Silent reading of prose: Brysbaert (2019), 238 for English non-fiction, a little less for Dutch."""


class Cards:
    """The views of one site in one language."""

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        self.language = language
        self.words: Catalogue = catalogue(language)
        self.prefix = site.prefix(language)
        self._default = site.settings.language
        self.values = {value.key: self._value(value) for value in site.hub.values}
        self.departments = {department.key: self._department(department) for department in site.hub.departments}
        self.card = lru_cache(maxsize=4096)(self._card)

    def _value(self, value: Value) -> ValueView:
        url = f"{self.prefix}values/{value.key}/"
        stories = self.site.by_value[value.key]
        borrowed = "" if self.language in value.name or len(value.name) == 0 else self._default
        return ValueView(
            value.key,
            in_language(value.name, self.language, self._default),
            in_language(value.promise, self.language, self._default),
            mark(value.mark),
            url,
            f"values/{value.key}/feed.xml",
            len(stories),
            language=borrowed,
        )

    def _department(self, department: Department) -> DepartmentView:
        return DepartmentView(
            department.key,
            in_language(department.name, self.language, self._default),
            department.location,
            f"{self.prefix}departments/{department.key}/",
            f"departments/{department.key}/feed.xml",
            len(self.site.by_department[department.key]),
        )

    def department_link(self, key: str) -> Link:
        """A department by name, with its page; one that departments.yml does not (yet) have goes without."""
        view = self.departments.get(key)
        return Link(view.url, view.name) if view else Link("", name_of_key(key))

    def author_link(self, story: Story) -> Link:
        """Who tells a story, with their page unless it is a pen name."""
        key = self.site.ambassador(story)
        return Link(f"{self.prefix}ambassadors/{key}/" if key else "", self.site.author_name(story))

    def picture(self, story: Story) -> PictureView | None:
        """The main picture of a story, if it has one that can be shown."""
        found = self.site.picture(story)
        return picture_view(self.site, found.path, story.photo_alt, story.photo_credit) if found else None

    def voiceprint(self, story: Story, form: str) -> Markup:
        """The drawing of a story's own rhythm, in the colours of its values."""
        marks = self.site.marks.get(story.id, ())
        with about(story.path):
            return draw(story.rhythm, [(found.key, found.tension) for found in marks], form=form)

    def _card(self, identity: str) -> StoryCard:
        story, marks = self.site.by_id[identity], self.site.marks.get(identity, ())
        with about(story.path):
            return StoryCard(
                id=story.id,
                url=story.url,
                title=typeset(story.title, story.language),
                language=story.language,
                summary=typeset(story.summary, story.language),
                why=typeset(story.why, story.language),
                author=self.author_link(story),
                department=self.department_link(story.department),
                date=story.date,
                date_text=self.words.date(story.date),
                minutes=max(1, round(story.words / WORDS_PER_MINUTE)),
                values=tuple(ValueTag(self.values[m.key], m.tension, m.suggested, m.because) for m in marks),
                picture=self.picture(story),
                reply=self.site.is_reply(story),
                foreign=story.language != self.language,
                language_name=language_name(story.language, story.language),
                draft=story.draft,
            )

    def why(self, story: Story, value: str = "") -> Why:
        """Why a story matters to its teller; in tension with this value, or without one with any."""
        card = self.card(story.id)
        return Why(card.why, card, any(mark.tension and value in ("", mark.key) for mark in self.site.marks[story.id]))


def story_link(story: Story) -> Link:
    """A story by its title."""
    return Link(story.url, typeset(story.title, story.language), language=story.language)


def picture_view(site: Site, place: str, alt: str, credit: str = "") -> PictureView:
    """A picture in the widths that are published of it."""
    widths = variants(site.hub.pictures[place])
    largest = widths[-1]
    found = tuple((one.quoted, one.width) for one in widths)
    return PictureView(largest.quoted, found, largest.width, largest.height, alt, credit)
