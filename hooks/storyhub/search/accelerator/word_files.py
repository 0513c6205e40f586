"""The files of words: a reader's browser fetches one of them for each word searched.

They are cut along the words' first letters, so that what begins alike stays together (a word is found while it is still
being typed), and so that a new story moves no cuts but those near words that it fills up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

import numpy as np

from storyhub.search.accelerator.cbor import LIST, NEGATIVE, NUMBER, head, heads, packed
from storyhub.search.accelerator.columns import Column, Postings, Sliced, merged, numbered, numbers_of, starts
from storyhub.search.accelerator.compounds import compounds, with_compounds
from storyhub.search.accelerator.files import LanguageFiles

FULL = 24_000
"""Bytes of a file before compression. Smaller ones would make the table of all files, which every reader fetches, longer."""
AT_ONCE = 150_000
"""Pages of words that are put together at once: what that takes of memory does not grow with the hub."""
_LAST = "\U0010ffff"

Chunk = tuple[str, str, str]
"""The first and the last word that a file answers for, and its name."""


class IndexedWords:
    """All words of a language, out of its years, each given with the number of its first story."""

    def __init__(self, language: str, years: Sequence[tuple[int, Postings]]) -> None:
        self._number = numbered(years)
        self.forms = list(self._number)
        self._compounds = compounds(language, self.forms)
        self._years: list[tuple[int, Column, Sliced]] = []
        self.pages = np.zeros(len(self.forms), dtype=np.int64)
        """On how many pages each word is."""
        for start, run in years:
            numbers = numbers_of(run.forms, self._number)
            self._years.append((start, numbers, Sliced(run)))
            self.pages[numbers] += run.pages
        filed = sorted(set(chain.from_iterable(self._compounds.values())))
        self._compound_at = {word: at for at, word in enumerate(filed)}
        self._of_compounds = self._picked(filed)

    def write(self, files: LanguageFiles, at_once: int = AT_ONCE) -> list[Chunk]:
        """Write the words; returns which file has which."""
        words, items = [], []
        for first, stop in self._parts(at_once):
            for word, item in _packed_words(self._together(first, stop)):
                words.append(word)
                items.append(item)
        ranges = cut(words, list(map(len, items)))
        names = [
            files.write("index/", "pf_index", head(LIST, 1) + head(LIST, stop - start) + b"".join(items[start:stop]))
            for start, stop in ranges
        ]
        return [(first, last, name) for (first, last), name in zip(answered(words, ranges), names, strict=True)]

    def _parts(self, at_once: int) -> Iterator[tuple[int, int]]:
        """Ranges of forms to put together at once; those of one word, with and without accents, in the same."""
        start = size = 0
        for at, pages in enumerate(self.pages.tolist()):
            if size > at_once and "\0" not in self.forms[at]:
                yield start, at
                start, size = at, 0
            size += pages
        if start < len(self.forms):
            yield start, len(self.forms)

    def _together(self, first: int, stop: int) -> Postings:
        runs = []
        for start, numbers, year in self._years:
            a, b = np.searchsorted(numbers, (first, stop)).tolist()
            if a < b:
                runs.append((start, numbers[a:b] - first, year.part(a, b)))
        forms = self.forms[first:stop]
        run = merged(forms, runs)
        filed = [(at, self._compound_at[one]) for at, word in enumerate(forms) for one in self._compounds.get(word, ())]
        return with_compounds(run, filed, self._of_compounds) if filed else run

    def _picked(self, forms: list[str]) -> Postings:
        """Where these words are, which are sorted."""
        wanted = numbers_of(forms, self._number)
        runs = []
        for start, numbers, year in self._years:
            _, among, at = np.intersect1d(wanted, numbers, assume_unique=True, return_indices=True)
            runs.append((start, among, year.picked(at)))
        return merged(forms, runs)


def _packed_words(run: Postings) -> Iterator[tuple[str, bytes]]:
    """Each word as Pagefind has it: the word, its pages, and its forms with accents, each with their own."""
    data, begins = _packed_pages(run)
    counts = run.pages.tolist()
    bounds = begins[starts(run.pages)].tolist()

    def pages(at: int) -> bytes:
        return head(LIST, counts[at]) + data[bounds[at] : bounds[at + 1]]

    for word, group in groupby(range(len(run.forms)), key=lambda at: run.forms[at].partition("\0")[0]):
        forms = list(group)
        plain = pages(forms.pop(0)) if run.forms[forms[0]] == word else head(LIST, 0)
        accented = (head(LIST, 2) + packed(run.forms[at].partition("\0")[2]) + pages(at) for at in forms)
        yield word, head(LIST, 3) + packed(word) + plain + head(LIST, len(forms)) + b"".join(accented)


def _packed_pages(run: Postings) -> tuple[bytes, Column]:
    """All pages, and where each begins: how far it is from the one before, its numbers in the text, and those in fields, if any."""
    first = starts(run.pages)[:-1]
    step = np.diff(run.page.astype(np.int64), prepend=0)
    step[first] = run.page[first]
    texts, has_fields = run.texts.astype(np.int64), run.fields > 0
    at = starts(3 + texts + run.fields + has_fields)
    begins = at[:-1]
    values = np.zeros(int(at[-1]), dtype=np.int64)
    kinds = np.full(len(values), LIST, dtype=np.uint8)
    is_place = np.ones(len(values), dtype=bool)
    for where, value in (
        (begins, 2 + has_fields),
        (begins + 1, step),
        (begins + 2, texts),
        ((begins + 3 + texts)[has_fields], run.fields[has_fields]),
    ):
        values[where], is_place[where] = value, False
    kinds[begins + 1] = NUMBER
    # What is left is in the order of the numbers.
    values[is_place], kinds[is_place] = run.numbers >> 1, np.where(run.numbers & 1, NEGATIVE, NUMBER)
    data, where = heads(kinds, values)
    return data, where[at]


def cut(words: Sequence[str], sizes: Sequence[int], full: int = FULL) -> list[tuple[int, int]]:
    """Ranges of the sorted words, each of at most `full` bytes unless it is a single word."""
    return list(_cut(words, sizes, 0, len(words), full)) if words else []


def _cut(words: Sequence[str], sizes: Sequence[int], start: int, stop: int, full: int) -> Iterator[tuple[int, int]]:
    if stop - start == 1 or sum(sizes[start:stop]) <= full:
        yield start, stop
        return
    depth = _shared(words[start], words[stop - 1]) + 1
    open_start, open_size = start, 0
    for _, group in groupby(range(start, stop), key=lambda at: words[at][:depth]):
        places = list(group)
        first, end = places[0], places[-1] + 1
        size = sum(sizes[first:end])
        if open_start < first and open_size + size > full:
            yield open_start, first
            open_start, open_size = first, 0
        if size > full:
            yield from _cut(words, sizes, first, end, full)
            open_start, open_size = end, 0
        else:
            open_size += size
    if open_start < stop:
        yield open_start, stop


def answered(words: Sequence[str], ranges: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """The first and the last word that each file answers for. There is no gap between two: a word that nobody used, or of
    which only a part is typed, leads to exactly one file."""
    firsts = [""] if ranges else []
    for start, _ in ranges[1:]:
        firsts.append(words[start][: _shared(words[start - 1], words[start]) + 1])
    lasts = [*map(_before, firsts[1:]), _LAST]
    return list(zip(firsts, lasts, strict=False))


def _before(word: str) -> str:
    """The last of all words that sort before this one."""
    code = ord(word[-1]) - 1
    return word[:-1] + chr(0xD7FF if 0xD800 <= code <= 0xDFFF else code) + _LAST


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)
