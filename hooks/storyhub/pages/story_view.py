"""What the template of a story's own page sees, the lines back under it included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from storyhub.model.line_back import LineBack
from storyhub.model.story import RelatedStory
from storyhub.pages.cards import Cards
from storyhub.pages.listening_views import ListeningEntry
from storyhub.pages.mentions import Mention
from storyhub.pages.month_questions import MonthQuestionView
from storyhub.pages.paths import OnPath
from storyhub.pages.views import Link, StoryCard
from storyhub.text.quotes import typeset


@dataclass(frozen=True, slots=True)
class LineView:
    """One signed line."""

    id: str
    text: str
    by: str
    date_text: str
    language: str
    to: str = ""
    """Who signed the line that it answers; empty: it answers the story, or a line that is not shown."""
    to_id: str = ""


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything on a story's own page."""

    card: StoryCard
    content: Markup
    """The body as safe HTML."""
    voiceprint: Markup
    """Wide, as inline SVG."""
    question: str
    could_be_better: str
    together_with: tuple[Link, ...]
    reply_to: StoryCard | None
    replies: tuple[str, ...]
    """Ids of the stories that answer it, oldest first."""
    elsewhere: tuple[RelatedStory, ...]
    """Related stories from other departments."""
    previous: Link | None
    """The story before it in time."""
    next: Link | None
    headings: tuple[tuple[int, str, str], ...]
    """(level, id, text) of the body's headings."""
    more_replies: int = 0
    """Older ones that are not shown."""
    translations: tuple[StoryCard, ...] = ()
    """The same story in other languages."""
    translated_by: str = ""
    """Of a translation: who made it."""
    other_views: tuple[str, ...] = ()
    """Ids of stories that see the same value differently."""
    paths: tuple[OnPath, ...] = ()
    """The paths that it is on."""
    answers: tuple[ListeningEntry, ...] = ()
    closed: str = ""
    """Of what was closed: when its teller confirmed it, or that this is still to come."""
    values_suggested: bool = False
    said_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each suggested value, by its key, the sentences that its reasons are in."""
    heavy: bool = False
    """Show under it where somebody can turn to."""
    month_question: MonthQuestionView | None = None
    """The question of a month that it answers."""
    mentions: tuple[Mention, ...] = ()
    """Stories that link to it in their text, oldest first."""
    lines: tuple[LineView, ...] = ()
    """Signed lines back, oldest first."""
    more_lines: int = 0
    """Older ones that are not shown."""
    drop_cap: bool = False
    """Its first paragraph has the three lines that a large first letter takes."""


def line_views(lines: Sequence[LineBack], cards: Cards, language: str) -> tuple[LineView, ...]:
    """Lines in the order in which they are given; `language` is that of the story."""
    by_id = {line.id: line for line in lines}
    return tuple(
        LineView(
            id=line.id,
            text=typeset(line.text, line.language or language),
            by=line.by,
            date_text=cards.words.date(line.date),
            language=line.language or language,
            to=by_id[line.to].by if line.to in by_id else "",
            to_id=line.to if line.to in by_id else "",
        )
        for line in lines
    )
