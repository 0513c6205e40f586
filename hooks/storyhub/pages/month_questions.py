"""The question of a month: its page, with the stories that answer it, and what other pages show of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from storyhub.model.month_question import MonthQuestion
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.paths import Words, words_of
from storyhub.pages.views import Link
from storyhub.site import Site

FOLDER = "questions/"
MOST = 200
"""Answers that a page shows, the newest of them: it must not grow without bound."""


@dataclass(frozen=True, slots=True)
class MonthQuestionView:
    """A question of a month, as a page shows it."""

    url: str
    text: Words
    month: str
    """As in November 2026."""
    tell: str
    """Where it is answered, with its words."""
    answered: bool


def url_of_question(month: str) -> str:
    """Address of a question's page, without the language."""
    return f"{FOLDER}{month}/"


def view(site: Site, cards: Cards, question: MonthQuestion) -> MonthQuestionView:
    """A question as pages show it."""
    year, month = question.month.split("-")
    words = words_of(question.text, cards)
    return MonthQuestionView(
        f"{cards.prefix}{url_of_question(question.month)}",
        words,
        cards.words.date(date(int(year), int(month), 1), "LLLL yyyy"),
        f"{cards.prefix}tell/?question={quote(words.text)}&answers_question={question.month}",
        bool(site.answers.get(question.month)),
    )


def current(site: Site, cards: Cards) -> MonthQuestionView | None:
    """The newest question, if there is any."""
    return next((view(site, cards, one) for one in site.month_questions.values()), None)


@dataclass(frozen=True)
class QuestionPage(PlacedPage):
    """One question and its answers, in one language."""

    month: str
    template = "question.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The questions, and the stories that answer this one."""
        told = self._told(site)
        return (self, list(site.month_questions.values()), told, [site.facts[identity] for identity in told])

    def _told(self, site: Site) -> list[str]:
        stories = site.listed(site.answers.get(self.month, ()), self.language)
        return [story.id for story in stories[:MOST]]

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        url = url_of_question(self.month)
        shown = view(site, cards, site.month_questions[self.month])
        others = [one for one in site.month_questions.values() if one.month != self.month]
        return {
            "question": shown,
            "stories": self._told(site),
            "others": tuple(view(site, cards, one) for one in others[:24]),
            "feed": f"question-{self.month}",
            "head": head(
                cards,
                url,
                shown.text.text,
                description=cards.words.gettext("Stories that answer the question of the month."),
                section="stories",
                feeds=(Link(f"{url}feed.xml", f"{shown.text.text} · {site.settings.name}"),),
                trail=(Link(f"{cards.prefix}archive/", cards.words.gettext("Stories")),),
            ),
        }


def pages(site: Site, language: str) -> Iterator[Page]:
    """The questions that readers see, in one language."""
    for month in site.month_questions:
        yield QuestionPage(language, f"{site.prefix(language)}{url_of_question(month)}index.html", month)
