"""Takes out of YAML what cannot be read, says so, and leaves the rest to be read."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from storyhub.model.issues import error
from storyhub.read.fields import Fields
from storyhub.read.yaml_events import LOADER
from storyhub.read.yaml_faults import FIELD, in_plain_words, line_of, without_colon

FAULT_LIMIT = 12
"""Broken entries that are looked past; a file with more of them is something else."""


def take_out_alone(lines: list[str], fields: Fields, first_line: int) -> bool:
    """Blanks each field that is broken by itself, and says so; whether there was any."""
    known = len(fields.issues)
    for start, end in _blocks(lines):
        while (fault := _fault_alone(lines[start:end])) and len(fields.issues) < known + FAULT_LIMIT:
            tell(lines, start, end, fault, fields, first_line)
    return len(fields.issues) > known


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where each field starts and ends, with what is indented under it."""
    starts = [n for n, line in enumerate(lines) if line[:1] not in ("", " ", "-", "]", "}", "#") or n == 0]
    yield from zip(starts, [*starts[1:], len(lines)], strict=True)


def _fault_alone(lines: list[str]) -> yaml.YAMLError | None:
    """Why some lines are no field by themselves; None when they are one, or nothing at all."""
    try:
        events = list(yaml.parse("\n".join(lines), Loader=LOADER))
    except yaml.YAMLError as fault:
        return fault
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    return _NoFieldError() if isinstance(first, yaml.ScalarEvent) and any(map(str.strip, lines)) else None


class _NoFieldError(yaml.MarkedYAMLError):
    """Words without a colon, which YAML takes for a text."""

    def __init__(self) -> None:
        super().__init__(problem="document start")


def tell(lines: list[str], start: int, end: int, fault: yaml.YAMLError, fields: Fields, first_line: int) -> None:
    """Tells of a fault in some of the lines, and blanks what it makes unreadable."""
    part = lines[start:end]
    index = line_of(fault, part)
    line, goes_on = part[index], index + 1 < len(part) and part[index + 1][:1] == " "
    told = in_plain_words(fault, line, goes_on)
    name = without_colon(line) or _take_out(part, index)
    part[index] = ""
    lines[start:end] = part
    fields.unread.add(name)
    fields.issues.append(error(fields.path, start + index + first_line, name, "broken-yaml", told))


def _take_out(lines: list[str], index: int) -> str:
    """Blanks the entry that a line belongs to, so that the rest can be read; returns its name, `file` when it has none."""
    start = index
    while start and (lines[start][:1] in (" ", "-") or not lines[start]):
        start -= 1
    if start < index and not (FIELD.match(lines[start]) and lines[start].rstrip().endswith(":")):
        start = index  # it is under a field that does not go on
    name = FIELD.match(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and (end <= index or not (FIELD.match(lines[end]) or lines[end].startswith(("- ", "\t")))):
        end += 1
    lines[start:end] = [""] * (end - start)
    return name[1] if name else "file"
