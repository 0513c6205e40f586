"""A month of stories in one language: the unit in which stories are read and kept.

A story that comes or changes touches its own month and no other. The cache holds of each month its `Page`s and, beside
them, the records that they were made from, so that neighbours of a changed story need not be read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from storyhub import kept
from storyhub.search.record import Record, SearchEntry, make_record

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Page(NamedTuple):
    """A story as a numbered page of the index."""

    url: str
    digest: bytes
    id: str  # name of its fragment; the day comes first, so that ids sort by date
    words: int
    department: str
    values: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Folder:
    """Where one language's files are kept and published."""

    kept: Path
    out: Path

    def month(self, month: str) -> Path:
        """The kept records of a month, "2026-03"."""
        return self.kept / f"{month}.month"

    def part(self, month: str, number: int) -> Path:
        """Records of a month that were read before all of its stories were known."""
        return self.kept / f"{month}.{number}.part"

    def period(self, period: str) -> Path:
        """The merged words of a period, "2026"."""
        return self.kept / f"{period}.period"

    def fragment(self, page_id: str) -> Path:
        """The published text of a story."""
        return self.out / "fragment" / f"{page_id}.pf_fragment"


def known_pages(folder: Folder, month: str) -> tuple[Page, ...] | None:
    """The pages of a month as kept, None when nothing sound is."""
    data = kept.sound(folder.month(month))
    return tuple(Page(*page) for page in kept.part(data, 0)) if data else None


def read_part(folder: Folder, month: str, number: int, entries: Sequence[tuple[SearchEntry, bytes]]) -> None:
    """Read some stories of a month ahead, so that their texts need not be held in memory."""
    kept.keep(folder.part(month, number), [tuple(make_record(entry, digest)) for entry, digest in entries])


def make_month(
    folder: Folder, month: str, entries: Sequence[tuple[SearchEntry, bytes]], parts: int, stay: Mapping[str, bytes]
) -> tuple[Page, ...]:
    """Read the new stories of a month, join them with those that stay (address → digest), keep and publish the whole."""
    records = [make_record(entry, digest) for entry, digest in entries]
    for number in range(parts):
        records += _records(folder.part(month, number), 0)
        folder.part(month, number).unlink()
    if stay:
        records += [record for record in _records(folder.month(month), 1) if stay.get(record.url) == record.digest]
    records.sort(key=lambda record: (record.day, record.url))
    pages = tuple(_pages(records))
    kept.keep(folder.month(month), [tuple(page) for page in pages], [tuple(record) for record in records])
    _publish(folder, pages, records)
    return pages


def publish_month(folder: Folder, month: str) -> None:
    """Write those fragments of a kept month that are not there."""
    data = kept.sound(folder.month(month))
    assert data is not None
    _publish(folder, [Page(*page) for page in kept.part(data, 0)], [Record(*record) for record in kept.part(data, 1)])


def month_records(folder: Folder, month: str) -> list[Record]:
    """The kept records of a month, in the order of its pages."""
    return _records(folder.month(month), 1)


def _records(path: Path, part: int) -> list[Record]:
    data = kept.sound(path)
    if data is None:
        raise OSError(f"{path}: changed while it was in use")
    return [Record(*record) for record in kept.part(data, part)]


def _pages(records: Iterable[Record]) -> Iterable[Page]:
    """Number the stories of each day under a digest of that day's texts: a name never comes to stand for another text."""
    for day, stories in groupby(records, key=lambda record: record.day):
        told = list(stories)
        version = int.from_bytes(
            hashlib.blake2b(b"".join(record.fragment for record in told), digest_size=8).digest(), "big"
        )
        start = _base36(day).rjust(4, "0") + _base36(version)[-4:]
        for number, record in enumerate(told):
            yield Page(
                record.url, record.digest, start + _base36(number), record.words, record.department, record.values,
                record.year,
            )  # fmt: skip


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _publish(folder: Folder, pages: Iterable[Page], records: Iterable[Record]) -> None:
    for page, record in zip(pages, records, strict=True):
        path = folder.fragment(page.id)
        if not path.exists():
            kept.replace(path, record.fragment)
