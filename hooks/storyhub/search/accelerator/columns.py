"""Where words are in a run of stories, in columns: of a month, of a year, or of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]


class Postings(NamedTuple):
    """Words and, of each, the pages that it is on; of each page, the numbers that Pagefind has there.

    A number is twice a place, told as the step from the place before, or twice a weight or field and one: a change of
    weight (in the text) or of field, after which places count from the start. Text comes before fields.
    """

    forms: list[str]  # sorted; accented ones as `bare form NUL accented form`
    pages: Column  # of each form: how many pages have it
    page: Column  # of each of these: its number, counted from the run's first story
    texts: Column  # how many numbers it has for the text
    fields: Column  # and how many for title and author
    numbers: Column  # all of these numbers

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
    """A run from which ranges of words are taken."""

    def __init__(self, run: Postings) -> None:
        self._run = run
        self._at_form = starts(run.pages)
        self._at_page = starts(run.texts.astype(np.int64) + run.fields)

    def part(self, first: int, stop: int) -> Postings:
        """The words from number `first` up to `stop`, as views of the whole."""
        forms, pages, page, texts, fields, numbers = self._run
        a, b = self._at_form[first], self._at_form[stop]
        there = numbers[self._at_page[a] : self._at_page[b]]
        return Postings(forms[first:stop], pages[first:stop], page[a:b], texts[a:b], fields[a:b], there)

    def picked(self, words: Column) -> Postings:
        """The words with these numbers."""
        forms, pages, page, texts, fields, numbers = self._run
        rows = stretches(self._at_form[words], pages[words])
        there = stretches(self._at_page[rows], texts[rows].astype(np.int64) + fields[rows])
        return Postings(
            [forms[n] for n in words.tolist()], pages[words], page[rows], texts[rows], fields[rows], numbers[there]
        )


def starts(sizes: Column) -> Column:
    """Where each of some stretches begins that follow one another, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def together(runs: Sequence[tuple[int, Postings]]) -> Postings:
    """Runs as one, each given with the number of its first story."""
    number = numbered(runs)
    return merged(list(number), [(start, numbers_of(run.forms, number), run) for start, run in runs])


def numbered(runs: Iterable[tuple[int, Postings]]) -> dict[str, int]:
    """The words of some runs, sorted, each with its number."""
    forms = sorted(set().union(*(run.forms for _, run in runs)))
    return {form: at for at, form in enumerate(forms)}


def numbers_of(forms: Sequence[str], number: Mapping[str, int]) -> Column:
    """The numbers that these words have among others."""
    return np.fromiter(map(number.__getitem__, forms), np.int64, len(forms))


def merged(forms: list[str], runs: Sequence[tuple[int, Column, Postings]]) -> Postings:
    """Runs as one, each given with the number of its first story and the numbers that its words have among `forms`."""
    small = np.uint16 if len(forms) <= 0x10000 else np.uint32  # numbers of two bytes are sorted many times faster
    form = joined(np.repeat(numbers.astype(small), run.pages) for _, numbers, run in runs)
    page = joined(run.page.astype(np.int64) + start for start, _, run in runs)
    texts, fields = joined(run.texts for _, _, run in runs), joined(run.fields for _, _, run in runs)
    numbers = joined(run.numbers for _, _, run in runs)
    return arranged(forms, form, page, texts, fields, numbers, order=np.argsort(form, kind="stable"))


def arranged(
    forms: list[str], form: Column, page: Column, texts: Column, fields: Column, numbers: Column, *, order: Column
) -> Postings:
    """A run of these columns, of which `form` has the number of each page's word, in the given order."""
    sizes = texts.astype(np.int64) + fields
    places = stretches(starts(sizes)[:-1][order], sizes[order])
    pages = np.bincount(form[order], minlength=len(forms))
    return Postings(forms, pages, page[order], texts[order], fields[order], numbers[places])


def stretches(begins: Column, sizes: Column) -> Column:
    """All numbers of stretches that begin at `begins` and are `sizes` long, one stretch after the other.

    >>> stretches(np.array([10, 30]), np.array([3, 2])).tolist()
    [10, 11, 12, 30, 31]
    """
    ends = starts(sizes)
    found: Column = np.repeat(begins - ends[:-1], sizes) + np.arange(int(ends[-1]))
    return found


def joined(columns: Iterable[Column]) -> Column:
    """One column after the other; none make an empty one."""
    found = list(columns)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
