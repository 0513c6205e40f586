"""Every place of every word in some stories, as the numbers that Pagefind's reader wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from storyhub.search.accelerator.columns import Column, Postings, starts
from storyhub.search.accelerator.word_forms import WordForms

FIELDS = ("author", "title")
"""What is searched besides the text, in the order of its numbers in the index."""
PLAIN = 25
"""The weight of plain text. Pagefind itself writes 24 and so has to say so in every entry; its reader takes 25 for granted."""
MOST_PLACES = 10
"""A word that is in one story more often than this gains no rank by it, only bytes."""
REMEMBERED = 400_000
"""How many written words have their forms remembered."""
_NONE, _SEVERAL, _FIRST = 0, 1, 2
_IN_FIELD = 256
"""Marks from here on are fields; below are weights in the text, with 0 for plain text, so that it comes first."""


class SearchText(NamedTuple):
    """What of a story is searched."""

    words: list[str]
    heavier: Sequence[tuple[int, int, int]]  # from word, up to word, times the weight of plain text
    title: str
    author: str


def postings(language: str, stories: Sequence[SearchText]) -> Postings:
    """Where each word is in these stories.

    Two stories, the first with a heading that weighs double: "pomp" is at place 1 of the text of the first, after a change
    to weight 50 at place 4, and in its title (field 1) at place 0; in the second story at places 0 and 2, two steps further.

    >>> from storyhub.search.accelerator.columns import Sliced
    >>> one = SearchText("De pomp staat. De pomp.".split(), [(3, 5, 2)], "Pomp", "")
    >>> found = postings("xx", [one, SearchText("Pomp, o pomp".split(), [], "", "")])
    >>> found.forms
    ['de', 'o', 'pomp', 'staat']
    >>> at = found.forms.index("pomp")
    >>> Sliced(found).part(at, at + 1).numbers.tolist() == [2 * 1, 2 * 50 + 1, 2 * 4, 2 * 1 + 1, 2 * 0, 2 * 0, 2 * 2]
    True
    """
    forms, columns = _occurrences(language, stories)
    if not forms:
        return Postings(forms, *[np.zeros(0, dtype=np.int64)] * 5)
    sizes = tuple(int(column.max()) + 1 for column in columns)
    # All of a place in one number, word first: sorting these is all that there is to do.
    order = np.ravel_multi_index(columns, sizes)
    order.sort()
    word, page, mark, place = np.unravel_index(order, sizes)
    new_page = _changes(word) | _changes(page)
    few = _few(new_page) | (mark >= _IN_FIELD)
    word, page, mark, place, new_page = word[few], page[few], mark[few], place[few], new_page[few]
    in_field = mark >= _IN_FIELD
    new_run = new_page | _changes(mark)
    # The reader begins each text with the weight of plain text.
    marked = new_run & (mark > 0)
    step = np.where(new_run, place, place - np.concatenate(([0], place[:-1])))
    ends = np.cumsum(1 + marked)
    numbers = np.empty(int(ends[-1]), dtype=np.int64)
    numbers[ends - 1] = 2 * step
    numbers[ends[marked] - 2] = 2 * np.where(in_field, mark - _IN_FIELD, mark)[marked] + 1
    first = np.flatnonzero(new_page)
    texts = np.add.reduceat(np.where(in_field, 0, 1 + marked), first)
    fields = np.add.reduceat(np.where(in_field, 1 + marked, 0), first)
    return Postings(forms, np.bincount(word[first], minlength=len(forms)), page[first], texts, fields, numbers)


def _changes(column: Column) -> Column:
    return np.concatenate(([True], column[1:] != column[:-1]))


def _few(new_page: Column) -> Column:
    """The first places on each page."""
    row = np.arange(len(new_page))
    found: Column = row - np.maximum.accumulate(np.where(new_page, row, 0)) < MOST_PLACES
    return found


def _occurrences(language: str, stories: Sequence[SearchText]) -> tuple[list[str], tuple[Column, ...]]:
    """The words of some stories, sorted; and of every place its word (as a number in that list), page, mark and place."""
    numbers = _numbers(language)
    if len(numbers) > REMEMBERED:
        _numbers.cache_clear()
        numbers = _numbers(language)
    words = list(chain.from_iterable(story.words for story in stories))
    number = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    lengths = np.array([len(story.words) for story in stories])
    begins = starts(lengths)
    page = np.repeat(np.arange(len(stories)), lengths)
    place = np.arange(len(words)) - np.repeat(begins[:-1], lengths)
    mark = np.zeros(len(words), dtype=np.int64)
    for start, story in zip(begins.tolist(), stories, strict=False):
        for first, stop, times in story.heavier:
            mark[start + first : start + stop] = PLAIN * times
    several = np.flatnonzero(number == _SEVERAL)
    parts = list(zip(*(column[several].tolist() for column in (page, mark, place)), strict=True))
    more = [
        *_of_several_forms(numbers, [words[at] for at in several.tolist()], parts),
        *_in_fields(numbers, stories),
    ]
    others = np.array(more, dtype=np.int64).reshape(-1, 4).T
    one = number >= _FIRST
    columns = [np.concatenate((a[one], b)) for a, b in zip((number, page, mark, place), others, strict=True)]
    forms, columns[0] = _sorted(numbers, columns[0])
    return forms, tuple(columns)


def _of_several_forms(
    numbers: _Numbers, words: Sequence[str], at: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """The places of words that have several forms: parts of a word share its weight."""
    for written, (page, mark, place) in zip(words, at, strict=True):
        for number, parts in numbers.forms(written):
            share = max(1, (mark or PLAIN) // parts)
            yield number, page, 0 if share == PLAIN else share, place


def _in_fields(numbers: _Numbers, stories: Sequence[SearchText]) -> Iterator[tuple[int, int, int, int]]:
    for page, story in enumerate(stories):
        for field, value in enumerate((story.author, story.title)):
            for place, written in enumerate(value.split()):
                yield from ((number, page, _IN_FIELD + field, place) for number, _ in numbers.forms(written))


def _sorted(numbers: _Numbers, number: Column) -> tuple[list[str], Column]:
    """The words with these numbers, sorted, and the numbers that they have in that order."""
    known = np.zeros(len(numbers.of_number), dtype=np.int64)
    known[number] = 1
    used = np.flatnonzero(known).tolist()
    forms = [numbers.of_number[n] for n in used]
    order = sorted(range(len(used)), key=forms.__getitem__)
    known[[used[at] for at in order]] = np.arange(len(used))
    return [forms[at] for at in order], known[number]


class _Numbers(dict[str, int]):
    """The number of each written word that has just one form; below `_FIRST` for all others."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._table = WordForms(language)
        self._several: dict[str, list[tuple[int, int]]] = {}
        self._of_key: dict[str, int] = {}
        self.of_number = [""] * _FIRST

    def forms(self, written: str) -> list[tuple[int, int]]:
        """The number of each form of a written word, and by how many its weight is shared."""
        known = self._several.get(written)
        if known is None:
            words = self._table.of(written)
            parts = sum(word.is_part for word in words)
            known = [(self._number(word.key), parts if word.is_part else 1) for word in words]
            self._several[written] = known
        return known

    def _number(self, key: str) -> int:
        number = self._of_key.setdefault(key, len(self.of_number))
        if number == len(self.of_number):
            self.of_number.append(key)
        return number

    def __missing__(self, written: str) -> int:
        words = self._table.of(written)
        number = self[written] = self._number(words[0].key) if len(words) == 1 else _SEVERAL if words else _NONE
        return number


@cache
def _numbers(language: str) -> _Numbers:
    """The one table of a language in this process: most words of a month were already met in the month before."""
    return _Numbers(language)
