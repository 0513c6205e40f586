"""What is left of a story in its file once it is withdrawn: enough for a notice, and not a word of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.model.i18n import catalogue_for
from storyhub.model.listening import answers_path
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.system.atomic_files import write_text

_KEPT = ("department", "date", "language", "aliases")
"""What a notice needs, so that it has its place and old links still lead to it; none of it says who told the story."""


def tombstone(raw: bytes, path: str, day: date, by: str, reason: str, language: str) -> str:
    """The new content of a story's file; `language` is the hub's own.

    Raises:
        ValueError: it has no department and date, so it was never published and may as well be deleted.
    """
    found: Mapping[str, Any] = parse(raw, path, SPOKEN).data
    _ = catalogue_for(str(found.get("language") or ""), language).gettext
    fields = {
        **{name: found[name] for name in _KEPT if found.get(name)},
        "title": _("Withdrawn"),
        "author": _("Withdrawn"),
        "withdrawn": day,
        "withdrawn_by": by,
        "withdrawn_for": reason,
    }
    if "department" not in fields:
        raise ValueError("no department")
    fields["date"] = date.fromisoformat(str(fields.get("date")))
    return Draft(fields, _("This story was withdrawn.")).text()


def withdraw(folder: Path, identity: str, day: date, by: str, reason: str, language: str) -> list[Path]:
    """Takes a story out of its file, with its pictures and the answers to it; what was removed.

    Raises:
        ValueError: it was never published.
        WritingFailedError: the file cannot be written; it is as it was, and nothing was removed.
    """
    file = folder / f"{identity}.md"
    text = tombstone(file.read_bytes(), f"{identity}.md", day, by, reason, language)
    write_text(file, text)
    answers = folder / answers_path(identity)
    gone = [place for place in (folder / identity, answers) if place.exists()]
    for place in gone:
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
    return gone
