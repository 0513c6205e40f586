"""The words, and pairs of words in a row, that a model knows, and what each weighs in a story (tf-idf)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storyhub.tag.value_words import part_of
from storyhub.text.features import WordCounts
from storyhub.text.tokens import PARTS, Array, Tokens
from storyhub.text.words import compounds

PART_WEIGHTS = (0.5, 1.0, 2.0)
"""Each part is brought to length one first, so that a summary counts for half a body however long that is. A title
counts for less: it is short, and often catches the eye with words that the story is not about."""
CHUNK = 1000
"""Stories weighed at once; it bounds the memory."""


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known words and pairs."""

    keys: Array
    """Sorted; a word is its stem's number, a pair is (first << 32) | second."""
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
        counted = (tokens.words_in_stories(), tokens.pairs_in_stories())
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
        known = np.flatnonzero(words >= 0)
        said = _counts(tokens.place, tokens.part % PARTS, len(tokens.terms))[known]
        key, part, first, second = tokens.pairs()
        pairs = self.find(key)
        met = np.flatnonzero(pairs >= 0)
        cell = part[met] // PARTS * len(self.keys) + pairs[met]
        order = np.argsort(cell, kind="stable")
        new = np.diff(cell[order], prepend=-1) != 0
        heads = met[order][new]
        paired = _counts(np.cumsum(new) - 1, part[met][order] % PARTS, len(heads))
        story = np.concatenate([tokens.story[known], part[heads] // PARTS])
        index = np.concatenate([words[known], pairs[heads]])
        begin = tokens.starts()[story]
        return Weights(
            tokens.stories,
            story,
            index,
            _balanced(story, tokens.stories, np.concatenate([said, paired]), self.rarity[index]),
            np.concatenate([known, first[heads]]) - begin,
            np.concatenate([known, second[heads]]) - begin,
        )


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
