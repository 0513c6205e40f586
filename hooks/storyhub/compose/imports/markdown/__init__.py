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
from storyhub.text.render import render

_HEADING = re.compile(r"\s*(?:#\s+(.+?)\s*#*|(\S.*)\n=+[ \t]*)(?:\n|\Z)")
_ATTRIBUTES = re.compile(r"\s*\{[#:.][^{}]{0,200}\}\s*$")
_BESIDE_WORDS = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)|\[\^[^\]\n]{1,50}\]")
"""Links, pictures and notes in a heading, which a title cannot have."""
_UNNAMED = frozenset({"index", "_index", "readme"})
"""Names of files that say nothing: then their folder has the name."""
_NUMBER = re.compile(r" [0-9a-f]{32}$")
"""What Notion writes behind the name of a file."""
_MORE = re.compile(r"^[ \t]*<!--\s*more\s*-->[ \t]*\n?", re.IGNORECASE | re.MULTILINE)
"""Where other programs end what they show in a list."""


def read(raw: bytes, file: Path, stories: Path, language: str) -> Draft:
    """A draft of a file's bytes; `file` is where its pictures are looked for.

    Raises:
        NotImportedError: its fields cannot be read.
    """
    found, body = apart(raw)
    given = fields.in_words_of_the_hub(found)
    draft = Draft(body=_MORE.sub("", body))
    name = file.absolute().parent.name if file.stem.lower() in _UNNAMED and given else file.stem
    draft.slug = words(given.get("slug", "")) or ("" if name.isdigit() else when.without_day(_NUMBER.sub("", name)))
    fields.put(given, draft, file, stories, language)
    _take_title(draft)
    draft.body = Beside(file, draft).show(draft.body)
    draft.notes += leftovers.told(draft.body)
    return draft


def _take_title(draft: Draft) -> None:
    """The first heading becomes a title that is missing; one that repeats the title goes."""
    match = _HEADING.match(draft.body)
    if not match:
        return
    written = _ATTRIBUTES.sub("", match[1] or match[2])
    title = " ".join(render(_BESIDE_WORDS.sub(r"\1", written), "2000/import.md").body.text.split())
    given = draft.fields.get("title", title)
    if 0 < len(title) <= TITLE_LIMIT and given.casefold() == title.casefold():
        draft.fields["title"] = given
        rest = " ".join(found[0] for found in _BESIDE_WORDS.finditer(written))
        draft.body = f"{rest}\n\n{draft.body[match.end() :].lstrip()}".lstrip("\n")
