"""Pictures of what is imported, as the hub takes them in: upright, and without the place, time and names in them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from PIL import Image, ImageOps

from storyhub.compose.draft import Draft, NotImportedError, numbered, slug
from storyhub.compose.imports.bare import is_bare
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say
from storyhub.read.accepted_paths import PICTURES
from storyhub.read.pictures import PIXEL_LIMIT, SIZE_LIMIT

Cut = tuple[float, float, float, float]
"""What is cropped away on the left, the top, the right and the bottom, as parts of width and height."""
WHOLE: Cut = (0, 0, 0, 0)
_READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "MPO")
_ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "WEBP": ".webp", "AVIF": ".avif"}
"""How files of a kind end; what is of another becomes a PNG."""
_WRITTEN: Mapping[str, dict[str, Any]] = {
    ".jpg": {"format": "JPEG", "quality": 95},
    ".png": {"format": "PNG"},
    ".webp": {"format": "WEBP", "quality": 95},
    ".avif": {"format": "AVIF", "quality": 90},
}
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypheim")


def add(draft: Draft, data: bytes, name: str, cut: Cut = WHOLE, about: Message | None = None) -> str:
    """Puts a picture beside a draft and returns its name there; empty when it cannot be shown, which is reported.

    `about` says which one it is, where its name does not.
    """
    try:
        clean, ending = _clean(data, cut)
    except NotImportedError as fault:
        named = say("%(name)s (%(about)s)", name=shown(name), about=about) if about else shown(name)
        draft.say("picture %(name)s %(why)s", name=named, why=fault.told)
        return ""
    stem = slug(PurePath(name.replace("\\", "/")).stem) or "picture"
    names = (f"{one}{ending}" for one in numbered(stem))
    free = next(one for one in names if draft.pictures.get(one, clean) == clean)
    draft.pictures[free] = clean
    return free


def is_picture(name: str) -> bool:
    """Whether a file's name is that of a picture, also of one that cannot be taken in."""
    return PurePath(name).suffix.lower() in (*PICTURES, ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif")


def _clean(data: bytes, cut: Cut) -> tuple[bytes, str]:
    """A picture's bytes without what it says of place, time and people, and the ending of their kind."""
    if data[4:12] in _HEIC:
        raise NotImportedError(
            say(
                "is a HEIC picture, which browsers do not show; save it as JPEG; on an iPhone: Settings › Camera › Formats › Most Compatible"
            )
        )
    if len(data) > SIZE_LIMIT:
        raise NotImportedError(say("has more than %(most)s MB; make it smaller", most=SIZE_LIMIT // 1024**2))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_READ) as image:
                if image.width * image.height > PIXEL_LIMIT:
                    raise NotImportedError(
                        say("has more than %(most)s million pixels; make it smaller", most=PIXEL_LIMIT // 1_000_000)
                    )
                return _written(image, data, cut)
    except NotImportedError:
        raise
    except Exception as fault:  # each kind of picture fails in ways of its own
        told = say("cannot be shown; jpg, png, webp and avif can; save it as one of these, and put it beside the story")
        raise NotImportedError(told) from fault


def _written(image: Any, data: bytes, cut: Cut) -> tuple[bytes, str]:
    ending = _ENDINGS.get(image.format, ".png")
    made = ImageOps.exif_transpose(image)  # a copy, which keeps no more of its file than what is named here
    if cut == WHOLE and is_bare(data):
        return data, ending
    if cut != WHOLE:
        left, top, right, bottom = cut
        width, height = made.size
        box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
        made = made.crop(box) if box[0] < box[2] and box[1] < box[3] else made
    made.info = {name: made.info[name] for name in ("icc_profile", "transparency") if name in made.info}
    if image.format in ("GIF", "BMP", "TIFF"):
        made = made.convert("RGBA" if "transparency" in made.info or made.mode in ("RGBA", "LA", "PA") else "RGB")
    out = io.BytesIO()
    made.save(out, icc_profile=made.info.get("icc_profile"), **_WRITTEN[ending])
    return out.getvalue(), ending
