"""Reads a Markdown file with the fields of another program: Jekyll, Hugo, Zola, Eleventy, exports of WordPress."""

from __future__ import annotations

import re
from pathlib import Path

from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown import fields, leftovers, when
from storyhub.compose.imports.markdown.beside import Beside
from storyhub.compose.imports.markdown.front_matter import apart
from storyhub.compose.imports.markdown.plain import words
from storyhub.read.schema import TITLE_LIMIT

_HEADING = re.compile(r"\s*(?:#\s+(.+?)\s*#*|(\S.*)\n=+[ \t]*)(?:\n|\Z)")
_UNNAMED = frozenset({"index", "_index", "readme"})
"""Names of files that say nothing: then their folder has the name."""
_MORE = re.compile(r"^[ \t]*<!--\s*more\s*-->[ \t]*\n?", re.IGNORECASE | re.MULTILINE)
"""Where other programs end what they show in a list."""


def read(raw: bytes, file: Path, stories: Path, language: str) -> Draft:
    """A draft of a file's bytes; `file` is where its pictures are looked for.

    Raises:
        NotImportedError: its fields cannot be read.
    """
    found, body = apart(raw)
    given = {key.strip().lower(): value for key, value in found.items()}
    draft = Draft(body=_MORE.sub("", body))
    name = file.absolute().parent.name if file.stem.lower() in _UNNAMED and given else file.stem
    draft.slug = words(given.get("slug", "")) or when.without_day(name)
    fields.put(given, draft, file, stories, language)
    _take_title(draft)
    draft.body = Beside(file, draft).show(draft.body)
    draft.notes += leftovers.told(draft.body)
    return draft


def _take_title(draft: Draft) -> None:
    """The first heading stands for a title that is missing."""
    match = _HEADING.match(draft.body)
    if "title" not in draft.fields and match and len(title := match[1] or match[2]) <= TITLE_LIMIT:
        draft.fields["title"] = title
        draft.body = draft.body[match.end() :]
