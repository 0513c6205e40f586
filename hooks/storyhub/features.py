"""What tagging and relating need of a story: its telling words, as numbers, small enough to keep ten thousand of."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain

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
    numbers = lexicon(language)
    places: dict[int, int] = {}
    forms: list[str] = []
    place_of: dict[str, int] = {}
    for word in dict.fromkeys(chain(*parts)):
        if number := numbers[word]:
            if number not in places:
                places[number] = len(forms)
                forms.append(word)
            place_of[word] = places[number]
    told = [[place_of[word] for word in part if word in place_of] for part in parts]
    return Features(
        language,
        " ".join(forms),
        array("I", places).tobytes(),
        array("H", chain(*told)).tobytes(),
        len(told[0]),
        len(told[1]),
    )
