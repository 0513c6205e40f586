"""The list that comms keep of decisions not to publish a story as it was: a date and a reason each, no name and no title."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from storyhub.model.issues import shown
from storyhub.read.strict_yaml import Fields, read_at_ease
from storyhub.review.reasons import REASONS
from storyhub.text.decoding import decode


class DecisionsError(ValueError):
    """The list cannot be used; the message says why and what to do."""


def read_decisions(path: Path) -> Counter[str]:
    """How often each reason was given.

    Raises:
        DecisionsError: the file cannot be read, or names a reason that is none.
    """
    try:
        text, issues = decode(path.read_bytes(), path.name)
    except OSError as fault:
        raise DecisionsError(f"{path}: cannot be read; a list of decisions is a YAML file") from fault
    fields = Fields(path.name, issues=issues)
    read_at_ease(text, fields)
    entries = fields.data.get("entries") or []
    if fields.issues or not isinstance(entries, list):
        first = str(fields.issues[0]) if fields.issues else f"{path.name}: is no list"
        raise DecisionsError(f"{first}; each line is written as - {{date: 2026-01-31, reason: privacy}}")
    return Counter(
        _reason(entry, f"{path.name}:{fields.line('entries', number)}") for number, entry in enumerate(entries)
    )


def _reason(entry: object, where: str) -> str:
    known = [reason.key for reason in REASONS]
    found = entry.get("reason") if isinstance(entry, dict) else entry
    if found not in known:
        raise DecisionsError(
            f"{where}: found {shown(found)}; allowed are {', '.join(known)}; choose one: the list is closed"
        )
    return str(found)
