"""An inverted index of the words of some dozens of stories: which of them have a word.

`check` asks for a few hundred words of one story among those of all stories; looking each up takes a tenth of the time
that going through all their words does, and no import.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_NUMBER: Literal["I"] = "I"


@dataclass(frozen=True, slots=True)
class Inverted:
    """Words by their numbers, as in `Features.terms`, each with the places of the stories that have it."""

    words: memoryview
    """Sorted: unsigned 32-bit integers, as all of these."""
    starts: memoryview
    """Where the stories of each word start in `places`, and one more: where they all end."""
    places: memoryview

    @classmethod
    def of(cls, words: bytes, starts: bytes, places: bytes) -> Inverted:
        """From what `invert` gave."""
        return cls(*(memoryview(data).cast(_NUMBER) for data in (words, starts, places)))

    def having(self, word: int) -> Sequence[int]:
        """The places of the stories that have a word, rising."""
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            return ()
        return self.places[self.starts[at] : self.starts[at + 1]]


def invert(terms: Sequence[bytes]) -> tuple[bytes, bytes, bytes]:
    """The numbers of each story's words, turned round: words, starts and places, in the machine's byte order."""
    having: dict[int, list[int]] = {}
    for place, told in enumerate(terms):
        for word in memoryview(told).cast(_NUMBER):
            having.setdefault(word, []).append(place)
    words, starts, places = array(_NUMBER, sorted(having)), array(_NUMBER, [0]), array(_NUMBER)
    for word in words:
        places.extend(having[word])
        starts.append(len(places))
    return words.tobytes(), starts.tobytes(), places.tobytes()
