"""The values' marks: ten small signs, as inline SVG in the colour of the text around them."""

from __future__ import annotations

from zlib import crc32

from markupsafe import Markup

_LINE = 'fill="none" stroke="currentColor" stroke-width="'

SHAPES = {
    "circle": '<circle cx="12" cy="12" r="9.5"/>',
    "square": '<path d="M3.5 3.5h17v17h-17z"/>',
    "triangle": '<path d="M12 2.5 23 21H1z"/>',
    "diamond": '<path d="M12 1 22 12 12 23 2 12z"/>',
    "wave": f'<path {_LINE}4.5" d="M1 9.5c3.7-5 7.3-5 11 0s7.3 5 11 0M1 18c3.7-5 7.3-5 11 0s7.3 5 11 0"/>',
    "leaf": '<path d="M3 21C1.5 9.5 8 2.5 21.5 2.5 21.5 16 14.5 22.5 3 21z"/>',
    "star": '<path d="M12 .8q1.6 9.6 11.2 11.2Q13.6 13.6 12 23.2 10.4 13.6 .8 12 10.4 10.4 12 .8z"/>',
    "hexagon": '<path d="M12 1.5 21.1 6.75v10.5L12 22.5 2.9 17.25V6.75z"/>',
    "ring": f'<circle {_LINE}5" cx="12" cy="12" r="8"/>',
    "arch": '<path d="M2 21.500V12a10 10 0 0 1 20 0v9.500h-6V12a4 4 0 0 0-8 0v9.500z"/>',
}
"""Name → what is inside a box of 24 by 24."""

_NAMES = tuple(SHAPES)


def mark(name: str) -> Markup:
    """A mark as decorative SVG, hidden from screen readers; an unknown name always gives the same one of the ten."""
    shape = SHAPES.get(name) or SHAPES[_NAMES[crc32(name.encode()) % len(_NAMES)]]
    return Markup(f'<svg class="mark" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">{shape}</svg>')
