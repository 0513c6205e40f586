"""The desk: all that comms look after, on one page that is never part of the published site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.issues import Issue, Level
from storyhub.model.listening import STATUSES, ListeningItem
from storyhub.model.messages import said
from storyhub.model.story import Story
from storyhub.review.answer_files import AnswerFile, answer_file
from storyhub.review.reminders import open_for
from storyhub.review.report import Report, Sources, report
from storyhub.site import Site


@dataclass(frozen=True, slots=True)
class UnseenStory:
    """A story that readers do not see yet."""

    path: str
    title: str
    why: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item with the form for its next answer."""

    title: str
    language: str
    text: str
    owner: str
    status: str
    """The last one; empty: no answer yet."""
    state: str
    is_overdue: bool
    file: AnswerFile
    edit: str
    """Where the file is edited at the code host, or made; empty: there is none."""


@dataclass(frozen=True, slots=True)
class FileNotes:
    """What is said about one file."""

    path: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommsDesk:
    """The whole page."""

    day: str
    today: str
    """ISO 8601."""
    waiting: tuple[UnseenStory, ...]
    days: int
    """Days in which a story is to be read."""
    to_answer: tuple[OpenItem, ...]
    statuses: tuple[tuple[str, str], ...]
    """(status, what it is called)."""
    mail: str
    left_out: tuple[FileNotes, ...]
    advice: tuple[FileNotes, ...]
    untagged: tuple[tuple[str, str], ...]
    """(path, title)."""
    report: Report


def desk(sources: Sources) -> CommsDesk:
    """The desk in the hub's own language."""
    site = sources.site
    words = catalogue(site.settings.language)
    overdue_first = sorted((item for item in site.listening if item.due), key=lambda item: (item.due, item.story.id))
    return CommsDesk(
        day=words.date(sources.today),
        today=sources.today.isoformat(),
        waiting=(*_arrived(sources, words), *_held(site, sources.today, words)),
        days=site.settings.read_within,
        to_answer=tuple(_to_answer(site, item, sources.today, words) for item in overdue_first),
        statuses=tuple((status, words.gettext(status)) for status in STATUSES),
        mail=site.settings.comms_mail,
        left_out=_told([one for one in site.hub.issues if one.level is Level.ERROR], words),
        advice=_told([one for one in site.hub.issues if one.level is Level.ADVICE], words),
        untagged=tuple((story.path, story.title) for story in site.untagged),
        report=report(sources),
    )


def _arrived(sources: Sources, words: Catalogue) -> list[UnseenStory]:
    """Stories on branches; those that wait longer than promised are late."""
    most = sources.site.settings.read_within
    return [
        UnseenStory(
            one.path,
            "",
            words.ngettext("waiting for %(num)s day", "waiting for %(num)s days", one.days) % {"num": one.days},
            one.days > most,
        )
        for one in sources.waiting or ()
    ]


def _held(site: Site, today: date, words: Catalogue) -> list[UnseenStory]:
    shown = {story.id for story in site.stories}
    stories = [one for one in site.hub.stories if one.id not in shown and one.path not in site.hub.left_out]
    found = sorted(stories, key=lambda story: (story.date, story.id))
    return [UnseenStory(one.path, one.title, _why_unseen(one, today, words)) for one in found if not one.withdrawn]


def _why_unseen(story: Story, today: date, words: Catalogue) -> str:
    if story.draft:
        return words.gettext("draft")
    if story.date > today:
        return words.gettext("held until %(day)s") % {"day": words.date(story.date)}
    return words.gettext("waiting for an answer first")


def _to_answer(site: Site, item: ListeningItem, today: date, words: Catalogue) -> OpenItem:
    found = site.hub.listening.get(item.story.id)
    raw = (site.root / found.path).read_bytes() if found else None
    file = answer_file(item.story.id, found, raw)
    host = site.settings.code_host
    return OpenItem(
        item.story.title,
        item.story.language,
        item.story.could_be_better,
        item.owner,
        item.status,
        f"{item.state(words.gettext)} · {open_for(item, today, words)}",
        item.is_overdue(today),
        file,
        "" if host is None else host.new_at(file.path) if file.is_new else host.edit(file.path),
    )


def _told(issues: Sequence[Issue], words: Catalogue) -> tuple[FileNotes, ...]:
    by_path: dict[str, list[str]] = {}
    for issue in issues:
        by_path.setdefault(issue.path, []).append(f"{issue.line}: {issue.field}: {said(issue.message, words.gettext)}")
    return tuple(FileNotes(path, tuple(lines)) for path, lines in sorted(by_path.items()))
