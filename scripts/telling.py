"""Takes the pictures of the writer's way that CONTRIBUTING shows, of the real page with a story on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs/screenshots"
SIZE = {"width": 1120, "height": 760}
STORY = {
    "body": "At four in the morning the alarm of the pumping station went, and nobody answered the phone.\n\n"
    "I drove there through the night in my pyjamas and a raincoat. Two colleagues of the night shift were there *already*. "
    "Nobody had called them either: the alarm had kept them awake all night.",
    "why": "Because someone is always awake, also when you think that nobody is.",
    "could_be_better": "The list of phone numbers is two years old.",
    "title": "Three raincoats",
    "author": "Noor Bakker",
}


def take(browser: Browser, address: str, keep: Callable[[bytes, Path], None]) -> None:
    """Writes a story on the page in English, and keeps a picture of each step."""
    page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-GB")  # type: ignore[arg-type]
    page.goto(f"{address}en/tell/", wait_until="networkidle")
    for name, text in STORY.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=department]", index=1)
    page.locator(".tell-heard-one").first.wait_for()
    for name, part in (("write", "story"), ("facts", "about"), ("values", "values"), ("send", "send")):
        page.evaluate("document.activeElement.blur()")
        _look_at(page, f"#tell-part-{part}")
        if name == "send":
            page.locator("[data-qr] svg").wait_for()
        keep(page.screenshot(), OUT / f"telling-{name}.webp")
    page.close()


def _look_at(page: Page, part: str) -> None:
    page.locator(part).evaluate(
        "part => scrollTo({top: part.getBoundingClientRect().top + scrollY - 40, behavior: 'instant'})"
    )
