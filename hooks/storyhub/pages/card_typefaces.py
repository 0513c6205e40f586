"""Which typeface the words of a sharing card are set in: the hub's, and for other scripts one of the computer's that has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont, features

from storyhub.system.cache_files import digest

SERIFS = (
    "SourceSerif4-Regular.ttf", "NotoSerif-Regular.ttf", "Palatino.ttc", "pala.ttf", "Georgia.ttf", "georgia.ttf",
    "LiberationSerif-Regular.ttf", "DejaVuSerif.ttf",
)  # fmt: skip
"""Files of serif typefaces on Linux, macOS and Windows, the best first."""
OTHERS = (
    "NotoNaskhArabic-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSerifHebrew-Regular.ttf", "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Regular.ttc", "NotoSerifDevanagari-Regular.ttf", "Arial Unicode.ttf", "DejaVuSans.ttf", "times.ttf", "arial.ttf",
    "PingFang.ttc", "Hiragino Sans GB.ttc", "msyh.ttc", "YuGothM.ttc", "malgun.ttf", "Nirmala.ttf", "NotoSans-Regular.ttf",
)  # fmt: skip
"""Files of typefaces with more scripts."""
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20ac\s]")
_SHAPED = re.compile(r"[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Scripts that are written from the right, or whose letters change beside each other: they need Raqm."""
_NO_LETTER = "\U0010ffff"


class Lettering(NamedTuple):
    """Words, and the file of the typeface that they are set in."""

    text: str
    font: str
    """Empty: no typeface of this computer has these letters."""
    version: str
    """Digest of that file."""


def lettering(text: str, font: str) -> Lettering:
    """The words in `font` where it has all their letters, else in the first that has."""
    if not _BEYOND_LATIN.search(text):
        return Lettering(text, font, _version(font))
    if _SHAPED.search(text) and not features.check("raqm"):
        return Lettering(text, "", "")
    beyond = frozenset(_BEYOND_LATIN.findall(text))
    found = next(
        (file for file in (font, *_found((*SERIFS, *OTHERS))) if file and all(_has(file, sign) for sign in beyond)), ""
    )
    return Lettering(text, found, _version(found))


def of_the_system() -> str:
    """File of a serif that is on this computer; empty when there is none of those looked for."""
    return next(iter(_found(SERIFS)), "")


@lru_cache(maxsize=2)
def _found(names: Sequence[str]) -> Sequence[str]:
    return [file for name in names if (file := _file(name))]


def _file(name: str) -> str:
    try:
        return str(ImageFont.truetype(name, 16).path)
    except OSError:
        return ""


@cache
def _version(font: str) -> str:
    return digest(Path(font).read_bytes()) if font else ""


@lru_cache(maxsize=4096)
def _has(font: str, sign: str) -> bool:
    """Whether a typeface has a letter: what it has not it shows as a box, always the same."""
    face = ImageFont.truetype(font, 24)
    return bytes(face.getmask(sign)) != bytes(face.getmask(_NO_LETTER))
