"""Reads YAML strictly, with the line of everything: no aliases, merge keys, duplicate keys or tags, and not too much of it.

Scalars stay text, as they are in the file (YAML's guesses, such as `no` for false, are never applied). Nothing is
swallowed: a part that is broken is reported and left out, and the rest is read all the same.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from storyhub.model.issues import advice, error
from storyhub.model.messages import say
from storyhub.read.broken_fields import FAULT_LIMIT, take_out_alone, tell
from storyhub.read.fields import Fields
from storyhub.read.plain_fields import read_plain
from storyhub.read.yaml_events import DEPTH_LIMIT, LOADER, Reader
from storyhub.text.decoding import UNSEEN, without_unseen

SIZE_LIMIT = 8 * 1024
_OPEN_LIMIT = 4000
_BRACKETS = re.compile(r"[\[\]{}]")
# What YAML refuses, or takes for the end of a line where nobody else does.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def is_too_large(text: str, fields: Fields, first_line: int) -> bool:
    """Whether there is more of it than fields need, which is reported."""
    size = len(text.encode("utf-8", "replace"))
    if size <= SIZE_LIMIT:
        return False
    told = say(
        "has %(size)s KB of fields; at most %(most)s KB is allowed; move text below the second ---",
        size=-(-size // 1024),
        most=SIZE_LIMIT // 1024,
    )
    fields.issues.append(error(fields.path, first_line, "file", "front-matter-too-large", told))
    return True


def read(text: str, fields: Fields, first_line: int = 1) -> bool:
    """Fills `fields` from the strict YAML of a story; whether it could be looked at at all."""
    return read_plain(text, fields, first_line) or read_at_ease(text, fields, first_line, DEPTH_LIMIT)


def read_at_ease(text: str, fields: Fields, first_line: int = 1, depth: int = 8) -> bool:
    """The same for the organisation's own files, which may be larger. A list at the top is the field `entries`."""
    if _open_brackets(text) > _OPEN_LIMIT:
        told = say(
            "has thousands of brackets inside each other; lists and maps of two levels are allowed; close them, or put the text between quotes"
        )
        fields.issues.append(error(fields.path, first_line, "file", "nested-too-deep", told))
        return False
    lines = _without_odd(text, fields, first_line).split("\n")
    for _ in range(FAULT_LIMIT):
        reader = Reader(fields, lines, first_line, depth)
        try:
            reader.read(yaml.parse("\n".join(lines), Loader=LOADER))
        except yaml.YAMLError as fault:
            # A quote that nobody closes is noticed far below, at a line that is sound: each field of a story is looked at alone.
            alone = depth == DEPTH_LIMIT and take_out_alone(lines, fields, first_line)
            if not alone:
                tell(lines, 0, len(lines), fault, fields, first_line)
        else:
            fields.data = {name: _seen(value, name, fields) for name, value in reader.data.items()}
            fields.issues.extend(reader.issues)
            return True
    return False


def _open_brackets(text: str) -> int:
    """The most brackets that are open at once: the parser's work grows with the square of them."""
    most = depth = 0
    for sign in _BRACKETS.findall(text):
        depth = depth + 1 if sign in "[{" else max(0, depth - 1)
        most = max(most, depth)
    return most


def _seen(value: Any, name: str, fields: Fields) -> Any:
    """A value without what nobody sees, however it was written: YAML has escapes for every character."""
    if isinstance(value, dict):
        return {key: _seen(part, name, fields) for key, part in value.items()}
    if isinstance(value, list):
        return [_seen(part, name, fields) for part in value]
    if not isinstance(value, str) or value.isprintable() or not UNSEEN.search(value):
        return value
    told = say("has an invisible character; only text is allowed; it is left out")
    fields.advise("control-character", told, name)
    return without_unseen(value)


def _without_odd(text: str, fields: Fields, first_line: int) -> str:
    if not (found := _ODD.search(text)):
        return text
    if found[0] != "\0":  # a NUL byte is reported with the file's bytes
        line = first_line + text.count("\n", 0, found.start())
        what = say(
            "has an invisible character (U+%(found)s); only text is allowed; it is left out",
            found=f"{ord(found[0]):04X}",
        )
        fields.issues.append(advice(fields.path, line, "file", "control-character", what))
    return _ODD.sub(" ", text)
