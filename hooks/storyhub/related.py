"""Finds stories from elsewhere: those of other departments that speak of the same things.

Cosine of tf-idf over each story's rarest words (Salton and Buckley, 1988), for all stories at once. Only words that few
stories share are compared, and of each story no more of them than ENOUGH others have, so that the cost grows with the
number of stories and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from storyhub.model import Story
from storyhub.tokens import Array

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
_STEPS = 1 << 20
"""A likeness of two, more than any: finer differences make no order."""
_BUCKETS = 1 << 22


def related(stories: Sequence[Story], terms: Mapping[str, bytes], count: int = 3) -> dict[str, tuple[str, ...]]:
    """For each story by its id at most `count` others, the nearest first, from departments that it does not share.

    `terms` holds for each story by its id the numbers of its different words, as in `Features.terms`.
    """
    told = sorted((story for story in stories if terms.get(story.id)), key=lambda story: story.id)
    near = _nearest(told, [terms[story.id] for story in told], count * 4) if told else []
    return {
        story.id: _chosen(story, [told[n] for n in others], count) for story, others in zip(told, near, strict=True)
    }


def _chosen(story: Story, others: Iterable[Story], count: int) -> tuple[str, ...]:
    """One of each department first: a hub connects across the organisation."""
    here = {story.department, *story.together_with}
    first: dict[str, str] = {}
    more: list[str] = []
    for other in others:
        if other.department in here:
            continue
        if first.setdefault(other.department, other.id) != other.id:
            more.append(other.id)
        elif len(first) == count:
            break
    return tuple([*first.values(), *more][:count])


def _nearest(stories: Sequence[Story], terms: Sequence[bytes], most: int) -> list[list[int]]:
    """For each story the places of at most `most` others of another department, the nearest first."""
    story, word, weight = _weights(terms)
    keys = {name: number for number, name in enumerate(dict.fromkeys(s.department for s in stories))}
    one, other = _pairs(word, np.array([keys[s.department] for s in stories])[story])
    if not len(one):
        return [[] for _ in stories]
    pair = story[one] * len(stories) + story[other]
    order = np.argsort(pair)
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))
    likeness = np.add.reduceat(weight[one[order]] * weight[other[order]], starts)
    close = np.flatnonzero(likeness >= LEAST * _FINE**2)
    first, second = np.divmod(pair[order[starts[close]]], len(stories))
    return _ranked(len(stories), first, second, likeness[close] * _STEPS // (2 * _FINE**2), most)


def _weights(told: Sequence[bytes]) -> tuple[Array, Array, Array]:
    """The telling words: story, word (both as places) and weight, a story's together of length _FINE; sorted by word."""
    stories = len(told)
    word = np.frombuffer(b"".join(told), np.uint32)
    story = np.repeat(np.arange(stories), [len(terms) // 4 for terms in told])
    # Most words are of one story alone, or of many. A rough count finds these without sorting them all.
    bucket = word % _BUCKETS
    rough = np.bincount(bucket, minlength=_BUCKETS)[bucket]
    useful = np.flatnonzero((rough > 1) & (rough <= MOST_SHARING))
    _, place, sharing = np.unique(word[useful], return_inverse=True, return_counts=True)
    story, shared = story[useful], sharing[place]
    order = np.lexsort((place, shared, story))
    order = order[shared[order] > 1]
    story, place, shared = story[order], place[order], shared[order]
    kept = (_within(story, np.ones_like(shared)) <= WORDS) & (_within(story, shared) <= ENOUGH)
    story, place, rare = story[kept], place[kept], np.log(1 + stories / shared[kept])
    length = np.sqrt(np.bincount(story, rare * rare, stories))
    order = np.argsort(place, kind="stable")
    return story[order], place[order], np.round(_FINE * rare / length[story]).astype(np.int64)[order]


def _within(group: Array, amount: Array) -> Array:
    """Running total of the amounts in each run of equal groups."""
    total: Array = np.cumsum(amount)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    before = (total - amount)[starts]
    within: Array = total - np.repeat(before, np.diff(starts, append=len(group)))
    return within


def _pairs(word: Array, department: Array) -> tuple[Array, Array]:
    """Places of every two that have the same word and not the same department, the smaller first; `word` is sorted."""
    ends = np.searchsorted(word, word, side="right")
    later = ends - np.arange(len(word)) - 1
    one = np.repeat(np.arange(len(word)), later)
    other = np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later) + one + 1
    apart = department[one] != department[other]
    return one[apart], other[apart]


def _ranked(stories: int, first: Array, second: Array, steps: Array, most: int) -> list[list[int]]:
    """For each story the others that it is paired with, the likest first, and those alike in the order of their places."""
    row, other = np.concatenate([first, second]), np.concatenate([second, first])
    # Sorting one number is many times faster than sorting by three.
    ranked = np.sort((row * _STEPS + _STEPS - 1 - np.concatenate([steps, steps])) * stories + other)
    starts = np.searchsorted(ranked, np.arange(stories + 1) * (_STEPS * stories)).tolist()
    places = (ranked % stories).tolist()
    return [places[start : min(end, start + most)] for start, end in pairwise(starts)]
