"""Where words are said in a text, in its own sentences."""

from __future__ import annotations

from collections.abc import Sequence

from storyhub.text.rhythm import sentences
from storyhub.text.words import words

LONGEST = 240
"""Signs of a sentence that are shown; of a longer one, those around the word."""


def said_in(text: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """The first sentence of a plain text with each of the words (in lower case), each sentence once.

    >>> said_in("It rained. The pump stood still.\\n\\nA pump is a pump.", ["pump", "still", "rain"])
    ('The pump stood still.',)
    """
    looked_for = dict.fromkeys(wanted)
    found: list[str] = []
    for paragraph in text.split("\n\n"):
        if not looked_for:
            break
        for sentence in sentences(paragraph):
            if here := [word for word in words(sentence) if word in looked_for]:
                found.append(around(here[0], " ".join(sentence.split())))
                for word in here:
                    looked_for.pop(word, None)
    return tuple(found)


def around(word: str, sentence: str) -> str:
    """A sentence, or of a long one what is around a word (in lower case)."""
    if len(sentence) <= LONGEST:
        return sentence
    start = max(0, sentence.lower().find(word) - LONGEST // 2)
    part = sentence[start : start + LONGEST]
    if start:
        part = "… " + part.partition(" ")[2]
    return part if start + LONGEST >= len(sentence) else part.rpartition(" ")[0] + " …"
