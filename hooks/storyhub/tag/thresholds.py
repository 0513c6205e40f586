"""From when on a value is heard in a story, and from when on readers see it: how sure is sure enough.

With enough tagged stories both follow from how often a value was right that was found for a story while the model had not
learned from that story. With fewer there is nothing to learn from, and stricter ones hold that were set once, on stories
whose values were known and hidden (docs/tagging.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from storyhub.text.tokens import Array

MOST_TAGS = 3
"""Values that a story gets at most."""
ENOUGH = 100
"""How many tagged stories it takes before the thresholds are learned."""
CASES = 20
"""Suggestions over a threshold, at least, for its share of right ones to mean something."""
RIGHT_HEARD, RIGHT_PUBLISHED = 0.72, 0.95
"""Share of right ones that a threshold is set for: 0.7 and 0.9, and a little for what is learned being seen from close by."""


class Threshold(NamedTuple):
    """What a suggestion must reach."""

    score: float
    share: float
    """Share of all that points to any value."""
    words: int
    """Different words that point to it, names not counted."""
    repeated: int
    """How many of these the story says more than once."""

    def passed_by(self, score: float, share: float, words: Sequence[str], repeated: Sequence[str]) -> bool:
        """Whether a suggestion with this score, share of what points to any value, and reasons reaches it."""
        enough = len(words) >= self.words and len(repeated) >= self.repeated
        return enough and score >= self.score and share >= self.share


CAUTIOUS = (Threshold(0.8, 0.4, 2, 1), Threshold(0.9, 0.6, 2, 2))
"""Heard, and published, where too few stories are tagged to learn it."""
NEVER = 2.0
"""More than any score."""


def learned_thresholds(margins: Array, given: Array) -> tuple[Threshold, Threshold]:
    """The thresholds by the margin (log odds) that each example has of each value without itself; both examples × values."""
    first = np.argsort(-margins, axis=1, kind="stable")[:, :MOST_TAGS]
    score = 1 / (1 + np.exp(-np.take_along_axis(margins, first, axis=1).ravel()))
    right = np.take_along_axis(given, first, axis=1).ravel()
    heard, published = (_lowest(score, right, wanted) for wanted in (RIGHT_HEARD, RIGHT_PUBLISHED))
    return Threshold(max(0.5, heard), 0, 1, 0), Threshold(max(0.5, published), 0, 1, 1)


def _lowest(score: Array, right: Array, wanted: float) -> float:
    """The lowest score at and above which this share is right; NEVER when there is none."""
    order = np.argsort(-score, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((share >= wanted) & (np.arange(len(order)) >= CASES - 1))
    return round(float(score[order[enough[-1]]]), 4) if len(enough) else NEVER
