"""What a reader's browser fetches of a language before anything else, and what it fetches when a filter is chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import numpy as np

from storyhub.search import folded
from storyhub.search.columns import joined
from storyhub.search.files import Files
from storyhub.search.month import IndexedPage
from storyhub.search.places import FIELDS
from storyhub.search.word_files import WordFiles

# Lengths of texts are told to the nearest 16 words: ranking needs no more, and the table of pages shrinks by a fifth.
_STEP = 16
_DAY = 4  # digits of an id for the day, and as many after it for what was told that day


def write_table(files: Files, version: str, pages: Sequence[IndexedPage], words: WordFiles) -> str:
    """Write the table of a language's pages and files; its name, which changes whenever anything does."""
    filters = [(name, files.write("filter/", "pf_filter", *_filter(name, pages, of))) for name, of in _FILTERS.items()]
    days = [(start, len(list(told))) for start, told in groupby(page.id[: 2 * _DAY] for page in pages)]
    day = np.array([int(start[:_DAY], 36) for start, _ in days], dtype=np.int64)
    shared, ends = folded.shared(words.openings)
    columns = (
        np.diff(day, prepend=0), np.array([told for _, told in days]),
        np.array([max(1, round(page.words / _STEP)) for page in pages]), shared,
    )  # fmt: skip
    texts = (
        json.dumps({"version": version, "step": _STEP, "filters": filters, "fields": FIELDS}),
        "".join(start[_DAY:] for start, _ in days), "\n".join(ends), "".join(words.names),
    )  # fmt: skip
    return files.write("pagefind.", "pf_meta", *map(folded.numbers, columns), *map(folded.text, texts), length=10)


_FILTERS: dict[str, Callable[[IndexedPage], Iterable[str]]] = {
    "department": lambda page: (page.department,),
    "value": lambda page: page.values,
    "year": lambda page: (str(page.year),),
}


def _filter(name: str, pages: Sequence[IndexedPage], of: Callable[[IndexedPage], Iterable[str]]) -> list[bytes]:
    """A file that tells which pages have each value of a filter."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for value in dict.fromkeys(of(page)):
            found.setdefault(value, []).append(number)
    values = sorted(found)
    return [
        folded.numbers(np.array([len(found[value]) for value in values])),
        folded.numbers(joined(np.diff(np.array(found[value]), prepend=0) for value in values)),
        folded.text(json.dumps([name, *values], ensure_ascii=False)),
    ]
