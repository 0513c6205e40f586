"""Measures the pictures beside stories: which can be used, and how large they are."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.model.issues import Issue, error
from storyhub.model.messages import MessageError, say
from storyhub.model.story import Picture
from storyhub.system.cache_files import Store, digest
from storyhub.system.code_version import code_version

if TYPE_CHECKING:
    from PIL import Image

_KEPT = "pictures"
SIZE_LIMIT = 25 * 1024 * 1024
PIXEL_LIMIT = 80_000_000
UNFOLDED_LIMIT = 40_000_000
"""Pixels in any format but JPEG, which alone can be unfolded in part."""
LONGEST_SIDE = 30_000
ORIENTATION = 0x0112
"""The tag of Exif 2.3 that says how the camera was held."""
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


def measure(root: Path, paths: Sequence[str], store: Store) -> tuple[dict[str, Picture], list[Issue]]:
    """The pictures that can be used, by path, and what is wrong with the others."""
    stats = {path: (root / path).stat() for path in paths}
    as_it_stands = {path: f"{path}/{s.st_size}/{s.st_mtime_ns}/{s.st_ctime_ns}" for path, s in stats.items()}
    known = store.get(_KEPT, code_version(), dict[str, Picture]) or {}
    found = {path: known[key] for path, key in as_it_stands.items() if key in known}
    # A fresh clone has the same pictures at another time: looking at the bytes is quicker than unfolding them.
    small = [path for path in paths if path not in found and stats[path].st_size <= SIZE_LIMIT]
    by_content = {path: f"{path}/{digest((root / path).read_bytes())}" for path in small}
    issues: list[Issue] = []
    for path in (path for path in paths if path not in found):
        try:
            found[path] = known.get(by_content.get(path, "")) or _measured(root / path, path, stats[path].st_size)
        except _Unusable as fault:
            issues.append(error(path, 1, "file", "unusable-picture", fault.told))
    there = {as_it_stands[path]: picture for path, picture in found.items()}
    there |= {f"{path}/{picture.digest}": picture for path, picture in found.items()}
    if there != known:
        store.put(_KEPT, code_version(), there)
    return found, issues


class _Unusable(MessageError):
    """Says in a writer's words why a picture cannot be used."""


def _measured(file: Path, path: str, size: int) -> Picture:
    if size > SIZE_LIMIT:
        raise _Unusable(
            say(
                "is %(size)s MB; a picture may have %(most)s MB; make it smaller",
                size=size // 1024 // 1024,
                most=SIZE_LIMIT // 1024 // 1024,
            )
        )
    raw = file.read_bytes()
    try:
        return Picture(path, *_size(raw), digest(raw))
    except _Unusable:
        raise
    except Exception as fault:
        raise _Unusable(
            say("is not a picture that can be read; jpg, png, webp and avif are accepted; save it again as jpg")
        ) from fault


def _size(raw: bytes) -> tuple[int, int]:
    """Width and height as a reader sees the picture, after reading it to its end: so a damaged one is named now."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
            raise _too_many_pixels(PIXEL_LIMIT) from fault
    with image:
        width, height = image.size
        if width * height > (most := PIXEL_LIMIT if image.format == "JPEG" else UNFOLDED_LIMIT):
            raise _too_many_pixels(most)
        if max(width, height) > LONGEST_SIDE:
            raise _Unusable(
                say(
                    "has a side of %(found)s pixels; at most %(most)s are allowed; make it smaller",
                    found=max(width, height),
                    most=LONGEST_SIDE,
                )
            )
        image.draft("RGB", (1, 1))  # of a JPEG all bytes are read, and few pixels made
        image.load()
        turned = is_turned(image)
    return (height, width) if turned else (width, height)


def _too_many_pixels(most: int) -> _Unusable:
    return _Unusable(
        say("has too many pixels; at most %(most)s million are allowed; make it smaller", most=most // 1_000_000)
    )


def is_turned(image: Image.Image) -> bool:
    """Whether the camera lay on its side: what is wide in the file is shown high."""
    return image.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
