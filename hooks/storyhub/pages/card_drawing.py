"""Draws a sharing card: a story's voiceprint with its title and teller, as a PNG of 1200 × 630 pixels."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from storyhub.model.card_look import SIZE, CardLook
from storyhub.pages.card_typefaces import Lettering
from storyhub.pages.voiceprint import FORMS, draw

EDGE = 64
"""Pixels around the drawing and the words."""
_FINE = 2
"""Times larger it is drawn than shown, for smooth edges."""
_TITLE_SIZES = (84, 64, 54, 46)
_TITLE_TOP, _TITLE_LINES, _FOOT, _FOOT_SIZE = 376, 3, 584, 28
_COLOURS = 48
_WORD = re.compile(r"\s*(?:[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+)")
"""What stays on one line, with the space before it: a word, or one sign of Chinese or Japanese."""
_PATH = re.compile(r'<path (?:data-value="(?P<key>[^"]*)" )?(?P<tension>class=t )?d="(?P<shapes>[^"]*)"')
_SHAPE = re.compile(r"M(-?\d+) (-?\d+)([ah][^Mz]*)")
_ARC = re.compile(r"a(\d+) (\d+) 0 0 ([01]) (-?\d+) 0")


def card(
    rhythm: bytes, values: Sequence[tuple[str, bool]], words: tuple[Lettering, Lettering, Lettering], look: CardLook
) -> bytes:
    """The PNG; `words` are the title, the teller and the hub's name, values are (key, in tension)."""
    image = Image.new("RGB", SIZE, look.paper)
    image.paste(_drawing(rhythm, values, look), (EDGE, EDGE - 16))
    _write(ImageDraw.Draw(image), words, look)
    out = io.BytesIO()
    # A few colours and what lies between them: a tenth of the bytes.
    flat = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _drawing(rhythm: bytes, values: Sequence[tuple[str, bool]], look: CardLook) -> Image.Image:
    box = FORMS["card"]
    image = Image.new("RGB", (box.width * _FINE, box.height * _FINE), look.paper)
    brush = ImageDraw.Draw(image)
    for path in _PATH.finditer(draw(rhythm, values, form="card")):
        colour = look.values.get(path["key"] or "", look.soft)
        for x, y, arcs in _SHAPE.findall(path["shapes"]):
            _half_circles(brush, (int(x), int(y)), arcs, (colour, look.paper), filled=not path["tension"])
    return image.reduce(_FINE)


def _half_circles(
    brush: ImageDraw.ImageDraw, start: tuple[int, int], arcs: str, colours: tuple[str, str], *, filled: bool
) -> None:
    """One shape of a voiceprint: a half circle, an arch (one cut out of another), or the two halves of a dot."""
    (left, middle), found = start, _ARC.findall(arcs)
    is_arch = "h" in arcs
    centre = left + int(found[0][0])
    for place, (width, height, sweep, step) in enumerate(found):
        radius, tall = int(width) * _FINE, int(height) * _FINE
        box = (centre * _FINE - radius, middle * _FINE - tall, centre * _FINE + radius, middle * _FINE + tall)
        begin = 180 if (sweep == "1") == (int(step) > 0) else 0
        if filled or len(found) > 1:
            brush.chord(box, begin, begin + 180, fill=colours[is_arch and place])
        else:
            brush.arc(box, begin, begin + 180, fill=colours[0], width=2 * _FINE)


def _write(brush: ImageDraw.ImageDraw, words: tuple[Lettering, Lettering, Lettering], look: CardLook) -> None:
    title, teller, hub = words
    width = SIZE[0] - 2 * EDGE
    if title.font:
        _write_title(brush, title, width, look.ink)
    room: float = width
    if hub.font:
        face = _face(hub.font, _FOOT_SIZE)
        brush.text((SIZE[0] - EDGE, _FOOT), hub.text, font=face, fill=look.soft, anchor="rs")
        room -= face.getlength(hub.text) + EDGE
    if teller.font:
        face = _face(teller.font, _FOOT_SIZE)
        brush.text((EDGE, _FOOT), _cut(teller.text, face, room, always=False), font=face, fill=look.soft, anchor="ls")


def _write_title(brush: ImageDraw.ImageDraw, title: Lettering, width: int, ink: str) -> None:
    for size in _TITLE_SIZES:
        face = _face(title.font, size)
        lines = list(_lines(title.text, face, width))
        if len(lines) * size * 1.16 <= _FOOT - _FOOT_SIZE - 12 - _TITLE_TOP and len(lines) <= _TITLE_LINES:
            break
    else:
        lines = [*lines[: _TITLE_LINES - 1], _cut(lines[_TITLE_LINES - 1], face, width)]
    directions = [unicodedata.bidirectional(sign) for sign in title.text]
    begin = next((direction for direction in directions if direction in ("L", "R", "AL")), "L")
    left, anchor = (EDGE, "la") if begin == "L" else (SIZE[0] - EDGE, "ra")
    for number, line in enumerate(lines):
        shown = _cut(line, face, width, always=False)
        brush.text((left, _TITLE_TOP + number * size * 1.16), shown, font=face, fill=ink, anchor=anchor)


def _lines(text: str, face: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    line = ""
    for word in _WORD.findall(text):
        longer = (line + word).lstrip()
        if line and face.getlength(longer) > width:
            yield line
            line = word.lstrip()
        else:
            line = longer
    yield line


def _cut(text: str, face: ImageFont.FreeTypeFont, width: float, *, always: bool = True) -> str:
    """The text with an ellipsis, as much of it as there is room for; whole where it fits and need not be cut."""
    if not always and face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


@lru_cache(maxsize=8)
def _face(font: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size)
