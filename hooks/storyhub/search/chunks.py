"""Cut a language's sorted words into the files that a reader's browser fetches one of for each word searched.

The cuts follow the words' first letters, so that what begins alike stays together (a word is found while it is still
being typed), and so that a new story moves no cuts but those near words that it fills up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

# Bytes before compression. Smaller files would make the table of all files, which every reader fetches, longer.
FULL = 24_000
_LAST = "\U0010ffff"


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


def bounds(words: Sequence[str], ranges: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """The range of words that each file answers for. There is no gap between two: a word that nobody used, or of which
    only a part is typed, leads to exactly one file."""
    found = []
    opening = ""
    for number, (_, stop) in enumerate(ranges):
        if number + 1 == len(ranges):
            found.append((opening, _LAST))
            break
        last, following = words[stop - 1], words[stop]
        shared = _shared(last, following)
        found.append((opening, following[:shared] + _before(following[shared]) + _LAST))
        opening = following[: shared + 1]
    return found


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)


def _before(letter: str) -> str:
    """The letter that sorts just before this one."""
    code = ord(letter) - 1
    return chr(0xD7FF if 0xD800 <= code <= 0xDFFF else code)
