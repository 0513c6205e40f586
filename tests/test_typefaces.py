"""Typefaces of an organisation's own: a setting, and a page that was tried."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import ROOT, story, write_hub
from playwright.sync_api import Browser, Route
from storyhub.model.settings import SettingsError, from_config
from storyhub.publish.typefaces import sheet

FONT = Path(__file__).parent / "golden" / "square.woff2"
"""A typeface of our own in which every letter is the same square, an em wide."""
WIDTH = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".body p").firstChild);
  return range.getClientRects().length;
}"""
SHIFT = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (moved += one.value))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""


@pytest.fixture(scope="module")
def site(build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with a typeface under its overrides."""
    folder = tmp_path_factory.mktemp("faces")
    theme = folder / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "assets" / "fonts").mkdir()
    shutil.copy(FONT, theme / "assets/fonts/own.woff2")
    stories = write_hub(folder / "stories", {"2026/dag.md": story("Een dag", "Het regende de hele dag. " * 20)})
    return build_site(
        stories,
        folder / "site",
        theme={"name": None, "custom_dir": str(theme / "templates")},
        extra={"hub": {"fonts": {"text": "fonts/own.woff2"}}},
    )


def test_a_page_is_set_in_it_without_a_jump(browser: Browser, site: Path, serve_folder: Callable[[Path], str]) -> None:
    """Where it comes in time; where it comes late the system's face stays, and nothing moves."""
    late = threading.Event()
    lines = []
    for is_late in (False, True):
        page = browser.new_page(viewport={"width": 360, "height": 800})
        complaints: list[str] = []
        page.on(
            "console", lambda said, to=complaints: to.append(said.text) if said.type in ("error", "warning") else None
        )

        def hold(route: Route) -> None:
            late.wait(1)
            route.continue_()

        if is_late:
            page.route("**/*.woff2", hold)
        page.goto(serve_folder(site) + "2026/dag/")
        page.evaluate("document.fonts.ready.then(() => 0)")
        lines.append(page.evaluate(WIDTH))
        assert page.evaluate(SHIFT) == 0
        assert [one for one in complaints if "preload" not in one] == []
        page.close()
    in_time, too_late = lines
    assert in_time > 1.5 * too_late


def test_it_is_preloaded_and_allowed(site: Path) -> None:
    html = (site / "2026/dag/index.html").read_text(encoding="utf-8")
    assert '<link rel="preload" as="font" type="font/woff2" crossorigin href="../../assets/' in html
    assert "font-src &#39;self&#39;" in html


def test_a_variable_typeface_has_all_its_weights_and_any_other_its_own() -> None:
    assert "font-weight:400;" in sheet({"text": "own.woff2"}, {"own.woff2": FONT})
    assert "font-weight:600 900;font-display:optional" in sheet({"ui_bold": "own.woff2"}, {"own.woff2": FONT})


@pytest.mark.parametrize("given", [{"text": "own.ttf"}, {"text": "../own.woff2"}, {"body": "own.woff2"}, "own.woff2"])
def test_what_cannot_be_used_is_named(given: object) -> None:
    with pytest.raises(SettingsError, match=r"extra\.hub\.fonts: found .*allowed"):
        from_config({"extra": {"hub": {"fonts": given}}})
