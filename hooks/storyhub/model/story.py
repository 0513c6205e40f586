"""The nouns of the hub: plain, immutable data. They parse nothing and read no files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from storyhub.model.issues import Issue
from storyhub.model.line_back import LineBack, under_stories
from storyhub.model.month_question import MonthQuestion
from storyhub.model.paths import ReadingPath

KEY = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""What the key of a value, a department or a profile looks like."""
_KEY = re.compile(KEY).fullmatch
_PLAIN = re.compile(r"[A-Za-z0-9/_.~-]*").fullmatch
"""Whether an address is in a link as it is."""

Texts = Mapping[str, str]
"""The same words per language: {"nl": "…", "en": "…"}."""


def in_language(texts: Texts, language: str, default: str) -> str:
    """The words in a language, else in the default language, else in any."""
    return texts.get(language) or texts.get(default) or next(iter(texts.values()), "")


def name_of_key(key: str) -> str:
    """What something is called that has only a key: `front-desk` is Front desk; what is no key stays as it is."""
    return key.replace("-", " ").capitalize() if _KEY(key) else key


def person_of_key(key: str) -> str:
    """The name of somebody of whom only a key is known: `priya-nair` is Priya Nair; empty for what is no key."""
    return key.replace("-", " ").title() if _KEY(key) else ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the organisation; its promise is the value's why."""

    key: str
    name: Texts
    promise: Texts
    signals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that point to it, per language."""
    colour: tuple[str, str] = ("", "")
    """#rrggbb on light paper and on dark; empty: chosen from its place in the list."""
    mark: str = ""
    was: tuple[str, ...] = ()
    """Keys that it had before."""
    until: datetime.date | None = None
    """The last day on which it is offered; it stays on its stories."""


@dataclass(frozen=True, slots=True)
class Department:
    """A part of the organisation."""

    key: str
    name: Texts
    location: str = ""
    was: tuple[str, ...] = ()
    """Keys that it had before."""
    until: datetime.date | None = None
    """The last day on which it is offered; it stays on its stories."""
    owner: str = ""
    """Who answers what could be better according to its stories, unless an item names somebody else."""


def retired(entries: Iterable[Value | Department], today: datetime.date) -> frozenset[str]:
    """The keys of values or departments that are no longer offered."""
    return frozenset(entry.key for entry in entries if entry.until and entry.until < today)


@dataclass(frozen=True, slots=True)
class Profile:
    """What an ambassador says of themselves in stories/ambassadors/<key>.md."""

    key: str
    name: str
    department: str = ""
    html: str = ""
    """Safe HTML, with links into the hub still as they were written."""
    language: str = ""
    references: tuple[Reference, ...] = ()

    @property
    def id(self) -> str:
        """Its file without the ending."""
        return f"ambassadors/{self.key}"

    @property
    def path(self) -> str:
        """Its file, relative to the stories folder."""
        return f"{self.id}.md"


@dataclass(frozen=True)
class ValueMark:
    """A value on a story."""

    key: str
    tension: bool = False
    suggested: bool = False
    because: tuple[str, ...] = ()


class RelatedStory(NamedTuple):
    """A story of another department that speaks of the same things."""

    id: str
    words: tuple[str, ...]
    """What both speak of, in the related story's own words, the weightiest first; may be empty."""


@dataclass(frozen=True)
class Reference:
    """A link or picture in a body that points into the hub."""

    target: str
    line: int
    picture: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A story's text after rendering; kept apart from `Story`, as it is large and seldom needed."""

    html: str
    """Safe HTML, with links into the hub still as the writer wrote them."""
    text: str
    """Plain text, a blank line between paragraphs."""
    headings: tuple[tuple[int, str, str], ...] = ()
    """(level, id, text)."""


@dataclass(frozen=True)
class Story:
    """One story: what its front matter says, and what follows from its text alone."""

    id: str
    """`<year>/<slug>`."""
    path: str
    """Relative to the stories folder, with forward slashes."""
    title: str
    author: str
    department: str
    date: datetime.date
    language: str
    why: str = ""
    values: tuple[ValueMark, ...] | None = None
    """None: the writer named none, and the hub suggests."""
    summary: str = ""
    """The writer's, else the first paragraph, at most 280 characters."""
    could_be_better: str = ""
    question: str = ""
    reply_to: str | None = None
    answers_question: str | None = None
    """The month of the question that it answers, as in 2026-11."""
    translation_of: str | None = None
    translated_by: str = ""
    another_view: str | None = None
    """A story that sees the same value differently."""
    together_with: tuple[str, ...] = ()
    photo: str = ""
    photo_alt: str = ""
    photo_credit: str = ""
    consent: str = ""
    public: bool = False
    public_until: datetime.date | None = None
    pseudonym: bool = False
    heavy: bool = False
    """Comms show where to turn to under it."""
    heard_first: int = 0
    """Days in which somebody may answer before it is published; 0: it need not wait."""
    draft: bool = False
    withdrawn: datetime.date | None = None
    withdrawn_by: str = ""
    """`person` or `organisation`; else its teller asked for it."""
    withdrawn_for: str = ""
    aliases: tuple[str, ...] = ()
    words: int = 0
    rhythm: bytes = b""
    references: tuple[Reference, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each key of the front matter, from 1."""
    key: str = ""
    """Content address of the file and of all that its reading follows from."""

    def line(self, *places: str) -> int:
        """Line of the first of these keys that the front matter has; 1 when it has none."""
        return next((self.lines[place] for place in places if place in self.lines), 1)

    @property
    def named_stories(self) -> dict[str, str]:
        """The ids of the stories that its fields name, by field."""
        if not (self.reply_to or self.translation_of or self.another_view):
            return {}
        named = {field: getattr(self, field) for field in ("reply_to", "translation_of", "another_view")}
        return {field: identity for field, identity in named.items() if identity}

    @property
    def url(self) -> str:
        """Address relative to the site's root, as it is in a link."""
        return f"{self.id if _PLAIN(self.id) else quote(self.id)}/"


@dataclass(frozen=True, slots=True)
class Answer:
    """One dated answer to a listening item."""

    date: datetime.date
    by: str
    status: str
    note: str
    line: int = field(default=1, compare=False, repr=False)
    """Where it is in its file."""


@dataclass(frozen=True, slots=True)
class Listening:
    """The answers that a story's listening item got."""

    story: str
    path: str
    answers: tuple[Answer, ...]
    """Oldest first."""
    confirmed: datetime.date | None = None
    """The day on which the teller agreed that it is closed."""
    owner: str = ""
    """Who answers; empty: the owner of the department."""
    also: tuple[str, ...] = ()
    """The ids of other stories that say the same."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """Line of each key of the file, from 1."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside a story."""

    path: str
    """Relative to the stories folder."""
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Hub:
    """A folder of stories, read; stories newest first."""

    values: tuple[Value, ...]
    departments: tuple[Department, ...]
    stories: tuple[Story, ...]
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    listening: Mapping[str, Listening] = field(default_factory=dict)
    lines: Mapping[str, LineBack] = field(default_factory=dict)
    """Signed lines back, by their ids."""
    questions: tuple[MonthQuestion, ...] = ()
    """Of the months, newest first."""
    paths: tuple[ReadingPath, ...] = ()
    """In the order of their names."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    """The organisation's own pages: index.md, mission.md, about.en.md …"""
    issues: tuple[Issue, ...] = ()
    """What reading found."""
    stopped: tuple[Story, ...] = ()
    """Stories that an error stops, as far as they could be read: only for the rules, which name their other faults."""
    left_out: frozenset[str] = frozenset()
    """Paths of the stories that could not be read."""

    @property
    def all_stories(self) -> tuple[Story, ...]:
        """The stories, and after them those that an error stops."""
        return (*self.stories, *self.stopped)

    def lines_under(self, published: Iterable[str]) -> dict[str, tuple[LineBack, ...]]:
        """The sound lines under each of these stories (ids) that has any, oldest first."""
        sound = {key: line for key, line in self.lines.items() if line.path not in self.left_out}
        return under_stories(sound, published)
