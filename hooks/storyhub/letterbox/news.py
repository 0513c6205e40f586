"""The news about their story that its tellers have not had yet, one mail for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cached_property

from storyhub.letterbox.answers import RECEIVED, asked, mail, note, thread
from storyhub.letterbox.mailbox import Copy
from storyhub.letterbox.request_lines import LINE
from storyhub.model.i18n import Catalogue, catalogue_for
from storyhub.model.line_back import FOLDER, LineBack
from storyhub.model.messages import said
from storyhub.model.settings import Settings
from storyhub.model.story import Hub, Story
from storyhub.review.decisions import Stopped
from storyhub.review.reasons import REASONS

PUBLISHED, WITHDRAWN, STOPPED = "published", "withdrawn", "stopped"
"""Events of a copy; an answer is `answer-<number>`, a reply `reply-<id>`, and a line back `line-<id>`."""
_BROUGHT_LINE = asked(LINE)


@dataclass(frozen=True)
class News:
    """What is known today."""

    hub: Hub
    published: Mapping[str, Story]
    """By id; a story that got another name is here under its old one too."""
    settings: Settings
    is_new: Callable[[str], bool]
    """Whether what came of a file (a path in the folder of stories) is news: a hub may begin to tell at any day."""
    stopped: Sequence[Stopped] = field(default_factory=tuple)

    @cached_property
    def replies(self) -> dict[str, list[Story]]:
        """The stories that reply to each, the oldest first."""
        found: dict[str, list[Story]] = {}
        for story in sorted(
            {one.id: one for one in self.published.values()}.values(), key=lambda one: (one.date, one.id)
        ):
            if story.reply_to:
                found.setdefault(story.reply_to, []).append(story)
        return found

    @cached_property
    def lines(self) -> dict[str, tuple[LineBack, ...]]:
        """The lines back under each story, the oldest first."""
        return self.hub.lines_under({one.id for one in self.published.values()})

    def address(self, story: Story) -> str:
        """Where a story is; absolute, if it is known where the site is."""
        return self.settings.absolute(story.url) or story.url


def owed(copies: Sequence[Copy], news: News) -> Iterator[EmailMessage]:
    """The mails that are owed to those whose letters became stories or lines; each hears of each event once."""
    told = {(one.to, story, one.event) for one in copies for story in one.stories}
    # The first answer to each letter that brought a story or a line: who only asks about one that is there may be anybody.
    for first in copies:
        if first.event not in (RECEIVED, _BROUGHT_LINE) or not first.to:
            continue
        for id_ in first.stories:
            words = catalogue_for(first.language, news.settings.language)
            is_line = first.event == _BROUGHT_LINE
            found = _events_of_line(id_, news, words) if is_line else _events(id_, first, news, words)
            for event, parts in found:
                if (first.to, id_, event) not in told:
                    told.add((first.to, id_, event))
                    message = mail(first.to, first.subject, parts, news.settings, words.language)
                    thread(message, first.message_id, (first.answers,))
                    note(message, (id_,), event, first.letter)
                    yield message


def _events(id_: str, first: Copy, news: News, words: Catalogue) -> Iterator[tuple[str, list[str]]]:
    _ = words.gettext
    for stop in news.stopped:
        # Ten digits are in the name of the branch.
        if first.letter.startswith(stop.letter):
            yield f"{STOPPED}-{stop.reason}", _stopped(stop, _)
    if id_ not in news.published and any(one.id == id_ and one.withdrawn for one in news.hub.stories) and news.is_new(f"{id_}.md"):  # fmt: skip
        gone = _("Your story is withdrawn. Where it was, readers find a line that says so, and nothing else.")
        yield WITHDRAWN, [gone]
    story = news.published.get(id_)
    if story is None:
        return
    address = news.address(story)
    if news.is_new(story.path):
        head = _("Your story “%(title)s” is published. It is here:") % {"title": story.title}
        yield PUBLISHED, [head, address, _("Thank you for telling it. When somebody answers, you get an email.")]
    yield from _answers(story, address, news, words)
    for reply in news.replies.get(story.id, ()):
        if news.is_new(reply.path):
            said_so = _("%(author)s answered your story “%(title)s” with a story: “%(reply)s”. It is here:")
            filled = said_so % {"author": reply.author, "title": story.title, "reply": reply.title}
            yield f"reply-{reply.id}", [filled, news.address(reply)]
    said_so = _("%(by)s sent a line back to your story “%(title)s”:")
    yield from _lines((line for line in news.lines.get(story.id, ()) if line.to == story.id), said_so, story, news)


def _events_of_line(id_: str, news: News, words: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """What is owed to whoever sent a line back: it is under its story, and what was answered to it."""
    _, id_ = words.gettext, id_.removeprefix(f"{FOLDER}/")
    for story_id, lines in news.lines.items():
        for line in lines:
            if line.id == id_:
                story = news.published[story_id]
                if news.is_new(line.path):
                    said_so = _("Your line is now under the story “%(title)s”. It is here:") % {"title": story.title}
                    yield PUBLISHED, [said_so, news.address(story)]
                said_so = _("%(by)s answered your line under “%(title)s”:")
                yield from _lines((one for one in lines if one.to == id_), said_so, story, news)


def _lines(lines: Iterable[LineBack], said_so: str, story: Story, news: News) -> Iterator[tuple[str, list[str]]]:
    for line in lines:
        if news.is_new(line.path):
            head = said_so % {"by": line.by, "title": story.title}
            yield f"line-{line.id}", [head, f"  {line.text}", news.address(story)]


def _answers(story: Story, address: str, news: News, words: Catalogue) -> Iterator[tuple[str, list[str]]]:
    _ = words.gettext
    item = news.hub.listening.get(story.id)
    if not item or not news.is_new(item.path):
        return
    for number, answer in enumerate(item.answers, 1):
        head = _("Somebody answered what you said could be better in “%(title)s”:") % {"title": story.title}
        line = f"{_(answer.status)}{f'. {answer.note}' if answer.note else ''}"
        by = ", ".join(filter(None, (answer.by, words.date(answer.date))))
        way_on = _("All answers are below your story. Is it not as it says here? Answer this email.")
        yield f"answer-{number}", [head, f"  {line}\n  ({by})", address, way_on]


def _stopped(stop: Stopped, _: Callable[[str], str]) -> list[str]:
    reason = next(one for one in REASONS if one.key == stop.reason)
    by = [_("%(by)s decided this.") % {"by": stop.by}] if stop.by else []
    return [
        _("Your story is not published as it is. The reason: %(reason)s.") % {"reason": said(reason.name, _)},
        said(reason.reply, _),
        *([stop.note] if stop.note else []),
        *by,
        _(
            "What you can do: answer this email, and a person reads it, or send your story again as you want it to be. That it differs from the official story is never a reason."
        ),
    ]
