"""What tagging and relating need of a story: its telling words, as numbers, small enough to keep ten thousand of."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from storyhub.words import lexicon, words

MOST_WORDS = 800
"""Words of a part that count; what comes after them in a long story adds nothing that the start did not say."""


@dataclass(frozen=True, slots=True)
class Features:
    """The telling words of one story, without articles, pronouns and the like."""

    language: str
    words: str
    """Its different words as the writer first wrote them, in lower case, with a space between."""
    terms: bytes
    """The stem's number of each of these words: unsigned 32-bit integers in the machine's byte order."""
    sequence: bytes
    """The story's words in their order, title and lead first, each as its place in `words`: unsigned 16-bit integers."""
    title: int
    """How many of the sequence are the title's."""
    lead: int
    """How many after those are the summary's and the why's."""


def features(title: str, summary: str, why: str, text: str, language: str) -> Features:
    """The features of a story; `text` is its body as plain text, `language` its code (`nl`, `en`, …)."""
    parts = [words(part)[:MOST_WORDS] for part in (title, f"{summary}\n{why}", text)]
    spoken = [word for part in parts for word in part]
    numbers = list(map(lexicon(language).__getitem__, spoken))
    first = dict(zip(reversed(numbers), reversed(spoken), strict=True))
    title_end = len(parts[0])
    lead_end = title_end + len(parts[1])
    told = list(filter(None, numbers))
    place = {number: index for index, number in enumerate(dict.fromkeys(told))}
    return Features(
        language,
        " ".join([first[number] for number in place]),
        array("I", place).tobytes(),
        array("H", [place[number] for number in told]).tobytes(),
        title_end - numbers[:title_end].count(0),
        lead_end - title_end - numbers[title_end:lead_end].count(0),
    )
