"""Every place of every word in a run of stories, gathered as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from storyhub.search.words import WordForms, word_forms

# Fields that are searched besides the text, in the order of their numbers in the index.
FIELDS = ("author", "title")
# The weight of plain text. Pagefind itself writes 24 and so has to say so in every entry; its reader takes 25 for granted.
PLAIN = 25
_SEVERAL, _NONE = -1, -2
_MOST = 400_000
"""Written words remembered at once."""

Table = NDArray[np.int64]
"""Five columns, as the rows of an array: number of the word, page, 0 for text or 1 for a field, weight or field, place."""
Row = tuple[int, int, int, int, int]


class Told(NamedTuple):
    """What of a story is searched."""

    words: list[str]
    heavier: Sequence[tuple[int, int, int]]  # from word, up to word, weight
    title: str
    author: str


def occurrences(language: str, stories: Sequence[Told]) -> tuple[list[str], Table]:
    """The words of some stories, sorted, and all of their places; words count from 0 in the order of the list."""
    numbers = _numbers(language)
    if numbers.full():
        _numbers.cache_clear()
        numbers = _numbers(language)
    lengths = np.fromiter((len(story.words) for story in stories), np.int64, len(stories))
    starts = np.cumsum(lengths) - lengths
    text = np.empty((5, int(lengths.sum())), dtype=np.int64)
    words = list(chain.from_iterable(story.words for story in stories))
    text[0] = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    text[1] = np.repeat(np.arange(len(stories)), lengths)
    text[2], text[3] = 0, PLAIN
    text[4] = np.arange(len(words)) - np.repeat(starts, lengths)
    for story, start in zip(stories, starts.tolist(), strict=True):
        for begin, end, weight in story.heavier:
            text[3, start + begin : start + end] = PLAIN * weight
    others = [*_of_several_forms(numbers, words, text), *_in_fields(numbers, stories)]
    table = np.concatenate([text[:, text[0] >= 0], np.array(others, dtype=np.int64).reshape(-1, 5).T], axis=1)
    return _numbered_anew(numbers, table)


def _of_several_forms(numbers: _Numbers, words: list[str], text: Table) -> list[Row]:
    """The places of those words that have several forms: parts of a word share its weight."""
    found: list[Row] = []
    at = np.flatnonzero(text[0] == _SEVERAL)
    for word, page, weight, place in zip(at.tolist(), *text[[1, 3, 4]][:, at].tolist(), strict=True):
        found += [(number, page, 0, max(1, weight // parts), place) for number, parts in numbers.forms(words[word])]
    return found


def _in_fields(numbers: _Numbers, stories: Sequence[Told]) -> list[Row]:
    return [
        (number, page, 1, field, at)
        for page, story in enumerate(stories)
        for field, value in enumerate((story.author, story.title))
        for at, written in enumerate(value.split())
        for number, _ in numbers.forms(written)
    ]


def _numbered_anew(numbers: _Numbers, table: Table) -> tuple[list[str], Table]:
    """The same with the numbers that words have in the sorted list of just these."""
    known = np.zeros(len(numbers.of_number), dtype=np.int64)
    known[table[0]] = 1
    used = np.flatnonzero(known).tolist()
    forms = [numbers.of_number[number] for number in used]
    order = sorted(range(len(used)), key=forms.__getitem__)
    known[[used[at] for at in order]] = np.arange(len(used))
    table[0] = known[table[0]]
    return [forms[at] for at in order], table



class _Numbers(dict[str, int]):
    """The number of each written word that has just one form; below zero for all others."""

    def __init__(self, table: WordForms) -> None:
        super().__init__()
        self._table = table
        self._several: dict[str, list[tuple[int, int]]] = {}
        self._of_key: dict[str, int] = {}
        self.of_number: list[str] = []

    def full(self) -> bool:
        """Is it time to begin anew?"""
        return len(self) > _MOST

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
        number = self._of_key.setdefault(key, len(self._of_key))
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
    return _Numbers(word_forms(language))
