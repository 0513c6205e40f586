"""Brings the index up to date with the stories, and the folder that holds it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyhub.search import accelerator, pagefind
from storyhub.search.entry import LanguageIndex, SearchEntry
from storyhub.search.folder import IndexFolder
from storyhub.system.code_version import code_version

HUB, PAGEFIND = "hub", "pagefind"
"""Who makes the index: the hub's own accelerator, or Pagefind's own program."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What was done."""

    stories: dict[str, int]  # by language
    indexer: str  # who made it
    files: tuple[str, ...]  # all that belong in the folder, relative, sorted
    written: int
    removed: int


def index(entries: Iterable[SearchEntry], out: Path, *, cache: Path, indexer: str = HUB) -> IndexReport:
    """Make `out` hold the index of exactly these stories, in any order; files whose content stays are not touched."""
    folder = IndexFolder(out, f"pagefind-{pagefind.version()}")
    cache = _of_this_version(cache)
    indexer = indexer_for(indexer, pagefind.version())
    languages = (accelerator if indexer == HUB else pagefind).make(entries, folder, cache)
    folder.finish(_manifest(languages))
    stories = {language.code: language.stories for language in languages}
    return IndexReport(stories, indexer, folder.files(), folder.written(), folder.removed())


def indexer_for(wanted: str, version: str) -> str:
    """The accelerator, where it is wanted and this is the version of Pagefind that it was made for; else the program."""
    return HUB if wanted == HUB and version == accelerator.VERSION else PAGEFIND


def _manifest(languages: Sequence[LanguageIndex]) -> bytes:
    """What a reader's browser fetches first: the languages, and where their indexes are."""
    listed = {
        language.code: {"tag": language.tag, "stories": language.stories, "common": language.common}
        for language in languages
    }
    manifest = {"pagefind": f"pagefind-{pagefind.version()}/", "languages": listed}
    return json.dumps(manifest, ensure_ascii=False).encode("utf-8")


def _of_this_version(cache: Path) -> Path:
    """The cache folder of this version of the code and its libraries; those of other versions go."""
    name = f"search-{code_version()[:16]}"
    for other in cache.glob("search-*"):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return cache / name
