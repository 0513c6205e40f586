"""Paths: stories in an order that somebody chose, with a line for each."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hubs import story, write_hub
from storyhub.assemble import assemble
from storyhub.model.settings import Settings
from storyhub.site import Site
from storyhub.system.cache_files import Store

PATH = """\
title: {nl: Je eerste week, en: Your first week}
why: {nl: "Zo begon het voor mij 's ochtends.", en: "That is how it began."}
stories:
  - story: 2026/laat
    line: {nl: Maandag, en: Monday}
  - story: 2026/klad
  - 2026/vroeg
  - {story: 2026/midden, line: Woensdag}
"""
STORIES: dict[str, str | bytes] = {
    "2026/vroeg.md": story("Vroeg", date="2026-01-01"),
    "2026/midden.md": story("Midden", date="2026-02-01"),
    "2026/laat.md": story("Laat", date="2026-03-01"),
    "2026/late.md": story("Late", date="2026-03-02", language="en", translation_of="2026/laat"),
    "2026/los.md": story("Los", date="2026-04-01"),
    "2026/klad.md": story("Geheim klad", status="draft"),
}


def site_of(folder: Path, path: str, stories: dict[str, str | bytes] = STORIES) -> Site:
    """A hub with one path."""
    hub = write_hub(folder / "stories", {**stories, "paths/week.yml": path})
    store = Store(folder / "cache")
    try:
        return assemble(hub, Settings(today=date(2026, 11, 24)), store)
    finally:
        store.close()


def told(site: Site) -> list[tuple[int, str]]:
    return [(one.line, one.rule) for one in site.hub.issues if one.path == "paths/week.yml"]


@pytest.fixture(scope="module")
def built(build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paths")
    return build_site(write_hub(folder / "stories", {**STORIES, "paths/week.yml": PATH}), folder / "site")


def words(site: Path, url: str) -> str:
    text = (site / url / "index.html").read_text(encoding="utf-8").partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_page_of_a_path_has_its_stories_in_their_order_with_a_line_for_each(built: Path) -> None:
    page = words(built, "paths/week")
    assert "Zo begon het voor mij ’s ochtends." in page
    places = [page.index(word) for word in ("Maandag", "Laat", "Vroeg", "Woensdag", "Midden")]
    assert places == sorted(places)
    assert "3 verhalen" in page
    assert "klad" not in page


def test_a_reader_gets_the_path_in_their_own_language_with_stories_that_were_translated(built: Path) -> None:
    page = words(built, "en/paths/week")
    assert "Your first week" in page
    assert page.index("Monday") < page.index("Late")
    assert "Laat" not in page
    assert '<p class="way-line" lang="nl">Woensdag' in (built / "en/paths/week/index.html").read_text(encoding="utf-8")


def test_a_story_says_where_it_is_on_a_path_and_what_comes_before_and_after(built: Path) -> None:
    page = words(built, "2026/vroeg")
    assert "Verhaal 2 van 3 op het pad Je eerste week" in page
    assert "Hiervoor: Laat" in page
    assert "Hierna op het pad: Midden" in page
    assert "Story 1 of 3 on the path" in words(built, "2026/late")
    assert "op het pad" not in words(built, "2026/los")


@pytest.mark.parametrize("url", ["", "archive", "paths"])
def test_a_path_is_found_from_home_and_from_all_stories(built: Path, url: str) -> None:
    assert "Je eerste week" in words(built, url)
    assert 'paths/week/"' in (built / url / "index.html").read_text(encoding="utf-8")


def test_a_path_is_a_feed_in_its_own_order(built: Path) -> None:
    feed = ElementTree.parse(built / "paths/week/feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert [one.findtext(f"{atom}title") for one in feed.iter(f"{atom}entry")] == ["Laat", "Vroeg", "Midden"]
    assert (feed.findtext(f"{atom}title") or "").startswith("Je eerste week")
    items = json.loads((built / "paths/week/feed.json").read_text(encoding="utf-8"))["items"]
    assert [item["title"] for item in items] == ["Laat", "Vroeg", "Midden"]
    assert "Het regende" in items[0]["content_html"]
    assert 'id="path-week"' in (built / "feed/index.html").read_text(encoding="utf-8")


def test_a_story_that_nobody_sees_is_advised_about_and_the_path_goes_on(tmp_path: Path) -> None:
    site = site_of(tmp_path, PATH.replace("2026/vroeg", "2026/vroege"))
    assert told(site) == [(6, "step-unseen"), (7, "unknown-story")]
    assert [step.story for step in site.paths["week"].steps] == ["2026/laat", "2026/midden"]
    assert "2026/vroeg" in next(str(one.message) for one in site.hub.issues if one.rule == "unknown-story")


def test_a_story_that_an_error_stops_is_advised_about_too(tmp_path: Path) -> None:
    files = {**STORIES, "2026/vroeg.md": story("Vroeg", date="ooit")}
    assert told(site_of(tmp_path, PATH, files)) == [(6, "step-unseen"), (7, "step-unseen")]


@pytest.mark.parametrize(
    ("path", "faults"),
    [
        ("stories: [2026/los]\n", [(1, "no-text"), (1, "no-text")]),
        ("title: Week\nwhy: Zo\nstory: [2026/los]\n", [(1, "no-stories"), (3, "unknown-field")]),
        ("title: Week\nwhy: Zo\nstories:\n  - {story: 2026/los, lin: a}\n", [(4, "invalid-step")]),
        ("title: Week\nwhy: Zo\nstories:\n  - 2026/los\n  - [a]\n", [(5, "invalid-step")]),
        ("title: Week\nwhy: Zo\nstories:\n  - 2026/los\n  - stories/2026/los.md\n", [(5, "invalid-step")]),
    ],
)
def test_what_is_wrong_with_a_path_is_said_by_line(tmp_path: Path, path: str, faults: list[tuple[int, str]]) -> None:
    assert sorted(told(site_of(tmp_path, path))) == faults


def test_what_is_not_there_is_no_word_of_the_writer(tmp_path: Path) -> None:
    site = site_of(tmp_path, "title: Week\nwhy: Zo\n")
    assert [str(one.message).partition(";")[0] for one in site.hub.issues] == ["found nothing"]


def test_a_path_without_a_story_that_can_be_read_has_no_page(tmp_path: Path) -> None:
    assert site_of(tmp_path, "title: Week\nwhy: Zo\nstories: [2026/klad]\n").paths == {}
