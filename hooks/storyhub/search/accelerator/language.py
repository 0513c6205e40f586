"""Put one language's index together from its years."""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from pathlib import Path

from storyhub.search.accelerator.files import LanguageFiles
from storyhub.search.accelerator.month import IndexedPage, Months, key_of_months, text_file, whole
from storyhub.search.accelerator.table import write_table
from storyhub.search.accelerator.word_files import IndexedWords
from storyhub.search.accelerator.year import year_words
from storyhub.search.entry import LanguageIndex, common_words, word_list
from storyhub.system import cache_files


def make_language(code: str, version: str, months: Months, out: Path, kept: Path) -> LanguageIndex:
    """Write the words, filters and table of pages of a language; keep what was made."""
    pages: list[IndexedPage] = []
    runs = []
    written: Counter[str] = Counter()
    years = {year: list(some) for year, some in groupby(months, key=lambda month: month.path.stem[:4])}
    for year, some in years.items():
        words_of_year, said = year_words(kept.with_name(f"{year}.year"), some)
        runs.append((len(pages), words_of_year))
        written.update(said)
        pages += chain.from_iterable(month.pages for month in some)
    for path in kept.parent.glob("*.year"):
        if path.stem not in years:
            path.unlink()
    words = IndexedWords(code, runs)
    files = LanguageFiles(out)
    tag = write_table(files, version, code, pages, words.write(files))
    bare = ((form, n) for form, n in zip(words.forms, words.pages.tolist(), strict=True) if "\0" not in form)
    names = (*sorted(files.names), *map(text_file, pages))
    made = LanguageIndex(code, tag, len(pages), common_words(bare, len(pages)), names)
    cache_files.keep(kept, key_of_months(months), made, word_list(written))
    return made


def kept_language(kept: Path, months: Months) -> LanguageIndex | None:
    """What was made of these very months, if that was the last time."""
    data = cache_files.sound(kept)
    if data is None or cache_files.part(data, 0) != key_of_months(months):
        return None
    return cache_files.part(data, 1, LanguageIndex)


def kept_words(kept: Path) -> bytes:
    """The words of the language that was made last."""
    return cache_files.part(whole(kept), 2, bytes)
