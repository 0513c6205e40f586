"""Voiceprints: the face of a story, drawn from the rhythm of its own sentences in the colours of its values.

A story is set like verse: every sentence is a half circle on a baseline, as wide as the sentence is long; a paragraph
begins with a breath and, where a story has several values, in another colour. Speech is an arch, a question has a dot,
a value in tension is drawn in ripples instead of solid. A digest of the text decides which way the half circles turn,
so that the same text always gives the same bytes and two texts with the same rhythm still differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import sqrt
from typing import NamedTuple

from markupsafe import Markup, escape

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


class Form(NamedTuple):
    """A size to draw in: the box, how many sentences show in it, and the breath before a paragraph."""

    width: int
    height: int
    most: int
    breath: int


FORMS = {"small": Form(72, 48, 14, 2), "wide": Form(1200, 320, 48, 14), "card": Form(1200, 630, 60, 16)}


Wave = tuple[int, int, int, int, int]
"""A sentence as a half circle: x, y, half its width, its height (negative where it turns upward), its byte."""


def rhythm(text: str) -> bytes:
    """The rhythm of a plain text with blank lines between paragraphs, in at most DIGEST + LONGEST bytes."""
    # What a whole text has no sign of, none of its sentences has.
    speech = [sign for sign in _SPEECH_SIGNS if sign in text]
    questions = [sign for sign in _QUESTION_SIGNS if sign in text]
    strokes = bytearray()
    for paragraph in text.split("\n\n"):
        begins = PARAGRAPH
        for sentence in _SENTENCE.findall(paragraph):
            if not sentence or sentence.isspace():
                continue  # what is left behind the last one
            # Scripts without spaces: about as many letters to a word as in the languages that have them.
            words, long = sentence.count(" ") + (sentence[-1] != " "), len(sentence) // 12
            words = words if words > long else long
            stroke = (_LENGTHS[words] if words < len(_LENGTHS) else LENGTH) | begins
            if speech and _has(sentence, speech) and _SPEECH.search(sentence):
                stroke |= SPEECH
            if questions and _has(sentence, questions) and _ASKS.search(sentence, max(0, len(sentence) - 8)):
                stroke |= QUESTION
            strokes.append(stroke)
            begins = 0
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
    return digest + _sampled(bytes(strokes) or bytes([PARAGRAPH | 1]), LONGEST)


def _has(sentence: str, signs: list[str]) -> bool:
    for sign in signs:  # noqa: SIM110 - any() would cost more than what it decides
        if sign in sentence:
            return True
    return False


_LENGTHS = bytes(words if words <= 10 else min(LENGTH, 10 + (words - 10) // 2) for words in range(52))
"""The length in a sentence's byte by its number of words; with more of them it is the greatest."""


def _sampled(strokes: bytes, most: int) -> bytes:
    count = len(strokes)
    return strokes if count <= most else bytes(strokes[place * count // most] for place in range(most))


def draw(rhythm: bytes, values: Sequence[tuple[str, bool]], *, form: str) -> Markup:
    """A voiceprint as decorative SVG, `form` being a key of FORMS; values are (key, in tension).

    CSS gives the colours, through data-value; class t marks what is to be stroked instead of filled.
    """
    box = FORMS[form]
    groups: list[list[str]] = [[] for _ in values or ("",)]
    shapes = [_ripples if in_tension else _solid for _, in_tension in values] or [_solid]
    for value, wave in _waves(rhythm, len(groups), box):
        groups[value].append(shapes[value](*wave))
    named = values or (("", False),)
    paths = "".join(_path(*value, "".join(parts)) for value, parts in zip(named, groups, strict=True) if parts)
    # On a narrow screen the story's own page crops the lines at their end: they run off the page like a banner.
    crop = "" if form == "small" else ' preserveAspectRatio="xMinYMid slice"'
    return Markup(
        f'<svg class="voiceprint" viewBox="0 0 {box.width} {box.height}"{crop} aria-hidden="true">{paths}</svg>'
    )


def _path(key: str, tension: bool, shape: str) -> str:
    value = f'data-value="{escape(key)}" ' if key else ""
    return f'<path {value}{"class=t " if tension else ""}d="{shape}"/>'


def _waves(rhythm: bytes, values: int, box: Form) -> Iterator[tuple[int, Wave]]:
    """The sentences in lines across the box, each with its value's place, as half circles that mostly turn by turns."""
    digest = int.from_bytes(rhythm[:DIGEST], "big")
    strokes = _sampled(rhythm[DIGEST:], box.most)
    # Up to a word more, as nobody speaks to the ruler.
    lengths = [8 * (stroke & LENGTH) + 16 + (digest >> 3 * place % 60 & 7) for place, stroke in enumerate(strokes)]
    colours = list(_colours(strokes, values, digest % values))
    rows = _rows(lengths, box, 576 + (digest >> 8) % 448)
    indent = (digest >> 16 & 15) if len(strokes) < 4 else 0
    tall = box.height // (2 * len(rows))
    up, number = bool(digest & 1), 0
    for row, (first, last, share) in enumerate(rows):
        y = tall * (2 * row + 1)
        for place, (x, radius) in enumerate(
            _across(strokes[first:last], lengths[first:last], box, share, indent), first
        ):
            height = min(radius, tall - 1)
            yield colours[place], (x, y, radius, -height if up else height, strokes[place])
            # Now and then two in a row turn the same way: that is what tells two texts of one rhythm apart.
            up = up if (digest >> number % 61) & 5 == 5 else not up
            number += 1


def _rows(lengths: Sequence[int], box: Form, fill: int) -> list[tuple[int, int, int]]:
    """The lines as (first, last, share of the box's width in 1/1024), as many as keep the half circles round."""
    count = max(1, round(sqrt(0.7 * len(lengths) * box.height / box.width)))
    if count == 1:
        return [(0, len(lengths), 1024 if len(lengths) > 3 else fill)]
    a_line = 1024 * sum(lengths) / (1024 * (count - 1) + fill)
    breaks, reached = [0], 0
    for place, length in enumerate(lengths):
        if reached + length // 2 > len(breaks) * a_line and place > breaks[-1]:
            breaks.append(place)
        reached += length
    ends = [*breaks[1:], len(lengths)]
    return [(first, last, fill if last == len(lengths) else 1024) for first, last in zip(breaks, ends, strict=True)]


def _across(strokes: bytes, lengths: Sequence[int], box: Form, share: int, indent: int) -> Iterator[tuple[int, int]]:
    """Where each sentence of a line begins, and half its width; `indent` is in 1/15 of the space left."""
    shift = box.width * (1024 - share) * indent // (1024 * 15)
    total = sum(lengths)
    breaths = sum(1 for stroke in strokes[1:] if stroke & PARAGRAPH)
    room = box.width * share // 2048 - box.breath * breaths // 2
    reached = 0
    for place, (stroke, length) in enumerate(zip(strokes, lengths, strict=True)):
        if place and stroke & PARAGRAPH:
            shift += box.breath
        begin = reached * room // total
        reached += length
        yield 2 * begin + shift, max(1, reached * room // total - begin)


def _colours(strokes: bytes, values: int, first: int) -> Iterator[int]:
    """Which value colours each sentence: by paragraph, or evenly where there are too few paragraphs for that."""
    paragraphs = sum(bool(stroke & PARAGRAPH) for stroke in strokes)
    paragraph = -1
    for place, stroke in enumerate(strokes):
        paragraph += bool(stroke & PARAGRAPH)
        yield (first + (max(0, paragraph) if paragraphs >= values else place * values // len(strokes))) % values


def _solid(x: int, y: int, radius: int, height: int, stroke: int) -> str:
    """A filled half circle; speech is an arch."""
    sweep, tall = (1, -height) if height < 0 else (0, height)
    if stroke <= PARAGRAPH | LENGTH:  # nine in ten: neither speech nor a question
        return f"M{x} {y}a{radius} {tall} 0 0 {sweep} {2 * radius} 0z"
    arc = f"M{x} {y}a{radius} {tall} 0 0 {sweep} {2 * radius} 0"
    if stroke & SPEECH and radius > 2:
        inner = radius * 5 // 9
        arc += f"h{inner - radius}a{inner} {tall * 5 // 9} 0 0 {1 - sweep} {-2 * inner} 0"
    return arc + ("z" + _dot(x, y, radius, height) if stroke & QUESTION else "z")


def _ripples(x: int, y: int, radius: int, height: int, stroke: int) -> str:
    """Half circles inside each other, as lines."""
    steps = 3 if radius > 12 else 2
    arcs = []
    for step in range(steps, 0, -1):
        inner, tall = radius * step // steps or 1, abs(height) * step // steps or 1
        arcs.append(f"M{x + radius - inner} {y}a{inner} {tall} 0 0 {int(height < 0)} {2 * inner} 0")
    return "".join(arcs) + (_dot(x, y, radius, height) if stroke & QUESTION else "")


def _dot(x: int, y: int, radius: int, height: int) -> str:
    """The dot of a question, in the half circle's open side."""
    dot = max(1, min(radius, abs(height)) // 4)
    centre = y + (2 * dot if height < 0 else -2 * dot)
    return f"M{x + radius - dot} {centre}a{dot} {dot} 0 0 0 {2 * dot} 0a{dot} {dot} 0 0 0 {-2 * dot} 0z"
