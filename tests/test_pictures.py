"""Pictures beside stories: what is taken for one, and in which sizes it is published."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import files_of, story, write_hub
from PIL import Image
from storyhub.model.story import Picture
from storyhub.pages.picture_variants import SIDE_LIMIT, variants
from storyhub.read.pictures import measure
from storyhub.system.cache_files import Store


def drawn(size: tuple[int, int] = (60, 40), kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture's bytes, with something in it to cut off."""
    out = io.BytesIO()
    picture = Image.effect_noise(size, 90).convert(mode) if min(size) > 1 else Image.new(mode, size)
    picture.save(out, kind)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A png of a few bytes that says it is a square with such a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


REFUSED = {
    "nothing": (b"", "is no picture that can be read"),
    "HTML under the name of a picture": (b"<script>alert(1)</script>", "is no picture that can be read"),
    "the start of a picture and then code": (b"\xff\xd8\xff<?php ?>", "is no picture that can be read"),
    "a drawing that can run code": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture that can be read"),
    "a kind that is not taken in": (drawn(kind="GIF", mode="L"), "is no picture that can be read"),
    "a kind of Windows": (drawn(kind="BMP"), "is no picture that can be read"),
    "half a jpg": (drawn((400, 400))[:-20000], "is no picture that can be read"),
    "half a png": (drawn((400, 400), "PNG")[:-20000], "is no picture that can be read"),
    "somewhat too many pixels": (bomb(9_000), "at most 80 million"),
    "few bytes that unfold to very many pixels": (bomb(30_000), "at most 80 million"),
}


@pytest.mark.parametrize(("raw", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_before_it_is_unfolded(tmp_path: Path, raw: bytes, words: str) -> None:
    write_hub(tmp_path, {"2026/a/x.jpg": raw})
    store = Store()
    found, issues = measure(tmp_path, ["2026/a/x.jpg"], store)
    store.close()
    assert found == {}
    assert [(issue.path, issue.rule, words in issue.message) for issue in issues] == [
        ("2026/a/x.jpg", "unusable-picture", True)
    ]


def test_a_picture_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_hub(tmp_path, {"2026/a/x.jpg": drawn()})
    with (tmp_path / "2026/a/x.jpg").open("r+b") as file:
        file.truncate(26 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", None)
    store = Store()
    found, (issue,) = measure(tmp_path, ["2026/a/x.jpg"], store)
    store.close()
    assert found == {}
    assert "is 26 MB; a picture may have 25 MB" in issue.message


def test_a_picture_that_is_known_is_not_unfolded_again_in_a_fresh_clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time is another one and its bytes are the same; with other bytes it is looked at."""
    write_hub(tmp_path, {"2026/a/x.jpg": drawn()})
    store = Store()
    before = measure(tmp_path, ["2026/a/x.jpg"], store)
    os.utime(tmp_path / "2026/a/x.jpg", (1, 1))
    with monkeypatch.context() as patch:
        patch.setattr("storyhub.read.pictures._size", None)
        assert measure(tmp_path, ["2026/a/x.jpg"], store) == before
    write_hub(tmp_path, {"2026/a/x.jpg": drawn((30, 20))})
    found, _ = measure(tmp_path, ["2026/a/x.jpg"], store)
    store.close()
    assert found["2026/a/x.jpg"].width == 30


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_kind_is_taken_in_whatever_its_name_says(tmp_path: Path, kind: str) -> None:
    write_hub(tmp_path, {"2026/a/x.jpg": drawn(kind=kind)})
    store = Store()
    found, issues = measure(tmp_path, ["2026/a/x.jpg"], store)
    store.close()
    assert (found["2026/a/x.jpg"].width, found["2026/a/x.jpg"].height, issues) == (60, 40, [])


@pytest.mark.parametrize(
    ("width", "height", "widths"),
    [
        (300, 200, [300]),
        (480, 300, [480]),
        (2000, 1000, [480, 960, 1600]),
        (30_000, 1, [480, 960, 1600]),
        (1, 30_000, [1]),
        (800, 80_000, [163]),
    ],
)
def test_a_picture_is_never_enlarged_nor_higher_than_a_picture_can_be(
    width: int, height: int, widths: list[int]
) -> None:
    found = variants(Picture("2026/a/x.jpg", width, height, "0" * 32))
    assert [one.width for one in found] == widths
    assert all(1 <= one.height <= SIDE_LIMIT for one in found)


def test_pictures_of_any_make_are_published_as_nothing_but_pictures(
    build_site: Callable[..., Path], tmp_path: Path
) -> None:
    """Strips, palettes, print colours, and code hidden behind a picture's end."""
    pictures = {
        "strip.png": drawn((1, 30_000), "PNG", "1"),
        "palette.png": drawn(kind="PNG", mode="P"),
        "grey.png": drawn(kind="PNG", mode="LA"),
        "print.jpg": drawn(mode="CMYK"),
        "code.jpg": drawn() + b"<script>alert(1)</script>",
        "half.jpg": drawn((400, 400))[:-20000],
    }
    body = " ".join(f"![{name}]({name})" for name in pictures)
    hub = write_hub(
        tmp_path / "stories",
        {"2026/a.md": story(body=body, consent="internal"), **{f"2026/a/{n}": raw for n, raw in pictures.items()}},
    )
    files = files_of(build_site(hub, tmp_path / "site"))
    published = {name.split("/")[-1].partition("-")[0]: data for name, data in files.items() if name.endswith(".webp")}
    assert sorted(published) == ["code", "grey", "palette", "print", "strip"]
    for data in published.values():
        assert b"<script" not in data
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
