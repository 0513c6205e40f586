"""Voiceprints: the face of a story, drawn from the rhythm of its own sentences in the colours of its values.

A story is set like verse: every sentence is a half circle on a baseline, as wide as the sentence is long; a paragraph
begins with a breath and, where a story has several values, in another colour. Speech is an arch, a question has a dot,
a value in tension is drawn in ripples instead of solid. A digest of the text decides which way the half circles turn,
so that the same text always gives the same bytes and two texts with the same rhythm still differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter

DIGEST = 8
"""Bytes of the text's digest at the start of a rhythm; one byte for each sentence follows."""
LONGEST = 160
"""Sentences that are kept at most; a longer story is sampled evenly."""

# A sentence's byte: how long it is (1 to 31), and three flags.
LENGTH, PARAGRAPH, QUESTION, SPEECH = 31, 32, 64, 128

# Starts with one set of signs, which is what lets re skip all that is none of them.
_STOP = re.compile(
    r"[.!?…؟।。！？｡](?:(?<=[.!?…؟।])[.!?…؟।]*[\"'“”’»›)\]]*\s+(?![a-zà-öø-ÿ])|(?<=[。！？｡])[。！？｡]*[」』”]*\s*)"
)
_SPEECH = re.compile(r"[\"“”„«»‘「『—–](?:(?<![—–])|(?= ))")
_QUESTION = re.compile("[?？؟\u037e]")
_ASKS = re.compile("[?？؟\u037e][\"'”’»›)\\]」』]*\\s*$")


def rhythm(text: str) -> bytes:
    """The rhythm of a plain text with blank lines between paragraphs, in at most DIGEST + LONGEST bytes."""
    strokes = bytearray()
    for paragraph in text.split("\n\n"):
        speaks = _SPEECH.search if _SPEECH.search(paragraph) else _not
        asks = _asks if _QUESTION.search(paragraph) else _not
        begins = PARAGRAPH
        for sentence in _sentences(paragraph):
            sounds = (SPEECH if speaks(sentence) else 0) | (QUESTION if asks(sentence) else 0)
            strokes.append(_stroke(sentence) | begins | sounds)
            begins = 0
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
    return digest + sampled(bytes(strokes) or bytes([PARAGRAPH | 1]), LONGEST)


def _not(sentence: str) -> bool:
    """What a whole paragraph has no sign of, none of its sentences has."""
    return False


def _asks(sentence: str) -> bool:
    return bool(_ASKS.search(sentence, max(0, len(sentence) - 8)))


def _sentences(paragraph: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(paragraph):
        yield paragraph[start : stop.end()]
        start = stop.end()
    if rest := paragraph[start:].strip():
        yield rest


def _stroke(sentence: str) -> int:
    # Scripts without spaces: about as many letters to a word as in the languages that have them.
    words = max(sentence.count(" ") + (not sentence.endswith(" ")), len(sentence) // 12)
    return words if words <= 10 else min(LENGTH, 10 + (words - 10) // 2)


def sampled(strokes: bytes, most: int) -> bytes:
    """At most so many of the strokes, evenly spread."""
    return strokes if len(strokes) <= most else bytes(_places(len(strokes), most)(strokes))


@lru_cache(maxsize=512)
def _places(count: int, most: int) -> Callable[[bytes], tuple[int, ...]]:
    return itemgetter(*[place * count // most for place in range(most)])
