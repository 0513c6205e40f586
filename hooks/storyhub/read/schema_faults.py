"""The schema's faults in words for a writer: what was found; what is allowed; what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from storyhub.model.issues import Issue, did_you_mean, error, meant, shown
from storyhub.model.messages import Message, say
from storyhub.read.front_matter import Document
from storyhub.read.schema import FrontMatter, Photo, field_names


def validate(document: Document) -> tuple[FrontMatter | None, frozenset[str]]:
    """The front matter as the schema has it, and the names of the fields that it would not take.

    Every fault is added to the document's issues. With faults the front matter is what is left without them, so that
    the other rules can be tried on it as well; None when not even that can be had.
    """
    given = {key: value for key, value in document.data.items() if value is not None}
    try:
        return FrontMatter.model_validate(given), frozenset()
    except ValidationError as fault:
        items = fault.errors(include_url=False)
    document.issues.extend(_told(items, document))
    faulty = frozenset(str(item["loc"][0]) for item in items)
    sound = {key: value for key, value in given.items() if key not in faulty}
    if isinstance(given.get("values"), dict):
        sound["values"] = list(given["values"])  # how the story stands to them may be wrong, and which they are right
    try:
        return FrontMatter.model_validate({**_STAND_INS, **sound}), faulty
    except ValidationError:
        return None, faulty


_STAND_INS = {"title": "-", "author": "-", "department": "-", "date": "2000-01-01"}
"""What stands in for a needed field that is faulty or missing; a story that needs them is never published."""


def _told(items: list[Any], document: Document) -> Iterator[Issue]:
    seen: set[tuple[int, str, str]] = set()
    for item in items:
        where = tuple(part for part in item["loc"] if part != "[key]")
        if item["type"] == "missing" and (where[0] in document.unread or not document.readable):
            continue
        field = str(where[0])
        line, message = document.line(*where), _message(item, where)
        if (line, field, message) not in seen:
            seen.add((line, field, message))
            yield error(document.path, line, field, _rule(item["type"]), message)


def _rule(kind: str) -> str:
    return {"missing": "missing-field", "extra_forbidden": "unknown-field"}.get(kind, "invalid-field")


def _message(item: Mapping[str, Any], where: tuple[Any, ...]) -> Message:
    kind, found, limits = item["type"], item.get("input"), item.get("ctx", {})
    name, field = str(where[-1]), str(where[0])
    if kind == "missing":
        return _missing(name, where)
    if kind == "extra_forbidden":
        names = tuple(Photo.model_fields) if len(where) > 1 else field_names()
        return say(
            "%(found)s is no field%(meant)s; allowed are %(names)s; mend the name or leave it out",
            found=shown(name),
            meant=did_you_mean(name, names),
            names=", ".join(names),
        )
    if kind in ("string_too_long", "too_long") and isinstance(found, str):
        length = limits.get("actual_length") or len(found)
        return say(
            "is %(number)s characters long; at most %(most)s are allowed; make it shorter",
            number=length,
            most=limits["max_length"],
        )
    if kind in ("string_too_short", "too_short") and isinstance(found, str):
        return say("is empty; it needs text; write it, or leave the field out where it is optional")
    if kind == "too_long":
        return say(
            "has %(number)s entries; at most %(most)s are allowed; keep the most important",
            number=limits["actual_length"],
            most=limits["max_length"],
        )
    if field in _ALLOWED and not (field == "photo" and len(where) > 1):
        return say(
            "found %(found)s%(meant)s; %(allowed)s",
            found=shown(_written(found)),
            meant=_meant(field, kind, found),
            allowed=_ALLOWED[field],
        )
    return say("found %(found)s; text on one line is allowed; put it between quotes", found=shown(_written(found)))


def _missing(name: str, where: tuple[Any, ...]) -> Message:
    if len(where) == 1:
        line = say("%(field)s: %(example)s", field=name, example=_EXAMPLES[name])
        return say("is missing; every story has one; add a line: %(paste)s", paste=line)
    return say(
        "%(name)s is missing; every %(owner)s has one; write it as: %(paste)s", name=name, owner=where[0], paste=_PHOTO
    )


def _meant(field: str, kind: str, found: Any) -> str:
    if field in ("date", "public_until", "withdrawn"):
        return _date_meant(str(found))
    choices = {"audience": ("internal", "public"), "consent": ("internal", "public"), "status": ("draft",)}
    choices["pseudonym"] = ("true", "false")
    choices["withdrawn_by"] = ("teller", "person", "organisation")
    if field == "values" and kind == "enum":
        return did_you_mean(str(found), ("lived", "in tension"))
    return did_you_mean(str(found), choices.get(field, ()))


def _date_meant(found: str) -> str:
    """A date that is written in another order, where only one can be meant: 31-1-2026, 2026/1/31."""
    if match := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", found, re.ASCII):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", found, re.ASCII):
        day, month, year = (int(part) for part in match.groups())
        if day <= 12 and month <= 12 and day != month:
            return ""
        day, month = max(day, month), min(day, month)
    else:
        return ""
    date = f"{year:04}-{month:02}-{day:02}"
    return meant(date) if 1 <= month <= 12 and 1 <= day <= 31 and date != found else ""


def _written(found: Any) -> str:
    if isinstance(found, list):
        return "[" + ", ".join(map(_written, found)) + "]"
    if isinstance(found, dict):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in found.items()) + "}"
    return "nothing" if found is None else str(found)


_EXAMPLES = {
    "title": say("A short title"),
    "author": say("Your name"),
    "department": say("a key of departments.yml"),
    "date": "2026-01-31",
}
_PHOTO = say("photo: {file: name.jpg, alt: what it shows}")


def _day(field: str) -> Message:
    line = f"{field}: 2026-01-31"
    return say("a date that exists, as year-month-day, is allowed; write it as %(paste)s", paste=line)


def _key_of(file: str, paste: str) -> Message:
    return say("a key of %(file)s is allowed; write it as: %(paste)s", file=file, paste=paste)


_ALLOWED = {
    **{field: _day(field) for field in ("date", "public_until", "withdrawn")},
    "department": _key_of("departments.yml", "department: the-key"),
    "with": _key_of("departments.yml", "with: [one-key, other-key]"),
    "values": say(
        "a list of keys of values.yml, or each key with “lived” or “in tension”, is allowed; write it as: values: [key, other-key]"
    ),
    "language": say("a code such as nl or en is allowed; write the code of the language"),
    "reply_to": say("a story is named as year/name, as in 2026/a-day-on-the-ward; copy it from the story’s address"),
    "photo": say("a file with what it shows is allowed; write it as: %(paste)s", paste=_PHOTO),
    "consent": say("“internal” or “public” is allowed; ask who is in the picture, and write what they agreed to"),
    "audience": say("“internal” or “public” is allowed; write one of the two"),
    "status": say("only “draft” is allowed; write draft, or leave the field out"),
    "pseudonym": say("“true” or “false” is allowed; write one of the two"),
    "withdrawn_by": say("“teller”, “person” or “organisation” is allowed; write who asked for it"),
    "aliases": say("a list of old addresses is allowed; write it as: aliases: [2019/old-name]"),
}
