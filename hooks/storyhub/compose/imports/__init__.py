"""Makes drafts of what people have written elsewhere. Nothing of the text is lost: what has no place is added, and told."""

from __future__ import annotations

from pathlib import Path

from storyhub.compose.draft import Draft

SIZE_LIMIT = 100 * 1024 * 1024


class NotImportedError(Exception):
    """Says in a writer's words why a file cannot be taken in."""


def read(file: Path, stories: Path, language: str) -> Draft:
    """A draft of a file; `stories` is the folder it is for, `language` the hub's own.

    Raises:
        NotImportedError: the file is none that can be read.
    """
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise NotImportedError("cannot be read; name a file that is there") from fault
    if len(raw) > SIZE_LIMIT:
        raise NotImportedError(
            f"is {len(raw) // 1024**2} MB; at most {SIZE_LIMIT // 1024**2} MB is read; make it smaller"
        )
    ending = file.suffix.lower()
    if ending == ".docx":
        from storyhub.compose.imports import word

        return word.read(raw)
    if ending in (".md", ".markdown"):
        from storyhub.compose.imports import jekyll_hugo

        return jekyll_hugo.read(raw, file, stories, language)
    raise NotImportedError("is none that can be read; .docx, .md and .markdown can; save it as one of these")
