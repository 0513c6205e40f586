"""Where words stand in a run of stories, in columns: of a month, of a year, of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]


class Postings(NamedTuple):
    """Words and, of each, the pages that it is on; of each page, the numbers that Pagefind has there.

    Numbers are places, as steps from one to the next, and changes of weight or field: twice the place, or twice the
    weight or field and one. Text comes before fields.
    """

    forms: list[str]  # sorted; accented ones as `bare form NUL accented form`
    pages: Column  # of each form: how many pages have it
    page: Column  # of each of these: its number, counted from the run's first story
    texts: Column  # how many numbers it has for the text
    fields: Column  # and how many for title and author
    first: Column  # the first of these numbers
    rest: Column  # all others

    def plain(self) -> tuple[Any, ...]:
        """All of it as plain data, in few bytes."""
        return (self.forms, *map(_plain, self[1:]))

    @classmethod
    def of(cls, plain: Sequence[Any]) -> Postings:
        """What `plain` gave."""
        return cls(plain[0], *(np.frombuffer(data, dtype=kind) for kind, data in plain[1:]))


def _plain(column: Column) -> tuple[str, bytes]:
    kind = np.min_scalar_type(int(column.max())) if len(column) else np.dtype(np.uint8)
    small = column.astype(kind.newbyteorder("<"))
    return small.dtype.str, small.tobytes()


class Sliced:
    """A run of which ranges of words are taken."""

    def __init__(self, run: Postings) -> None:
        self._run = run
        self._at_form = _ends(run.pages)
        self._at_page = _ends(run.texts.astype(np.int64) + run.fields - 1)

    def part(self, first: int, stop: int) -> Postings:
        """The words from number `first` up to `stop`, as views of the whole."""
        forms, pages, page, texts, fields, numbers, rest = self._run
        a, b = self._at_form[first], self._at_form[stop]
        there = rest[self._at_page[a] : self._at_page[b]]
        return Postings(forms[first:stop], pages[first:stop], page[a:b], texts[a:b], fields[a:b], numbers[a:b], there)


def _ends(sizes: Column) -> Column:
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def merged(runs: Sequence[tuple[int, Postings]]) -> Postings:
    """Runs as one, each given with the number of its first story."""
    forms = sorted(set().union(*(run.forms for _, run in runs)))
    number = {form: at for at, form in enumerate(forms)}
    return put_together(
        forms,
        [
            (start, np.fromiter(map(number.__getitem__, run.forms), np.int64, len(run.forms)), run)
            for start, run in runs
        ],
    )


def put_together(forms: list[str], runs: Sequence[tuple[int, Column, Postings]]) -> Postings:
    """Runs as one, each given with the number of its first story and the numbers that its words have among `forms`."""
    small = np.uint16 if len(forms) <= 0x10000 else np.uint32  # numbers of two bytes are sorted many times faster
    form = joined(np.repeat(numbers.astype(small), run.pages) for _, numbers, run in runs)
    page = joined(run.page.astype(np.int32) + start for start, _, run in runs)
    texts, fields = joined(run.texts for _, _, run in runs), joined(run.fields for _, _, run in runs)
    first, rest = joined(run.first for _, _, run in runs), joined(run.rest for _, _, run in runs)
    return arranged(forms, form, page, texts, fields, first, rest, order=np.argsort(form, kind="stable"))


def arranged(
    forms: list[str],
    form: Column,
    page: Column,
    texts: Column,
    fields: Column,
    first: Column,
    rest: Column,
    *,
    order: Column,
) -> Postings:
    """A run of these columns, of which `form` has the number of each page's word, in the order that is told."""
    # The longest columns of all: four bytes for each number as long as they can count them.
    kind = np.dtype(np.int32 if len(rest) < 1 << 31 else np.int64)
    sizes = texts.astype(kind) + fields - 1
    starts = np.cumsum(sizes, dtype=kind) - sizes
    places = _stretches(starts[order], sizes[order])
    pages = np.bincount(form[order], minlength=len(forms))
    return Postings(forms, pages, page[order], texts[order], fields[order], first[order], rest[places])


def _stretches(starts: Column, sizes: Column) -> Column:
    """All numbers of stretches that begin at `starts` and are `sizes` long, one stretch after the other."""
    before = np.cumsum(sizes, dtype=sizes.dtype) - sizes
    all_of_them: Column = np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()), dtype=sizes.dtype)
    return all_of_them


def joined(columns: Iterable[Column]) -> Column:
    """One column after the other; none make an empty one."""
    found = list(columns)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
