"""A small book of chosen stories: one file that opens anywhere, and prints as a book."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hubs import PROJECT, story, write_hub
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader
from storyhub.cli.main import main

PATH = """\
title: Je eerste week
why: Zo begon het.
stories:
  - {story: 2026/soep, line: Maandag}
  - 2026/klad
  - 2026/dijk
"""


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (20, 90, 90)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {
        "2026/dijk.md": story(
            "De dijk",
            "Lees [de soep](soep.md) en [het los](los.md).\n\n## Kop\n\n![boot](p.png)\n",
            photo="{file: dijk/p.png, alt: een boot}",
            consent="internal",
            values="[care]",
        ),
        "2026/dijk/p.png": photo(),
        "2026/soep.md": story(
            "De soep", "## Kop\n\n" + "De soep was heet en de nacht was lang. " * 12 + "\n\nKlaar.\n"
        ),
        "2026/los.md": story("Het los", language="en"),
        "2026/klad.md": story("Geheim klad", status="draft"),
        "paths/week.yml": PATH,
    }
    return write_hub(tmp_path_factory.mktemp("booklet") / "stories", files)


@pytest.fixture(scope="module")
def book(hub: Path) -> Path:
    out = hub.parent / "week.html"
    assert main(["booklet", "--path", "week", "--out", str(out), "--stories", str(hub)], PROJECT) == 0
    return out


def test_it_is_one_file_that_fetches_nothing(browser: Browser, book: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(book.as_uri())
    assert asked == [book.as_uri()]
    assert page.locator("img").count() == 2
    assert page.locator("img").evaluate_all("(all) => all.every((one) => one.naturalWidth > 0)")
    assert Axe().run(page).response["violations"] == []
    assert complaints == []
    page.close()


def test_it_prints_as_a_book(browser: Browser, book: Path) -> None:
    """A cover, the contents, each story from a new page of its own number, and a colophon; on A5."""
    page = browser.new_page()
    page.goto(book.as_uri())
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    texts = [one.extract_text() for one in pages]
    assert {tuple(map(round, one.mediabox[2:])) for one in pages} == {(420, 595)}
    assert "Je eerste week" in texts[0]
    assert texts[1].split()[:2] == ["2", "Inhoud"]
    assert texts[2].split()[:2] == ["3", "Maandag"]
    assert [text.count("De dijk") for text in texts] == [0, 1, 0, 1, 0]
    assert "Vraag het aan de verteller" in texts[-1]
    assert not any("klad" in text for text in texts)


def test_its_links_lead_to_each_other_and_to_the_hub_and_its_anchors_are_each_storys_own(
    hub: Path, tmp_path: Path
) -> None:
    out = tmp_path / "book.html"
    given = ["booklet", "2026/dijk", "stories/2026/soep.md", "--title", "Nacht <&>", "--out", str(out)]
    assert main([*given, "--language", "en", "--stories", str(hub)], PROJECT) == 0
    text = out.read_text(encoding="utf-8")
    assert "<h1>Nacht &lt;&amp;&gt;</h1>" in text
    assert '<a href="#s2">de soep</a>' in text
    assert "hub:" not in text
    assert 'id="s1-h-kop"' in text
    assert 'id="s2-h-kop"' in text
    assert "Contents" in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["2026/klad"], "2026/klad: is not a story that readers can see"),
        (["2026/dijkk"], 'did you mean "2026/dijk"?'),
        (["--path", "weg"], "paths that can be read: week"),
        ([], "name stories (year/name), or one path"),
        (["2026/dijk", "--path", "week"], "name stories (year/name), or one path"),
        (["2026/dijk", "--language", "xx"], "--language: found 'xx'"),
    ],
)
def test_what_it_cannot_use_is_said_in_a_line(
    hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], told: str
) -> None:
    out = tmp_path / "book.html"
    assert main(["booklet", *asked, "--out", str(out), "--stories", str(hub)], PROJECT) == 2
    assert told in capsys.readouterr().err
    assert not out.exists()
