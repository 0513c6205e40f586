"""A story on paper: the last page is never a line or two, or an address alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import story, write_hub
from playwright.sync_api import Browser
from pypdf import PdfReader

PARAGRAPH = (
    "Om kwart over vier ging de telefoon, en het was de sluiswachter die zei dat het water al over de eerste steen stond. "
    "Ik trok mijn laarzen aan, zocht de sleutel van de schuur en liep naar buiten, waar het zo hard regende dat ik de "
    "overkant niet zag en de buurman alleen maar hoorde roepen.\n\n"
)
LENGTHS = (2, *range(4, 14), *range(24, 34, 2))
"""Paragraphs: of one page and of several."""


@pytest.fixture(scope="module")
def address(
    build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """A story with a value, a question and departments that it was shared with; its text is made longer on the page."""
    folder = tmp_path_factory.mktemp("print")
    given = story("Lang", PARAGRAPH, values="[care]", with_="[kitchen, desk]", question="Wie ligt er nog meer wakker?")
    site = build_site(write_hub(folder / "stories", {"2026/s.md": given}), folder / "site")
    return serve_folder(site) + "2026/s/"


def test_the_last_page_holds_a_piece_of_the_story(browser: Browser, address: str) -> None:
    """However long the story: its last two paragraphs stand with what comes after them, and no page is for an address alone."""
    page = browser.new_page()
    page.goto(address)
    counts = []
    for length in LENGTHS:
        text = [f"Dit is alinea {number}. {PARAGRAPH}" for number in range(1, length + 1)]
        page.locator(".body").evaluate(
            "(body, text) => body.replaceChildren(...text.map((words) => Object.assign(document.createElement('p'), { textContent: words })))",
            text,
        )
        pages = [found.extract_text() for found in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
        counts.append(len(pages))
        assert f"alinea {length}." in pages[-1], length
        assert f"alinea {length - 1}." in pages[-1], length
        assert "Samen met" in pages[-1], length
    page.close()
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (1, 4)
