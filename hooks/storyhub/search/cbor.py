"""Write the few CBOR items (RFC 8949) that Pagefind's index files are made of: counts, texts and arrays."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0x00, 0x20, 0x60, 0x80

# Every Pagefind file opens with this inside its gzip envelope.
SIGNATURE = b"pagefind_dcd"


def _head(major: int, n: int) -> bytes:
    if n < 24:
        return bytes((major | n,))
    if n < 0x100:
        return bytes((major | 24, n))
    if n < 0x10000:
        return bytes((major | 25,)) + n.to_bytes(2, "big")
    return bytes((major | 26,)) + n.to_bytes(4, "big")


# Nearly every number in an index is a place in a text or a step between pages: look these up, don't compute them.
COUNTS = tuple(_head(_UNSIGNED, n) for n in range(8192))


def count(n: int) -> bytes:
    """A number from 0 to 2**32 - 1."""
    return COUNTS[n] if n < 8192 else _head(_UNSIGNED, n)


def marker(n: int) -> bytes:
    """The number -1 - n, which Pagefind puts among places to change the weight or the field of those that follow."""
    return _head(_NEGATIVE, n)


def text(value: str) -> bytes:
    """A text."""
    data = value.encode("utf-8", "replace")
    return _head(_TEXT, len(data)) + data


def array(length: int) -> bytes:
    """The head of an array: its items follow."""
    return _head(_ARRAY, length)


def items(encoded: Iterable[bytes]) -> bytes:
    """An array of items that are encoded already."""
    parts = list(encoded)
    return array(len(parts)) + b"".join(parts)


def packed(data: bytes, level: int = 9) -> bytes:
    """A Pagefind file: signed and gzipped, without a time stamp, so that the same data gives the same bytes."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, 31)
    return squeeze.compress(SIGNATURE + data) + squeeze.flush()
