"""Reads the profiles of ambassadors, `ambassadors/<key>.md`: `name`, `department`, `language`, and a few words of their own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import Issue, Level, advice, shown, told_once
from storyhub.model.messages import say
from storyhub.model.story import Profile
from storyhub.read.field_file import no_field
from storyhub.read.field_spelling import Spoken
from storyhub.read.front_matter import parse
from storyhub.text import private_data
from storyhub.text.decoding import without_unseen
from storyhub.text.render import render

FIELDS = ("name", "department", "language")
SPOKEN = Spoken(
    names=frozenset(FIELDS),
    words={"naam": "name", "afdeling": "department", "taal": "language"},
)
"""How the fields of a profile may be written."""


def read_profile(raw: bytes, path: str, default: str, issues: list[Issue], allow: Collection[str] = ()) -> Profile:
    """A profile; `default` is the hub's language, `allow` the organisation's own numbers.

    Its text is left out when an error stops it, its name stays.
    """
    document = parse(raw, path, SPOKEN)
    rendered = render(document.body, path, document.body_line)
    found = [*document.issues, *rendered.issues, *private_data.issues(document.text, path, allow=allow)]
    for picture in (one for one in rendered.references if one.picture):
        told = say(
            "shows %(found)s; a profile is only words; put the picture in a story: its words are shown",
            found=shown(picture.target),
        )
        found.append(advice(path, picture.line, "body", "no-picture", told))
    for name in document.data:
        if name not in FIELDS:
            found.append(advice(path, document.line(name), name, "unknown-field", no_field(name, FIELDS)))
    issues.extend(told_once(found))
    key = one_spelling(Path(path).stem)
    text = {name: _text(document.data.get(name)) for name in FIELDS}
    stopped = any(issue.level is Level.ERROR for issue in found)
    return Profile(
        key,
        text["name"] or key.replace("-", " ").title(),
        text["department"],
        "" if stopped else rendered.body.html,
        text["language"] or default,
        rendered.references,
    )


def _text(found: object) -> str:
    return " ".join(without_unseen(found).split()) if isinstance(found, str) else ""
