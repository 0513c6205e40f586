"""The day of a post: from its fields, else from the name of its file, its folders or its address. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown.field_names import FIELDS
from storyhub.compose.imports.markdown.plain import many, words
from storyhub.model.issues import shown
from storyhub.model.messages import say
from storyhub.read.dates import readings

_ADDRESSES = ("path", "permalink", "url", "slug", "aliases", "redirect_from")
_NAMED = re.compile(r"(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?:[-_ ]+(.*))?")
_IN_PATH = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")


def put(given: Mapping[str, Any], file: Path, draft: Draft, languages: tuple[str, ...]) -> None:
    """Gives a draft its day; one that may be two days, or none, is reported, and stays open."""
    unclear = []
    for name in FIELDS["date"]:
        value = given.get(name)
        if isinstance(value, dict):  # Material for MkDocs: the day on which it was made, and that of its last change
            value = value.get("created") or words(value)
        if value in (None, "") or str(value).lower() in ("true", "false", "yes", "no"):
            continue
        days = _days(value, languages)
        if len(days) == 1:
            draft.fields["date"] = days[0]
            return
        unclear.append((name, words(value), days))
    if (day := next(_elsewhere(given, file), None)) is not None:
        draft.fields["date"] = day
    for name, text, days in unclear:
        if days:
            either = say("%(one)s or %(other)s", one=days[0].isoformat(), other=days[-1].isoformat())
            draft.say(
                "%(field)s: %(found)s can be %(days)s; it is not guessed; write it as year-month-day",
                field=name,
                found=shown(text),
                days=either,
            )
        else:
            draft.say(
                "%(field)s: %(found)s is not a date that can be read; write it as year-month-day",
                field=name,
                found=shown(text),
            )


def without_day(name: str) -> str:
    """The name of a file or folder without the day before it."""
    match = _NAMED.fullmatch(name)
    return (match[4] or "") if match else name


def _days(value: Any, languages: tuple[str, ...]) -> tuple[date, ...]:
    if isinstance(value, datetime):
        return (value.date(),)
    if isinstance(value, date):
        return (value,)
    text = str(value).strip()
    # A moment of another program: its day is what comes first, wherever the world was at that time.
    for part in (text, re.split(r"T(?=\d)|\s+(?=\d{1,2}:)", text)[0]):
        if found := readings(part, languages):
            return found
    return ()


def _elsewhere(given: Mapping[str, Any], file: Path) -> Iterator[date]:
    for name in (file.stem, file.absolute().parent.name):
        if match := _NAMED.fullmatch(name):
            yield from readings("-".join(match.groups()[:3]))
    addresses = [words(one) for name in _ADDRESSES for one in many(given.get(name) or [])]
    for text in (*addresses, file.absolute().parent.as_posix()):
        if found := _IN_PATH.search(text):
            yield from readings("-".join(found.groups()))
