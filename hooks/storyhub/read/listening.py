"""Reads the answers to a listening item, `listening/<year>-<slug>.yml`: dated entries `{date, by, status, note}`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import Issue, did_you_mean, shown, told_once
from storyhub.model.listening import STATUSES
from storyhub.model.messages import Message, say
from storyhub.model.story import Answer, Listening
from storyhub.read.dates import day_of
from storyhub.read.field_file import read_field_file
from storyhub.read.fields import Fields

FIELDS = ("owner", "also", "entries", "confirmed")
_OF_AN_ANSWER = ("date", "by", "status", "note")
LONGEST_OWNER = 120


def read_listening(raw: bytes, path: str, issues: list[Issue], allow: Collection[str] = ()) -> Listening:
    """The answers, oldest first; an answer with a fault is left out and reported. `allow`: the organisation's own numbers."""
    fields = read_field_file(raw, path, FIELDS, allow)
    answers = sorted(_answers(fields), key=lambda answer: answer.date)
    year, _, slug = one_spelling(Path(path).stem).partition("-")
    item = Listening(
        f"{year}/{slug}",
        path,
        tuple(answers),
        _confirmed(fields),
        _owner(fields),
        _also(fields),
        {name: fields.line(name) for name in FIELDS if name in fields.data},
    )
    issues.extend(told_once(fields.issues))
    return item


def _owner(fields: Fields) -> str:
    owner = fields.data.get("owner")
    if owner is None or (isinstance(owner, str) and len(owner) <= LONGEST_OWNER):
        return " ".join((owner or "").split())
    told = say("found %(found)s; one name or role is allowed; write it on one line", found=shown(owner))
    fields.advise("invalid-field", told, "owner")
    return ""


def _also(fields: Fields) -> tuple[str, ...]:
    given = fields.data.get("also")
    named = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    if given is not None and not (named and all(isinstance(one, str) for one in named)):
        told = say(
            "found %(found)s; a list of stories is allowed, each as year/name; write it as: also: [2026/a-story]",
            found=shown(given),
        )
        fields.advise("invalid-field", told, "also")
    return tuple(one_spelling(one) for one in named if isinstance(one, str))


def _answers(fields: Fields) -> Iterator[Answer]:
    entries = fields.data.get("entries") or []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        if told := _fault(entry):
            fields.advise("invalid-answer", told, "entries", number)
        else:
            yield Answer(
                _day(entry["date"]) or date.min,
                entry.get("by") or "",
                entry["status"],
                (entry.get("note") or "").strip(),
                fields.line("entries", number),
            )


def _fault(entry: Any) -> Message | None:
    """What is wrong with an answer, or nothing."""
    form = say("an answer is written as {date: 2026-01-31, by: name, status: heard, note: what is done}")
    if not isinstance(entry, Mapping) or not all(isinstance(text, str | None) for text in entry.values()):
        return say("found %(found)s; %(form)s; write it that way: it is left out", found=shown(entry), form=form)
    for name in entry:
        if name not in _OF_AN_ANSWER:
            return say(
                "%(found)s is not a field%(meant)s; %(form)s; correct the name: the answer is left out",
                found=shown(name),
                meant=did_you_mean(name, _OF_AN_ANSWER),
                form=form,
            )
    if _day(entry.get("date")) is None:
        return say(
            "has the date %(found)s; %(form)s; correct the date: the answer is left out",
            found=shown(entry["date"]) if entry.get("date") else say("nothing"),
            form=form,
        )
    if entry.get("status") not in STATUSES:
        found = str(entry.get("status") or "")
        return say(
            "has the status %(found)s%(meant)s; allowed are %(names)s; choose one: the answer is left out",
            found=shown(found) if found else say("nothing"),
            meant=did_you_mean(found, STATUSES),
            names=", ".join(STATUSES),
        )
    return None


def _confirmed(fields: Fields) -> date | None:
    found = fields.data.get("confirmed")
    if found is not None and _day(found) is None:
        told = say(
            "found %(found)s; the day on which the teller confirmed it is allowed; write it as confirmed: 2026-01-31",
            found=shown(found),
        )
        fields.advise("invalid-date", told, "confirmed")
    return _day(found)


def _day(found: Any) -> date | None:
    return day_of(found) if isinstance(found, str) else None
