"""The words, and pairs of words in a row, that a model knows, and what each weighs in a story (tf-idf)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storyhub.tag.value_words import part_of
from storyhub.text.features import WordCounts
from storyhub.text.tokens import PARTS, Array, Tokens, in_stories
from storyhub.text.words import compounds

PART_WEIGHTS = (0.5, 1.0, 2.0)
"""Each part is brought to length one first, so that a summary counts for half a body however long that is. A title
counts for less: it is short, and often catches the eye with words that the story is not about."""
FORM_TIMES = (3, 2, 1)
"""What saying a word once counts for among the words as they were written, where all parts are one text."""
HALF = 0.5**0.5
"""Length of each of the two views of a story, so that it has length one in all."""
FORM = np.uint64(1 << 32)
"""Added to the number of a form, to tell it from that of a stem."""
CHUNK = 1000
"""Stories weighed at once; it bounds the memory."""

_Said = tuple[Array, Array, Array, Array]
_Cells = tuple[Array, Array, Array, Array, Array]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the known words and pairs weigh in some stories: a sparse matrix of stories × vocabulary, entry by entry."""

    stories: int
    story: Array
    index: Array
    weight: Array
    first: Array
    """Place of the word among its story's different words; of a pair its first word."""
    second: Array
    """Of a pair its second word, else the same as `first`."""

    def times(self, table: Array) -> Array:
        """The product with a table of vocabulary × values: stories × values."""
        sums = [np.bincount(self.story, self.weight * column[self.index], self.stories) for column in table.T]
        return np.column_stack(sums)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known words and pairs."""

    keys: Array
    """Sorted; a word is its stem's number, a form FORM and its number, a pair is (first << 32) | second."""
    rarity: Array
    """Inverse document frequency of each."""
    gate: Array
    """Whether any known key ends in these bits: most pairs are unknown, and this tells so at once."""
    parts: Mapping[str, int]
    """Numbers of the stems that count when an unknown compound word begins or ends with them."""

    @classmethod
    def of(
        cls, stories: Sequence[WordCounts], least: int, always: Iterable[int], parts: Mapping[str, int]
    ) -> Vocabulary:
        """The words and pairs that at least `least` stories have, and the words with the numbers `always`."""
        tokens = Tokens.of(stories)
        views = (_said(tokens), _said_as_written(tokens))
        counted = [
            tokens.words_in_stories(),
            *(in_stories(key, part // PARTS) for view in views for key, part, _, _ in view),
        ]
        keys = np.concatenate([found for found, _ in counted])
        counts = np.concatenate([count for _, count in counted])
        wanted = np.array(sorted(always), np.uint64)
        known = (counts >= least) | np.isin(keys, wanted, assume_unique=True)
        added = wanted[~np.isin(wanted, keys, assume_unique=True)]
        keys = np.concatenate([keys[known], added])
        counts = np.concatenate([counts[known], np.zeros(len(added), counts.dtype)])
        order = np.argsort(keys, kind="stable")
        rarity = np.log((1 + len(stories)) / (1 + counts[order])) + 1
        return cls(keys[order], rarity, _gate(keys), dict(parts))

    def find(self, keys: Array) -> Array:
        """Index of each key, -1 where it is unknown."""
        found = np.full(len(keys), -1)
        if len(self.keys):
            hopeful = np.flatnonzero(self.gate[_bits(keys)])
            at = np.minimum(np.searchsorted(self.keys, keys[hopeful]), len(self.keys) - 1)
            found[hopeful] = np.where(self.keys[at] == keys[hopeful], at, -1)
        return found

    def weigh(self, stories: Sequence[WordCounts]) -> Iterator[tuple[int, Weights]]:
        """The weights of stories in parts of at most CHUNK, each with the number of its first story."""
        met: dict[str, int] = {}
        for start in range(0, len(stories), CHUNK):
            chunk = stories[start : start + CHUNK]
            tokens = Tokens.of(chunk)
            words = self.find(tokens.terms.astype(np.uint64))
            if self.parts:
                self._take_compounds(words, chunk, tokens, met)
            yield start, self._weigh(tokens, words)

    def _take_compounds(self, words: Array, stories: Sequence[WordCounts], tokens: Tokens, met: dict[str, int]) -> None:
        """Gives unknown compound words in `words` the index of the known stem that they begin or end with."""
        starts = tokens.starts()
        unknown = np.flatnonzero(words < 0)
        spoken: list[str] = []
        last = -1
        for place, story in zip(unknown.tolist(), tokens.story[unknown].tolist(), strict=True):
            if story != last:
                last = story
                spoken = stories[story].words.split() if compounds(stories[story].language) else []
            if spoken:
                word = spoken[place - starts[story]]
                if (index := met.get(word)) is None:
                    number = part_of(word, self.parts)
                    index = met[word] = int(self.find(np.array([number], np.uint64))[0]) if number else -1
                words[place] = index

    def _weigh(self, tokens: Tokens, words: Array) -> Weights:
        """Both views of the stories: words by stem, part by part; and as they were written, all parts as one text."""
        known = np.flatnonzero(words >= 0)
        said = _counts(tokens.place, tokens.part % PARTS, len(tokens.terms))[known]
        stems = [(tokens.story[known], words[known], said, known, known)]
        stems += [self._cells(*one) for one in _said(tokens)]
        forms = [self._cells(*one) for one in _said_as_written(tokens)]
        views = []
        for view, weigh in ((stems, _balanced), (forms, _together)):
            story, index, counts, first, second = (np.concatenate(some) for some in zip(*view, strict=True))
            weight = HALF * weigh(story, tokens.stories, counts, self.rarity[index])
            begin = tokens.starts()[story]
            views.append((story, index, weight, first - begin, second - begin))
        return Weights(tokens.stories, *(np.concatenate(some) for some in zip(*views, strict=True)))

    def _cells(self, key: Array, part: Array, first: Array, second: Array) -> _Cells:
        """Of what is said the known, each once a story: story, index, how often in each part, and where it is first."""
        found = self.find(key)
        met = np.flatnonzero(found >= 0)
        cell = part[met] // PARTS * len(self.keys) + found[met]
        order = np.argsort(cell, kind="stable")
        new = np.diff(cell[order], prepend=-1) != 0
        heads = met[order][new]
        counts = _counts(np.cumsum(new) - 1, part[met][order] % PARTS, len(heads))
        return part[heads] // PARTS, found[heads], counts, first[heads], second[heads]


def _said(tokens: Tokens) -> list[_Said]:
    """Each pair of stems that is said: key, part, and the places of both words."""
    return [tokens.pairs(tokens.terms[tokens.place])]


def _said_as_written(tokens: Tokens) -> list[_Said]:
    """The same for each word as it was written, and each pair of them."""
    forms = tokens.forms()
    return [(FORM | forms, tokens.part, tokens.place, tokens.place), tokens.pairs(forms)]


def _together(story: Array, stories: int, counts: Array, rarity: Array) -> Array:
    """Logarithm of the counts of all parts × rarity, the whole story brought to length one."""
    weight: Array = (1 + np.log(counts @ np.array(FORM_TIMES))) * rarity
    return weight / _lengths(story, weight, stories)[story]


def _balanced(story: Array, stories: int, counts: Array, rarity: Array) -> Array:
    """Logarithm of the counts × rarity, each part of a story brought to length one, then the whole story."""
    weight = np.zeros(len(story))
    for part, share in enumerate(PART_WEIGHTS):
        count = counts[:, part]
        one = np.where(count > 0, 1 + np.log(np.maximum(count, 1)), 0) * rarity
        weight += share * one / _lengths(story, one, stories)[story]
    return weight / _lengths(story, weight, stories)[story]


def _lengths(story: Array, weight: Array, stories: int) -> Array:
    """Euclidean length per story; 1 for an empty one."""
    length = np.sqrt(np.bincount(story, weight * weight, stories))
    return np.where(length > 0, length, 1)


def _counts(entry: Array, part: Array, entries: int) -> Array:
    """How often each entry is said in each part: entries × PARTS."""
    return np.bincount(entry * PARTS + part, minlength=entries * PARTS).reshape(entries, PARTS)


def _bits(keys: Array) -> Array:
    """Twenty well-mixed bits of each key (Knuth's multiplicative hashing)."""
    return ((keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(44)).astype(np.int64)


def _gate(keys: Array) -> Array:
    gate = np.zeros(1 << 20, bool)
    gate[_bits(keys)] = True
    return gate
