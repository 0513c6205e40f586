"""One shard on disk: what was read of some dozens of stories, in three files of which most commands need one.

    readings   the stories and their issues: all that every build needs
    words      what tagging and relating need of their words
    bodies     their HTML and text

Each begins with the keys of the stories, in the same order. A file that is damaged, or whose keys are not those of the
others, counts as none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, NamedTuple

from storyhub.model.issues import Issue, Level
from storyhub.model.messages import Message
from storyhub.model.story import Body, Story
from storyhub.read.reading import Reading
from storyhub.system import cache_files
from storyhub.text.features import WordCounts

_BODY: Any = Body | None
_Said = tuple[str, int, str, str, Any, Level]
"""An issue as it is kept; its message as a pattern and the words in it, so that it can still be translated."""
_Told = dict[int, tuple[Story | None, list[_Said]]]
"""By the number of a story: as far as it could be read the story that an error stops, and what is said about it."""


class ShardFiles(NamedTuple):
    """The files of one shard."""

    folder: Path
    shard: str

    def readings(self) -> tuple[list[str], list[Reading]] | None:
        """The keys and what every build needs, without words and bodies; None when that is not there."""
        kept = self._read("readings", list[str], list[Story | None], _Told)
        if kept is None:
            return None
        keys, stories, told = kept
        readings = []
        for number, story in enumerate(stories):
            stopped, issues = told.get(number, (None, ()))
            readings.append(Reading(tuple(map(_issue, issues)), story, stopped=stopped))
        return keys, readings

    def whole(self) -> dict[str, Reading]:
        """All that is kept of each story by its key; nothing when any file is missing or does not belong with the others."""
        kept = self.readings()
        words = self._read("words", list[str], list[WordCounts | None])
        bodies = cache_files.sound(self.file("bodies"))
        if not (kept and words and bodies and kept[0] == words[0] == cache_files.part(bodies, 0)):
            return {}
        return {
            key: reading._replace(features=features, body=cache_files.part(bodies, number, _BODY))
            for number, (key, reading, features) in enumerate(zip(*kept, words[1], strict=True), 1)
        }

    def keep(self, keys: Sequence[str], readings: Sequence[Reading]) -> None:
        """Keeps the shard whole.

        Raises:
            WritingFailedError: it cannot be written.
        """
        told = {
            number: (one.stopped and _plain(one.stopped), [_said(issue) for issue in one.issues])
            for number, one in enumerate(readings)
            if one.stopped or one.issues
        }
        cache_files.keep(self.file("readings"), keys, [one.story and _plain(one.story) for one in readings], told)
        cache_files.keep(self.file("words"), keys, [one.features for one in readings])
        cache_files.keep(self.file("bodies"), keys, *(one.body for one in readings))

    def words(self) -> dict[str, WordCounts | None]:
        """The telling words of each story by its key."""
        kept = self._read("words", list[str], list[WordCounts | None])
        return dict(zip(*kept, strict=True)) if kept else {}

    def _read(self, kind: str, *kinds: Any) -> list[Any] | None:
        return cache_files.read(self.file(kind), *kinds)

    def file(self, kind: str) -> Path:
        """Where one kind of what is kept is."""
        return self.folder / f"{self.shard}.{kind}"


class Bodies:
    """The bodies of one shard, each read from the file when it is asked for."""

    def __init__(self, files: ShardFiles) -> None:
        self._data = cache_files.sound(files.file("bodies"))
        keys = cache_files.part(self._data, 0, list[str]) if self._data else []
        self._places = {key: number for number, key in enumerate(keys)}

    def get(self, key: str) -> Body | None:
        """The body of a story by its key; None when it is not there."""
        place = self._places.get(key)
        if self._data is None or place is None:
            return None
        body: Body | None = cache_files.part(self._data, 1 + place, _BODY)
        return body


_USUAL = {one.name: one.default for one in fields(Story) if one.default is not MISSING}


def _plain(story: Story) -> dict[str, Any]:
    """The fields of a story without those that hold what they usually do: half of what there would be to keep."""
    return {name: value for name, value in vars(story).items() if name not in _USUAL or value != _USUAL[name]}


def _said(issue: Issue) -> _Said:
    return issue.path, issue.line, issue.field, issue.rule, _words_of(issue.message), issue.level


def _issue(said: _Said) -> Issue:
    return Issue(*said[:4], _message(said[4]), said[5])


def _words_of(word: object) -> Any:
    """A message as [pattern, words], in which other messages may be; all else as text."""
    if isinstance(word, Message):
        return [word.msgid, {name: _words_of(one) for name, one in word.words.items()}]
    return word if isinstance(word, int) else str(word)


def _message(kept: Any) -> Any:
    if isinstance(kept, list):
        msgid, words = kept
        return Message(msgid, {name: _message(word) for name, word in words.items()})
    return kept
