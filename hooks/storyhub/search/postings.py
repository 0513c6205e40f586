"""Turn places of words into the numbers that Pagefind's reader wants.

Places are told as steps from one to the next; a change of weight (in the text) or of field is told before the places that
it is for, after which the next place counts from the start.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyhub.search.occurrences import PLAIN, Table, Told, occurrences
from storyhub.search.run import Column, Run

# A word that stands more often than this in one story gains no rank by it, only bytes.
_MOST_PLACES = 10

Flags = NDArray[np.bool_]


def postings(language: str, stories: Sequence[Told]) -> Run:
    """Where each word stands in these stories."""
    forms, table = occurrences(language, stories)
    if not table.size:
        return Run(forms, *[np.zeros(0, dtype=np.int64)] * 6)
    word, page, section, weight, place = _sorted(table)
    new_word = _changes(word)
    new_page = new_word | _changes(page)
    new_run = new_page | _changes(section)
    state = np.where(new_run, np.where(section == 0, PLAIN, -1), _before(weight))
    marked = weight != state
    step = np.where(marked | new_run, place, place - _before(place))
    # Of each place the number of its change, if any, then its own.
    ends = np.cumsum(1 + marked)
    told = np.empty(int(ends[-1]), dtype=np.int64)
    told[ends - 1] = 2 * step
    told[ends[marked] - 2] = 2 * weight[marked] + 1
    starts = np.flatnonzero(new_page)
    texts = np.add.reduceat(np.where(section == 0, 1 + marked, 0), starts)
    fields = np.add.reduceat(np.where(section == 1, 1 + marked, 0), starts)
    firsts = np.concatenate(([0], ends))[starts]
    return Run(
        forms, np.bincount(word[starts], minlength=len(forms)), page[starts], texts, fields, told[firsts],
        np.delete(told, firsts),
    )  # fmt: skip


def _sorted(table: Table) -> Table:
    """By word, page, text before fields, plain text before heavier, place; without places that are one too many."""
    word, page, section, weight, place = table
    weight = np.where((section == 0) & (weight == PLAIN), 0, weight)
    columns = (word, page, section, weight, place)
    sizes = [int(column.max()).bit_length() for column in columns]
    if sum(sizes) < 63:  # one number for all, which is sorted many times faster than five, and tells all five again
        mixed: Column = columns[0]
        for column, size in zip(columns[1:], sizes[1:], strict=True):
            mixed = mixed << size | column
        mixed.sort()
        table = np.empty_like(table)
        for at in range(4, -1, -1):
            table[at] = mixed & (1 << sizes[at]) - 1
            mixed >>= sizes[at]
    else:
        table = np.array(columns)[:, np.lexsort(columns[::-1])]
    table[3][(table[2] == 0) & (table[3] == 0)] = PLAIN
    new_run = _changes(table[0]) | _changes(table[1]) | _changes(table[2])
    row = np.arange(table.shape[1])
    start = np.maximum.accumulate(np.where(new_run, row, 0))
    return table[:, (table[2] == 1) | (row - start < _MOST_PLACES)]


def _changes(column: Column) -> Flags:
    return np.concatenate(([True], column[1:] != column[:-1]))


def _before(column: Column) -> Column:
    return np.concatenate((column[:1], column[:-1]))
