"""A month of stories in one language: the unit in which stories are read and kept.

A story that comes or changes touches its own month and no other. Of each month there are two files in the cache: a small
one with its `IndexedPage`s, which every build needs, and one with what they were made from and where their words stand, so that
neighbours of a changed story need not be read again. The first has the seal of the second.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from storyhub.search.columns import Postings
from storyhub.search.entry import Record, SearchEntry, make_record, told
from storyhub.search.places import SearchText
from storyhub.search.postings import postings
from storyhub.system import atomic_files, cache_files
from storyhub.system.failures import about

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class IndexedPage(NamedTuple):
    """A story as a numbered page of the index."""

    url: str
    digest: bytes
    id: str  # name of its fragment; the day comes first, so that ids sort by date
    words: int
    department: str
    values: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class MonthFolder:
    """Where one language's files are kept and published."""

    language: str
    kept: Path
    out: Path

    def pages(self, month: str) -> Path:
        """The kept pages of a month, "2026-03"."""
        return self.kept / f"{month}.pages"

    def month(self, month: str) -> Path:
        """The kept records of a month, and its words."""
        return self.kept / f"{month}.month"

    def part(self, month: str, number: int) -> Path:
        """Records of a month that were read before all of its stories were known."""
        return self.kept / f"{month}.{number}.part"

    def period(self, period: str) -> Path:
        """The merged words of a period, "2026"."""
        return self.kept / f"{period}.period"


class Damaged(OSError):
    """What is kept of a month is not whole, or not what belongs with its pages."""


def known_pages(folder: MonthFolder, month: str) -> tuple[IndexedPage, ...]:
    """The pages of a month as kept, none when nothing sound is."""
    data = cache_files.sound(folder.pages(month))
    return cache_files.part(data, 1, tuple[IndexedPage, ...]) if data else ()


def _record(entry: SearchEntry, digest: bytes) -> tuple[Record, SearchText]:
    with about(entry.url):
        return make_record(entry, digest)


def read_part(folder: MonthFolder, month: str, number: int, entries: Sequence[tuple[SearchEntry, bytes]]) -> None:
    """Read some stories of a month ahead, so that their texts need not be held in memory."""
    cache_files.keep(folder.part(month, number), [_record(entry, digest)[0] for entry, digest in entries])


def make_month(
    folder: MonthFolder, month: str, entries: Sequence[tuple[SearchEntry, bytes]], parts: int, stay: Mapping[str, bytes]
) -> tuple[IndexedPage, ...]:
    """Read the new stories of a month, join them with those that stay (address → digest), keep and publish the whole."""
    read = [_record(entry, digest) for entry, digest in entries]
    known: list[Record] = []
    for number in range(parts):
        data = cache_files.sound(folder.part(month, number))
        if data is None:
            raise Damaged(f"{folder.part(month, number)}: changed while it was in use")
        known += cache_files.part(data, 0, list[Record])
        folder.part(month, number).unlink()
    if stay:
        known += (record for record in month_records(folder, month) if stay.get(record.url) == record.digest)
    read += [(record, told(record)) for record in known]
    read.sort(key=lambda pair: (pair[0].day, pair[0].url))
    records = [record for record, _ in read]
    pages = tuple(_pages(records))
    _keep(folder, month, pages, records, [text for _, text in read])
    _publish(folder, pages, records)
    return pages


def _keep(
    folder: MonthFolder,
    month: str,
    pages: Sequence[IndexedPage],
    records: Sequence[Record],
    texts: Sequence[SearchText],
) -> None:
    plain = [tuple(page) for page in pages]
    seal = hashlib.blake2b(b"".join(record.fragment for record in records), digest_size=16)
    seal.update(repr(plain).encode("utf-8", "surrogatepass"))
    words = postings(folder.language, texts)
    cache_files.keep(folder.month(month), seal.digest(), records, words.plain())
    cache_files.keep(folder.pages(month), seal.digest(), plain)


def is_whole(folder: MonthFolder, month: str) -> bool:
    """Are the records of a month there that belong with its pages?"""
    try:
        _month(folder, month)
    except Damaged:
        return False
    return True


def publish_month(folder: MonthFolder, month: str) -> None:
    """Write those fragments of a kept month that are not there; raises Damaged."""
    _publish(folder, known_pages(folder, month), month_records(folder, month))


def month_records(folder: MonthFolder, month: str) -> list[Record]:
    """The kept records of a month, in the order of its pages; raises Damaged."""
    return cache_files.part(_month(folder, month), 1, list[Record])


def month_words(folder: MonthFolder, month: str) -> Postings:
    """Where the words of a month stand; raises Damaged."""
    return Postings.of(cache_files.part(_month(folder, month), 2))


def _month(folder: MonthFolder, month: str) -> memoryview:
    pages, data = cache_files.sound(folder.pages(month)), cache_files.sound(folder.month(month))
    if pages is None or data is None or cache_files.part(pages, 0) != cache_files.part(data, 0):
        raise Damaged(f"{folder.month(month)}: damaged, or changed while it was in use")
    return data


def _pages(records: Iterable[Record]) -> Iterator[IndexedPage]:
    """Number the stories of each day under a digest of that day's texts: a name never comes to stand for another text."""
    for day, stories in groupby(records, key=lambda record: record.day):
        on_day = list(stories)
        version = int.from_bytes(
            hashlib.blake2b(b"".join(record.fragment for record in on_day), digest_size=8).digest(), "big"
        )
        start = _base36(day).rjust(4, "0") + _base36(version).rjust(4, "0")[-4:]
        for number, record in enumerate(on_day):
            yield IndexedPage(
                record.url, record.digest, start + _base36(number), record.words, record.department, record.values,
                record.year,
            )  # fmt: skip


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _publish(folder: MonthFolder, pages: Iterable[IndexedPage], records: Iterable[Record]) -> None:
    start = f"{folder.out}{os.sep}fragment{os.sep}"
    for page, record in zip(pages, records, strict=True):
        path = f"{start}{page.id}.pf_fragment"
        if not os.path.exists(path):  # noqa: PTH110 - a Path for each of so many files costs more than writing it
            atomic_files.write(path, record.fragment)
