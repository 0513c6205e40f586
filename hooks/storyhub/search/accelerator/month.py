"""A month of stories in one language: the unit in which stories are read and kept.

A story that comes or changes has its month read again, and no other. Of each month the cache has one file: its key, its
pages, their texts as they are published, and where their words are.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from storyhub.search.accelerator.cbor import SIGNATURE
from storyhub.search.accelerator.columns import Postings
from storyhub.search.accelerator.places import SearchText, postings
from storyhub.search.accelerator.text import TextOfPage, read
from storyhub.search.entry import SearchEntry, written_words
from storyhub.system import atomic_files, cache_files
from storyhub.system.failures import about

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# A story is a few kilobytes: a small window takes 40 % less time to fill than the largest one at level 6, and 1.5 % more bytes.
_LEVEL, _WINDOW = 4, 13


class IndexedPage(NamedTuple):
    """A story as a numbered page of the index."""

    id: str  # name of the file with its text
    words: int
    department: str
    values: Sequence[str]
    day: str  # "2026-03-04"


class IndexedMonth(NamedTuple):
    """A month that is read and kept."""

    path: Path  # in the cache
    key: bytes  # of all that it follows from
    pages: Sequence[IndexedPage]


Months = Sequence[IndexedMonth]
"""The months of a language, in order."""


def key_of_months(months: Months) -> bytes:
    """Address of all that these months hold."""
    return hashlib.blake2b(b"".join(month.key for month in months), digest_size=16).digest()


def make_month(path: Path, key: bytes, out: Path, entries: Iterable[SearchEntry]) -> IndexedMonth:
    """Read the stories of a month; keep and publish what they gave."""
    stories = sorted(entries, key=lambda entry: (entry.date, entry.url))
    texts = [_text(entry) for entry in stories]
    fragments = [_fragment(entry, text) for entry, text in zip(stories, texts, strict=True)]
    pages = list(_pages(stories, texts, fragments))
    searched = [
        SearchText(text.words, text.heavier, entry.title, entry.author)
        for entry, text in zip(stories, texts, strict=True)
    ]
    words = postings(stories[0].language, searched)
    cache_files.keep(path, key, pages, fragments, words.plain(), written_words(text.words for text in texts))
    _publish(out, pages, fragments)
    return IndexedMonth(path, key, pages)


def _text(entry: SearchEntry) -> TextOfPage:
    with about(entry.url):
        return read(entry.lead, entry.body)


def kept_month(path: Path, key: bytes) -> IndexedMonth | None:
    """A month as it was kept under this key."""
    data = cache_files.sound(path)
    if data is None or cache_files.part(data, 0) != key:
        return None
    return IndexedMonth(path, key, cache_files.part(data, 1, list[IndexedPage]))


def publish_month(month: IndexedMonth, out: Path) -> None:
    """Write those texts of a kept month that are not there."""
    _publish(out, month.pages, cache_files.part(whole(month.path), 2))


def month_words(path: Path) -> Postings:
    """Where the words of a kept month are."""
    return Postings.of(cache_files.part(whole(path), 3))


def month_written(path: Path) -> Counter[str]:
    """The words of a kept month as they are written, with the number of stories that have each."""
    return Counter(cache_files.part(whole(path), 4, dict[str, int]))


def whole(path: Path) -> memoryview:
    """What is kept in a file of the cache that has just been written or looked at."""
    data = cache_files.sound(path)
    if data is None:
        raise OSError(f"{path}: changed while it was in use; build again")
    return data


def text_file(page: IndexedPage) -> str:
    """Where the text of a page is, in its language's folder."""
    return f"fragment/{page.id}.pf_fragment"


def _fragment(entry: SearchEntry, text: TextOfPage) -> bytes:
    data = {
        "url": f"/{entry.url}", "content": " ".join(text.words), "word_count": len(text.words),
        "filters": {name: values for name, values in entry.filters.items() if any(values)},
        "meta": {"title": entry.title, "author": entry.author},
        "anchors": [{"element": a.element, "id": a.id, "text": a.text, "location": a.location} for a in text.anchors],
    }  # fmt: skip
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + _WINDOW)
    return squeeze.compress(SIGNATURE + plain) + squeeze.flush()


def _pages(
    stories: Sequence[SearchEntry], texts: Sequence[TextOfPage], fragments: Sequence[bytes]
) -> Iterator[IndexedPage]:
    """Number the stories under a digest of the month's texts: a name never comes to belong to another text.

    Names that begin alike take few bytes in the table of pages, which every reader fetches.
    """
    month = stories[0].date.year * 12 + stories[0].date.month
    texts_of_all = hashlib.blake2b(b"".join(fragments), digest_size=8).digest()
    start = _base36(month) + _base36(int.from_bytes(texts_of_all, "big"))[-4:]
    for number, (entry, text) in enumerate(zip(stories, texts, strict=True)):
        day = entry.date.isoformat()
        yield IndexedPage(start + _base36(number), len(text.words), entry.department, entry.values, day)


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _publish(out: Path, pages: Iterable[IndexedPage], fragments: Iterable[bytes]) -> None:
    for page, fragment in zip(pages, fragments, strict=True):
        path = f"{out}{os.sep}{text_file(page)}"
        if not os.path.exists(path):  # noqa: PTH110 - a Path for each of so many files costs more than writing it
            atomic_files.write(path, fragment)
