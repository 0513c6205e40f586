"""Pagefind's files: numbers, texts and lists in CBOR (RFC 8949), behind a signature, in a gzip envelope."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from storyhub.search.accelerator.columns import Column, starts

SIGNATURE = b"pagefind_dcd"
NUMBER, NEGATIVE, TEXT, LIST = 0x00, 0x20, 0x60, 0x80
"""Kinds of item, as the high bits of their first byte. Of a negative number n what follows is -1 - n."""
_SIZES = ((24, 1), (1 << 8, 2), (1 << 16, 3), (1 << 32, 5))
"""Below which number an item's head takes how many bytes."""


def envelope(data: bytes, level: int) -> bytes:
    """A file's content; no time stamp, so that the same data gives the same bytes."""
    return zlib.compress(SIGNATURE + data, level, 31)


def packed(item: int | str | Sequence[Any]) -> bytes:
    """A number from 0, a text or a list of these.

    >>> packed([7, "Ada", [500]]).hex(" ")
    '83 07 63 41 64 61 81 19 01 f4'
    """
    if isinstance(item, int):
        return head(NUMBER, item)
    if isinstance(item, str):
        data = item.encode("utf-8", "replace")
        return head(TEXT, len(data)) + data
    return head(LIST, len(item)) + b"".join(map(packed, item))


def head(kind: int, number: int) -> bytes:
    """The head of an item: a number itself, or the length of a text or list."""
    if number < 24:
        return bytes((kind | number,))
    size = next(size for limit, size in _SIZES if number < limit) - 1
    return bytes((kind | 23 + size.bit_length(),)) + number.to_bytes(size, "big")


def heads(kinds: Column, numbers: Column) -> tuple[bytes, Column]:
    """Many heads at once; and where each begins, with the end of the last.

    >>> data, begins = heads(np.array([LIST, NUMBER, NEGATIVE]), np.array([2, 300, 24]))
    >>> data.hex(" "), begins.tolist()
    ('82 19 01 2c 38 18', [0, 1, 4, 6])
    """
    step = np.zeros(len(numbers), dtype=np.uint8)
    for limit, _ in _SIZES[:-1]:
        step += numbers >= limit
    begins = starts(np.array([size for _, size in _SIZES])[step])
    data = np.zeros(int(begins[-1]), dtype=np.uint8)
    data[begins[:-1]] = kinds | np.where(step == 0, numbers, 23 + step).astype(np.uint8)
    for longer, (_, size) in enumerate(_SIZES[1:], 1):
        at = np.flatnonzero(step == longer)
        for byte in range(1, size):
            data[begins[at] + byte] = numbers[at] >> 8 * (size - 1 - byte) & 0xFF
    return data.tobytes(), begins
