"""A year of stories in one language (or less, in a large hub), as one list of words: what an index is put together from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from storyhub import kept
from storyhub.search.month import Folder, Page, month_records
from storyhub.search.occurrences import Occurrences
from storyhub.search.postings import Posting, postings

# Stories that are merged at once: more would take more memory, fewer would make more to put together.
_MOST = 1000

Pages = Mapping[str, Sequence[Page]]
"""Months, in order, with their pages."""


def periods(months: Pages) -> dict[str, Pages]:
    """Cut months into years; a year with too many stories into quarters, such a quarter into months."""
    found: dict[str, Pages] = {}
    for year, names in groupby(sorted(months), key=lambda month: month[:4]):
        told = {name: months[name] for name in names}
        if _stories(told) <= _MOST:
            found[year] = told
            continue
        for quarter, group in groupby(told, key=lambda month: (int(month[5:]) + 2) // 3):
            part = {name: told[name] for name in group}
            if _stories(part) <= _MOST:
                found[f"{year}-q{quarter}"] = part
            else:
                found |= {name: {name: pages} for name, pages in part.items()}
    return found


def _stories(months: Pages) -> int:
    return sum(map(len, months.values()))


def make_period(folder: Folder, language: str, period: str, months: Sequence[str], key: bytes) -> None:
    """Merge the words of a period's months, in that order, and keep them under the key."""
    records = (record for month in months for record in month_records(folder, month))
    found = postings(Occurrences(language, records))
    kept.keep(folder.period(period), key, {word: tuple(posting) for word, posting in found.items()})


def period_key(folder: Folder, period: str) -> bytes:
    """The key that the kept period was made under; empty when there is none."""
    data = kept.sound(folder.period(period))
    key: bytes = kept.part(data, 0) if data else b""
    return key


def period_words(folder: Folder, period: str) -> Iterator[tuple[str, Posting]]:
    """The kept words of a period; accented forms as `bare form NUL accented form`."""
    data = kept.sound(folder.period(period))
    if data is None:
        raise OSError(f"{folder.period(period)}: changed while it was in use")
    words: dict[str, tuple[int, int, int, bytes, bytes]] = kept.part(data, 1)
    return ((word, Posting(*posting)) for word, posting in words.items())
