"""Whether a file holds a picture and nothing else: no place, time or name, no second picture, no film behind it.

Sources: JPEG (ITU-T T.81, annex B), PNG (W3C, 3rd edition, 5), WebP's container (RFC 9649, 2.7).
"""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs"}
)
_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_COLOURS = b"ICC_PROFILE\0"
_SCAN, _COMMENT = 0xDA, 0xFE
_APP0, _APP2, _APP14, _APP15 = 0xE0, 0xE2, 0xEE, 0xEF


def is_bare(data: bytes) -> bool:
    """Whether a JPEG, PNG or WebP says nothing but what is drawn; of another kind it is not known, so False."""
    if data.startswith(_PNG):
        return data.endswith(b"IEND\xaeB`\x82") and _PNG_PARTS.issuperset(_png_parts(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        whole = 8 + int.from_bytes(data[4:8], "little")
        return whole == len(data) and _WEBP_PARTS.issuperset(_webp_parts(data))
    if data.startswith(b"\xff\xd8"):
        # One end: a second picture or a film behind the first has another, or another ending.
        return data.endswith(b"\xff\xd9") and data.count(b"\xff\xd9") == 1 and all(_is_drawn(data))
    return False


def _png_parts(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(data):
        yield data[place + 4 : place + 8]
        place += 12 + int.from_bytes(data[place : place + 4], "big")


def _webp_parts(data: bytes) -> Iterator[bytes]:
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        yield data[place : place + 4]
        place += 8 + size + size % 2


def _is_drawn(data: bytes) -> Iterator[bool]:
    """Of each part of a JPEG up to the picture itself, whether it is needed to draw it."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != _SCAN:
        kind = data[place + 1]
        if kind == _APP2:
            yield data.startswith(_COLOURS, place + 4)
        else:
            yield kind in (_APP0, _APP14) or not (_APP0 <= kind <= _APP15 or kind == _COMMENT)
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
