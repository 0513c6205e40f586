"""How many bytes words take in Pagefind's own format: where the words of a language are cut into files follows from it.

Pagefind looks for what begins with a word in that word's file only. So a file is to hold as many words as what Pagefind
itself would put in one, however small they are folded.
"""

from __future__ import annotations

import numpy as np

from storyhub.search.columns import Column, Postings


def weights(run: Postings) -> Column:
    """Bytes of each word's pages, without how its first page is told from the one before."""
    if not run.forms:
        return np.zeros(0, dtype=np.int64)
    numbers = np.concatenate(([0], np.cumsum(_bytes(run.rest >> 1))))
    ends = np.cumsum(run.texts.astype(np.int64) + run.fields - 1)
    page = numbers[ends] - numbers[np.concatenate(([0], ends[:-1]))] + _bytes(run.first >> 1) + 1
    page += np.where(run.fields > 0, _bytes(run.fields), 0)
    step = 1 + _bytes(np.diff(run.page.astype(np.int64), prepend=0))
    starts = np.cumsum(run.pages) - run.pages
    step[starts] = 0
    found: Column = np.add.reduceat(page + step, starts)
    return found


def joints(run: Postings, start: int, last: Column) -> Column:
    """Bytes that tell each word's first page in a run from its last one before the run, if there was one (else -1).

    `start` is the number of the run's first story.
    """
    first = run.page[np.cumsum(run.pages) - run.pages].astype(np.int64) + start
    return np.where(last < 0, 0, 1 + _bytes(first - last))


def _bytes(numbers: Column) -> Column:
    """What a number takes in CBOR (RFC 8949)."""
    return np.array([1, 2, 3, 5])[np.digitize(numbers, (24, 0x100, 0x10000))]
