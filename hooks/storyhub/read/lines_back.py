"""Reads a line back, `replies/<year>-<slug>.yml`: `to`, `by`, `date` and `line`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import Issue, advice, shown, stopped, told_once
from storyhub.model.line_back import LINE_LIMIT, LineBack
from storyhub.model.messages import say
from storyhub.read.dates import day_of
from storyhub.read.field_file import id_of, read_field_file
from storyhub.read.fields import Fields

FIELDS = ("to", "by", "date", "line", "language")
LONGEST_NAME = 120
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def read_line_back(raw: bytes, path: str, issues: list[Issue], allow: Collection[str] = ()) -> LineBack | None:
    """The line in a file; None: a fault in it, which is reported, leaves it out. `allow`: the organisation's own numbers."""
    fields = read_field_file(raw, path, FIELDS, allow)
    is_safe = not stopped(fields.issues)
    day = day_of(fields.words("date"))
    faults = list(_faults(fields, day))
    issues.extend(told_once((*fields.issues, *faults)))
    if not is_safe or faults or day is None:
        return None
    language = fields.words("language")
    return LineBack(
        id=one_spelling(Path(path).stem),
        path=path,
        to=id_of(fields.words("to")),
        by=fields.words("by"),
        date=day,
        text=fields.words("line"),
        language=language if _LANGUAGE.fullmatch(language) else "",
        at=fields.line("to"),
    )


def _faults(fields: Fields, day: date | None) -> Iterator[Issue]:
    """What leaves a line out: it answers nothing, nobody signs it, it has no day or no words, or too many of them."""
    pastes = {"to": "to: 2026/a-story", "by": "by: …", "line": "line: …"}
    for name, paste in pastes.items():
        if not fields.words(name):
            told = say(
                "is missing; a line names the story that it answers, who signs it, and its words; add: %(paste)s (it is left out until then)",
                paste=paste,
            )
            yield advice(fields.path, fields.line(name), name, "no-line", told)
    if day is None:
        told = say(
            "found %(found)s; the day of the line is allowed; write it as date: 2026-01-31 (it is left out until then)",
            found=shown(fields.words("date")) if fields.words("date") else say("nothing"),
        )
        yield advice(fields.path, fields.line("date"), "date", "invalid-date", told)
    for name, most in (("line", LINE_LIMIT), ("by", LONGEST_NAME)):
        if len(fields.words(name)) > most:
            told = say(
                "has %(number)s characters; at most %(most)s are allowed; make it shorter, or tell it as a story (it is left out until then)",
                number=len(fields.words(name)),
                most=most,
            )
            yield advice(fields.path, fields.line(name), name, "too-long", told)
