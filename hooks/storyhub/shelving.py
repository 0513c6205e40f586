"""Makes shelves (`shingles.py`) of thousands of stories: the same numbers, worked out by numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storyhub.features import Features
from storyhub.shingles import FACTORS
from storyhub.tokens import Tokens


def index_of_many(stories: Sequence[Features]) -> bytes:
    """What `shingles.index` gives, ten times as fast."""
    if not stories:
        return b""
    tokens = Tokens.of(stories)
    stems = tokens.terms[tokens.place].astype(np.uint32)
    story = tokens.story[tokens.place]
    first, second, third = (stems * np.uint32(factor) for factor in FACTORS)
    row = first[:-2] + second[1:-1] + third[2:]
    inside = story[:-2] == story[2:]
    entries = row[inside].astype(np.uint64) << np.uint64(32) | story[:-2][inside].astype(np.uint64)
    return np.unique(entries).tobytes()
