"""The site as a whole: which stories are published, how they are tagged, and how they hang together.

Everything here follows from the hub alone; pages only look it up.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from storyhub.check.addresses import Addresses
from storyhub.model.card_look import CardLook
from storyhub.model.i18n import available
from storyhub.model.line_back import LineBack
from storyhub.model.listening import ListeningItem, items
from storyhub.model.month_question import MonthQuestion
from storyhub.model.paths import ReadingPath
from storyhub.model.person_key import person_key
from storyhub.model.settings import Settings, today
from storyhub.model.story import Hub, Picture, Profile, RelatedStory, Story, ValueMark, retired

_FACT = 12
"""Bytes of a digest."""
_One = TypeVar("_One")


@dataclass
class Site:
    """A hub with all that its pages need to know."""

    settings: Settings
    hub: Hub
    root: Path
    """The stories folder."""
    stories: tuple[Story, ...]
    """Published, newest first."""
    tombstones: tuple[Story, ...]
    marks: Mapping[str, tuple[ValueMark, ...]]
    """Values of every published story by id: the writer's own, else suggested."""
    related: Mapping[str, tuple[RelatedStory, ...]]
    """For each published story by id those from elsewhere that speak of the same things."""
    pages: Mapping[str, str]
    """The organisation's own pages: path in the stories folder → address."""
    version: str = ""
    """Digest of what every page follows from besides its own stories: theme, settings, values, code."""
    stylesheets: tuple[str, ...] = ()
    script: str = ""
    card_look: CardLook | None = None
    """What sharing cards are drawn with; None: there are none."""
    fonts: tuple[str, ...] = ()
    """Typefaces that a browser is to fetch at once."""
    logo: str = ""
    icon: str = ""
    livereload: bool = False
    mission_lines: Mapping[str, str] = field(default_factory=dict)
    hints: str = ""
    """What the composer page suggests values by, as JSON."""

    @cached_property
    def by_id(self) -> dict[str, Story]:
        """Published stories by id."""
        return self.addresses.by_id

    @cached_property
    def position(self) -> dict[str, int]:
        """Place of each published story in time, the newest being 0."""
        return {story.id: place for place, story in enumerate(self.stories)}

    @cached_property
    def replies(self) -> dict[str, tuple[str, ...]]:
        """The replies to each story, oldest first."""
        oldest_first = reversed(self.stories)
        return _grouped((s.reply_to, s.id) for s in oldest_first if s.reply_to and s.reply_to != s.id)

    @cached_property
    def lines(self) -> dict[str, tuple[LineBack, ...]]:
        """The signed lines under each story that has any, oldest first."""
        return self.hub.lines_under(self.by_id)

    @cached_property
    def mentions(self) -> dict[str, tuple[str, ...]]:
        """For each story the ids of those that link to it in their text, oldest first, but for those that its page names anyway."""
        by_url = {story.url: story.id for story in self.stories}
        found: dict[str, dict[str, None]] = {}
        for story in reversed(self.stories):
            for reference in story.references:
                address = None if reference.picture else self.addresses.find(story, reference.target)
                to = by_url.get(address.partition("#")[0]) if address else None
                if to and to != story.id and not self._belong_together(story, to):
                    found.setdefault(to, {})[story.id] = None
        return {key: tuple(ids) for key, ids in found.items()}

    def _belong_together(self, story: Story, other: str) -> bool:
        """Whether a story replies to the other one, translates it or sees it differently: then its page names it."""
        beside = (*self.translations.get(other, ()), *self.other_views.get(other, ()))
        return story.reply_to == other or story.id in beside

    @cached_property
    def translations(self) -> dict[str, tuple[str, ...]]:
        """For each story that was translated, and each translation: the original first, then its translations, oldest first."""
        found: dict[str, list[str]] = {}
        for story in reversed(self.stories):
            original = self._original(story) if story.translation_of else story.id
            if original != story.id:
                found.setdefault(original, [original]).append(story.id)
        return {identity: tuple(ids) for ids in found.values() for identity in ids}

    def _original(self, story: Story) -> str:
        """What a story was first told as; of a circle the first id."""
        ids = [story.id]
        while above := self.by_id.get(self.by_id[ids[-1]].translation_of or ""):
            if above.id in ids:
                return min(ids[ids.index(above.id) :])
            ids.append(above.id)
        return ids[-1]

    @cached_property
    def other_views(self) -> dict[str, tuple[str, ...]]:
        """For each story those that see the same value differently, whichever of the two says so."""
        said = [(s.id, s.another_view) for s in reversed(self.stories) if s.another_view in self.by_id]
        pairs = dict.fromkeys(pair for one, other in said if one != other for pair in ((one, other), (other, one)))
        return _grouped(pairs)

    @cached_property
    def month_questions(self) -> dict[str, MonthQuestion]:
        """The questions of the months up to this one, by month, newest first."""
        now = f"{today(self.settings):%Y-%m}"
        return {one.month: one for one in self.hub.questions if one.month <= now and one.path not in self.hub.left_out}

    @cached_property
    def answers(self) -> dict[str, tuple[Story, ...]]:
        """The stories that answer the question of each month, newest first."""
        asked = self.month_questions
        return _grouped((story.answers_question, story) for story in self.stories if story.answers_question in asked)

    @cached_property
    def paths(self) -> dict[str, ReadingPath]:
        """The paths by their name, with the steps to stories that are published; a path without any is not there."""
        found = (replace(path, steps=tuple(s for s in path.steps if s.story in self.by_id)) for path in self.hub.paths)
        return {path.name: path for path in found if path.steps}

    @cached_property
    def paths_of(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each story on a path, and each translation of one: the names of its paths, with its place on each from 0."""
        found: dict[str, dict[str, int]] = {}
        for name, path in self.paths.items():
            for place, step in enumerate(path.steps):
                for identity in self.translations.get(step.story, (step.story,)):
                    found.setdefault(identity, {}).setdefault(name, place)
        return {identity: tuple(places.items()) for identity, places in found.items()}

    def told_in(self, identity: str, language: str) -> Story:
        """A story, or its translation into the language where there is one."""
        told = [self.by_id[one] for one in self.translations.get(identity, ())]
        return next((story for story in told if story.language == language), self.by_id[identity])

    def listed(self, stories: tuple[Story, ...], language: str) -> tuple[Story, ...]:
        """Of a story and its translations one: that in the reader's language, else the original."""
        if not self.translations:
            return stories
        among = {story.id for story in stories}
        return tuple(story for story in stories if self._is_listed(story, language, among))

    def _is_listed(self, story: Story, language: str, among: set[str]) -> bool:
        told = [identity for identity in self.translations.get(story.id, ()) if identity in among]
        if len(told) < 2:
            return True
        return story.id == next((one for one in told if self.by_id[one].language == language), told[0])

    @cached_property
    def by_value(self) -> dict[str, tuple[Story, ...]]:
        """Stories of each value, newest first; a value without stories has none."""
        told = ((mark.key, story) for story in self.stories for mark in self.marks.get(story.id, ()))
        return _grouped_by([value.key for value in self.hub.values], told)

    @cached_property
    def by_department(self) -> dict[str, tuple[Story, ...]]:
        """Stories of each department, those that it shared included, newest first."""
        told = ((key, s) for s in self.stories for key in dict.fromkeys((s.department, *s.together_with)))
        return _grouped_by([department.key for department in self.hub.departments], told)

    @cached_property
    def by_ambassador(self) -> dict[str, tuple[Story, ...]]:
        """Stories of each ambassador, newest first; pen names lead nowhere."""
        told = _grouped((key, story) for story in self.stories if (key := self.ambassador(story)))
        return dict.fromkeys(self.hub.profiles, ()) | told

    @cached_property
    def by_period(self) -> dict[str, tuple[Story, ...]]:
        """Stories of all time (key empty), each year (`2026`) and each month (`2026/03`), newest first."""
        days = ((story, story.date.isoformat()) for story in self.stories)
        return {"": ()} | _grouped(
            (key, story) for story, day in days for key in ("", day[:4], f"{day[:4]}/{day[5:7]}")
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that stories are told in."""
        return tuple(sorted({story.language for story in self.stories}))

    @cached_property
    def retired(self) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of the values, and of the departments, that are no longer offered to anyone who writes a story."""
        now = today(self.settings)
        return retired(self.hub.values, now), retired(self.hub.departments, now)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have stories, newest first."""
        return tuple(sorted({story.date.year for story in self.stories}, reverse=True))

    @cached_property
    def untagged(self) -> tuple[Story, ...]:
        """The stories without any value, newest first."""
        return tuple(story for story in self.stories if not self.marks[story.id])

    @cached_property
    def listening(self) -> tuple[ListeningItem, ...]:
        """What could be better, of the newest story first."""
        return tuple(items(self.stories, self.hub, self.settings.listening))

    @cached_property
    def tensions(self) -> Counter[str]:
        """How many stories tell of a tension with each value."""
        return Counter(mark.key for story in self.stories for mark in self.marks[story.id] if mark.tension)

    def ambassador(self, story: Story) -> str:
        """The key of a story's teller; empty for a pen name."""
        if story.pseudonym:
            return ""
        return story.author if story.author in self.hub.profiles else person_key(story.author)

    def ambassador_name(self, key: str) -> str:
        """The name of an ambassador: from the profile, else as the newest story has it."""
        profile = self.hub.profiles.get(key)
        return profile.name if profile else self.by_ambassador[key][0].author

    def author_name(self, story: Story) -> str:
        """The name under a story."""
        profile: Profile | None = None if story.pseudonym else self.hub.profiles.get(self.ambassador(story))
        return profile.name if profile else story.author

    def picture(self, story: Story) -> Picture | None:
        """The main picture of a story, if it has one that can be shown."""
        place = self.addresses.picture(story, story.photo) if story.photo and story.consent else None
        return self.hub.pictures[place] if place else None

    def is_reply(self, story: Story) -> bool:
        """Whether a story answers another one that is there to be read."""
        return story.reply_to in self.by_id

    def chrome_language(self, story: Story) -> str:
        """The language of the interface around a story: its own, else the hub's."""
        return (
            story.language
            if story.language in self.settings.languages and available(story.language)
            else self.settings.language
        )

    def prefix(self, language: str) -> str:
        """Start of the addresses of list pages in a language."""
        return "" if language == self.settings.language else f"{language}/"

    @cached_property
    def addresses(self) -> Addresses:
        """What links in stories can lead to."""
        return Addresses(self.hub, self.stories, self.pages)

    @cached_property
    def facts(self) -> dict[str, bytes]:
        """For each story a digest of all that a card of it shows."""
        return {story.id: self._fact(story) for story in self.stories}

    def _fact(self, story: Story) -> bytes:
        name, picture = self.author_name(story), self.picture(story)
        answers = self.is_reply(story)
        if story.values is not None and name == story.author and not picture and not answers:
            # All of it is in the file, of which the key is a digest.
            return bytes.fromhex(story.key[: 2 * _FACT])
        marks = self.marks.get(story.id, ())
        return _digest(repr((story.key, marks, name, self.ambassador(story), picture, answers)))

    def facts_of(self, stories: tuple[Story, ...], start: int = 0, end: int | None = None) -> bytes:
        """The facts of the stories from `start` to `end` of a list, together."""
        facts = self.facts
        return b"".join([facts[story.id] for story in stories[start:end]])


def _grouped(pairs: Iterable[tuple[str, _One]]) -> dict[str, tuple[_One, ...]]:
    """What comes with each key, in the order in which it comes."""
    found: dict[str, list[_One]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: tuple(some) for key, some in found.items()}


def _grouped_by(keys: Sequence[str], pairs: Iterable[tuple[str, _One]]) -> dict[str, tuple[_One, ...]]:
    """The same for these keys alone, in their order."""
    found = _grouped(pairs)
    return {key: found.get(key, ()) for key in keys}


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_FACT).digest()
