"""Finds stories from elsewhere: those of other departments that speak of the same things.

Cosine of tf-idf over each story's words (Salton and Buckley, 1988). Only words that few stories share are compared, so
that the cost grows with the number of stories and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log, sqrt

from storyhub.features import Features
from storyhub.model import Story

MOST_SHARING = 60
"""A word that more stories have than this says too little, and would cost the most."""
WORDS = 24
"""Words of a story that are compared: its rarest."""
LEAST = 0.04
"""Below this likeness stories have nothing to say to each other."""


def related(stories: Sequence[Story], count: int = 3) -> dict[str, tuple[str, ...]]:
    """For each story by its id at most `count` others, the nearest first, from departments that it does not share."""
    words = {story.id: _numbers(story.features) for story in stories if story.features}
    shared = Counter(number for numbers in words.values() for number in set(numbers))
    weights = {identity: _weights(numbers, shared, len(stories)) for identity, numbers in words.items()}
    having: dict[int, list[str]] = defaultdict(list)
    for identity in sorted(weights):
        for number in weights[identity]:
            having[number].append(identity)
    by_id = {story.id: story for story in stories}
    return {identity: _nearest(by_id[identity], weights, having, by_id, count) for identity in weights}


def _numbers(features: Features) -> list[int]:
    return memoryview(features.terms).cast("I").tolist()


def _weights(numbers: Sequence[int], shared: Mapping[int, int], total: int) -> dict[int, float]:
    """The telling words of a story with their weights, together of length one."""
    useful = sorted((shared[number], number) for number in set(numbers) if 1 < shared[number] <= MOST_SHARING)[:WORDS]
    rare = {number: log(1 + total / count) for count, number in useful}
    length = sqrt(sum(weight * weight for weight in rare.values())) or 1.0
    return {number: weight / length for number, weight in rare.items()}


def _nearest(
    story: Story,
    weights: Mapping[str, Mapping[int, float]],
    having: Mapping[int, Sequence[str]],
    by_id: Mapping[str, Story],
    count: int,
) -> tuple[str, ...]:
    likeness: dict[str, float] = defaultdict(float)
    for number, weight in weights[story.id].items():
        for other in having[number]:
            likeness[other] += weight * weights[other][number]
    here = {story.department, *story.together_with}
    ranked = sorted((-round(near, 6), other) for other, near in likeness.items() if near >= LEAST)
    found = [(near, other) for near, other in ranked if by_id[other].department not in here][: count * 4]
    first: dict[str, str] = {}
    for _, other in found:
        first.setdefault(by_id[other].department, other)
    # One of each department first: a hub connects across the organisation.
    chosen = list(first.values())
    chosen += [other for _, other in found if other not in chosen]
    return tuple(chosen[:count])
