"""Reads YAML strictly, with the line of everything: no aliases, merge keys, duplicate keys or tags, and not too much of it.

Scalars stay text, as they stand in the file (YAML's guesses, such as `no` for false, are never applied). Nothing is
swallowed: a part that is broken is reported and left out, and the rest is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from storyhub.model.issues import Issue, advice, error
from storyhub.model.messages import say
from storyhub.read.plain_fields import read_plain
from storyhub.read.yaml_events import DEPTH_LIMIT, Reader
from storyhub.read.yaml_faults import FIELD, in_plain_words, line_of

SIZE_LIMIT = 8 * 1024
_FAULT_LIMIT = 12
"""Broken entries that are looked past; a file with more of them is something else."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML refuses, or takes for the end of a line where nobody else does.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(slots=True)
class Fields:
    """What YAML holds, and where. Lines count from 1 in the file."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each key; a nested key as `photo.alt`, a list's entry as `values.0`."""
    unread: set[str] = field(default_factory=set)
    """Fields that stand in the file, and are too broken to be read."""
    issues: list[Issue] = field(default_factory=list)

    def line(self, *where: object) -> int:
        """Line of the deepest part of `where` that is known; 1 when none is."""
        parts = [str(part) for part in where]
        while parts and ".".join(parts) not in self.lines:
            parts.pop()
        return self.lines.get(".".join(parts), 1)


def is_too_large(text: str, fields: Fields, first_line: int) -> bool:
    """Whether there is more of it than fields need, which is told."""
    size = len(text.encode("utf-8", "replace"))
    if size <= SIZE_LIMIT:
        return False
    told = say(
        "has %(size)s KB of fields; at most %(most)s KB is allowed; move text below the second ---",
        size=-(-size // 1024),
        most=SIZE_LIMIT // 1024,
    )
    fields.issues.append(error(fields.path, first_line, "file", "front-matter-too-large", told))
    return True


def read(text: str, fields: Fields, first_line: int = 1) -> bool:
    """Fills `fields` from the strict YAML of a story; whether it could be looked at at all."""
    return read_plain(text, fields, first_line) or read_at_ease(text, fields, first_line, DEPTH_LIMIT)


def read_at_ease(text: str, fields: Fields, first_line: int = 1, depth: int = 8) -> bool:
    """The same for the organisation's own files, which may be larger. A list at the top is the field `entries`."""
    lines = _without_odd(text, fields, first_line).split("\n")
    for _ in range(_FAULT_LIMIT):
        reader = Reader(fields, lines, first_line, depth)
        try:
            reader.read(yaml.parse("\n".join(lines), Loader=_Loader))
        except yaml.YAMLError as fault:
            # A quote that nobody closes is noticed far below, at a line that is sound: each field of a story is looked at alone.
            alone = depth == DEPTH_LIMIT and _take_out_alone(lines, fields, first_line)
            if not alone:
                _tell(lines, 0, len(lines), fault, fields, first_line)
        else:
            fields.data = reader.data
            fields.issues.extend(reader.issues)
            return True
    return False


def _take_out_alone(lines: list[str], fields: Fields, first_line: int) -> bool:
    """Blanks each field that is broken by itself, and tells of it; whether there was any."""
    known = len(fields.issues)
    for start, end in _blocks(lines):
        while (fault := _fault_alone(lines[start:end])) and len(fields.issues) < known + _FAULT_LIMIT:
            _tell(lines, start, end, fault, fields, first_line)
    return len(fields.issues) > known


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where each field starts and ends, with what stands indented under it."""
    starts = [n for n, line in enumerate(lines) if line[:1] not in ("", " ", "-", "]", "}", "#") or n == 0]
    yield from zip(starts, [*starts[1:], len(lines)], strict=True)


def _fault_alone(lines: list[str]) -> yaml.YAMLError | None:
    """Why some lines are no field by themselves; None when they are one, or nothing at all."""
    try:
        events = list(yaml.parse("\n".join(lines), Loader=_Loader))
    except yaml.YAMLError as fault:
        return fault
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    return _NoFieldError() if isinstance(first, yaml.ScalarEvent) and any(map(str.strip, lines)) else None


class _NoFieldError(yaml.MarkedYAMLError):
    """Words without a colon, which YAML takes for a text."""

    def __init__(self) -> None:
        super().__init__(problem="document start")


def _tell(lines: list[str], start: int, end: int, fault: yaml.YAMLError, fields: Fields, first_line: int) -> None:
    """Tells of a fault in some of the lines, and blanks what it makes unreadable."""
    part = lines[start:end]
    index = line_of(fault, part)
    line, goes_on = part[index], index + 1 < len(part) and part[index + 1][:1] == " "
    told = in_plain_words(fault, line, goes_on)
    name = _take_out(part, index)
    lines[start:end] = part
    fields.unread.add(name)
    fields.issues.append(error(fields.path, start + index + first_line, name, "broken-yaml", told))


def _without_odd(text: str, fields: Fields, first_line: int) -> str:
    if not (found := _ODD.search(text)):
        return text
    if found[0] != "\0":  # a NUL byte is told with the file's bytes
        line = first_line + text.count("\n", 0, found.start())
        what = say(
            "has an invisible character (U+%(found)s); only text is allowed; it is left out",
            found=f"{ord(found[0]):04X}",
        )
        fields.issues.append(advice(fields.path, line, "file", "control-character", what))
    return _ODD.sub(" ", text)


def _take_out(lines: list[str], index: int) -> str:
    """Blanks the entry that a line belongs to, so that the rest can be read; returns its name, `file` when it has none."""
    start = index
    while start and (lines[start][:1] in (" ", "-") or not lines[start]):
        start -= 1
    if start < index and not (FIELD.match(lines[start]) and lines[start].rstrip().endswith(":")):
        start = index  # it stands under a field that does not go on
    name = FIELD.match(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and (end <= index or not (FIELD.match(lines[end]) or lines[end].startswith(("- ", "\t")))):
        end += 1
    lines[start:end] = [""] * (end - start)
    return name[1] if name else "file"
