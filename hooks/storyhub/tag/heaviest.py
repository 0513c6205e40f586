"""The words that weigh most in each story, and which other stories they lead to. See related.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from storyhub.text.features import WordCounts
from storyhub.text.tokens import PARTS, Array, Tokens

TIMES = (3, 2, 1)
"""What saying a word once counts for in the title, in the summary or why, and in the body."""
HEAVIEST = 24
"""Words of a story by which others are found."""
COMPARED = 48
"""Words of a story by which those that were found are compared."""
LIGHT = 0.03
"""A word that weighs less in a story tells nothing of it."""
CHAMPIONS = 25
"""Stories that are found by a word: those that it weighs most in."""
ENOUGH = 120
"""Stories found, each word counted by itself: beyond them no further word is looked at."""
CLOSEST = 8
"""Of these, how many are compared by more words."""
HARDLY = 0.06
"""Stories less alike than this by their heaviest words are not looked at further."""
FINE = 1 << 15
"""A weight of one, as a whole number: a sum of these is the same in any order, and on any machine."""
_BUCKET = np.uint32((1 << 21) - 1)
"""Bits of a word's number that are looked at; that two words share one is rare, and then they count as one."""
_BITS = 31
"""Bits of the product of two weights."""
_STEPS, _COARSE = 1 << 16, 14
"""Steps of a likeness, and bits in one: finer differences make no order among those that are looked at further."""
_BLOCK = 1 << 12
"""Stories looked at together: what is in memory does not grow with all of them."""
_FEW = 1 << 9
"""Stories whose words are weighed together: they stay in the processor's cache."""
_TOGETHER = 128
"""Of a block's stories, how many are compared at once: a table of their words stays in the processor's cache."""


class Rows(NamedTuple):
    """The heaviest words of every story, the heaviest first: stories × COMPARED, zeros where there are no more."""

    word: Array
    """Number of the word, from 1."""
    weight: Array
    """Whole numbers; the words of a story together are a vector of length FINE."""
    place: Array
    """Place of the word among the story's different words."""
    words: int
    """The highest number."""


def heaviest(counts: Sequence[WordCounts]) -> Rows:
    """The words that weigh most in each story."""
    stories = len(counts)
    terms = np.frombuffer(b"".join([one.terms for one in counts]), np.uint32)
    having = np.bincount(terms & _BUCKET, minlength=_BUCKET + 1)
    by_count = np.log((1 + stories) / np.maximum(np.arange(having.max() + 1), 1))
    rarity = by_count.astype(np.float32)[having]
    # Words that only one story has lead nowhere: they make it longer, and get no number.
    number = np.cumsum(having > 1, dtype=np.int32)
    number[having < 2] = 0
    word, weight, place = (np.zeros((stories, COMPARED), np.int32) for _ in range(3))
    for start in range(0, stories, _FEW):
        block = Tokens.of(counts[start : start + _FEW])
        at, fine, where, bucket = _heaviest(block, rarity, number)
        at = (at[0] + start, at[1])
        word[at], weight[at], place[at] = number[bucket], fine, where
    return Rows(word, weight, place, int(number.max()))


def _heaviest(tokens: Tokens, rarity: Array, number: Array) -> tuple[tuple[Array, Array], Array, Array, Array]:
    """The same for some stories: story and rank of each of their heaviest words, its weight, place, and bucket."""
    said = np.bincount(tokens.place, np.array(TIMES)[tokens.part % PARTS], len(tokens.terms))
    bucket = tokens.terms & _BUCKET
    heavy = said * rarity[bucket]
    length = np.sqrt(np.bincount(tokens.story, heavy * heavy, tokens.stories))
    fine = np.round(heavy * (FINE / np.maximum(length, 1e-9))[tokens.story]).astype(np.int64)
    starts = tokens.starts()
    # A story, how light a word of it is, and which: to sort one number is many times faster than to sort by three.
    useful = np.flatnonzero(fine > LIGHT * FINE)
    useful = useful[number[bucket[useful]] > 0]
    story = tokens.story[useful]
    packed = np.sort((story << 32) | ((FINE - fine[useful]) << 16) | (useful - starts[story]))
    story = packed >> 32
    rank = np.arange(len(packed)) - np.searchsorted(story, np.arange(tokens.stories))[story]
    kept = rank < COMPARED
    story, packed, place = story[kept], packed[kept], packed[kept] & 0xFFFF
    return (story, rank[kept]), FINE - (packed >> 16 & 0xFFFF), place, bucket[starts[story] + place]


def candidates(rows: Rows, departments: Sequence[str]) -> Iterator[tuple[Array, Array]]:
    """Pairs of stories that may be alike, some thousand stories at a time: the one, rising, and the other.

    A story is paired with at most CLOSEST others of another department that share some of its heaviest words.
    """
    names = {name: number for number, name in enumerate(dict.fromkeys(departments))}
    department = np.array([names[name] for name in departments])
    word, weight = rows.word[:, :HEAVIEST], rows.weight[:, :HEAVIEST]
    lists = _champions(word, weight, rows.words)
    for start in range(0, len(departments), _BLOCK):
        one, other = _found(start, word[start : start + _BLOCK], weight[start : start + _BLOCK], lists, department)
        yield one + start, other


def shared(rows: Rows, one: Array, other: Array) -> Array:
    """For pairs of stories what each heavy word of the other adds to their likeness: pairs × COMPARED.

    FINE * FINE in all for two stories with the same words. `one` rises.
    """
    found = np.empty((len(one), COMPARED), np.int32)
    size = rows.words + 1
    # A row for each of a few stories with a place for each word there is: what one of them weighs is read, not looked for.
    table = np.zeros(_TOGETHER * size, np.int32)
    stories, ends = np.unique(one, return_index=True)
    for first in range(0, len(stories), _TOGETHER):
        some = stories[first : first + _TOGETHER]
        pairs = slice(ends[first], ends[first + len(some)] if first + len(some) < len(stories) else len(one))
        written = (np.arange(len(some))[:, None] * size + rows.word[some]).ravel()
        table[written] = rows.weight[some].ravel()
        row = np.searchsorted(some, one[pairs]) * size
        found[pairs] = table[row[:, None] + rows.word[other[pairs]]] * rows.weight[other[pairs]]
        table[written] = 0
    return found


def _champions(word: Array, weight: Array, words: int) -> tuple[Array, Array, Array]:
    """Where the list of each word begins, and in the lists the stories that it weighs most in, and how much."""
    story, rank = np.nonzero(weight)
    order = np.lexsort((story, -weight[story, rank], word[story, rank]))
    story, rank = story[order], rank[order]
    sizes = np.bincount(word[story, rank], minlength=words + 1)
    kept = np.arange(len(story)) - np.repeat(np.cumsum(sizes) - sizes, sizes) < CHAMPIONS
    starts = np.concatenate([[0], np.cumsum(np.minimum(sizes, CHAMPIONS))])
    return starts, story[kept], weight[story, rank][kept]


def _found(start: int, word: Array, weight: Array, lists: tuple[Array, ...], department: Array) -> tuple[Array, Array]:
    """The same for a block of stories, the one counted from the block's start."""
    starts, listed, weighing = lists
    stories = len(department)
    size = np.where(weight > 0, starts[word + 1] - starts[word], 0)
    size[np.cumsum(size, axis=1) > ENOUGH] = 0
    size = size.ravel()
    entry = np.repeat(np.arange(len(size)), size)
    place = np.repeat(starts[word].ravel(), size) + np.arange(len(entry)) - np.repeat(np.cumsum(size) - size, size)
    one, other = entry // HEAVIEST, listed[place]
    apart = department[one + start] != department[other]
    one, other, entry, place = one[apart], other[apart], entry[apart], place[apart]
    # A pair and what one word adds to its likeness in one number: sorting those is many times faster than sorting places.
    parts = np.sort((one * stories + other << _BITS) + weight.ravel()[entry].astype(np.int64) * weighing[place])
    pair = parts >> _BITS
    new = np.flatnonzero(np.diff(pair, prepend=-1))
    likeness = np.add.reduceat(parts & ((1 << _BITS) - 1), new) if len(new) else new
    alike = np.flatnonzero(likeness >= HARDLY * FINE**2)
    # The same for the pairs: a story, how unlike, and which other.
    steps = _STEPS - np.minimum(likeness[alike] >> _COARSE, _STEPS)
    one, other = np.divmod(pair[new[alike]], stories)
    ranked = np.sort((one * (_STEPS + 1) + steps) * stories + other)
    one, other = ranked // (stories * (_STEPS + 1)), ranked % stories
    rank = np.arange(len(one)) - np.searchsorted(one, np.arange(len(word)))[one]
    return one[rank < CLOSEST], other[rank < CLOSEST]
