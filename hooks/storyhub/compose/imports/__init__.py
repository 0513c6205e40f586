"""Makes drafts of what people have written elsewhere: nothing of the text is lost, nothing is invented, and what has no place is reported."""

from __future__ import annotations

from pathlib import Path

from storyhub.compose.draft import Draft, NotImportedError
from storyhub.model.messages import say

SIZE_LIMIT = 100 * 1024 * 1024
WORD = (".docx", ".docm", ".dotx", ".dotm")
"""All of one form; macros are in a part that is never opened."""
MARKDOWN = (".md", ".markdown")


def read(file: Path, stories: Path, language: str) -> Draft:
    """A draft of a file; `stories` is the folder it is for, `language` the hub's own.

    Raises:
        NotImportedError: the file is none that can be read.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(SIZE_LIMIT + 1)
    except OSError as fault:
        raise NotImportedError(say("cannot be read; a file that exists can; check its name")) from fault
    if len(raw) > SIZE_LIMIT:
        raise NotImportedError(
            say("is too large; at most %(most)s MB is read; make it smaller", most=SIZE_LIMIT // 1024**2)
        )
    ending = file.suffix.lower()
    if ending in WORD:
        from storyhub.compose.imports import word

        return word.read(raw)
    if ending in MARKDOWN:
        from storyhub.compose.imports import markdown

        return markdown.read(raw, file, stories, language)
    raise NotImportedError(say("cannot be imported; .docx, .md and .markdown can; save it as one of these"))
