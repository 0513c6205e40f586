"""Draws voiceprints: a story's rhythm as half circles, in the colours of its values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import sqrt
from operator import add
from typing import NamedTuple

from markupsafe import Markup, escape

from storyhub.text.rhythm import DIGEST, LENGTH, PARAGRAPH, QUESTION, SPEECH, sampled

_BEGINS = bytes(stroke >> 5 & 1 for stroke in range(256))
_LENGTHS = [8 * (stroke & LENGTH) + 16 for stroke in range(256)]


class Form(NamedTuple):
    """A size to draw in: the box, how many sentences show in it, and the breath before a paragraph."""

    width: int
    height: int
    most: int
    """61 at most: the digest has 64 bits to turn them by."""
    breath: int


FORMS = {"small": Form(72, 48, 14, 2), "wide": Form(1200, 320, 48, 14), "card": Form(1072, 300, 44, 14)}


def draw(rhythm: bytes, values: Sequence[tuple[str, bool]], *, form: str) -> Markup:
    """A voiceprint as decorative SVG, `form` being a key of FORMS; values are (key, in tension).

    CSS gives the colours, through data-value; class t marks what is to be stroked instead of filled.
    """
    box = FORMS[form]
    groups: list[list[str]] = [[] for _ in values or ("",)]
    _fill(groups, [in_tension for _, in_tension in values] or [False], rhythm, box)
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


def _fill(groups: list[list[str]], ripples: Sequence[bool], rhythm: bytes, box: Form) -> None:
    """Draws the sentences in lines across the box, each in the group of its value, as half circles that mostly turn by turns."""
    digest = int.from_bytes(rhythm[:DIGEST], "big")
    strokes = sampled(rhythm[DIGEST:], box.most)
    begins = strokes.translate(_BEGINS)
    # Up to a word more, as nobody speaks to the ruler.
    more = [digest >> shift & 7 for shift in range(0, 60, 3)] * (len(strokes) // 20 + 1)
    reached = list(accumulate(map(add, map(_LENGTHS.__getitem__, strokes), more)))
    colours = _colours(begins, len(groups), digest % len(groups))
    rows = _rows(reached, box, 576 + (digest >> 8) % 448)
    indent = (digest >> 16 & 15) if len(strokes) < 4 else 0
    tall = box.height // (2 * len(rows))
    up = digest & 1
    # Now and then two in a row turn the same way: that is what tells two texts of one rhythm apart.
    turns = f"{digest & digest >> 2:064b}"[::-1]
    for row, (first, last, share) in enumerate(rows):
        y = tall * (2 * row + 1)
        room = box.width * share // 2048 - box.breath * begins.count(1, first + 1, last) // 2
        before = reached[first - 1] if first else 0
        total = reached[last - 1] - before
        x = box.width * (1024 - share) * indent // (1024 * 15)  # `indent` is in 1/15 of the space left
        x -= box.breath * begins[first]  # no breath at the start of a line
        begin = 0
        line = slice(first, last)
        for stroke, until, colour, turn in zip(strokes[line], reached[line], colours[line], turns[line], strict=True):
            if stroke & PARAGRAPH:
                x += box.breath
            end = (until - before) * room // total
            radius = end - begin if end > begin else 1
            if ripples[colour]:
                shape = _ripples(x + 2 * begin, y, radius, _height(radius, tall, up))
            else:
                shape = f"M{x + 2 * begin}{_arc(y, tall - 1, radius, stroke & SPEECH, up)}"
            if stroke & QUESTION:
                shape += _dot(x + 2 * begin, y, radius, _height(radius, tall, up))
            groups[colour].append(shape)
            begin = end
            if turn == "0":
                up ^= 1


def _height(radius: int, tall: int, up: int) -> int:
    height = min(radius, tall - 1)
    return -height if up else height


def _rows(reached: Sequence[int], box: Form, fill: int) -> list[tuple[int, int, int]]:
    """The lines as (first, last, share of the box's width in 1/1024), as many as keep the half circles round.

    `reached` has the sum of the lengths up to and with each sentence.
    """
    count = max(1, round(sqrt(0.7 * len(reached) * box.height / box.width)))
    if count == 1:
        return [(0, len(reached), 1024 if len(reached) > 3 else fill)]
    a_line = 1024 * reached[-1] / (1024 * (count - 1) + fill)
    middles = [reached[0] // 2, *[(before + after) // 2 for before, after in pairwise(reached)]]
    breaks = [0]
    while (place := max(bisect_right(middles, len(breaks) * a_line), breaks[-1] + 1)) < len(reached):
        breaks.append(place)
    ends = [*breaks[1:], len(reached)]
    return [(first, last, fill if last == len(reached) else 1024) for first, last in zip(breaks, ends, strict=True)]


def _colours(begins: bytes, values: int, first: int) -> Sequence[int]:
    """Which value colours each sentence: by paragraph, or evenly where there are too few paragraphs for that."""
    count = len(begins)
    if values == 1:
        return bytes(count)
    if begins.count(1) < values:
        return [(first + place * values // count) % values for place in range(count)]
    return [(first + max(0, paragraph - 1)) % values for paragraph in accumulate(begins)]


@lru_cache(maxsize=1 << 16)
def _arc(y: int, highest: int, radius: int, speech: int, sweep: int) -> str:
    """A filled half circle of a line, but for where it begins; `sweep` is 1 where it turns upward.

    Half a million are drawn for ten thousand stories, of a few thousand forms.
    """
    tall = min(radius, highest)
    arch = ""
    if speech and radius > 2:
        inner = radius * 5 // 9
        arch = f"h{inner - radius}a{inner} {tall * 5 // 9} 0 0 {1 - sweep} {-2 * inner} 0"
    return f" {y}a{radius} {tall} 0 0 {sweep} {2 * radius} 0{arch}z"


def _ripples(x: int, y: int, radius: int, height: int) -> str:
    """Half circles inside each other, as lines."""
    steps = 3 if radius > 12 else 2
    arcs = []
    for step in range(steps, 0, -1):
        inner, tall = radius * step // steps or 1, abs(height) * step // steps or 1
        arcs.append(f"M{x + radius - inner} {y}a{inner} {tall} 0 0 {int(height < 0)} {2 * inner} 0")
    return "".join(arcs)


def _dot(x: int, y: int, radius: int, height: int) -> str:
    """The dot of a question, in the half circle's open side."""
    dot = max(1, min(radius, abs(height)) // 4)
    centre = y + (2 * dot if height < 0 else -2 * dot)
    return f"M{x + radius - dot} {centre}a{dot} {dot} 0 0 0 {2 * dot} 0a{dot} {dot} 0 0 0 {-2 * dot} 0z"
