"""The list that comms keep of decisions not to publish a story as it was: a date and a reason each, no name and no title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyhub.model.issues import shown
from storyhub.read.fields import Fields
from storyhub.read.strict_yaml import read_at_ease
from storyhub.review.reasons import REASONS
from storyhub.system.failures import CannotError
from storyhub.text.decoding import decode


class DecisionsError(CannotError):
    """The list cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A decision about a story that came by mail, which its teller is to hear about."""

    letter: str
    """The first digits of its letter's digest, or all."""
    reason: str
    by: str = ""
    note: str = ""


_LETTER = re.compile(r"[0-9a-f]{10,32}")


def read_decisions(path: Path) -> Counter[str]:
    """How often each reason was given.

    Raises:
        DecisionsError: the file cannot be read, or names a reason that is none.
    """
    return Counter(_reason(entry, where) for entry, where in _entries(path))


def read_stopped(path: Path) -> list[Stopped]:
    """The decisions that a teller is to hear about: those that name a letter.

    Raises:
        DecisionsError: as above, or what names a letter is none.
    """
    found = []
    for entry, where in _entries(path):
        reason = _reason(entry, where)
        if isinstance(entry, dict) and (letter := str(entry.get("letter") or "")):
            if not _LETTER.fullmatch(letter):
                raise DecisionsError(
                    f"{where}: letter: found {shown(letter)}; at least the ten digits at the end of a branch's name are allowed; copy them"
                )
            found.append(Stopped(letter, reason, str(entry.get("by") or ""), str(entry.get("note") or "")))
    return found


def _entries(path: Path) -> Iterator[tuple[Any, str]]:
    """Each decision, and its place in the file."""
    try:
        text, issues = decode(path.read_bytes(), path.name)
    except OSError as fault:
        raise DecisionsError(f"{path}: cannot be read; a list of decisions is a YAML file") from fault
    fields = Fields(path.name, issues=issues)
    read_at_ease(text, fields)
    entries = fields.data.get("entries") or []
    if fields.issues or not isinstance(entries, list):
        first = str(fields.issues[0]) if fields.issues else f"{path.name}: is not a list"
        raise DecisionsError(f"{first}; each line is written as - {{date: 2026-01-31, reason: privacy}}")
    for number, entry in enumerate(entries):
        yield entry, f"{path.name}:{fields.line('entries', number)}"


def _reason(entry: object, where: str) -> str:
    known = [reason.key for reason in REASONS]
    found = entry.get("reason") if isinstance(entry, dict) else entry
    if found not in known:
        raise DecisionsError(
            f"{where}: found {shown(found)}; allowed are {', '.join(known)}; choose one: the list is closed"
        )
    return str(found)
