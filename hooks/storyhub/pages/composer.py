"""The composer page, on which a story is written and sent in, and the data that its script works with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.compose import questions
from storyhub.compose.empty_story import blank
from storyhub.compose.questions import Question
from storyhub.model.code_hosts import LINE_LIMIT
from storyhub.pages import month_questions
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.read.schema import field_names
from storyhub.read.strict_yaml import SIZE_LIMIT
from storyhub.site import Site
from storyhub.text import private_data, slip_patterns
from storyhub.text.decoding import UNSEEN

FOLDER = "tell/"
MAIL_LIMIT = 1900
"""Characters of a mailto: address that mail programs still open."""
WIDEST = 1600
"""Pixels of the longer side of a picture that is sent in."""
MANY_TELLERS = 5
"""How many people of a department have to have told stories before a pen name hides anybody."""
# Languages to choose from besides the interface's: those that people write in at work in Europe, by their codes.
TONGUES = ("ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "fy", "hu", "it", "nl", "pap", "pl", "pt", "ro", "ru", "so", "sv", "ti", "tr", "uk", "zh")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A question as the template shows it."""

    key: str
    ask: str
    hint: str
    limit: int
    needed: bool
    choices: tuple[str, ...]


class TellPage(PlacedPage):
    """Where somebody tells a story; without its script it holds an empty one to copy."""

    template = "tell.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """Nothing but what every page follows from, the languages of the stories, and what is no longer offered."""
        newest = next(iter(site.month_questions.values()), None)
        answered = bool(newest and site.answers.get(newest.month))
        return (self.path, _tongues(site), *map(sorted, site.retired), newest, answered)

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        past_values, past_departments = site.retired
        values = tuple(view for view in cards.values.values() if view.key not in past_values)
        named = [(view.key, view.name) for view in cards.departments.values()]
        departments = tuple(one for one in named if one[0] not in past_departments)
        shown = {question.field: _field(question, cards) for question in questions.ALL}
        return {
            "ask": shown,
            "month_question": month_questions.current(site, cards),
            "tell": {
                "story": [shown[question.field] for question in questions.STORY],
                "values": values,
                "departments": departments,
                "languages": sorted(
                    ((code, cards.words.language_name(code)) for code in _tongues(site)), key=lambda one: one[1]
                ),
                "secrets": _secrets(),
                "blank": blank(_, tuple(key for key, _name in departments), tuple(view.key for view in values)),
                "promise": site.settings.promise,
                "host": site.settings.code_host,
                "mail": site.settings.comms_mail,
                "data": f"{FOLDER}composer.json",
                "hints": f"{FOLDER}values.json" if site.hints else "",
                "alt_limit": questions.rules()["photo.alt"].limit,
                "credit_limit": questions.rules()["photo.credit"].limit,
            },
            "head": head(
                cards,
                FOLDER,
                _("Tell your story"),
                description=_("Something happened, and it mattered to you. That is enough."),
                section="tell",
            ),
        }


def _tongues(site: Site) -> tuple[str, ...]:
    return tuple(sorted({*TONGUES, *site.settings.languages, *site.languages}))


def _field(question: Question, cards: Cards) -> Field:
    say = cards.words.gettext
    rule = questions.rules().get(question.field, questions.FieldRule())
    hint = say(question.hint) if question.hint else ""
    return Field(question.field, say(question.ask), hint, rule.limit, rule.needed, rule.choices)


def _secrets() -> tuple[str, ...]:
    found = [what for what, _ in private_data.patterns()["secrets"]]
    return tuple(dict.fromkeys((*found, *private_data.NUMBERS)))


class TellData(PlacedPage):
    """What the script works with: limits, patterns, and what the code host can do; the same in every language."""

    def depends(self, site: Site) -> tuple[object, ...]:
        """The settings, and where few tell stories; the rest is code."""
        settings = site.settings
        return (self.path, settings.code_host, settings.comms_mail, settings.allow, few_tellers(site))

    def text(self, site: Site, cards: Cards) -> str:
        """The data as JSON."""
        return json.dumps(data(site), ensure_ascii=False)


def few_tellers(site: Site) -> list[str]:
    """The departments in which a pen name hides little: fewer than five people told stories there. No figure is published."""
    tellers: dict[str, set[str]] = {department.key: set() for department in site.hub.departments}
    for story in site.stories:
        tellers.setdefault(story.department, set()).add(site.ambassador(story))
    return sorted(key for key, people in tellers.items() if len(people - {""}) < MANY_TELLERS)


def data(site: Site) -> dict[str, Any]:
    """What the script works with."""
    host = site.settings.code_host
    told = {
        name: {"limit": rule.limit, "needed": rule.needed, "pattern": rule.pattern}
        for name, rule in questions.rules().items()
    }
    return {
        "order": field_names(),
        "fields": told,
        "language": site.settings.language,
        "frontMatterLimit": SIZE_LIMIT,
        "unseen": UNSEEN.pattern,
        "private": private_data.patterns() | {"allow": [private_data.alone(own) for own in site.settings.allow]},
        "slips": slip_patterns.patterns(),
        "widest": WIDEST,
        "few": few_tellers(site),
        "host": host and {
            "template": host.template(),
            "folder": f"{host.folder}/" if host.folder else "",
            "fills": host.host.fills,
            "limit": LINE_LIMIT,
        },
        "mail": {"to": site.settings.comms_mail, "limit": MAIL_LIMIT},
    }  # fmt: skip


class TellHints(TellData):
    """The words that values are suggested by, fetched when somebody starts to write."""

    def depends(self, site: Site) -> tuple[object, ...]:
        """The words."""
        return (self.path, site.hints)

    def text(self, site: Site, cards: Cards) -> str:
        """The words as JSON."""
        return site.hints


def pages(site: Site, language: str) -> Iterator[Page]:
    """The composer page of a language, and once its data."""
    yield TellPage(language, f"{site.prefix(language)}{FOLDER}index.html")
    if language == site.settings.language:
        yield TellData(language, f"{FOLDER}composer.json")
        if site.hints:
            yield TellHints(language, f"{FOLDER}values.json")
