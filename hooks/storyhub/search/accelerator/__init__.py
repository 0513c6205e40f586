"""Writes an index as one version of Pagefind would, in a fraction of the time; a new story renews only its own part.

    entries → months (each story read once) → languages (words, filters and table of pages, in Pagefind's own files)

These files are private to Pagefind and may change with any release. So all that knows them is in this folder, and it is used
with the version that it was made for alone; `storyhub.search.pagefind` makes the index with any other. docs/search.md says
why, and how to take in a new version.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storyhub.search.entry import LanguageIndex, SearchEntry
from storyhub.search.folder import IndexFolder

__all__ = ["VERSION", "make"]

VERSION = "1.5.2"
"""The version of Pagefind whose files are written here."""


def make(entries: Iterable[SearchEntry], folder: IndexFolder, cache: Path) -> list[LanguageIndex]:
    """Make the index of exactly these stories, in any order."""
    # It works with numpy, whose import costs nothing where Pagefind's own program makes the index.
    from storyhub.search.accelerator import writer

    return writer.make(entries, folder, cache)
