"""Every place of every word in a run of stories, each as one number, so that sorting them is all there is to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np

from storyhub.search.columns import Column
from storyhub.search.word_forms import WordForms, word_forms

# Fields that are searched besides the text, in the order of their numbers in the index.
FIELDS = ("author", "title")
# The weight of plain text. Pagefind itself writes 24 and so has to say so in every entry; its reader takes 25 for granted.
PLAIN = 25
_NONE, _SEVERAL, _FIRST = 0, 1, 2
_MOST = 400_000
"""Written words remembered at once."""
_WEIGHT, _WORD, _ALL = 8, 24, 63
"""Bits for a weight or field, for the number of a word, and for everything."""


class SearchText(NamedTuple):
    """What of a story is searched."""

    words: list[str]
    heavier: Sequence[tuple[int, int, int]]  # from word, up to word, weight
    title: str
    author: str


class Layout(NamedTuple):
    """How a place is told in one number: its word, page, 0 for text or 1 for a field, weight or field, and place.

    The weight of plain text is told as 0, so that in the order of these numbers it comes before what is heavier.
    """

    page: int  # bits
    place: int

    @classmethod
    def of(cls, stories: Sequence[SearchText]) -> Layout:
        """One in which all places of these stories can be told."""
        longest = max(max(len(story.words), len(story.title), len(story.author)) for story in stories)
        return cls(len(stories).bit_length(), longest.bit_length())

    def fits(self) -> bool:
        """Are there few enough stories for it?"""
        return self.before_word() + _WORD <= _ALL

    def before_word(self) -> int:
        """Bits that stand after the word."""
        return self.page + 1 + self.before_section()

    def before_section(self) -> int:
        """Bits that stand after 0 for text or 1 for a field."""
        return _WEIGHT + self.place

    def told(self, page: int, section: int, weight: int, place: int) -> int:
        """A place of word 0."""
        return ((page << 1 | section) << _WEIGHT | weight) << self.place | place

    def shared(self, told: int, parts: int) -> int:
        """A place in the text, at its weight's share."""
        weight = told >> self.place & (1 << _WEIGHT) - 1
        share = max(1, (weight or PLAIN) // parts)
        return told + ((0 if share == PLAIN else share) - weight << self.place)

    def columns(self, told: Column) -> Iterator[Column]:
        """Word, page, section, weight and place of each number."""
        at = self.before_word()
        yield told >> at
        for size in (self.page, 1, _WEIGHT, self.place):
            at -= size
            yield told >> at & (1 << size) - 1


def occurrences(language: str, stories: Sequence[SearchText], layout: Layout) -> tuple[list[str], Column]:
    """The words of some stories, sorted, and all of their places, sorted; words count from 0 in the order of the list."""
    numbers = _numbers(language)
    if numbers.full():
        _numbers.cache_clear()
        numbers = _numbers(language)
    words = list(chain.from_iterable(story.words for story in stories))
    number = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    lengths = [len(story.words) for story in stories]
    starts = list(accumulate(lengths, initial=0))[:-1]
    # Of each story the number that its first word would have if it were the first of all.
    first = np.array([layout.told(page, 0, 0, 0) - start for page, start in enumerate(starts)], dtype=np.int64)
    place = np.repeat(first, lengths) + np.arange(len(words))
    for story, start in zip(stories, starts, strict=True):
        for begin, end, weight in story.heavier:
            place[start + begin : start + end] += layout.told(0, 0, PLAIN * weight, 0)
    at = np.flatnonzero(number == _SEVERAL).tolist()
    others = [
        *_of_several_forms(numbers, ((words[n], int(place[n])) for n in at), layout),
        *_in_fields(numbers, stories, layout),
    ]
    more = np.array(others, dtype=np.int64).reshape(-1, 2).T
    single = number >= _FIRST
    number, place = np.concatenate((number[single], more[0])), np.concatenate((place[single], more[1]))
    forms, sorted_number = _sorted(numbers, number)
    told = sorted_number << layout.before_word() | place
    told.sort()
    return forms, told


def _of_several_forms(
    numbers: _Numbers, written: Iterable[tuple[str, int]], layout: Layout
) -> Iterator[tuple[int, int]]:
    """The places of words that have several forms: parts of a word share its weight."""
    for word, place in written:
        for number, parts in numbers.forms(word):
            yield number, layout.shared(place, parts)


def _in_fields(numbers: _Numbers, stories: Sequence[SearchText], layout: Layout) -> Iterator[tuple[int, int]]:
    for page, story in enumerate(stories):
        for field, value in enumerate((story.author, story.title)):
            for at, written in enumerate(value.split()):
                place = layout.told(page, 1, field, at)
                yield from ((number, place) for number, _ in numbers.forms(written))


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

    def __init__(self, table: WordForms) -> None:
        super().__init__()
        self._table = table
        self._several: dict[str, list[tuple[int, int]]] = {}
        self._of_key: dict[str, int] = {}
        self.of_number = [""] * _FIRST

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
    return _Numbers(word_forms(language))
