"""Rows of three telling words (shingles, after Broder 1997), and which of some dozens of stories has a row.

`check` asks for a few hundred rows of one story among those of all stories. A row is one number, so that looking it up needs
no import, and says at once that the three words are there in this order.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from storyhub.text.features import WordCounts

_WORDS: Literal["I"] = "I"
_PLACES: Literal["H"] = "H"
_ENTRIES: Literal["Q"] = "Q"
_LOW = 0xFFFF_FFFF
# Odd numbers without a pattern: no two of the three words can change places unseen.
FACTORS = _FIRST, _SECOND, _THIRD = 0x9E37_79B1, 0x85EB_CA77, 0xC2B2_AE3D


def rows(stems: Sequence[int]) -> list[int]:
    """The different rows of words that follow each other, in their order, each as a number of 32 bits.

    Words are given by the numbers of their stems; 10,000 stories have some three million rows, of which about a thousand
    share a number with another one.
    """
    following = zip(stems, stems[1:], stems[2:], strict=False)
    return list(dict.fromkeys([(a * _FIRST + b * _SECOND + c * _THIRD) & _LOW for a, b, c in following]))


def spoken(features: WordCounts) -> list[int]:
    """The numbers of a story's telling words in the order in which they are in it."""
    terms = memoryview(features.terms).cast(_WORDS)
    return [terms[place] for place in memoryview(features.sequence).cast(_PLACES)]


def index(stories: Iterable[WordCounts]) -> bytes:
    """The rows of stories with the place of the story that has it, in the machine's byte order: what a `RowIndex` is made of."""
    return array(
        _ENTRIES, sorted(row << 32 | n for n, one in enumerate(stories) for row in rows(spoken(one)))
    ).tobytes()


class RowIndex:
    """Some dozens of stories, looked up by the rows of words that are in them."""

    __slots__ = ("_entries",)

    def __init__(self, entries: bytes | memoryview) -> None:
        """`entries`: from `index`."""
        self._entries = memoryview(entries).cast(_ENTRIES)

    def having(self, row: int) -> Iterator[int]:
        """The places of the stories that have a row, rising."""
        entries = self._entries
        at = bisect_left(entries, row << 32)
        while at < len(entries) and entries[at] >> 32 == row:
            yield entries[at] & _LOW
            at += 1
