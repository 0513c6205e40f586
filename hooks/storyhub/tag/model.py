"""Suggests values for stories, each with a score and the story's own words that point to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from storyhub.tag.thresholds import MOST_TAGS, Threshold
from storyhub.tag.vocabulary import Vocabulary, Weights
from storyhub.text.features import WordCounts
from storyhub.text.tokens import Array

MOST_REASONS = 3
"""Reasons that are named."""
MOST_LOOKED_AT = 8
"""Words among which reasons are looked for: some are names."""
NOTABLE = 0.2
"""A word is named as a reason when it weighs at least this share of the weightiest."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that a story seems to be about."""

    value: str
    score: float
    """From 0 to 1; below 0.5 what is not heard."""
    because: tuple[str, ...]
    """Words as they are in the story, in lower case, the weightiest first; no names."""
    heard: bool
    """Whether it is sure enough to ask the writer and comms about it."""
    published: bool
    """Whether it is sure enough to be shown to readers; then its reasons are words that the story says more than once."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: a weight for each known word and value."""

    values: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Array
    """Vocabulary × values."""
    bias: Array
    heard: Threshold
    published: Threshold

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
        pushes = weights.times(self.weights)
        margins = np.round(pushes + self.bias, 9)
        scores = np.round(1 / (1 + np.exp(-margins)), 4)
        for_any = np.maximum(pushes, 0)
        shares = np.round(for_any / np.maximum(for_any.sum(axis=1, keepdims=True), 1e-9), 4)
        ranked = np.argsort(-margins, axis=1, kind="stable")
        reasons = [self._reasons(weights, ranked[:, rank]) for rank in range(min(explained, len(self.values)))]
        for story, order in enumerate(ranked.tolist()):
            words = StoryWords(stories[story])
            places = [reason[story] for reason in reasons]
            found = [
                self._judged(value, float(scores[story, value]), float(shares[story, value]), words, pointing)
                for value, pointing in zip(order, places + [[]] * (len(order) - len(places)), strict=True)
            ]
            yield tuple(sorted(found, key=lambda one: -one.score))

    def _judged(self, value: int, score: float, share: float, words: StoryWords, places: list[int]) -> Suggestion:
        """What is not heard keeps its place among the others, below 0.5."""
        because = words.reasons(places)
        repeated = words.repeated(because)
        heard = self.heard.passed_by(score, share, because, repeated)
        published = heard and self.published.passed_by(score, share, because, repeated)
        shown = repeated if published else because
        return Suggestion(
            self.values[value],
            score if heard else round(score / 2, 4),
            shown[:MOST_REASONS],
            heard,
            published,
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
        top = _highest(np.round(words, 9), MOST_LOOKED_AT)
        height = np.take_along_axis(words, top, axis=1)
        notable = height > np.maximum(height[:, :1] * NOTABLE, 1e-9)
        return [
            [p for p, is_so in zip(*row, strict=True) if is_so]
            for row in zip(top.tolist(), notable.tolist(), strict=True)
        ]


class StoryWords:
    """The words of a story, to tell which are reasons."""

    def __init__(self, counts: WordCounts) -> None:
        self._spoken = counts.words.split()
        self._counts = counts

    def reasons(self, places: Sequence[int]) -> tuple[str, ...]:
        """The words at these places, without names."""
        return tuple([word for word in (self._spoken[place] for place in places) if word.islower()])

    def repeated(self, words: Sequence[str]) -> tuple[str, ...]:
        """Those that the story says more than once."""
        if not words:
            return ()
        said = np.frombuffer(self._counts.sequence, np.uint16)
        # A summary says again what the text says; often it is the text's own first paragraph.
        title, body = said[: self._counts.title], said[self._counts.title + self._counts.lead :]
        times = np.bincount(np.concatenate([title, body]), minlength=len(self._spoken))
        return tuple([word for word in words if times[self._spoken.index(word)] > 1])


def _highest(rows: Array, count: int) -> Array:
    """Places of the `count` highest of each row, the highest first, of equals the first."""
    # A copy; and without any word numpy counts in whole numbers, which have no infinity.
    rows = rows.astype(float)
    found = []
    for _ in range(min(count, rows.shape[1])):
        found.append(rows.argmax(axis=1))
        rows[np.arange(len(rows)), found[-1]] = -np.inf
    return np.column_stack(found)
