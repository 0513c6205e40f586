"""The question of a month: asked on the home page and where stories are told, answered by stories, with a page and a feed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from composing import quiet_page
from hubs import story, write_hub
from playwright.sync_api import Browser

Build = Callable[..., Path]


@pytest.fixture(scope="module")
def site(build_site: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with questions of two months that are past, and of one to come."""
    files: dict[str, str | bytes] = {
        "questions/2026-03.yml": "question: Wie *was* <wakker>?\n",
        "questions/2026-04.yml": "question: {nl: Wat hield je tegen?, en: What did you stop?}\n",
        "questions/2099-01.yml": "question: Nog niet?\n",
        "2026/a.md": story("Een antwoord", answers_question="2026-04", date="2026-04-02"),
        "2026/b.md": story("Een ander", answers_question="2099-01"),
    }
    folder = tmp_path_factory.mktemp("questions")
    return build_site(write_hub(folder / "stories", files), folder / "site")


def text(site: Path, path: str) -> str:
    """A file of the site."""
    return (site / path).read_text(encoding="utf-8")


def test_the_newest_question_is_on_home_and_where_stories_are_told(site: Path) -> None:
    """In the reader's language, with a way to answer it; one of a month to come is nowhere."""
    for path in ("index.html", "tell/index.html"):
        assert "Wat hield je tegen?" in text(site, path)
        assert "answers_question=2026-04" in text(site, path)
    assert "What did you stop?" in text(site, "en/index.html")
    assert not (site / "questions/2099-01").exists()
    assert all("Nog niet?" not in file.read_text(encoding="utf-8") for file in site.rglob("*.html"))


def test_a_question_has_a_page_with_its_answers_and_a_feed(site: Path) -> None:
    """Answers lead to it; what somebody typed is text."""
    page = text(site, "questions/2026-04/index.html")
    assert "Een antwoord" in page
    assert "Een ander" not in page
    assert "Wie *was* &lt;wakker&gt;?" in page
    assert "Nog geen verhaal" in text(site, "questions/2026-03/index.html")
    assert "questions/2026-04/" in text(site, "2026/a/index.html")
    assert "Wat hield" not in text(site, "2026/b/index.html")
    feed = json.loads(text(site, "questions/2026-04/feed.json"))
    assert [item["title"] for item in feed["items"]] == ["Een antwoord"]
    assert "Een antwoord" in text(site, "questions/2026-04/feed.xml")
    assert 'id="question-2026-04"' in text(site, "feed/index.html")
    assert "questions/2026-04/" in text(site, "sitemap-hub.xml")


def test_somebody_answers_the_question_from_the_page_where_stories_are_told(
    browser: Browser, site: Path, serve_folder: Callable[[Path], str]
) -> None:
    """It is large enough to touch, and readable, on a phone and in the dark."""
    address = serve_folder(site)
    with quiet_page(browser, viewport={"width": 360, "height": 800}, color_scheme="dark") as page:
        page.goto(f"{address}tell/")
        link = page.get_by_role("link", name="Wat hield je tegen?")
        assert (link.bounding_box() or {})["height"] >= 24
        assert Axe().run(page, ".tell-asked").response["violations"] == []
        link.click()
        page.wait_for_url(re.compile(r"/tell/\?.*answers_question=2026-04"))
