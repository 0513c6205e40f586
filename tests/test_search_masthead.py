"""Search in the masthead: from any page, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect


@pytest.fixture(scope="module")
def address(sample_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where the sample hub's site is served."""
    return serve_folder(sample_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone that complains of nothing."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def opened(page: Page, address: str) -> Locator:
    """The field, opened by the key on a page whose scripts have started."""
    page.goto(address)
    page.locator(".menu-search a[aria-haspopup]").wait_for()
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    return field


def test_nothing_is_fetched_before_the_one_tap_that_opens_it(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address)))
    page.goto(address + "en/values/", wait_until="networkidle")
    assert not [url for url in fetched if "search" in url or "panel" in url]
    opens = page.get_by_role("link", name="Search")
    expect(opens).to_have_attribute("aria-haspopup", "dialog")
    opens.click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("water")
    titles = page.locator(".quick [data-list] h3")
    expect(titles).to_have_count(5)
    found = titles.all_inner_texts()
    rest = page.get_by_role("link", name="All results")
    rest.click()
    page.wait_for_url(re.compile(r"/en/search/\?q=water$"))
    expect(page.locator("[data-list] h3").nth(5)).to_be_visible()
    assert page.locator("[data-list] h3").all_inner_texts()[:5] == found


@pytest.mark.parametrize("url", ["", "en/tell/", "404.html"])
def test_a_slash_opens_it_and_escape_leads_back(page: Page, address: str, url: str) -> None:
    page.goto(address + url)
    opens = page.locator(".menu-search a[aria-haspopup]")
    opens.focus()  # waits for its script
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("qqqqq")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text(". ")
    page.keyboard.press("Escape")  # a search field is emptied first
    if page.get_by_role("dialog").count():
        page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opens).to_be_focused()


def test_a_slash_is_a_slash_where_somebody_writes(page: Page, address: str) -> None:
    page.goto(address + "en/tell/")
    page.get_by_label("What happened?").first.fill("either")
    page.keyboard.press("/")
    expect(page.get_by_label("What happened?").first).to_have_value("either/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_found_is_reached_with_the_arrows(page: Page, address: str) -> None:
    field = opened(page, address + "en/")
    page.keyboard.type("water")
    first = page.locator(".quick [data-list] h3 a").first
    first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/20\d\d/[\w-]+/$"))


@pytest.mark.parametrize("asked", ["water", "qqqqq"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_the_screen(page: Page, address: str, scheme: str, asked: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(page, address)
    page.keyboard.type(asked)
    page.locator(".quick :is([data-list] h3, [data-nothing]:not([hidden]))").first.wait_for()
    context = Axe().run(page)
    assert not context.response["violations"], context.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_login_that_expired_leads_to_the_search_page(page: Page, address: str) -> None:
    """What comes instead of the search page is not shown; the form still goes there, where the reader can log in."""

    def login(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<title>Log in</title>")

    page.route(re.compile(r"/en/search/"), login)
    opened(page, address + "en/")
    page.keyboard.type("water")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/en/search/\?q=water$"))
    assert page.title() == "Log in"
