"""A year of stories in one language (or less, in a large hub), as one list of words: what an index is put together from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

import numpy as np

from storyhub.search.columns import Column, Postings, merged
from storyhub.search.month import IndexedPage, MonthFolder, month_words
from storyhub.search.weight import weights
from storyhub.system import cache_files

# Stories that are merged at once: more would take more memory, fewer would make more to put together.
_MOST = 1000

Pages = Mapping[str, Sequence[IndexedPage]]
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


class Period(NamedTuple):
    """A period's words: where they stand, how many bytes each takes, and whether this had to be found out anew."""

    words: Postings
    weights: Column
    rebuilt: bool


def period_words(folder: MonthFolder, period: str, months: Pages) -> Period:
    """The words of a period; raises Damaged when what is kept of a month is not whole."""
    key = _key(months)
    data = cache_files.sound(folder.period(period))
    if data and cache_files.part(data, 0) == key:
        return Period(
            Postings.of(cache_files.part(data, 1)), np.frombuffer(cache_files.part(data, 2), dtype="<i8"), rebuilt=False
        )
    starts = accumulate(map(len, months.values()), initial=0)
    words = merged([(start, month_words(folder, month)) for start, month in zip(starts, months, strict=False)])
    heavy = weights(words).astype("<i8")
    plain = words.plain()
    cache_files.keep(folder.period(period), key, plain, heavy.tobytes())
    return Period(Postings.of(plain), heavy, rebuilt=True)


def tidy(folder: MonthFolder, told: Mapping[str, Pages]) -> None:
    """Let go of periods that are none any more."""
    for stale in folder.kept.glob("*.period"):
        if stale.stem not in told:
            stale.unlink()


def _key(months: Pages) -> bytes:
    mixed = hashlib.blake2b(digest_size=16)
    for pages in months.values():
        for page in pages:
            mixed.update(page.digest)
    return mixed.digest()
