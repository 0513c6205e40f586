"""What a chat program shows of a link to the hub."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from hubs import story, write_hub


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
