"""What tagging and relating need of a story: its telling words, as numbers, small enough to keep ten thousand of."""

from __future__ import annotations

import re
from array import array
from collections import deque
from dataclasses import dataclass
from itertools import chain, compress

from storyhub.text.words import ENDINGS, lexicon, words

MOST_WORDS = 800
"""Words of a part that count; what comes after them in a long story adds nothing that the start did not say."""
_CAPITAL = re.compile(r" (?<=[\w,;:)’'] )([^\W\d_a-zß-ÿ][\w’']+)")
"""A word with a capital inside a sentence. It begins with the space, to which `re` skips."""
_ALL_NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The telling words of one story, without articles, pronouns and the like."""

    language: str
    words: str
    """Its different words as the writer first wrote them, in lower case, names with a capital, with a space between."""
    terms: bytes
    """The stem's number of each of these words: unsigned 32-bit integers in the machine's byte order."""
    sequence: bytes
    """The story's words in their order, title and lead first, each as its place in `words`: unsigned 16-bit integers."""
    endings: bytes
    """For each word of the sequence a byte that tells its form from others of its stem (`words.ENDINGS`)."""
    title: int
    """How many of the sequence are the title's."""
    lead: int
    """How many after those are the summary's and the why's."""


def features(title: str, summary: str, why: str, text: str, language: str) -> WordCounts:
    """The features of a story; `text` is its body as plain text, `language` its code (`nl`, `en`, …)."""
    parts = [words(part)[:MOST_WORDS] for part in (title, f"{summary}\n{why}", text)]
    spoken = list(chain(*parts))
    # A story has hundreds of words and a hub millions: each of these steps is a loop of C.
    numbers = list(map(lexicon(language).__getitem__, spoken))
    telling = list(filter(None, numbers))
    forms: dict[int, str] = {}
    deque(map(forms.setdefault, telling, compress(spoken, numbers)), maxlen=0)
    places = dict(zip(forms, range(len(forms)), strict=True))
    named = names(text) if language not in _ALL_NOUNS else {}
    first, second = len(parts[0]), len(parts[0]) + len(parts[1])
    return WordCounts(
        language,
        " ".join(named.get(word, word) for word in forms.values()),
        array("I", list(forms)).tobytes(),
        array("H", list(map(places.__getitem__, telling))).tobytes(),
        bytes(map(ENDINGS.__getitem__, compress(spoken, numbers))),
        first - numbers[:first].count(0),
        len(parts[1]) - numbers[first:second].count(0),
    )


def names(text: str) -> dict[str, str]:
    """The names in a text by the same in lower case: words that have a capital inside a sentence, and are never without."""
    found = {word.lower(): word for word in _CAPITAL.findall(text)}
    # Most texts have none of them in lower case at all, and need not be taken apart to know.
    if any(word in text for word in found):
        for word in found.keys() & set(text.split()):
            del found[word]
    return found
