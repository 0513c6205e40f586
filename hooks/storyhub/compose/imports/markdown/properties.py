"""Fields without a fence around them, as Notion (below the title) and MultiMarkdown (above all) write them, a line each."""

from __future__ import annotations

import re
from typing import Any

_LINES = re.compile(
    r"(?P<title>\s*#[ \t]+\S.*\n\s*\n)?(?P<lines>(?:[^\W\d_][\w /()-]{0,40}:[ \t]+\S.*(?:\n|\Z)){2,30})(?=\s*\n|\Z)"
)
_ALIKE = {
    "created by": "author",
    "created time": "created",
    "created at": "created",
    "last edited by": "modified",
    "last edited time": "modified",
    "publish date": "date",
}
_TELLING = frozenset({"author", "auteur", "date", "datum", "created", "tags", "status", "title", "titel"})
"""At least one of these is among them: any words may have a colon behind them."""


def apart(text: str) -> tuple[dict[str, Any], str]:
    """The fields, and the text without them."""
    match = _LINES.match(text)
    if not match:
        return {}, text
    pairs = [line.partition(":")[::2] for line in match["lines"].strip().split("\n")]
    found = {_ALIKE.get(key.strip().lower(), key.strip().lower()): value.strip() for key, value in pairs}
    if _TELLING.isdisjoint(found) or len(found) < len(pairs):
        return {}, text
    return dict(found), (match["title"] or "") + text[match.end() :].lstrip("\n")
