"""Suggests values for stories, each with a score and the story's own words that point to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from storyhub.tag.vocabulary import Vocabulary, Weights
from storyhub.text.features import WordCounts
from storyhub.text.tokens import Array

MOST_TAGS = 3
MOST_REASONS = 3
SURE = 0.5
"""A story gets a value from this score on."""
NOTABLE = 0.2
"""A word is named as a reason when it weighs at least this share of the weightiest."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that a story seems to be about."""

    value: str
    score: float
    """From 0 to 1."""
    because: tuple[str, ...]
    """Words as they stand in the story, in lower case, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: a weight for each known word and value."""

    values: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Array
    """Vocabulary × values."""
    bias: Array

    def suggest(self, features: WordCounts) -> tuple[Suggestion, ...]:
        """All values, the likeliest first, each with its reasons."""
        return self.suggest_many([features], len(self.values))[0]

    def suggest_many(self, stories: Sequence[WordCounts], explained: int = MOST_TAGS) -> list[tuple[Suggestion, ...]]:
        """All values for each story, the likeliest first; the first `explained` with their reasons."""
        found: list[tuple[Suggestion, ...]] = []
        for start, weights in self.vocabulary.weigh(stories):
            found.extend(self._suggest(weights, stories[start : start + weights.stories], explained))
        return found

    def _suggest(
        self, weights: Weights, stories: Sequence[WordCounts], explained: int
    ) -> Iterator[tuple[Suggestion, ...]]:
        margins = np.column_stack(
            [
                np.bincount(weights.story, weights.weight * column[weights.index], weights.stories)
                for column in self.weights.T
            ]
        )
        margins = np.round(margins + self.bias, 9)
        scores = np.round(1 / (1 + np.exp(-margins)), 4).tolist()
        ranked = np.argsort(-margins, axis=1, kind="stable")
        reasons = [self._reasons(weights, ranked[:, rank]) for rank in range(min(explained, len(self.values)))]
        for story, order in enumerate(ranked.tolist()):
            spoken = stories[story].words.split()
            yield tuple(
                Suggestion(
                    self.values[value],
                    scores[story][value],
                    tuple(spoken[place] for place in reasons[rank][story]) if rank < len(reasons) else (),
                )
                for rank, value in enumerate(order)
            )

    def _reasons(self, weights: Weights, chosen: Array) -> list[list[int]]:
        """For each story the places of the words that weigh most for the value chosen for it; a pair counts for both."""
        push = weights.weight * self.weights[weights.index, chosen[weights.story]]
        width = int(max(weights.second.max(initial=0), weights.first.max(initial=0))) + 1
        half = np.where(weights.first == weights.second, push, push / 2)
        words = np.bincount(weights.story * width + weights.first, half, weights.stories * width)
        paired = weights.first != weights.second
        words += np.bincount(
            weights.story[paired] * width + weights.second[paired], half[paired], weights.stories * width
        )
        words = words.reshape(weights.stories, width)
        top = _highest(np.round(words, 9), MOST_REASONS)
        height = np.take_along_axis(words, top, axis=1)
        notable = height > np.maximum(height[:, :1] * NOTABLE, 1e-9)
        return [
            [p for p, is_so in zip(*row, strict=True) if is_so]
            for row in zip(top.tolist(), notable.tolist(), strict=True)
        ]


def _highest(rows: Array, count: int) -> Array:
    """Places of the `count` highest of each row, the highest first, of equals the first."""
    # A copy; and without any word numpy counts in whole numbers, which have no infinity.
    rows = rows.astype(float)
    found = []
    for _ in range(min(count, rows.shape[1])):
        found.append(rows.argmax(axis=1))
        rows[np.arange(len(rows)), found[-1]] = -np.inf
    return np.column_stack(found)


def tags(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions that are sure enough to be shown on the story; none when none is."""
    return tuple(one for one in suggestions[:MOST_TAGS] if one.score >= SURE and one.because)
