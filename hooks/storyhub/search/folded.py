"""Fold columns of numbers and texts into one small file, which `theme/assets/js/search/unfold.js` opens again.

Pagefind's own files put the numbers of a story one after the other. Told column by column, and in each column the low
bytes before the high ones, the same numbers take a quarter less, and are compressed in a tenth of the time: what is left
for compression is to spend few bits on bytes that come often.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
"""A column of whole numbers from 0 to 2**32 - 1."""

# Of 1 to 9: how long a stretch shares one code. Columns differ, so that short stretches come out smaller.
_STRETCH = 6


def numbers(column: Numbers) -> bytes:
    """A column of numbers: how many bytes each takes, how many there are, all low bytes, then the next higher ones."""
    planes = max(1, (int(column.max()).bit_length() + 7) // 8) if len(column) else 1
    wide = np.ascontiguousarray(column, dtype="<u4").view(np.uint8).reshape(-1, 4)
    return bytes((planes,)) + len(column).to_bytes(4, "little") + wide[:, :planes].T.tobytes()


def text(value: str) -> bytes:
    """A text, as a column of its bytes."""
    data = value.encode("utf-8", "replace")
    return b"\x01" + len(data).to_bytes(4, "little") + data


def shared(words: Sequence[str]) -> tuple[Numbers, list[str]]:
    """Sorted words, each as the number of letters that it begins with like the one before, and its other letters."""
    counts, ends, before = [], [], ""
    for word in words:
        at = 0
        for one, other in zip(before, word, strict=False):
            if one != other:
                break
            at += 1
        counts.append(at)
        ends.append(word[at:])
        before = word
    return np.array(counts, dtype=np.int64), ends


def columns(*parts: bytes) -> bytes:
    """A file of columns, gzipped without looking for repetitions but of one byte: there are hardly any others."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31, _STRETCH, zlib.Z_RLE)
    return squeeze.compress(b"".join(parts)) + squeeze.flush()
