"""Files that hold fields and nothing else: the lists of the organisation, answers, lines, questions and paths."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import did_you_mean, shown
from storyhub.model.messages import Message, say
from storyhub.read.field_texts import with_plain_spaces
from storyhub.read.fields import Fields
from storyhub.read.strict_yaml import read_at_ease
from storyhub.text import private_data
from storyhub.text.decoding import decode


def read_field_file(raw: bytes, path: str, names: Sequence[str], allow: Collection[str] = ()) -> Fields:
    """The fields of a file, with what is private in it and which fields are none of `names` among the issues.

    `allow` has the organisation's own numbers, which may be there.
    """
    text, fields = read_fields(raw, path)
    fields.issues += private_data.issues(text, path, allow=allow)
    advise_on_unknown(fields, names)
    return fields


def read_fields(raw: bytes, path: str) -> tuple[str, Fields]:
    """The text of a file, and its fields; typographic spaces are read as plain ones."""
    text, found = decode(raw, path)
    fields = Fields(path, issues=found)
    if text:
        plain, odd = with_plain_spaces(text, path)
        fields.issues += odd
        read_at_ease(plain, fields)
    return text, fields


def advise_on_unknown(fields: Fields, names: Sequence[str]) -> None:
    """Adds advice on each field that is none of `names`."""
    for name in fields.data:
        if name not in names:
            fields.advise("unknown-field", no_field(name, names), name)


def no_field(name: str, names: Sequence[str]) -> Message:
    """What is said of a field that is not one of `names`."""
    return say(
        "%(found)s is not a field%(meant)s; allowed are %(names)s; correct the name or leave it out",
        found=shown(name),
        meant=did_you_mean(name, names),
        names=", ".join(names),
    )


def id_of(named: str) -> str:
    """The id of a story or a line that somebody means by what they copied: an address, or a path with its folder and ending.

    >>> id_of("/2026/a-day/"), id_of("stories/2026/a-day.md"), id_of("replies/2026-a-line.yml")
    ('2026/a-day', '2026/a-day', '2026-a-line')
    """
    return one_spelling(re.sub(r"^(?:stories/|replies/)|\.(?:md|ya?ml)$", "", named.strip("/ \t\n")))
