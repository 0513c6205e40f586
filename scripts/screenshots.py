"""Takes the pictures of every page type that docs/screenshots shows: `.venv/bin/python scripts/screenshots.py [NAME…]`.

They are taken of the sample hub, Dutch and English, 360, 768, 1280 and 1920 pixels wide, light above dark, at half their size, and
kept as WebP: a sheet for each page type and language.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("hooks", "scripts", "tests")]

OUT = ROOT / "docs/screenshots"
WIDTHS = (360, 768, 1280, 1920)
SCHEMES = ("light", "dark")
TALLEST = 1200
"""Pixels of a page that are shown."""
SHARE = 2
"""One pixel of a sheet is so many of the page."""
GAP = 12
FRONT = "home-1280-light.webp"
"""The picture in the README, at its full size."""


class Kind(NamedTuple):
    """A kind of page: what it is called, and where one is in Dutch and in English (empty: there is none)."""

    text: str
    nl: str
    en: str = ""


def _both(text: str, url: str) -> Kind:
    return Kind(text, url, f"en/{url}")


PAGES = {
    "home": Kind("Home: the newest stories of everybody, its own words, a way in by value", "/", "en/"),
    "story-photo": Kind("A story with a photo", "2026/de-keukentafel-in-hollewaard/", "2026/twenty-centimetres/"),
    "story-voiceprint": Kind("A story with a voiceprint", "2026/linkerhandschoen/", "2025/fourteen-dashboards/"),
    "story-answered": Kind("A story with what could be better, its answers and replies", "2025/vrouwe-ida/"),
    "tombstone": Kind("What remains of a withdrawn story", "2026/een-dag-mee/"),
    "values": _both("All values", "values/"),
    "value": _both("A value as a wall of whys", "values/openheid/"),
    "departments": _both("All departments", "departments/"),
    "department": _both("A department", "departments/buitendienst/"),
    "ambassadors": _both("Everyone who told a story", "ambassadors/"),
    "ambassador": _both("An ambassador", "ambassadors/gerrit-hoekstra/"),
    "archive": _both("The archive", "archive/"),
    "month": _both("A month of the archive", "archive/2026/11/"),
    "paths": _both("Paths: stories in an order", "paths/"),
    "path": _both("A path", "paths/je-eerste-week/"),
    "network": _both("Who met whom in stories", "network/"),
    "listening": _both("What could be better, and what became of it", "listening/"),
    "search": _both("Search", "search/?q=water"),
    "masthead": _both("Search in the masthead", "values/"),
    "nothing": _both("Search that finds nothing", "search/?q=waterkeukentafels"),
    "tell": _both("Where a story is told", "tell/"),
    "feed": _both("Feeds", "feed/"),
    "screen": _both("Whys for a screen in the hall", "screen/"),
    "about": _both("About", "about/"),
    "mission": _both("The mission", "mission/"),
    "not-found": Kind("A wrong address", "404.html"),
}
DESK = {
    "review": "The page for whoever reviews a pull request",
    "report": "The report for comms",
}
"""Pages that are made apart from the site, to be downloaded."""
STORY = """---
title: De kraan die bleef lopen
author: Noor Bakker
department: buitendienst
date: 2026-11-20
photo: {file: kraan.webp}
consent: internal
---

Het was half zeven en de kraan liep nog. We luisterden naar de buurman en dachten: dit moet anders.

> Iemand moet hem toch dichtdraaien.

Niemand deed het. Dus bleef ik zitten, op het hek, tot het licht werd.
"""


def main() -> None:
    """Builds the sample hub, takes all pictures (or those of the pages that are named) and writes the page that shows them."""
    import browser as browsers
    import telling
    from playwright.sync_api import sync_playwright
    from static_server import StaticServer  # type: ignore[import-not-found]
    from storyhub_engine import load_engine

    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        load_engine().build(ROOT / "mkdocs.yml", site_dir=site)
        server = StaticServer(site)
        addresses = {
            name: server.url + url.lstrip("/") for name, url in _places().items() if _wanted(name)
        } | _desk_pages(Path(folder))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.launch_arguments())
            for name, address in addresses.items():
                if _wanted(name):
                    _sheet(browser, name, address)
            if "telling" in (sys.argv[1:] or ["telling"]):
                telling.take(browser, server.url, _keep)
            browser.close()
        server.close()
    (OUT / "README.md").write_text(_gallery(), encoding="utf-8", newline="\n")


def _wanted(name: str) -> bool:
    return not sys.argv[1:] or name.removesuffix("-nl").removesuffix("-en") in sys.argv[1:]


def _places() -> dict[str, str]:
    both = (
        (f"{name}-{language}", getattr(kind, language)) for name, kind in PAGES.items() for language in ("nl", "en")
    )
    return {name: url for name, url in both if url}


def _sheet(browser: Browser, name: str, address: str) -> None:
    """Takes a page in every width, in light and in dark, and puts these next to each other."""
    from PIL import Image

    rows = []
    for scheme in SCHEMES:
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        shots = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            _prepare(page, name)
            with Image.open(
                io.BytesIO(page.screenshot(full_page=not name.startswith(("masthead", "screen"))))
            ) as taken:
                shot = taken.convert("RGB").crop((0, 0, width, min(taken.height, TALLEST)))
            if name == "home-nl" and (width, scheme) == (1280, "light"):
                shot.save(OUT / FRONT, "WEBP", quality=72, method=6)
            shots.append(shot.reduce(SHARE))
        page.close()
        rows.append(shots)
    height = max(shot.height for shots in rows for shot in shots)
    sheet = Image.new("RGB", (sum(shot.width + GAP for shot in rows[0]) + GAP, 2 * (height + GAP) + GAP), "#808080")
    for row, shots in enumerate(rows):
        left = GAP
        for shot in shots:
            sheet.paste(shot, (left, GAP + row * (height + GAP)))
            left += shot.width + GAP
    sheet.save(OUT / f"{name}.webp", "WEBP", quality=45, method=6)


def _prepare(page: Page, name: str) -> None:
    """What a reader does first on some pages."""
    if name.startswith("masthead"):
        page.locator(".menu-search a[aria-haspopup]").wait_for()
        page.keyboard.press("/")
        page.keyboard.type("water")
        page.locator(".quick [data-list] h3").first.wait_for()
    elif name.startswith("nothing"):
        page.locator("[data-nothing]:not([hidden])").wait_for()
    elif name.startswith("search"):
        page.locator("[data-list] h3").first.wait_for()
    elif name.startswith("screen"):
        page.locator(".hall[data-running]").wait_for()
        page.evaluate("Promise.all(document.getAnimations().map((fading) => fading.finished))")


def _desk_pages(folder: Path) -> dict[str, str]:
    """Makes the pages for comms, and returns where they are."""
    import shutil

    from repositories import Repo  # type: ignore[import-not-found]
    from storyhub.cli.main import main as hub

    repo = Repo(folder / "repo")
    shutil.copytree(ROOT / "stories", repo.folder / "stories")
    repo.commit_all()
    picture = next((ROOT / "stories").glob("2026/*/*.webp")).read_bytes()
    files = (b"stories/2026/de-kraan.md", STORY.encode()), (b"stories/2026/de-kraan/kraan.webp", picture)
    head = repo.pull_request(*(("100644", path, content) for path, content in files), day="2026-11-10")
    out = {name: folder / f"{name}.html" for name in DESK}
    place = ["--repo", str(repo.folder), "--stories", str(repo.folder / "stories"), "--base", "main"]
    hub(["review", *place, "--head", head, "--out", str(out["review"])], ROOT)
    hub(["report", *place, "--format", "page", "--out", str(out["report"])], ROOT)
    return {name: file.as_uri() for name, file in out.items()}


def _keep(png: bytes, file: Path) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(file, "WEBP", quality=72, method=6)


def _gallery() -> str:
    widths = ", ".join(map(str, WIDTHS[:-1]))
    lines = [
        "# Every page of the sample hub",
        "",
        f"Taken by `scripts/screenshots.py`: {widths} and {WIDTHS[-1]} pixels wide at half their size, light above dark. Long pages are",
        f"cut off at {TALLEST} pixels. A story has the language that it was told in.",
        "",
    ]
    for name, kind in PAGES.items():
        sheets = {"Dutch": f"{name}-nl.webp", "English": f"{name}-en.webp"}
        taken = [
            f"![{kind.text}, in {language}]({sheet})" for language, sheet in sheets.items() if (OUT / sheet).is_file()
        ]
        lines += [f"## {kind.text}", "", *taken, ""] if taken else []
    for name, text in DESK.items():
        lines += [f"## {text}", "", f"![{text}]({name}.webp)", ""] if (OUT / f"{name}.webp").is_file() else []
    return "\n".join(lines)


if __name__ == "__main__":
    main()
