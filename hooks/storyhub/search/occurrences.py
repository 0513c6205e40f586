"""Every place of every word in a run of stories, gathered as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from storyhub.search.record import Record, text_of
from storyhub.search.words import WordForms, word_forms

# Fields that are searched besides the text, in the order of their numbers in the index.
FIELDS = ("author", "title")
# The weight of plain text. Pagefind itself writes 24 and so has to say so in every entry; its reader takes 25 for granted.
PLAIN = 25
_SEVERAL, _NONE = -1, -2

Table = NDArray[np.int64]
"""Five columns, as the rows of an array: number of the word, page, 0 for text or 1 for a field, weight or field, place."""


class Occurrences:
    """All places of all words of some stories in one language, and the word that each number stands for."""

    def __init__(self, language: str, records: Iterable[Record]) -> None:
        self._numbers = _Numbers(word_forms(language))
        self._extra: list[tuple[int, int, int, int, int]] = []
        blocks = [self._block(page, record) for page, record in enumerate(records)]
        extra = np.array(self._extra, dtype=np.int64).reshape(-1, 5).T
        self.table: Table = np.concatenate([*blocks, extra], axis=1)
        self.words: list[str] = list(self._numbers.of_key)

    def _block(self, page: int, record: Record) -> Table:
        """The places of those words in a story that have one form; all others go to the extra ones."""
        words, title, author = text_of(record)
        block = np.empty((5, len(words)), dtype=np.int64)
        numbers = block[0] = np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))
        block[1], block[2], block[3], block[4] = page, 0, PLAIN, np.arange(len(words))
        for start, stop, weight in record.heavier:
            block[3, start:stop] = PLAIN * weight
        for at in np.flatnonzero(numbers == _SEVERAL).tolist():
            weight = int(block[3, at])
            for number, parts in self._numbers.forms(words[at]):
                self._extra.append((number, page, 0, max(1, weight // parts), at))
        for field, value in enumerate((author, title)):
            for at, written in enumerate(value.split()):
                self._extra += [(number, page, 1, field, at) for number, _ in self._numbers.forms(written)]
        return block[:, numbers >= 0]


class _Numbers(dict[str, int]):
    """The number of each written word that has just one form; below zero for all others."""

    def __init__(self, table: WordForms) -> None:
        super().__init__()
        self._table = table
        self._several: dict[str, list[tuple[int, int]]] = {}
        self.of_key: dict[str, int] = {}

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
        return self.of_key.setdefault(key, len(self.of_key))

    def __missing__(self, written: str) -> int:
        words = self._table.of(written)
        number = self[written] = self._number(words[0].key) if len(words) == 1 else _SEVERAL if words else _NONE
        return number
