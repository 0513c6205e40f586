"""Pictures of iPhones (HEIC), which browsers do not show, as JPEG."""

from __future__ import annotations

import io

from PIL import ImageOps

from storyhub.read.pictures import PIXEL_LIMIT

_KINDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypheim")
_QUALITY = 92


def as_jpeg(data: bytes) -> bytes:
    """A HEIC picture as JPEG, upright; any other file, and one that cannot be read, as it was."""
    if data[4:12] not in _KINDS:
        return data
    import pi_heif

    try:
        found = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
        if found.size[0] * found.size[1] > PIXEL_LIMIT:
            return data
        out = io.BytesIO()
        ImageOps.exif_transpose(found.to_pillow()).convert("RGB").save(out, "JPEG", quality=_QUALITY)
    except (ValueError, OSError, RuntimeError, EOFError, SyntaxError):
        return data  # whoever takes the picture in says that it cannot be shown
    return out.getvalue()
