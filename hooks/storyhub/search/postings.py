"""Turn places of words into the numbers that Pagefind's reader wants.

Places are told as steps from one to the next; a change of weight (in the text) or of field is told before the places that
it is for, after which the next place counts from the start.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyhub.search.columns import Column, Postings, merged
from storyhub.search.places import PLAIN, Layout, SearchText, occurrences

# A word that stands more often than this in one story gains no rank by it, only bytes.
_MOST_PLACES = 10

Flags = NDArray[np.bool_]


def postings(language: str, stories: Sequence[SearchText]) -> Postings:
    """Where each word stands in these stories."""
    layout = Layout.of(stories)
    if not layout.fits() and len(stories) > 1:
        half = len(stories) // 2
        return merged([(0, postings(language, stories[:half])), (half, postings(language, stories[half:]))])
    forms, numbers = occurrences(language, stories, layout)
    if not forms:
        return Postings(forms, *[np.zeros(0, dtype=np.int64)] * 6)
    columns = layout.columns(_without_many(numbers, layout))
    word, page, section, weight, place = columns
    weight[(section == 0) & (weight == 0)] = PLAIN
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
    return Postings(
        forms, np.bincount(word[starts], minlength=len(forms)), page[starts], texts, fields, told[firsts],
        np.delete(told, firsts),
    )  # fmt: skip


def _without_many(told: Column, layout: Layout) -> Column:
    """The places without those that are one too many of a word in a text."""
    section = told >> layout.before_section()
    new_run = _changes(section)
    row = np.arange(len(told))
    start = np.maximum.accumulate(np.where(new_run, row, 0))
    found: Column = told[(row - start < _MOST_PLACES) | (section & 1 == 1)]
    return found


def _changes(column: Column) -> Flags:
    return np.concatenate(([True], column[1:] != column[:-1]))


def _before(column: Column) -> Column:
    return np.concatenate((column[:1], column[:-1]))
