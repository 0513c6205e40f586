"""Pictures of what is imported, as the hub takes them in."""

from __future__ import annotations

import io
import warnings
from pathlib import PurePath

from storyhub.compose.draft import Draft, slug
from storyhub.read.folder import PICTURES


def add(draft: Draft, data: bytes, name: str) -> str:
    """Puts a picture beside a draft and returns its name there; empty when it is none that can be shown."""
    wanted = PurePath(name.replace("\\", "/"))
    ending = wanted.suffix.lower()
    if ending not in PICTURES:
        data, ending = _as_png(data), ".png"
        if not data:
            return ""
    stem, number = slug(wanted.stem) or "picture", 1
    while (free := f"{stem}{'' if number == 1 else f'-{number}'}{ending}") in draft.pictures:
        if draft.pictures[free] == data:
            return free
        number += 1
    draft.pictures[free] = data
    return free


def _as_png(data: bytes) -> bytes:
    """A picture of another kind (gif, bmp, tiff) as PNG; empty when it cannot be read."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("GIF", "BMP", "TIFF", "PNG", "JPEG", "WEBP")) as image:
                image.convert("RGBA").save(out, "PNG")
    except Exception:
        return b""
    return out.getvalue()
