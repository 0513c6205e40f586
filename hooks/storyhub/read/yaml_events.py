"""Builds plain data from the events of a YAML parser, noting lines and refusing what is not strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from storyhub.model.issues import Issue, advice, error, shown
from storyhub.model.messages import Message, say
from storyhub.read.fields import Fields
from storyhub.text.cures import PARTS, cured, quoted, with_quotes, with_text

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 3
"""Levels of the fields of a story; a list at the top is only for files that may have more."""
_QUOTES = say("put quotes around it")


class Reader:
    """Reads one document; what it finds is in `data` and `issues`, and the lines in the fields that it is given."""

    def __init__(self, fields: Fields, lines: list[str], first_line: int, depth: int) -> None:
        self.path = fields.path
        self.places = fields.lines
        self.unread = fields.unread
        self.text = lines
        self.first_line = first_line
        self.depth = depth
        self.comments = any("#" in line for line in lines)
        self.data: dict[str, Any] = {}
        self.issues: list[Issue] = []

    def read(self, events: Iterator[Any]) -> None:
        """Reads to the end of the events; raises what the parser raises."""
        for event in events:
            if isinstance(event, yaml.MappingStartEvent) and not self.data:
                self._refuse(event)
                self.data = self._mapping(events, ())
            elif isinstance(event, yaml.SequenceStartEvent) and not self.data and self.depth > DEPTH_LIMIT:
                self.data = {"entries": self._value(event, events, ("entries",))}
            elif isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent | yaml.AliasEvent):
                told = say("is not a field; each line is a name, a colon and its text; write it as: field: text")
                self._fault(event, "file", "no-fields", told)
                if isinstance(event, yaml.CollectionStartEvent):
                    _skip(events)

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _fault(self, event: Any, name: str, rule: str, message: Message) -> None:
        self.issues.append(error(self.path, self._line(event), name, rule, message))

    def _refuse(self, event: Any, where: tuple[str, ...] = ()) -> None:
        if not (event.anchor or getattr(event, "tag", None)):
            return
        name = where[0] if where else "file"
        cure = with_quotes(self._source(event)) if where else ""
        if event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            told = say(
                "found %(found)s; text that starts with %(sign)s goes between quotes",
                found=shown(sign + event.anchor),
                sign=sign,
            )
            self._fault(event, name, "yaml-alias", cured(told, cure, _QUOTES))
        if getattr(event, "tag", None):
            told = say("found %(found)s; text that starts with ! goes between quotes", found=shown(event.tag))
            self._fault(event, name, "yaml-tag", cured(told, cure, _QUOTES))

    def _source(self, event: Any) -> str:
        place = event.start_mark.line
        return self.text[place] if place < len(self.text) else ""

    def _value(self, event: Any, events: Iterator[Any], where: tuple[str, ...]) -> Any:
        self._refuse(event, where)
        self.places.setdefault(".".join(where), self._line(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, where)
        if isinstance(event, yaml.AliasEvent):
            self.unread.add(where[0])
            return None
        if len(where) >= self.depth:
            told = say(
                "is nested too deeply; fields have at most %(most)s levels; write it more simply", most=self.depth - 1
            )
            self._fault(event, where[0], "too-deep", told)
            _skip(events)
            return None
        mapping = isinstance(event, yaml.MappingStartEvent)
        return self._mapping(events, where) if mapping else self._sequence(events, where)

    def _scalar(self, event: Any, where: tuple[str, ...]) -> str | None:
        if self.comments and not event.style and not self._is_whole(event):
            told = say("has a # after a space, and what follows it is not read; text with # goes between quotes")
            told = cured(told, with_quotes(self._source(event)), _QUOTES)
            self.issues.append(advice(self.path, self._line(event), where[0], "comment", told))
        return None if event.implicit[0] and event.value in ("", "~", "null") else str(event.value)

    def _is_whole(self, event: Any) -> bool:
        end = event.end_mark
        line = self.text[end.line] if end.line < len(self.text) else ""
        # Two spaces are how people who know YAML set off a comment; one space is how people write “ward # 3”.
        return not line.startswith(" #", end.column)

    def _sequence(self, events: Iterator[Any], where: tuple[str, ...]) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event, events, (*where, str(len(found)))))
        return found

    def _mapping(self, events: Iterator[Any], where: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if isinstance(event, yaml.ScalarEvent):
                self._entry(event, events, where, found)
            else:
                self._nameless(event, events, where)
        return found

    def _nameless(self, event: Any, events: Iterator[Any], where: tuple[str, ...]) -> None:
        told = say("has a list or bracket where a field’s name belongs; a name is one word")
        parts = PARTS.fullmatch(self._source(event)) if where else None
        cure = with_text(parts[0], quoted(parts["text"])) if parts else ""
        told = cured(told, cure, say("write it as: field: text"))
        self._fault(event, where[0] if where else "file", "no-name", told)
        if isinstance(event, yaml.CollectionStartEvent):
            _skip(events)
        if isinstance(next(events), yaml.CollectionStartEvent):
            _skip(events)

    def _entry(self, event: Any, events: Iterator[Any], where: tuple[str, ...], found: dict[str, Any]) -> None:
        self._refuse(event, where)
        key, place = event.value, (*where, event.value)
        if key in found:
            first = self.places[".".join(place)]
            told = say(
                "%(found)s is there twice, first on line %(line)s; a field is written once; keep one of them",
                found=shown(key),
                line=first,
            )
            self._fault(event, place[0], "duplicate-key", told)
        elif key == "<<":
            self._fault(
                event,
                "<<",
                "merge-key",
                say("merge keys (<<) are not allowed; each field is written out; write them out"),
            )
        self.places.setdefault(".".join(place), self._line(event))
        value = self._value(next(events), events, place)
        if key != "<<":
            found.setdefault(key, value)


def _skip(events: Iterator[Any]) -> None:
    """Reads on to the end of the collection that has just begun."""
    depth = 1
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            return
