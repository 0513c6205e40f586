"""Takes the pictures of every page type that docs/screenshots shows: `.venv/bin/python scripts/screenshots.py [NAME…]`.

They are taken of the sample hub, 320 and 1280 pixels wide, in light and in dark, and kept as WebP.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("hooks", "scripts", "tests")]

OUT = ROOT / "docs/screenshots"
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
TALLEST = 2600
PAGES = {
    "home": ("", "Home: its own words, the newest stories of everybody, a way in by value"),
    "story-photo": ("2026/twenty-centimetres/", "A story with a photo"),
    "story-voiceprint": ("2025/fourteen-dashboards/", "A story with a voiceprint and suggested values"),
    "story-answered": ("2025/vrouwe-ida/", "A story with what could be better, its answers and replies"),
    "tombstone": ("2026/een-dag-mee/", "What remains of a withdrawn story"),
    "values": ("values/", "All values"),
    "value": ("values/openheid/", "A value as a wall of whys"),
    "departments": ("departments/", "All departments"),
    "department": ("departments/buitendienst/", "A department"),
    "ambassadors": ("ambassadors/", "Everyone who told a story"),
    "ambassador": ("ambassadors/gerrit-hoekstra/", "An ambassador"),
    "archive": ("archive/", "The archive"),
    "month": ("archive/2026/11/", "A month of the archive"),
    "search": ("search/?q=water", "Search"),
    "tell": ("tell/", "Where a story is told"),
    "about": ("about/", "About"),
    "mission": ("en/mission/", "The mission, in English"),
    "comms": ("comms/", "The page for comms"),
    "not-found": ("404.html", "A wrong address"),
}
DESK = {
    "review": "The page for who reviews a pull request",
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
    """Builds the sample hub, takes all pictures (or those that are named) and writes the page that shows them."""
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
        addresses = {name: server.url + url for name, (url, _) in PAGES.items()} | _desk_pages(Path(folder))
        addresses = {name: url for name, url in addresses.items() if name in (sys.argv[1:] or addresses)}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.launch_arguments())
            for width in WIDTHS:
                for scheme in SCHEMES:
                    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
                    for name, url in addresses.items():
                        page.set_viewport_size({"width": width, "height": TALLEST if name in DESK else 900})
                        page.goto(url, wait_until="networkidle")
                        _keep(page.screenshot(full_page=True), OUT / f"{name}-{width}-{scheme}.webp")
                    page.close()
            telling.take(browser, server.url, _keep)
            browser.close()
        server.close()
    (OUT / "README.md").write_text(_gallery(), encoding="utf-8", newline="\n")


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
        picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, TALLEST))).save(
            file, "WEBP", quality=72, method=6
        )


def _gallery() -> str:
    lines = [
        "# Every page of the sample hub",
        "",
        f"Taken by `scripts/screenshots.py`; long pages are cut off at {TALLEST} pixels.",
        "",
    ]
    for name, text in ({name: text for name, (_, text) in PAGES.items()} | DESK).items():
        lines += [f"## {text}", ""]
        lines += [
            f"![{text}, {width} pixels wide, {scheme}]({name}-{width}-{scheme}.webp)"
            for width in WIDTHS
            for scheme in SCHEMES
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
