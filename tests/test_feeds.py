"""Feeds: the whole story in two forms, for a reader program and for somebody who clicks on one."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from hubs import story, write_hub
from PIL import Image

Build = Callable[..., Path]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ADDRESS = "https://verhalen.example/hub/"


def hub(folder: Path, text: str = "Het eind.") -> Path:
    """Two stories; one has a photo, a link to the other, a footnote and something unsafe."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "WEBP")
    body = f"Zie [de ander](b.md).[^1]\n\n<script>alert(1)</script>\n\n{text}\n\n[^1]: Een noot.\n"
    fields = {"photo": "{file: foto.webp, alt: Een sluis}", "consent": "internal", "values": "[care]"}
    return write_hub(
        folder,
        {"2026/a.md": story("A", body, **fields), "2026/a/foto.webp": out.getvalue(), "2026/b.md": story("B")},
    )


def contents(site: Path, folder: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """The whole texts by id, in Atom and in JSON."""
    feed = ElementTree.fromstring((site / folder / "feed.xml").read_text(encoding="utf-8"))
    atom = {
        entry.findtext("a:id", "", ATOM): entry.findtext("a:content", "", ATOM)
        for entry in feed.iterfind("a:entry", ATOM)
    }
    items = json.loads((site / folder / "feed.json").read_text(encoding="utf-8"))["items"]
    return atom, {item["id"]: item["content_html"] for item in items}


def test_a_feed_holds_whole_stories_with_full_addresses(build_site: Build, tmp_path: Path) -> None:
    """Both forms have the same ids and texts, safe, and every address in them leads from anywhere."""
    site = build_site(hub(tmp_path / "stories"), tmp_path / "site", site_url=ADDRESS)
    atom, items = contents(site)
    assert atom == items
    text = next(text for text in atom.values() if "Het eind." in text)
    assert f'<a href="{ADDRESS}2026/b/"' in text
    assert f'<img src="{ADDRESS}2026/a/' in text
    assert f'href="{ADDRESS}2026/a/#' in text
    assert 'href="#' not in text
    assert "<script" not in text
    assert len(contents(site, "values/care")[1]) == 1


def test_a_feed_follows_the_text_of_its_stories(build_site: Build, tmp_path: Path) -> None:
    """An edit deep in a story comes into every feed that holds it; a feed without it stays as it was."""
    site = build_site(hub(tmp_path / "stories"), tmp_path / "site")
    other = (site / "departments/desk/feed.json").stat().st_mtime_ns
    hub(tmp_path / "stories", "Het nieuwe eind.")
    build_site(tmp_path / "stories", site)
    for folder in ("", "values/care", "departments/ward"):
        for texts in contents(site, folder):
            assert any("Het nieuwe eind." in text for text in texts.values())
    assert (site / "departments/desk/feed.json").stat().st_mtime_ns == other


def test_a_feed_has_a_page_beside_it(build_site: Build, tmp_path: Path) -> None:
    """Who clicks on "Feed" sees a page that says what it is, names every feed and shows the newest stories."""
    site = build_site(hub(tmp_path / "stories"), tmp_path / "site", site_url=ADDRESS)
    for folder, title in (("", "Volg de verhalen"), ("en/", "Follow the stories")):
        html = (site / folder / "feed/index.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in html
        assert f"{ADDRESS}values/care/feed.xml" in html
        assert 'id="care"' in html
        assert "2026/a/" in html
        assert 'type="application/feed+json"' in html
    assert 'feed/#care"' in (site / "values/care/index.html").read_text(encoding="utf-8")
    assert 'href="./feed/"' in (site / "index.html").read_text(encoding="utf-8")
