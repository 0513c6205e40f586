"""The widths that a picture is published in: reduced, turned upright and without its hidden data (place, camera, name)."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from storyhub.model.story import Picture
from storyhub.read.pictures import FORMATS, ORIENTATION, is_turned

WIDTHS = (480, 960, 1600)
"""Published widths in pixels; a picture is never enlarged."""
SIDE_LIMIT = 16_383
"""Pixels of a side of a WebP picture."""
_TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip
"""What turns a picture upright, by what Exif says of the camera."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One published width of a picture; its address changes with its content."""

    source: str
    url: str
    width: int
    height: int

    @property
    def quoted(self) -> str:
        """Its address as a page has it: a space or a comma in a name would end it where it is one of several."""
        return quote(self.url)


def variants(picture: Picture) -> tuple[Variant, ...]:
    """The widths that are published of a picture, smallest first."""
    widest = _widest(picture.width, picture.height)
    widths = [*(width for width in WIDTHS if width < widest), widest]
    stem = Path(picture.path).with_suffix("")
    return tuple(
        Variant(
            picture.path,
            f"{stem.as_posix()}-{picture.digest[:8]}-{width}.webp",
            width,
            _height(picture.width, picture.height, width),
        )
        for width in widths
    )


def _widest(width: int, height: int) -> int:
    """The greatest width in which a picture is published."""
    # A strip that is far higher than wide is made narrower, until it is no higher than a picture can be.
    return min(WIDTHS[-1], max(1, min(width, width * SIDE_LIMIT // height)))


def _height(width: int, height: int, new_width: int) -> int:
    return min(SIDE_LIMIT, max(1, round(height * new_width / width)))


def make(root: Path, variant: Variant) -> bytes:
    """A picture in one width as WebP, upright, in the colours of screens (sRGB), with nothing of its metadata."""
    from storyhub.pages.picture_colours import as_screens_show

    # All widths of a picture are asked for one after the other, and unfolding it takes longest.
    reduced = _largest(root / variant.source, variant.url.rpartition("-")[0])
    if reduced.width != variant.width:
        reduced = reduced.resize((variant.width, variant.height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    as_screens_show(reduced).save(out, "WEBP", quality=80, method=4)
    return out.getvalue()


@lru_cache(maxsize=1)
def _largest(file: Path, content: str) -> Image.Image:
    """A picture in its greatest published width, upright; `content` changes when its bytes do."""
    from storyhub.pages.picture_colours import eight_bits

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(file, formats=FORMATS) as image:
            turned = is_turned(image)
            width, height = image.size[::-1] if turned else image.size
            size = (_widest(width, height), _height(width, height, _widest(width, height)))
            as_it_lies = size[::-1] if turned else size
            image.draft(None, as_it_lies)
            # Turned when it is small: a copy of a large one may be hundreds of megabytes.
            plain = eight_bits(image).resize(as_it_lies, Image.Resampling.LANCZOS, reducing_gap=2.0)
            turn = _TURNS.get(image.getexif().get(ORIENTATION, 1))
            upright = plain.transpose(Image.Transpose[turn]) if turn else plain
            upright.info = {"icc_profile": image.info.get("icc_profile")}
            return upright
