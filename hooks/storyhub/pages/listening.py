"""The listening page: what could be better, what became of it, and whether it was answered in time. And its feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storyhub.model.listening import CLOSED, ListeningItem
from storyhub.model.settings import today
from storyhub.model.story import Answer
from storyhub.pages.cards import Cards, story_link
from storyhub.pages.feed_files import ENTRIES, WRITERS, FeedEntry
from storyhub.pages.frame import head
from storyhub.pages.listening_views import AnsweredInTime, ListeningEntry, ListeningItemView, ListeningPart
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.views import Link
from storyhub.site import Site
from storyhub.text.quotes import typeset

FOLDER = "listening/"
FEED = f"{FOLDER}feed.xml"
MOST = 150
"""Items of a part, the first of them: the page must not grow without bound."""


class ListeningPage(PlacedPage):
    """What became of what could be better."""

    template = "listening.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The day, the answers, and the stories that it names."""
        told = [
            (item.answers, item.owner, item.confirmed, [site.facts[one.id] for one in (item.story, *item.also)])
            for item in site.listening
        ]
        return (self.path, today(site.settings), told)

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        now, _ = today(site.settings), cards.words.gettext
        return {
            "counts": counted(site.listening, now),
            "parts": tuple(_parts(site, cards, now)),
            "day": cards.words.date(now),
            "days": site.settings.listening["heard"],
            "feed": FEED,
            "head": head(
                cards,
                FOLDER,
                _("What became of it"),
                description=_("What colleagues say could be better, who answers it, and what came of it."),
                section="listening",
                feeds=(Link(FEED, _("You said, we did")),),
            ),
        }


def counted(listed: Sequence[ListeningItem], now: date) -> AnsweredInTime:
    """The figures at the top of the page."""
    return AnsweredInTime(
        items=len(listed),
        answered=sum(bool(item.answers) for item in listed),
        in_time=sum(item.is_answered_in_time for item in listed),
        changed=sum(item.status == "changed" for item in listed),
        overdue=sum(item.is_overdue(now) for item in listed),
        unconfirmed=sum(item.status in CLOSED and not item.confirmed for item in listed),
    )


def _parts(site: Site, cards: Cards, now: date) -> Iterator[ListeningPart]:
    """What changed and what did not, the newest first; then what waits, the longest wait first."""
    _ = cards.words.gettext
    newest = sorted(site.listening, key=lambda item: (item.since, item.story.id), reverse=True)
    longest = sorted(site.listening, key=lambda item: (item.due or date.max, item.story.id))
    overdue = [item for item in longest if item.is_overdue(now)]
    waiting = [item for item in longest if item.due and not item.is_overdue(now)]
    for key, heading, listed in (
        ("changed", _("What changed"), [item for item in newest if item.status == "changed"]),
        ("kept", _("What stays as it is, and why"), [item for item in newest if item.status == "not changing"]),
        ("overdue", _("Should have been answered by now"), overdue),
        ("open", _("Open, and in time"), waiting),
    ):
        shown = tuple(view(site, cards, item, now) for item in listed[:MOST])
        yield ListeningPart(key, heading, shown, len(listed) - len(shown))


def view(site: Site, cards: Cards, item: ListeningItem, now: date) -> ListeningItemView:
    """An item as the page shows it."""
    tellers = {site.ambassador(story) or story.id for story in (item.story, *item.also)}
    departments = {story.department for story in (item.story, *item.also)}
    return ListeningItemView(
        card=cards.card(item.story.id),
        text=typeset(item.story.could_be_better, item.story.language),
        owner=item.owner,
        answers=answers(item.answers, cards, item.story.language),
        days=item.days_open(now),
        is_closed=item.due is None,
        due_text=cards.words.date(item.due) if item.due else "",
        late=max(0, (now - item.due).days) if item.due else 0,
        confirmed_text=cards.words.date(item.confirmed) if item.confirmed else "",
        also=tuple(story_link(story) for story in item.also),
        tellers=len(tellers),
        departments=len(departments),
    )


def status_names(cards: Cards) -> dict[str, str]:
    """What each status is called."""
    _ = cards.words.gettext
    return {
        "heard": _("heard"),
        "looking into it": _("looking into it"),
        "change planned": _("change planned"),
        "changed": _("changed"),
        "not changing": _("not changing"),
    }


def answers(given: Sequence[Answer], cards: Cards, language: str) -> tuple[ListeningEntry, ...]:
    """Answers in a story's language, as a page shows them, oldest first."""
    names = status_names(cards)
    return tuple(
        ListeningEntry(cards.words.date(a.date), a.by, a.status, names[a.status], typeset(a.note, language))
        for a in given
    )


@dataclass(frozen=True)
class ListeningFeed(PlacedPage):
    """The newest answers, each as an entry."""

    file: str

    def depends(self, site: Site) -> tuple[object, ...]:
        """The answers and their stories."""
        return (self, [(item.answers, site.facts[item.story.id]) for item in site.listening])

    def text(self, site: Site, cards: Cards) -> str:
        """The feed's file."""
        told = [(answer, number, item) for item in site.listening for number, answer in enumerate(item.answers)]
        told.sort(key=lambda one: (one[0].date, one[2].story.id, one[1]), reverse=True)
        names, title = status_names(cards), cards.words.gettext("You said, we did")
        entries = (
            FeedEntry(
                f"{item.story.url}#answer-{number + 1}",
                f"{item.story.url}#better",
                f"{item.story.title}: {names[answer.status]}",
                item.story.language,
                answer.date,
                answer.by or site.settings.organisation or site.settings.name,
                answer.note,
                source=item.story.path,
            )
            for answer, number, item in told[:ENTRIES]
        )
        write = WRITERS[self.file]
        return write(site, self.path, FOLDER, self.language, f"{title} · {site.settings.name}", entries)


def pages(site: Site, language: str) -> Iterator[Page]:
    """The listening page of one language, and with the hub's own its feeds."""
    yield ListeningPage(language, f"{site.prefix(language)}{FOLDER}index.html")
    if language == site.settings.language:
        yield from (ListeningFeed(language, f"{FOLDER}{file}", file) for file in WRITERS)
