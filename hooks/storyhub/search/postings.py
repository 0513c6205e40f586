"""Turn places of words into the entries of an index, as Pagefind's reader wants them.

An entry is an array of the step from the page before, the places in the text and, where the word stands in the title
or the author's name, the places there. Places are steps from one to the next; a change of weight (in the text) or of
field is marked by a negative number, after which the next place counts from the start.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from storyhub.search.occurrences import PLAIN, Occurrences, Table

# A word that stands more often than this in one story gains no rank by it, only bytes.
_MOST_PLACES = 10
_UNSIGNED, _NEGATIVE, _ARRAY = 0x00, 0x20, 0x80

Column = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Posting(NamedTuple):
    """Where a word stands in a run of stories, whose pages are numbered from its first story."""

    first: int
    last: int
    pages: int
    head: bytes  # first byte of the first page's entry; the step to that page has to follow it
    rest: bytes  # what follows that step, then the entries of all further pages, each with the step from the one before


def postings(found: Occurrences) -> dict[str, Posting]:
    """The posting of each word; accented forms as `bare form NUL accented form`."""
    if not found.table.size:
        return {}
    table = _sorted(found.table)
    word, page, section = table[:3]
    new_word = _changes(word)
    new_page = new_word | _changes(page)
    kinds, values, owner = _numbers(table, new_word, new_page)
    data, ends = _encoded(kinds, values)
    # The bytes of a word run from its first number to the first number of the next word.
    firsts = np.flatnonzero(new_word)
    starts = np.concatenate(([0], ends))[np.searchsorted(owner, firsts)]
    columns = (
        word[firsts],
        page[firsts],
        page[np.append(firsts[1:], len(word)) - 1],
        np.add.reduceat(new_page.astype(np.int64), firsts),
        _items(section, new_page)[firsts],
        starts,
        np.append(starts[1:], len(data)),
    )
    blob = data.tobytes()
    return {
        found.words[number]: Posting(first, last, count, b"\x83" if items == 3 else b"\x82", blob[start:stop])
        for number, first, last, count, items, start, stop in zip(*(column.tolist() for column in columns), strict=True)
    }


def _sorted(table: Table) -> Table:
    """By word, page, text before fields, plain text before heavier, place; without places that are one too many."""
    word, page, section, weight, place = table
    weight = np.where((section == 0) & (weight == PLAIN), 0, weight)
    columns = (word, page, section, weight, place)
    sizes = [int(column.max()) + 1 for column in columns]
    if prod(sizes) < 2**63:  # one number for all, which is sorted many times faster than five
        order = np.argsort(np.ravel_multi_index(columns, sizes))
    else:
        order = np.lexsort(columns[::-1])
    table = table[:, order]
    new_run = _changes(table[0]) | _changes(table[1]) | _changes(table[2])
    at = np.arange(table.shape[1])
    start = np.maximum.accumulate(np.where(new_run, at, 0))
    return table[:, (table[2] == 1) | (at - start < _MOST_PLACES)]


def _changes(column: Column) -> Flags:
    return np.concatenate(([True], column[1:] != column[:-1]))


def _before(column: Column) -> Column:
    return np.concatenate((column[:1], column[:-1]))


def _items(section: Column, new_page: Flags) -> Column:
    """Where a page begins: how many items its entry has, 3 with fields and 2 without."""
    starts = np.flatnonzero(new_page)
    items = np.zeros(len(section), dtype=np.int64)
    items[starts] = 2 + np.maximum.reduceat(section, starts)
    return items


def _numbers(table: Table, new_word: Flags, new_page: Flags) -> tuple[NDArray[np.uint8], Column, Column]:
    """All numbers of the index in order: their kinds, their values, and the place that each belongs to."""
    _, page, section, weight, place = table
    new_run = new_page | _changes(section)
    state = np.where(new_run, np.where(section == 0, PLAIN, -1), _before(weight))
    marked = weight != state
    length = np.zeros(len(page), dtype=np.int64)
    starts = np.flatnonzero(new_run)
    length[starts] = np.add.reduceat(1 + marked.astype(np.int64), starts)
    follows = new_page & ~new_word
    columns = (
        (_ARRAY, _items(section, new_page), follows),
        (_UNSIGNED, page - _before(page), follows),
        (_ARRAY, np.zeros_like(page), new_page & (section == 1)),
        (_ARRAY, length, new_run),
        (_NEGATIVE, weight, marked),
        (_UNSIGNED, np.where(marked | new_run, place, place - _before(place)), np.ones_like(new_run)),
    )
    there = np.stack([flags for _, _, flags in columns], axis=1)
    values = np.stack([value for _, value, _ in columns], axis=1)[there]
    owner, kind = np.nonzero(there)
    return np.array([kind for kind, _, _ in columns], dtype=np.uint8)[kind], values, owner


def _encoded(kinds: NDArray[np.uint8], values: Column) -> tuple[NDArray[np.uint8], Column]:
    """The numbers as CBOR, and where in it each ends."""
    wide = np.digitize(values, (24, 0x100, 0x10000))
    sizes = np.array([1, 2, 3, 5])[wide]
    ends = np.cumsum(sizes)
    starts = ends - sizes
    data = np.zeros(int(ends[-1]), dtype=np.uint8)
    data[starts] = kinds | np.where(wide == 0, values, 23 + wide).astype(np.uint8)
    for size in (2, 3, 5):
        chosen = np.flatnonzero(sizes == size)
        for byte in range(1, size):
            data[starts[chosen] + byte] = values[chosen] >> 8 * (size - 1 - byte) & 0xFF
    return data, ends
