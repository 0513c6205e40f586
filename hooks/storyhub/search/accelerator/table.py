"""What a reader's browser fetches of a language before anything else, and what it fetches when a filter is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from storyhub.search.accelerator.cbor import packed
from storyhub.search.accelerator.files import LanguageFiles
from storyhub.search.accelerator.month import IndexedPage
from storyhub.search.accelerator.places import FIELDS
from storyhub.search.accelerator.word_files import Chunk

STEP = 16
"""Lengths of texts are in units of so many words: ranking compares them with each other only, to no more than that."""

_FILTERS: dict[str, Callable[[IndexedPage], Iterable[str]]] = {
    "department": lambda page: (page.department,),
    "value": lambda page: page.values,
    "year": lambda page: (page.day[:4],),
    "date": lambda page: (page.day,),
}


def write_table(
    files: LanguageFiles, version: str, code: str, pages: Sequence[IndexedPage], chunks: Sequence[Chunk]
) -> str:
    """Write the table of a language's pages and files; its name, which changes whenever anything does."""
    filters = [(name, files.write("filter/", "pf_filter", _filter(name, pages, of))) for name, of in _FILTERS.items()]
    lengths = [(page.id, max(1, round(page.words / STEP))) for page in pages]
    # Without an order by date: for each story that would be two bytes that every reader fetches (see `newest.js`).
    data = packed([version, lengths, chunks, filters, [], FIELDS])
    return f"{code}_" + files.write(f"pagefind.{code}_", "pf_meta", data, level=9)


def _filter(name: str, pages: Sequence[IndexedPage], of: Callable[[IndexedPage], Iterable[str]]) -> bytes:
    """Which pages have each value of a filter."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for value in dict.fromkeys(filter(None, of(page))):
            found.setdefault(value, []).append(number)
    return packed([name, sorted(found.items())])
