"""Reads the profiles of ambassadors, `ambassadors/<key>.md`: `name`, `department`, `language`, and a few words of their own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import Issue, advice, shown, stopped, told_once
from storyhub.model.messages import say
from storyhub.model.story import Profile
from storyhub.read.field_file import advise_on_unknown
from storyhub.read.field_spelling import Spoken
from storyhub.read.front_matter import parse
from storyhub.text import private_data
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
    document.issues += (*rendered.issues, *private_data.issues(document.text, path, allow=allow))
    for picture in (one for one in rendered.references if one.picture):
        told = say(
            "shows %(found)s; a profile is only words; put the picture in a story: its words are shown",
            found=shown(picture.target),
        )
        document.issues.append(advice(path, picture.line, "body", "no-picture", told))
    advise_on_unknown(document, FIELDS)
    issues.extend(told_once(document.issues))
    key = one_spelling(Path(path).stem)
    return Profile(
        key,
        document.words("name") or key.replace("-", " ").title(),
        document.words("department"),
        "" if stopped(document.issues) else rendered.body.html,
        document.words("language") or default,
        rendered.references,
    )
