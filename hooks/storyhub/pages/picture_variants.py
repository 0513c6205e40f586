"""The widths that a picture is published in: reduced, turned upright and without its hidden data (place, camera, name)."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from storyhub.model.story import Picture
from storyhub.read.pictures import FORMATS

WIDTHS = (480, 960, 1600)
"""Published widths in pixels; a picture is never enlarged."""
SIDE_LIMIT = 16_383
"""Pixels of a side of a WebP picture."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One published width of a picture; its address changes with its content."""

    source: str
    url: str
    width: int
    height: int


def variants(picture: Picture) -> tuple[Variant, ...]:
    """The widths that are published of a picture, smallest first."""
    # A strip that is far higher than wide is made narrower, until it is no higher than a picture can be.
    whole = max(1, min(picture.width, picture.width * SIDE_LIMIT // picture.height))
    widths = [w for w in WIDTHS if w < whole]
    if len(widths) < len(WIDTHS):
        widths.append(min(whole, WIDTHS[-1]))
    stem = Path(picture.path).with_suffix("")
    return tuple(
        Variant(
            picture.path,
            f"{stem.as_posix()}-{picture.digest[:8]}-{width}.webp",
            width,
            min(SIDE_LIMIT, max(1, round(picture.height * width / picture.width))),
        )
        for width in widths
    )


def make(root: Path, variant: Variant) -> bytes:
    """A picture in one width as WebP, upright, with nothing of its metadata but its colours."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(root / variant.source, formats=FORMATS) as image:
            upright = ImageOps.exif_transpose(image)
            mode = "RGBA" if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info else "RGB"
            reduced = upright.convert(mode).resize((variant.width, variant.height), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            reduced.save(out, "WEBP", quality=80, method=4)
            return out.getvalue()
