"""Put one language's index together from its months."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from storyhub.search.accelerator.files import LanguageFiles
from storyhub.search.accelerator.month import IndexedPage, Months, month_words, month_written, text_file, whole
from storyhub.search.accelerator.table import write_table
from storyhub.search.accelerator.word_files import IndexedWords
from storyhub.search.entry import LanguageIndex, common_words, word_list
from storyhub.system import cache_files


def make_language(code: str, version: str, months: Months, out: Path, kept: Path) -> LanguageIndex:
    """Write the words, filters and table of pages of a language; keep what was made."""
    pages: list[IndexedPage] = []
    runs = []
    for month in months:
        runs.append((len(pages), month_words(month.path)))
        pages += month.pages
    words = IndexedWords(code, runs)
    files = LanguageFiles(out)
    tag = write_table(files, version, code, pages, words.write(files))
    bare = ((form, n) for form, n in zip(words.forms, words.pages.tolist(), strict=True) if "\0" not in form)
    written: Counter[str] = Counter()
    for month in months:
        written.update(month_written(month.path))
    names = (*sorted(files.names), *map(text_file, pages))
    made = LanguageIndex(code, tag, len(pages), common_words(bare, len(pages)), names)
    cache_files.keep(kept, _key(months), made, word_list(written))
    return made


def kept_language(kept: Path, months: Months) -> LanguageIndex | None:
    """What was made of these very months, if that was the last time."""
    data = cache_files.sound(kept)
    if data is None or cache_files.part(data, 0) != _key(months):
        return None
    return cache_files.part(data, 1, LanguageIndex)


def kept_words(kept: Path) -> bytes:
    """The words of the language that was made last."""
    return cache_files.part(whole(kept), 2, bytes)


def _key(months: Months) -> bytes:
    return hashlib.blake2b(b"".join(month.key for month in months), digest_size=16).digest()
