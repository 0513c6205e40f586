"""The page for a screen in a hall: one why at a time, by itself or by keyboard, and still for who wants it still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hubs import story, write_hub
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def address(
    build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """A hub of three whys."""
    folder = tmp_path_factory.mktemp("screen")
    stories: dict[str, str | bytes] = {
        f"2026/s{n}.md": story(f"S{n}", why=f"Omdat {n}.", date=f"2026-03-0{n}") for n in (1, 2, 3)
    }
    return serve_folder(build_site(write_hub(folder / "stories", stories), folder / "site")) + "screen/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose clock the test moves."""
    context = browser.new_context(reduced_motion="no-preference")
    opened = context.new_page()
    opened.clock.install()
    yield opened
    context.close()


def shown(page: Page) -> list[str]:
    """The whys that can be seen."""
    return page.locator(".why-text:visible").all_inner_texts()


def test_the_keys_go_from_one_to_the_next(page: Page, address: str) -> None:
    """Right, left, and round again; it goes on by itself until the space bar stops it."""
    page.goto(address)
    expect(page.locator(".why-text:visible")).to_have_text(["Omdat 3."])
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["Omdat 2."]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["Omdat 1."]
    page.clock.run_for(12_500)
    assert shown(page) == ["Omdat 3."]
    page.keyboard.press(" ")
    page.clock.run_for(60_000)
    assert shown(page) == ["Omdat 3."]


def test_less_motion_means_none_by_itself(page: Page, address: str) -> None:
    """With reduced motion nothing moves or fades until somebody asks for it."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.locator(".why-text:visible")).to_have_text(["Omdat 3."])
    page.clock.run_for(60_000)
    assert shown(page) == ["Omdat 3."]
    assert page.locator(".hall-why").first.evaluate("e => getComputedStyle(e).animationName") == "none"
    page.get_by_role("button", name="Vanzelf door").click()
    page.clock.run_for(12_500)
    assert shown(page) == ["Omdat 2."]


def test_without_scripts_all_of_them_are_there(browser: Browser, address: str) -> None:
    """As a list, without buttons that do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert shown(page) == ["Omdat 3.", "Omdat 2.", "Omdat 1."]
    assert not page.locator(".hall-keys").is_visible()
    context.close()


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    """Neither on the page for a screen nor on that about feeds."""
    page = browser.new_page()
    for url in (address, address.replace("screen/", "feed/")):
        page.goto(url, wait_until="networkidle")
        assert Axe().run(page).response["violations"] == []
    page.close()
