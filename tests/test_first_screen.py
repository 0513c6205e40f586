"""The first screen of a phone, and the form of what is on it: measured in a browser, on a hub of the test's own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hubs import story, write_hub
from PIL import Image
from playwright.sync_api import Browser, Page

LONG = (
    "Om kwart over vier 's nachts ging de telefoon, en het was de sluiswachter die zei dat het water al over de "
    "eerste steen stond. Ik trok mijn laarzen aan, zocht de sleutel van de schuur en liep naar buiten, waar het zo hard "
    "regende dat ik de overkant niet zag en de buurman alleen maar hoorde roepen.\n\n"
)
PHONE = {"width": 360, "height": 800}
DESK = {"width": 1280, "height": 800}


def picture(width: int, height: int) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#7a2e5d").save(out, "WEBP")
    return out.getvalue()


def with_photo(slug: str, width: int, height: int) -> dict[str, str | bytes]:
    """A story with a photo of this size."""
    fields = {"photo": "{file: foto.webp, alt: Een muur}", "consent": "internal", "values": "[care]"}
    return {
        f"2026/{slug}.md": story(slug, LONG * 6, **fields),
        f"2026/{slug}/foto.webp": picture(width, height),
    }


@pytest.fixture(scope="module")
def site(build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub whose newest story has a photo, and one of each form."""
    folder = tmp_path_factory.mktemp("first")
    files: dict[str, str | bytes] = {
        "2026/nacht.md": story(
            "De nacht dat de sluis niet dicht wilde",
            LONG * 6,
            values="[care, openness]",
            with_="[kitchen]",
            why="Omdat ik toen pas zag wie er allemaal wakker liggen van het water.",
        ),
        "2026/kort.md": story("Kort", "Het regende.\n\n" + LONG * 3, date="2026-02-01"),
        "2026/night.md": story("A night", "It rained. " + LONG * 2, language="en", date="2026-02-02"),
        "index.en.md": "# Welcome\n\nStories of ours.\n",
    }
    for slug, width, height in (("liggend", 1200, 800), ("staand", 800, 1200), ("vierkant", 900, 900)):
        files |= with_photo(slug, width, height)
    return build_site(write_hub(folder / "stories", files), folder / "site", site_name="Verhalen van het huis")


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where it is served."""
    return serve_folder(site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript: nothing here may need it."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def top(page: Page, selector: str) -> float:
    """How far below the top of the screen something begins."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"]


@pytest.mark.parametrize(
    ("url", "words"), [("", "Verhalen Vertel Zoeken Meer"), ("en/", "Stories Tell Search More"), ("2026/nacht/", "")]
)
@pytest.mark.parametrize("width", [320, 360, 412, 768])
def test_a_phone_has_a_masthead_of_one_line(page: Page, address: str, url: str, words: str, width: int) -> None:
    """The name and four ways to go stand beside each other, and nothing else is above the page."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + url)
    ways = page.locator(".masthead .menu a:visible, .masthead summary:visible")
    assert words in ("", " ".join(ways.all_inner_texts()))
    boxes = [box for place in [*ways.all(), page.locator(".nameplate")] if (box := place.bounding_box())]
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert len(boxes) == 5
    assert max(middles) - min(middles) < 6
    assert all(box["height"] >= 24 for box in boxes)
    masthead = page.locator(".masthead").bounding_box()
    assert masthead is not None
    assert masthead["height"] <= 56


def test_more_opens_without_scripts_and_by_keyboard(page: Page, address: str) -> None:
    """Enter opens the rest of the menu, and Tab goes on into it, the other language included."""
    page.goto(address)
    assert not page.get_by_role("link", name="Waarden").first.is_visible()
    page.locator(".masthead summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".more-links a:visible").count() == 5 - (page.locator(".more-links").count() - 1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/values/")
    page.locator(".masthead summary").click()
    page.locator(".more").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/values/")


def test_home_begins_with_a_story(page: Page, address: str) -> None:
    """The newest story starts within 300 px, and the welcome is not lost: it comes after it."""
    page.goto(address)
    assert top(page, ".feature") < 300
    assert top(page, ".words") > top(page, ".feature-title")
    assert page.get_by_text("Verhalen van ons.").is_visible()


def test_a_story_begins_on_the_first_screen(page: Page, address: str) -> None:
    """Without a picture its first line stands within 480 px; values and departments come after the text."""
    page.goto(address + "2026/nacht/")
    assert top(page, ".body > p") < 480 - 30
    end = page.locator(".body > p").last.bounding_box()
    assert end is not None
    assert top(page, ".margin") > end["y"] + end["height"]


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("url", ["", "2026/nacht/", "2026/staand/", "archive/"])
def test_tab_goes_as_people_read(page: Page, address: str, url: str, size: dict[str, int]) -> None:
    """Each link that Tab comes to is where the page shows it next: further down, or beside."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address + url)
    boxes = [
        box for link in page.locator("header a:visible, header summary:visible").all() if (box := link.bounding_box())
    ]
    middles = [(box["y"] + box["height"] / 2, box["x"]) for box in boxes]
    for (y, x), (next_y, next_x) in pairwise(middles):
        assert next_y > y + 4 or (abs(next_y - y) <= 8 and next_x > x)


@pytest.mark.parametrize(("slug", "ratio"), [("liggend", 1.5), ("staand", 2 / 3), ("vierkant", 1.0)])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_picture_keeps_its_form(page: Page, address: str, slug: str, ratio: float, size: dict[str, int]) -> None:
    """Nothing of it is cut off; what is as high as it is wide stands beside the text where there is room."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{address}2026/{slug}/")
    shown = page.locator(".tale-photo img").bounding_box()
    text = page.locator(".body > p").first.bounding_box()
    assert shown is not None
    assert text is not None
    assert shown["width"] / shown["height"] == pytest.approx(ratio, rel=0.02)
    beside = shown["x"] >= text["x"] + text["width"] and shown["y"] < text["y"] + text["height"]
    assert beside == (size is DESK and slug != "liggend")


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_a_large_first_letter_has_three_lines_beside_it(browser: Browser, address: str, width: int) -> None:
    """A short first paragraph goes without, a long one has it, at every width."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + "2026/kort/")
    assert page.locator(".has-drop-cap").count() == 0
    page.goto(address + "2026/nacht/")
    lines = page.locator(".has-drop-cap > p").first.evaluate(
        "p => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)"
    )
    page.close()
    assert lines > 2.9
