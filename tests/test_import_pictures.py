"""Pictures that come with a story: without the place, time and names in them, upright, cut as in Word, and never lost in silence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from importing import picture
from PIL import Image, PngImagePlugin
from storyhub.compose.draft import Draft
from storyhub.compose.imports import pictures

SECRET = b"52.3702"
"""Stands for the place where a picture was taken."""


def exif(orientation: int = 1) -> bytes:
    """Metadata with a camera's owner, a place and a direction."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010E] = SECRET.decode()
    data[0xA430] = "Noor Bakker"
    return data.tobytes()


def halves(kind: str, **options: object) -> bytes:
    """A picture of 8 × 4, red on the left and blue on the right."""
    image = Image.new("RGB", (8, 4), "red")
    image.paste("blue", (4, 0, 8, 4))
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def added(data: bytes, name: str, cut: pictures.Cut = pictures.WHOLE) -> tuple[str, bytes, list[str]]:
    """The name and the bytes of a picture beside a story, and what is said of it."""
    draft = Draft()
    known = pictures.add(draft, data, name, cut)
    return known, draft.pictures.get(known, b""), list(map(str, draft.notes))


def kinds() -> Iterator[tuple[str, bytes]]:
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", SECRET.decode())
    yield "a.jpg", halves("JPEG", exif=exif())
    yield "b.jpg", halves("JPEG", comment=SECRET)
    yield "c.jpg", halves("JPEG", xmp=b"<x>" + SECRET + b"</x>")
    yield "d.png", halves("PNG", pnginfo=about)
    yield "e.png", halves("PNG", exif=exif())
    yield "f.webp", halves("WEBP", exif=exif(), xmp=SECRET)
    yield "g.avif", halves("AVIF", exif=exif())
    yield "film.jpg", halves("JPEG") + b"ftypmp42" + SECRET
    yield "behind.png", halves("PNG") + SECRET
    yield "h.tif", halves("TIFF", description=SECRET.decode())
    yield "i.gif", halves("GIF", comment=SECRET)


@pytest.mark.parametrize(("name", "data"), [*kinds()])
def test_nothing_of_place_time_or_people_is_written(name: str, data: bytes) -> None:
    assert SECRET in data or b"Noor" in data
    _, clean, told = added(data, name)
    assert told == []
    assert clean
    assert SECRET not in clean
    assert b"Noor" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert not image.getexif()
        red, green, blue = image.convert("RGB").getpixel((0, 0))  # type: ignore[misc]
        assert red > 200
        assert green < 60
        assert blue < 60


def test_a_picture_without_anything_to_hide_stays_as_it_is() -> None:
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")):
        data = picture(kind)
        assert added(data, name)[1] == data


@pytest.mark.parametrize(("orientation", "corner"), [(3, (7, 0)), (6, (0, 0)), (8, (0, 7))])
def test_a_picture_that_lies_on_its_side_is_turned_upright(orientation: int, corner: tuple[int, int]) -> None:
    _, clean, _ = added(halves("JPEG", exif=exif(orientation), quality=100, subsampling=0), "a.jpg")
    with Image.open(io.BytesIO(clean)) as image:
        assert image.size == ((4, 8) if orientation in (6, 8) else (8, 4))
        assert image.getpixel(corner)[0] > 200  # type: ignore[index]


def test_what_was_cropped_away_in_word_does_not_come_along() -> None:
    _, clean, _ = added(halves("PNG"), "a.png", (0.5, 0.0, 0.0, 0.0))
    with Image.open(io.BytesIO(clean)) as image:
        assert image.size == (4, 4)
        assert image.getpixel((0, 0)) == (0, 0, 255)


def test_colours_are_kept_with_their_profile() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, clean, _ = added(halves("JPEG", exif=exif(), icc_profile=profile), "a.jpg")
    with Image.open(io.BytesIO(clean)) as image:
        assert image.info["icc_profile"] == profile


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 60, "IMG_1.HEIC", "Settings › Camera › Formats › Most Compatible"),
        (b"\x01\0\0\0EMF of Word", "b.emf", "cannot be shown"),
        (picture("PNG", (1, 1))[:30], "c.png", "cannot be shown"),
        (b"\xff" * (26 * 1024 * 1024), "d.jpg", "make it smaller"),
    ],
)
def test_what_cannot_be_shown_is_named_with_what_to_do(data: bytes, name: str, words: str) -> None:
    known, _, told = added(data, name)
    assert known == ""
    assert name in told[0]
    assert words in told[0]


def test_two_pictures_of_one_name_both_stay() -> None:
    draft = Draft()
    names = [pictures.add(draft, picture(colour=colour), "Foto één.PNG") for colour in ("red", "blue", "red")]
    assert names == ["foto-een.png", "foto-een-2.png", "foto-een.png"]


def test_the_ending_is_that_of_the_bytes(tmp_path: Path) -> None:
    assert added(picture("PNG"), "a.jpg")[0] == "a.png"
    assert added(picture("JPEG"), "a.jpeg")[0] == "a.jpg"
