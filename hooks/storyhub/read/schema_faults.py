"""The schema's faults in words for a writer: what was found; what is allowed; what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from storyhub.model.issues import Issue, Level, close_to, error, meant, shown
from storyhub.model.messages import Message, say
from storyhub.read import dates
from storyhub.read.allowed_in_fields import ALLOWED, EXAMPLES
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import Document
from storyhub.read.schema import FrontMatter, Photo, field_names
from storyhub.text.cures import NEEDS_QUOTES, PARTS, cured, quoted, with_text, with_word


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
    document.issues += list(_told(items, document))
    faulty = frozenset(str(item["loc"][0]) for item in items)
    sound = {key: value for key, value in given.items() if key not in faulty}
    if isinstance(given.get("values"), dict):
        sound["values"] = list(given["values"])  # their marks (lived, in tension) may be wrong while the keys are right
    try:
        return FrontMatter.model_validate({**_STAND_INS, **sound}), faulty
    except ValidationError:
        return None, faulty


_STAND_INS = {"title": "-", "author": "-", "department": "-", "date": "2000-01-01"}
"""What stands in for a needed field that is faulty or missing; a story that needs them is never published."""


def _told(items: list[Any], document: Document) -> Iterator[Issue]:
    seen: set[tuple[int, str, str]] = set()
    mistyped = {close_to(str(item["loc"][0]), field_names()) for item in items if item["type"] == "extra_forbidden"}
    if "file" in document.unread:  # a line that is not a field may still say which it was to be
        mistyped |= {line.split(maxsplit=1)[0].casefold() for line in document.fields_as_meant if line.strip()}
    known = {(issue.line, issue.field) for issue in document.issues if issue.level is Level.ERROR}
    for item in items:
        where = tuple(part for part in item["loc"] if part != "[key]")
        if item["type"] == "missing" and (where[0] in document.unread | mistyped or not document.readable):
            continue
        field = str(where[0])
        line = document.line(*where)
        if (line, field) in known:
            continue  # its line has been reported, with what is wrong with it
        # All of it may be behind a #, where nothing is read.
        sign = next((one for one in document.issues if one.rule == "comment" and one.field == field), None)
        if item["type"] == "missing" and sign:
            document.issues.remove(sign)
            yield replace(sign, level=Level.ERROR)
            continue
        message = _message(item, where, document.source(line), document.data)
        if (line, field, message) not in seen:
            seen.add((line, field, message))
            yield error(document.path, line, field, _RULES.get(item["type"], "invalid-field"), message)


_RULES = {"missing": "missing-field", "extra_forbidden": "unknown-field"}


def _message(item: Mapping[str, Any], where: tuple[Any, ...], line: str, data: Mapping[str, Any]) -> Message:
    """What is said of a fault; `line` is the one that it is on, as it is read, `data` all that is there."""
    kind, found, limits = item["type"], item.get("input"), item.get("ctx", {})
    name, field = str(where[-1]), str(where[0])
    if kind == "missing":
        return _missing(name, where, line)
    if kind == "extra_forbidden":
        return _no_field(name, where, line, data)
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
    if field in SPOKEN.days:
        return _no_day(str(found), line)
    written = _written(found)
    if field not in ALLOWED or (field == "photo" and len(where) > 1):
        told = say("found %(found)s; text on one line is allowed", found=shown(written))
        return cured(told, _as_text(line, found if field == "author" else None), say("put it between quotes"))
    meant_word = _meant(field, kind, written)
    allowed, otherwise = ALLOWED[field]
    told = say(
        "found %(found)s%(meant)s; %(allowed)s",
        found=shown(written),
        meant=meant(meant_word),
        allowed=allowed,
    )
    # What may be shown to whom nobody decides for the writer, and so no line is offered for it.
    cure = "" if field in ("audience", "consent") else _with_meant(field, line, written, meant_word)
    return cured(told, cure, otherwise)


def _no_field(name: str, where: tuple[Any, ...], line: str, data: Mapping[str, Any]) -> Message:
    names = tuple(Photo.model_fields) if len(where) > 1 else field_names()
    close = close_to(name, names)
    if len(where) == 1 and close in data:
        close = ""  # that one is there already
    told = say(
        "%(found)s is not a field%(meant)s; allowed are %(names)s",
        found=shown(name),
        meant=meant(close),
        names=", ".join(names),
    )
    return cured(told, with_word(line, name, close) if close else "", say("correct the name or leave it out"))


def _missing(name: str, where: tuple[Any, ...], line: str) -> Message:
    if len(where) == 1:
        paste = say("%(field)s: %(example)s", field=name, example=EXAMPLES[name])
        return say("is missing; every story has one; add a line: %(paste)s", paste=paste)
    parts = PARTS.fullmatch(line)
    if parts and parts["text"].startswith("{"):
        inner = parts["text"][1:].strip(" }")
        given = with_text(line, f"{{file: …{', ' if inner else ''}{inner}}}")
        return say(
            "%(name)s is missing; every %(owner)s has one; write it as: %(paste)s",
            name=name,
            owner=where[0],
            paste=given,
        )
    return say(
        "%(name)s is missing; every %(owner)s has one; add a line below it: %(paste)s",
        name=name,
        owner=where[0],
        paste=f"  {name}: …",
    )


def _meant(field: str, kind: str, found: str) -> str:
    if field == "values" and kind == "enum":
        return close_to(found, ("lived", "in tension"))
    if field in ("reply_to", "translation_of", "another_view") and (
        identity := re.search(r"(?:^|/)(\d{4}/[^/\s#?]+?)(?:\.md)?/?(?:[#?].*)?$", found, re.ASCII)
    ):
        return identity[1]
    return close_to(found, _CHOICES.get(field, ()))


_CHOICES = {
    **dict.fromkeys(("audience", "consent"), ("internal", "public")),
    **dict.fromkeys(("pseudonym", "heavy"), ("true", "false")),
    "status": ("draft",),
    "withdrawn_by": ("teller", "person", "organisation"),
}


def _with_meant(field: str, line: str, found: str, meant_word: str) -> str:
    """The line of a field with what was probably meant; empty where nothing is."""
    if field == "photo" and found and not set("{}[],:").intersection(found):
        return with_text(line, f"{{file: {found}}}")
    if not meant_word:
        return ""
    return with_word(line, found, meant_word) if field == "values" else with_text(line, meant_word)


def _as_text(line: str, found: Any) -> str:
    """A line whose text is a list or a map for YAML, as text; of names that were `found` in a list, with commas between."""
    parts = PARTS.fullmatch(line)
    if not parts or parts["text"][:1] + parts["text"][-1:] not in ("[]", "{}"):
        return ""
    if isinstance(found, list) and len(found) > 1 and all(isinstance(one, str) and one.isprintable() for one in found):
        words = ", ".join(found)
        return with_text(line, quoted(words) if NEEDS_QUOTES.search(words) else words)
    return with_text(line, quoted(parts["text"]))


def _no_day(found: str, line: str) -> Message:
    days = dates.readings(found)
    if len(days) < 2:
        return say(
            "found %(found)s; a date that exists is allowed, as year-month-day (YYYY-MM-DD); write the date that way",
            found=shown(found),
        )
    one, other = (with_text(line, day.isoformat()) or day.isoformat() for day in days[:2])
    return say(
        "found %(found)s, which can be two dates; a date is written as year-month-day (YYYY-MM-DD); which is it, “%(one)s” or “%(other)s”?",
        found=shown(found),
        one=one,
        other=other,
    )


def _written(found: Any) -> str:
    if isinstance(found, list):
        return "[" + ", ".join(map(_written, found)) + "]"
    if isinstance(found, dict):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in found.items()) + "}"
    return "nothing" if found is None else str(found)
