"""What a chat program shows of a link to the hub."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hubs import VALUES, story, write_hub
from PIL import Image
from storyhub.model.card_look import CardLook
from storyhub.pages.card_drawing import card
from storyhub.pages.card_typefaces import Lettering, lettering, of_the_system


def shared(page: Path) -> dict[str, str]:
    """What a page says about itself for others to show."""
    found = re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page.read_text(encoding="utf-8"))
    return {name: unescape(text) for name, text in found}


def test_a_story_with_a_photo_is_shared_with_it(sample_site: Path) -> None:
    """By its full address, with its size and what is on it; the file is there."""
    pages = [page for page in sample_site.glob("20*/*/index.html") if "image" in shared(page)]
    assert pages
    for page in pages:
        said = shared(page)
        file = said["image"].removeprefix("https://stories.example.org/")
        assert (sample_site / file).is_file()
        assert said["type"] == "article"
        assert said["url"] == f"https://stories.example.org/{page.parent.relative_to(sample_site).as_posix()}/"
        assert said["title"]
        assert said["description"]
        assert said["image:alt"]
        assert int(said["image:width"]) > int(said["image:height"]) / 3


def test_a_hub_that_does_not_know_its_address_names_no_picture(build_site: Callable[..., Path], tmp_path: Path) -> None:
    """An address that is not whole would lead nowhere."""
    stories = write_hub(tmp_path / "stories", {"2026/dag.md": story("De <dag> & de nacht", "Het regende.")})
    said = shared(build_site(stories, tmp_path / "site", site_url="") / "2026/dag/index.html")
    assert said["title"] == "De <dag> & de nacht"
    assert not said.keys() & {"image", "url"}


def test_what_asks_not_to_be_found_has_nothing_to_share(sample_site: Path) -> None:
    assert shared(sample_site / "search/index.html") == {}
    assert shared(sample_site / "404.html") == {}


@pytest.fixture(scope="module")
def with_cards(build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub that asked for cards, with a story that has a photo and one that has none."""
    folder = tmp_path_factory.mktemp("cards")
    photo = io.BytesIO()
    Image.new("RGB", (600, 400), "#7a2e5d").save(photo, "WEBP")
    files: dict[str, str | bytes] = {
        "2026/dag.md": story(
            "De dag “dat het régende”", "Het regende. Waarom? “Daarom.” " * 9, values="{care: in tension}"
        ),
        "2026/nacht.md": story("De nacht", "Stil.", photo="{file: foto.webp, alt: Een muur}", consent="internal"),
        "2026/nacht/foto.webp": photo.getvalue(),
    }
    return build_site(write_hub(folder / "stories", files), folder / "site", extra={"hub": {"cards": True}})


def test_a_story_without_a_photo_is_shared_with_a_card_in_the_colours_of_the_hub(with_cards: Path) -> None:
    """Its voiceprint on the hub's paper, in the colour of its value, with words in ink where there is a typeface."""
    said = shared(with_cards / "2026/dag/index.html")
    assert said["image"] == "https://stories.example.org/2026/dag/card.png"
    assert said["image:alt"] == "De dag “dat het régende”"
    with Image.open(with_cards / "2026/dag/card.png") as drawn_card:
        assert drawn_card.format == "PNG"
        assert drawn_card.size == (int(said["image:width"]), int(said["image:height"])) == (1200, 630)
        seen = drawn_card.convert("RGB")
    assert max(abs(a - b) for a, b in zip(seen.getpixel((5, 5)), (0xFB, 0xF7, 0xEF), strict=True)) < 4  # type: ignore[arg-type]
    drawn = seen.crop((64, 48, 1136, 348)).getcolors(100_000)
    assert drawn is not None
    assert len(drawn) > 3
    assert (with_cards / "2026/dag/card.png").stat().st_size < 40_000


def test_a_story_with_a_photo_needs_no_card(with_cards: Path) -> None:
    assert "/2026/nacht/foto-" in shared(with_cards / "2026/nacht/index.html")["image"]
    assert not (with_cards / "2026/nacht/card.png").exists()


Build = Callable[..., Path]
RHYTHM = bytes(8) + bytes([0b00100101] * 30)
LOOK = CardLook("#ffffff", "#000000", "#555555", {"care": "#aa0000"}, of_the_system())


def drawn_with(*texts: str) -> Image.Image:
    """The card with this title, teller and name of the hub."""
    title, teller, hub = (lettering(text, LOOK.font) for text in texts)
    return Image.open(io.BytesIO(card(RHYTHM, [("care", False)], (title, teller, hub), LOOK))).convert("L")


def darkest(of: Image.Image, box: tuple[int, int, int, int]) -> int:
    """0 is black."""
    return int(of.crop(box).getextrema()[0])  # type: ignore[arg-type]


def test_a_long_title_is_cut_and_nothing_is_written_in_the_margins() -> None:
    title = "Windkrachtmeterslingerproef" * 3 + " en nog wat" * 12
    assert darkest(drawn_with(title, "Noor Bakker " * 20, "Verhalen"), (1140, 0, 1200, 630)) > 250


def test_letters_that_no_typeface_here_has_are_left_out_and_never_boxes() -> None:
    """An unassigned sign stands for a script without a typeface; the name below it is written all the same."""
    seen = drawn_with("\U000e0fff", "Noor Bakker", "Verhalen")
    assert darkest(seen, (0, 370, 1200, 540)) > 250
    if LOOK.font:
        assert darkest(seen, (64, 550, 300, 600)) < 150


def test_an_arabic_title_begins_on_the_right() -> None:
    title = "الماء"
    if not lettering(title, LOOK.font).font:
        pytest.skip("no typeface with Arabic letters here")
    seen = drawn_with(title, "Noor Bakker", "Verhalen")
    assert darkest(seen, (1000, 370, 1140, 540)) < 50
    assert darkest(seen, (0, 370, 600, 540)) > 250


def test_a_card_is_drawn_again_only_when_something_on_it_changed(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for another story, another setting or another why; for a word, the colour of its value and the hub's name."""
    drawn: list[str] = []

    def counted(rhythm: bytes, values: list[tuple[str, bool]], words: tuple[Lettering, ...], look: CardLook) -> bytes:
        drawn.append(words[0].text)
        return card(rhythm, values, words, look)  # type: ignore[arg-type]

    monkeypatch.setattr("storyhub.pages.card_drawing.card", counted)
    hub, body = tmp_path / "stories", "Het regende. Waarom? Daarom."
    write_hub(hub, {"2026/dag.md": story("De dag", body, values="[care]")})

    def build(name: str = "Verhalen", promise: int = 7, **changed: str) -> list[str]:
        """The cards that are drawn where these files of the hub are changed."""
        drawn.clear()
        for file, text in changed.items():
            (hub / file.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
        build_site(hub, tmp_path / "site", site_name=name, extra={"hub": {"cards": True, "promise": promise}})
        return sorted(drawn)

    assert build() == ["De dag"]
    assert build() == []
    assert build(promise=9) == []
    assert build(**{"2026__nacht_md": story("De nacht", body, values="[courage]")}) == ["De nacht"]
    assert build(**{"2026__nacht_md": story("De nacht", body, values="[courage]", why="Om de maan.")}) == []
    assert build(**{"2026__nacht_md": story("De nacht", f"{body} Echt waar.", values="[courage]")}) == ["De nacht"]
    assert build(values_yml=VALUES.replace("- key: care", "- key: care\n  colour: '#123456'")) == ["De dag"]
    assert build(name="Onze verhalen") == ["De dag", "De nacht"]
