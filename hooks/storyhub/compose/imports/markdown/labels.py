"""What a post is filed under: its tags, as far as they are values, and its old addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft, chosen
from storyhub.compose.imports.markdown.field_names import FIELDS
from storyhub.compose.imports.markdown.plain import leave_out, many, words
from storyhub.read.organisation import read_values
from storyhub.read.schema import MOST


def put_addresses(given: Mapping[str, Any], draft: Draft) -> None:
    """Gives a draft its old addresses."""
    found = [address for name in FIELDS["aliases"] for address in _paths(given.get(name))]
    if names := [address for address in found if " " in address]:  # other names for a note (Obsidian)
        found = [address for address in found if " " not in address]
        leave_out(draft, f"aliases: {', '.join(names)}")
    if found := list(dict.fromkeys(found)):
        draft.fields["aliases"] = found[:MOST]
    if len(found) > MOST:
        draft.say(
            "it has more than %(most)s old addresses; these are left out: %(others)s",
            most=MOST,
            others=", ".join(found[MOST:]),
        )


def _paths(value: Any) -> Iterator[str]:
    for one in many(value or []):
        path = re.sub(r"^(?:https?:)?//[^/]+|[?#].*", "", words(one)).removesuffix("index.html").strip("/")
        if path and ":" not in path and path not in ("pretty", "none", "false", "true"):  # ":" fills in a pattern
            yield path


def put_tags(given: Mapping[str, Any], draft: Draft, stories: Path, language: str) -> None:
    """Makes values of the tags that are some; the others are reported."""
    names = {one.key: one.name for one in read_values(stories, language, [])}
    lost = []
    for field in FIELDS["values"]:
        value = given.get(field) or []
        if field == "values" and isinstance(value, dict):
            draft.fields["values"] = value
            continue
        listed = (
            value if isinstance(value, list) else re.split(r"\s*,\s*" if "," in str(value) else r"\s+", words(value))
        )
        for word in dict.fromkeys(filter(None, map(words, listed))):
            key = "" if word.isdigit() else chosen(word, names)
            if not key:
                lost.append(word)
            elif key not in draft.fields.setdefault("values", []):
                draft.fields["values"].append(key)
    if lost:
        draft.say(
            "these tags are not among the values and have no place in a story: %(tags)s",
            tags=", ".join(dict.fromkeys(lost)),
        )
