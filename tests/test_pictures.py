"""Pictures beside stories: what is taken for one, and in which sizes it is published."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import PROJECT, files_of, story, write_hub
from PIL import Image
from storyhub.cli.main import main
from storyhub.model.story import Picture
from storyhub.pages.picture_variants import SIDE_LIMIT, make, variants
from storyhub.publish.examine import examine
from storyhub.publish.verify import faults
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
    "nothing": (b"", "is not a picture that can be read"),
    "HTML under the name of a picture": (b"<script>alert(1)</script>", "is not a picture that can be read"),
    "the start of a picture and then code": (b"\xff\xd8\xff<?php ?>", "is not a picture that can be read"),
    "a drawing that can run code": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a picture that can be read"),
    "a kind that is not taken in": (drawn(kind="GIF", mode="L"), "is not a picture that can be read"),
    "a kind of Windows": (drawn(kind="BMP"), "is not a picture that can be read"),
    "half a jpg": (drawn((400, 400))[:-20000], "is not a picture that can be read"),
    "half a png": (drawn((400, 400), "PNG")[:-20000], "is not a picture that can be read"),
    "somewhat too many pixels": (bomb(9_000), "at most 40 million"),
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


@pytest.mark.parametrize("asked", [[], ["2026/a.md"]])
def test_a_picture_that_cannot_be_used_is_named_once_and_not_called_missing(
    tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Also when somebody asks about the story alone, of which its pictures are a part."""
    shows = story(photo="{file: B.bmp, alt: x}", body="![x](a/x.jpg)\n\n![y](y.jpg)\n", consent="internal")
    write_hub(tmp_path / "hub", {"2026/a.md": shows, "2026/a/x.jpg": b"GIF89a", "2026/a/b.bmp": b"BM"})
    assert main(["check", "--stories", str(tmp_path / "hub"), *asked], PROJECT) == 1
    told = [line.partition("/hub/")[2] for line in capsys.readouterr().out.splitlines() if "/hub/" in line]
    assert [line.partition("; ")[0] for line in told] == [
        '2026/a.md:13: body: advice: shows "y.jpg", which is not there',
        "2026/a/b.bmp:1: file: is a picture of another kind (.bmp)",
        "2026/a/x.jpg:1: file: is not a picture that can be read",
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
        patch.setattr(Image, "open", None)
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


def test_a_picture_may_have_a_space_and_a_comma_in_its_name(build_site: Callable[..., Path], tmp_path: Path) -> None:
    name = "foto 1, café.jpg"
    told = story(body=f"![Een boot](<{name}>)", photo=f'{{file: "{name}", alt: "Een boot"}}', consent="internal")
    hub = write_hub(tmp_path / "stories", {"2026/a.md": told, f"2026/a/{name}": drawn()})
    site = build_site(hub, tmp_path / "site")
    assert list(faults(site, examine(site, ""), ["2026/a"], [])) == []


def display_p3() -> bytes:
    """The profile of an iPhone's screen (SMPTE EG 432-1, adapted to D50, with a plain gamma), as in ICC.1:2010."""

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(number, values))

    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(78)
    tags = {
        b"desc": name + bytes(-len(name) % 4),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
        b"gXYZ": xyz(0.2920, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1571, 0.0666, 0.7841),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), gamma),
    }
    place, table, data = 132 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for sign, content in tags.items():
        table += sign + struct.pack(">II", place + len(data), len(content))
        data += content
    size = place + len(data)
    head = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head += bytes(28) + number(0.9642) + number(1.0) + number(0.8249)
    return head + bytes(128 - len(head)) + table + data


def made(folder: Path, raw: bytes, name: str = "2026/a/x.png") -> Image.Image:
    """A picture as it is published, in its greatest width."""
    write_hub(folder, {name: raw})
    store = Store()
    found, issues = measure(folder, [name], store)
    store.close()
    assert issues == []
    data = make(folder, variants(found[name])[-1])
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert (picture.width, picture.height) == (found[name].width, found[name].height)
    return picture


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_of_an_iphone_are_those_that_it_showed(tmp_path: Path, mode: str) -> None:
    """What says that its colours are wider than a screen's would come out pale."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 100, 100)).convert(mode).save(out, "PNG", icc_profile=display_p3())
    red, green, blue = made(tmp_path, out.getvalue()).convert("RGB").getpixel((20, 15))  # type: ignore[misc]
    assert red in range(208, 222)
    assert green in range(88, 100)
    assert blue in range(92, 104)


def test_a_damaged_profile_is_left_aside(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 100, 100)).save(out, "PNG", icc_profile=b"no profile at all")
    assert abs(made(tmp_path, out.getvalue()).getpixel((20, 15))[0] - 200) < 4  # type: ignore[index]


def test_a_scan_of_sixteen_bits_keeps_its_greys(tmp_path: Path) -> None:
    out, scan = io.BytesIO(), Image.new("I;16", (256, 20))
    scan.putdata([257 * column for _ in range(20) for column in range(256)])
    scan.save(out, "PNG")
    greys = [made(tmp_path, out.getvalue()).convert("L").getpixel((column, 10)) for column in (10, 64, 128, 250)]
    assert [abs(found - expected) < 6 for found, expected in zip(greys, (10, 64, 128, 250), strict=True)] == [True] * 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_stands_upright_whichever_way_the_camera_was_held(tmp_path: Path, kind: str, turn: int) -> None:
    """Its corner that was up and left is there again, also where only its tag says so."""
    upright = Image.new("RGB", (60, 90), "white")
    upright.paste("black", (0, 0, 20, 30))
    back = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270"}  # fmt: skip
    picture = upright.transpose(Image.Transpose[back[turn]]) if turn in back else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    published = made(tmp_path, out.getvalue()).convert("L")
    assert published.size == (60, 90)
    assert published.getpixel((8, 12)) < 60  # type: ignore[operator]
    assert all(published.getpixel(place) > 200 for place in ((50, 10), (10, 80), (50, 80)))  # type: ignore[operator]


def test_a_picture_of_a_million_pixels_in_a_row_is_refused(tmp_path: Path) -> None:
    write_hub(tmp_path, {"2026/a/x.png": drawn((1_000_000, 1), "PNG", "1")})
    store = Store()
    found, (issue,) = measure(tmp_path, ["2026/a/x.png"], store)
    store.close()
    assert found == {}
    assert "at most 30000" in issue.message
