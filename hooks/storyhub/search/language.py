"""Put one language's index together from its periods, in files that Pagefind's browser side reads once they are unfolded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storyhub.search.files import Files
from storyhub.search.month import IndexedPage, MonthFolder
from storyhub.search.period import Pages, Period, period_words, tidy
from storyhub.search.table import write_table
from storyhub.search.word_files import Words
from storyhub.system import cache_files

# Words that most stories hold say nothing about any; a search for other words as well may do without them.
_COMMON_SHARE, _COMMON_MOST, _COMMON_FROM = 0.8, 60, 50


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """What was made of a language."""

    code: str
    index: str  # name of its table of pages: changes whenever anything does
    engine: str  # name of its search engine
    stories: int
    common: tuple[str, ...]
    files: tuple[str, ...]  # relative to the language's folder, without fragments


def kept_language(folder: MonthFolder, key: bytes) -> LanguageIndex | None:
    """The index that was made under this key, if it was the last one."""
    data = cache_files.sound(folder.kept / "language")
    return cache_files.part(data, 1, LanguageIndex) if data and cache_files.part(data, 0) == key else None


def make_language(
    folder: MonthFolder, key: bytes, told: Mapping[str, Pages], version: str, engine: str
) -> tuple[LanguageIndex, int]:
    """Write the words, filters and table of pages of a language; and how many periods had to be made anew.

    `engine` is the name of its search engine. Raises Damaged when what is kept of a month is not whole.
    """
    pages: list[IndexedPage] = []
    found: list[tuple[int, Period]] = []
    for period, months in told.items():
        found.append((len(pages), period_words(folder, period, months)))
        pages += (page for told_then in months.values() for page in told_then)
    tidy(folder, told)
    before = cache_files.sound(folder.kept / "files")
    files = Files(folder.out)
    words = Words(folder.language, found)
    written = words.write(files, cache_files.part(before, 0, dict[bytes, str]) if before else {})
    index = write_table(files, version, pages, written)
    common = _common(words, len(pages))
    made = LanguageIndex(folder.language, index, engine, len(pages), common, tuple(sorted(files.names)))
    cache_files.keep(folder.kept / "files", written.known)
    cache_files.keep(folder.kept / "language", key, made)
    return made, sum(period.rebuilt for _, period in found)


def _common(words: Words, stories: int) -> tuple[str, ...]:
    if stories < _COMMON_FROM:
        return ()
    often = [
        (-n, form) for n, form in zip(words.pages.tolist(), words.forms, strict=True) if n > _COMMON_SHARE * stories
    ]
    return tuple(sorted(form for _, form in sorted(often)[:_COMMON_MOST] if "\0" not in form))
