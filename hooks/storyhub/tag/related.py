"""Finds stories from elsewhere: those of other departments that speak of the same things.

Cosine of tf-idf over each story's rarest words (Salton and Buckley, 1988), for all stories at once. Only words that few
stories share are compared, and of each story no more of them than ENOUGH others have, so that the cost grows with the
number of stories and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from storyhub.model.story import Story
from storyhub.text.tokens import Array

MOST_SHARING = 60
"""A word that more stories have than this says too little, and would cost the most."""
WORDS = 24
"""Words of a story that are compared: its rarest."""
ENOUGH = 240
"""Stories that have one of those words, each word counted by itself: beyond them no further word is compared."""
LEAST = 0.04
"""Below this likeness stories have nothing to say to each other."""
_FINE = 1 << 15
"""A weight of one, as a whole number: a sum of these is the same in any order, and on any machine."""
_BITS = 31
"""Bits of the product of two weights."""
_BLOCK = 1 << 12
"""Stories whose pairs are looked at together: what is in memory does not grow with their square, and a pair has room beside
_BITS in a number of 64 bits as long as there are fewer than a million stories."""
_STEPS = 1 << 20
"""A likeness of two, more than any: finer differences make no order."""
_COARSE, _LEVELS = 12, 64
"""Bits of a likeness in steps that are left out, and how many levels remain, the last for all that are more alike."""
_BUCKETS = 1 << 22


def related(stories: Sequence[Story], terms: Mapping[str, bytes], count: int = 3) -> dict[str, tuple[str, ...]]:
    """For each story by its id at most `count` others, the nearest first, from departments that it does not share.

    `terms` holds for each story by its id the numbers of its different words, as in `WordCounts.terms`.
    """
    told = sorted((story for story in stories if terms.get(story.id)), key=attrgetter("id"))
    near = _nearest(told, [terms[story.id] for story in told], count * 4) if told else []
    ids, departments = [story.id for story in told], [story.department for story in told]
    return {
        story.id: tuple([ids[n] for n in _chosen(story, others, departments, count)])
        for story, others in zip(told, near, strict=True)
    }


def _chosen(story: Story, others: Iterable[int], departments: Sequence[str], count: int) -> list[int]:
    """One of each department first: a hub connects across the organisation."""
    here = {story.department, *story.together_with}
    first: dict[str, int] = {}
    more: list[int] = []
    for other in others:
        department = departments[other]
        if department in here:
            continue
        if department in first:
            more.append(other)
            continue
        first[department] = other
        if len(first) == count:
            break
    return [*first.values(), *more][:count]


class _SharedWords(NamedTuple):
    """The telling words of all stories, sorted by word and, of one word, by story: whose it is, which, and how it weighs."""

    story: Array
    """Place of the story."""
    word: Array
    """Place of the word; the same for the same word."""
    weight: Array
    """Whole numbers; those of a story together are a vector of length _FINE."""


def _nearest(stories: Sequence[Story], terms: Sequence[bytes], most: int) -> list[list[int]]:
    """For each story the places of at most `most` others of another department, the nearest first."""
    words = _weighed(terms)
    keys = {name: number for number, name in enumerate(dict.fromkeys(s.department for s in stories))}
    departments = np.array([keys[s.department] for s in stories])
    blocks = [_alike(start, words, departments) for start in range(0, len(stories), _BLOCK)]
    first, second, steps = (np.concatenate(column) for column in zip(*blocks, strict=True))
    return _ranked(len(stories), first, second, steps, most)


def _alike(start: int, words: _SharedWords, departments: Array) -> tuple[Array, Array, Array]:
    """Every story from `start` on, for a block of them, with a later one that is like it: the two, and how like in steps."""
    stories = len(departments)
    places = np.flatnonzero((words.story >= start) & (words.story < start + _BLOCK))
    one, other = _pairs(places, words.word, departments[words.story])
    if not len(one):
        return one, other, other
    # A pair and what one word adds to its likeness in one number: sorting those is many times faster than sorting places.
    parts = ((words.story[one] - start) * stories + words.story[other] << _BITS) + words.weight[one] * words.weight[
        other
    ]
    parts.sort()
    pair = parts >> _BITS
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    likeness = np.add.reduceat(parts & ((1 << _BITS) - 1), starts)
    close = np.flatnonzero(likeness >= LEAST * _FINE**2)
    first, second = np.divmod(pair[starts[close]], stories)
    return first + start, second, likeness[close] * _STEPS // (2 * _FINE**2)


def _weighed(told: Sequence[bytes]) -> _SharedWords:
    """The telling words of the stories, of each the rarest."""
    stories = len(told)
    word = np.frombuffer(b"".join(told), np.uint32)
    # Most words are of one story alone, or of many. A rough count finds these without sorting them all.
    bucket = word % _BUCKETS
    rough = np.bincount(bucket, minlength=_BUCKETS)[bucket]
    useful = np.flatnonzero((rough > 1) & (rough <= MOST_SHARING))
    _, place, sharing = np.unique(word[useful], return_inverse=True, return_counts=True)
    story, shared = np.repeat(np.arange(stories), [len(terms) // 4 for terms in told])[useful], sharing[place]
    order = np.lexsort((place, shared, story))
    order = order[shared[order] > 1]
    story, place, shared = story[order], place[order], shared[order]
    kept = (_within(story, np.ones_like(shared)) <= WORDS) & (_within(story, shared) <= ENOUGH)
    story, place, rare = story[kept], place[kept], np.log(1 + stories / shared[kept])
    length = np.sqrt(np.bincount(story, rare * rare, stories))
    order = np.argsort(place, kind="stable")
    return _SharedWords(story[order], place[order], np.round(_FINE * rare / length[story]).astype(np.int64)[order])


def _within(group: Array, amount: Array) -> Array:
    """Running total of the amounts in each run of equal groups."""
    total: Array = np.cumsum(amount)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    before = (total - amount)[starts]
    within: Array = total - np.repeat(before, np.diff(starts, append=len(group)))
    return within


def _pairs(places: Array, word: Array, department: Array) -> tuple[Array, Array]:
    """Each of these places with every later one that has the same word and not the same department; `word` is sorted."""
    later = np.searchsorted(word, word[places], side="right") - places - 1
    one = np.repeat(places, later)
    other = np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later) + one + 1
    apart = department[one] != department[other]
    return one[apart], other[apart]


def _ranked(stories: int, first: Array, second: Array, steps: Array, most: int) -> list[list[int]]:
    """For each story the others that it is paired with, the likest first, and those alike in the order of their places."""
    level = np.minimum(steps >> _COARSE, _LEVELS - 1)
    cut = _cut(stories, (first, second), level, most)
    of_first, of_second = level >= cut[first], level >= cut[second]
    row, other = (np.concatenate([a[of_first], b[of_second]]) for a, b in ((first, second), (second, first)))
    likeness = np.concatenate([steps[of_first], steps[of_second]])
    # Sorting one number is many times faster than sorting by three.
    ranked = np.sort((row * _STEPS + _STEPS - 1 - likeness) * stories + other)
    starts = np.searchsorted(ranked, np.arange(stories + 1) * (_STEPS * stories))
    first_of_each = np.arange(len(ranked)) - np.repeat(starts[:-1], np.diff(starts)) < most
    places = (ranked[first_of_each] % stories).tolist()
    ends = np.minimum(np.diff(starts), most).cumsum().tolist()
    return [places[start:end] for start, end in pairwise([0, *ends])]


def _cut(stories: int, rows: Sequence[Array], level: Array, most: int) -> Array:
    """For each story the highest level at and above which at least `most` of its pairs are: those below need no sorting."""
    counts = sum(np.bincount(row * _LEVELS + level, minlength=stories * _LEVELS) for row in rows)
    above = np.asarray(counts).reshape(stories, _LEVELS)[:, ::-1].cumsum(axis=1)[:, ::-1]
    cut: Array = np.maximum((above >= most).sum(axis=1) - 1, 0)
    return cut
