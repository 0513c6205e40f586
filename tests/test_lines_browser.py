"""The form of a line back, in a real browser: it makes the words of a mail, and holds private data back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect


def test_a_line_is_written_on_a_phone_and_mailed(
    browser: Browser, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    """What the mail holds is what the inbox reads; a bank account closes every way until it is gone."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{serve_folder(sample_site)}2025/vrouwe-ida/")
    expect(page.locator(".line-text").first).to_contain_text("schroevendraaier")
    page.get_by_text("Stuur een regel terug").click()
    page.get_by_label("Je regel").fill("Mijn rekening is NL91 ABNA 0417 1643 00.")
    page.get_by_label("Je naam").fill("Joost")
    mail = page.locator("[data-way=mail]")
    expect(page.locator("[data-say]")).to_contain_text("privégegevens")
    assert mail.get_attribute("href") is None
    page.get_by_label("Je regel").fill("Dat geluid ken ik.")
    expect(page.locator("[data-say]")).to_be_empty()
    words = unquote(mail.get_attribute("href") or "")
    assert "Line: 2025/vrouwe-ida\r\nName: Joost\r\n\r\nDat geluid ken ik." in words
    page.get_by_label("Aan wie?").select_option("2025-vrouwe-ida-2")
    assert "Line: 2025-vrouwe-ida-2\r\n" in unquote(mail.get_attribute("href") or "")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    page.close()
