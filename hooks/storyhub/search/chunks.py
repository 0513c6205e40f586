"""Cut a language's sorted words into the files that a reader's browser fetches one of for each word searched.

The cuts follow the words' first letters, so that what begins alike stays together (a word is found while it is still
being typed), and so that a new story moves no cuts but those near words that it fills up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

# Bytes before compression. Smaller files would make the table of all files, which every reader fetches, longer.
FULL = 24_000


def cut(words: Sequence[str], sizes: Sequence[int], full: int = FULL) -> list[tuple[int, int]]:
    """Ranges of the sorted words, each of at most `full` bytes unless it is a single word."""
    return list(_cut(words, sizes, 0, len(words), full)) if words else []


def _cut(words: Sequence[str], sizes: Sequence[int], start: int, stop: int, full: int) -> Iterator[tuple[int, int]]:
    if stop - start == 1 or sum(sizes[start:stop]) <= full:
        yield start, stop
        return
    depth = _shared(words[start], words[stop - 1]) + 1
    open_start, open_size = start, 0
    for _, group in groupby(range(start, stop), key=lambda at: words[at][:depth]):
        places = list(group)
        first, end = places[0], places[-1] + 1
        size = sum(sizes[first:end])
        if open_start < first and open_size + size > full:
            yield open_start, first
            open_start, open_size = first, 0
        if size > full:
            yield from _cut(words, sizes, first, end, full)
            open_start, open_size = end, 0
        else:
            open_size += size
    if open_start < stop:
        yield open_start, stop


def openings(words: Sequence[str], ranges: Sequence[tuple[int, int]]) -> list[str]:
    """The least word that each file answers for. There is no gap between two: a word that nobody used, or of which only a
    part is typed, leads to exactly one file."""
    found = [""] if ranges else []
    for start, _ in ranges[1:]:
        last, following = words[start - 1], words[start]
        found.append(following[: _shared(last, following) + 1])
    return found


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)
