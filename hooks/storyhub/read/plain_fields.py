"""Reads the fields that nearly every story has without a YAML parser: a name, a colon, and words or a short list on one line.

It takes only what YAML reads in just this way, and leaves everything else to the parser.
"""

from __future__ import annotations

import re
from typing import Any

from storyhub.read.fields import Fields

# Words without quotes, between either kind of quotes, or keys between square brackets.
_FIELD = re.compile(
    r"([a-z_]+): (?:([^\W_](?:.*[^\s:])?)|\"([^\"\\]*)\"|'([^']*)'|\[([a-z0-9][a-z0-9-]*(?:, [a-z0-9][a-z0-9-]*)*)\])"
)
_NOTHING = "null"
"""The one word of letters that YAML takes for no value."""


def read_plain(text: str, fields: Fields, first_line: int) -> bool:
    """Fills `fields`; False, and nothing filled, where any line is not plain."""
    data: dict[str, Any] = {}
    places: dict[str, int] = {}
    lines = text.split("\n")
    # What cannot be printed YAML may refuse or take for the end of a line, and a # may start a comment.
    if "#" in text or not "".join(lines).isprintable():
        return False
    for number, line in enumerate(lines, first_line):
        if not line:
            continue
        field = _FIELD.fullmatch(line)
        if not field:
            return False
        name, bare, quoted, apostrophes, keys = field.groups()
        if name in data or (bare and (bare == _NOTHING or ": " in bare)):
            return False
        places[name] = number
        if keys:
            data[name] = keys.split(", ")
            if _NOTHING in data[name]:
                return False
            places.update((f"{name}.{place}", number) for place in range(len(data[name])))
        else:
            data[name] = bare or quoted or apostrophes or ""
    fields.data = data
    fields.lines.update(places)
    return bool(data)
