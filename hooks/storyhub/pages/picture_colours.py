"""Brings the colours of a picture to what every screen shows: eight bits a channel, in sRGB (IEC 61966-2-1).

A published picture has no profile of its own, so that one in another (Display P3 of iPhones, Adobe RGB) has to be converted:
else its colours come out pale.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image, ImageCms

_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I")
"""Modes with sixteen bits of grey, as scanners write them; Pillow's own conversion cuts off all but the darkest."""


def eight_bits(image: Image.Image) -> Image.Image:
    """A picture in L, RGB, RGBA or CMYK, which can be reduced."""
    if image.mode in _DEEP:
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def as_screens_show(image: Image.Image) -> Image.Image:
    """A picture in sRGB, as RGB or RGBA, by the profile that its file has; without one it counts as sRGB."""
    profile = image.info.get("icc_profile")
    converted = _in_srgb(image, profile) if profile else None
    if converted is None:
        return image.convert("RGBA" if image.mode == "RGBA" else "RGB")
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The colours alone, in sRGB; None when the profile is damaged or made for something else: browsers leave those aside too."""
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(colours, own, _srgb(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return None


@cache
def _srgb() -> Any:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
