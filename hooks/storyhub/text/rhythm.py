"""Voiceprints: the face of a story, drawn from the rhythm of its own sentences in the colours of its values.

A story is set like verse: every sentence is a half circle on a baseline, as wide as the sentence is long; a paragraph
begins with a breath and, where a story has several values, in another colour. Speech is an arch, a question has a dot,
a value in tension is drawn in ripples instead of solid. A digest of the text decides which way the half circles turn,
so that the same text always gives the same bytes and two texts with the same rhythm still differ.
"""

from __future__ import annotations

import re
from hashlib import blake2b

DIGEST = 8
"""Bytes of the text's digest at the start of a rhythm; one byte for each sentence follows."""
LONGEST = 160
"""Sentences that are kept at most; a longer story is sampled evenly."""

# A sentence's byte: how long it is (1 to 31), and three flags.
LENGTH, PARAGRAPH, QUESTION, SPEECH = 31, 32, 64, 128

_STOPS, _WIDE_STOPS = ".!?…؟।", "。！？｡"
# Where a sentence ends: closers and space follow, and no small letter; in Chinese and Japanese the sign is enough.
_END = rf"(?:[{_STOPS}]++[\"'“”’»›)\]]*+\s+(?![a-zà-öø-ÿ])|[{_WIDE_STOPS}]++[」』”]*+\s*+)"
_RUN = rf"[^{_STOPS}{_WIDE_STOPS}]*+"
# Never goes back over what it has read: a story may be a megabyte of full stops.
_SENTENCE = re.compile(rf"{_RUN}(?:(?!{_END})[{_STOPS}]++{_RUN})*+(?:{_END}|\Z)")
_SPEECH = re.compile(r"[\"“”„«»‘「『—–](?:(?<![—–])|(?= ))")
_SPEECH_SIGNS = '"“”„«»‘「『—–'
_QUESTION_SIGNS = "?？؟\u037e"
_ASKS = re.compile(rf"[{_QUESTION_SIGNS}][\"'”’»›)\]」』]*\s*$")


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, with the space behind them; no empty ones."""
    return [sentence for sentence in _SENTENCE.findall(paragraph) if sentence and not sentence.isspace()]


def rhythm(text: str) -> bytes:
    """The rhythm of a plain text with blank lines between paragraphs, in at most DIGEST + LONGEST bytes."""
    # What a whole text has no sign of, none of its sentences has.
    speech = any(sign in text for sign in _SPEECH_SIGNS)
    questions = any(sign in text for sign in _QUESTION_SIGNS)
    strokes = bytearray()
    for paragraph in text.split("\n\n"):
        begins = PARAGRAPH
        for sentence in sentences(paragraph):
            # Scripts without spaces: about as many letters to a word as in the languages that have them.
            words, long = sentence.count(" ") + (sentence[-1] != " "), len(sentence) // 12
            words = words if words > long else long
            stroke = (_LENGTHS[words] if words < len(_LENGTHS) else LENGTH) | begins
            if speech and _SPEECH.search(sentence):
                stroke |= SPEECH
            if questions and _ASKS.search(sentence, max(0, len(sentence) - 8)):
                stroke |= QUESTION
            strokes.append(stroke)
            begins = 0
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
    return digest + sampled(bytes(strokes) or bytes([PARAGRAPH | 1]), LONGEST)


_LENGTHS = bytes(words if words <= 10 else min(LENGTH, 10 + (words - 10) // 2) for words in range(52))
"""The length in a sentence's byte by its number of words; with more of them it is the greatest."""


def sampled(strokes: bytes, most: int) -> bytes:
    """At most so many of the strokes, evenly spread."""
    count = len(strokes)
    return strokes if count <= most else bytes(strokes[place * count // most] for place in range(most))
