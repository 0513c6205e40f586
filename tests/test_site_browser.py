"""The site in a real browser: every page type, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

PAGES = {
    "home": "",
    "home-en": "en/",
    "archive": "archive/",
    "year": "archive/2025/",
    "values": "values/",
    "departments": "en/departments/",
    "ambassadors": "ambassadors/",
    "about": "about/",
    "mission-en": "en/mission/",
    "search": "search/?q=water",
    "listening": "listening/",
    "network": "network/",
    "network-en": "en/network/",
    "paths": "paths/",
    "path": "en/paths/je-eerste-week/",
    "listening-en": "en/listening/",
    "missing": "404.html",
}


@pytest.fixture(scope="module")
def address(sample_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where the sample hub's site is served."""
    return serve_folder(sample_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when the browser complains or a request leaves the host."""
    context = browser.new_context()
    opened = context.new_page()
    complaints: list[str] = []
    opened.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            complaints.append(request.url)
            if "127.0.0.1" not in request.url and not request.url.startswith("data:")
            else None
        ),
    )
    yield opened
    context.close()
    assert complaints == []


def story_urls(site: Path) -> dict[str, str]:
    """One story of each kind, a value, a department and an ambassador of the sample hub, by looking for them."""
    found: dict[str, str] = {}
    for file in sorted(site.glob("[0-9]*/*/index.html")):
        html = file.read_text(encoding="utf-8")
        url = file.parent.relative_to(site).as_posix() + "/"
        found.setdefault(
            "story-photo" if "<img" in html.partition('<article class="tale"')[2] else "story-voiceprint", url
        )
        if '<div class="scroll"' in html:
            found.setdefault("story-table", url)
    for kind in ("values", "departments", "ambassadors"):
        found[kind[:-1]] = (
            next(file for file in sorted(site.glob(f"{kind}/*/index.html"))).parent.relative_to(site).as_posix() + "/"
        )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Page, address: str, sample_site: Path, width: int, scheme: str
) -> None:
    """On every page type: no accessibility fault of any rule of axe, and no sideways scrolling."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    faults = []
    for name, url in {**PAGES, **story_urls(sample_site)}.items():
        page.goto(address + url, wait_until="networkidle")
        found = Axe().run(page).response["violations"]
        faults += [f"{name}: {rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{name}: wider than {width} px")
    assert faults == []


def test_the_keyboard_reaches_the_text_first(page: Page, address: str) -> None:
    """The first Tab is a way past the menu, and it works."""
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_language_switch_leads_to_the_same_page(page: Page, address: str) -> None:
    """From the Dutch list of values to the English one, and back."""
    page.goto(address + "values/")
    page.get_by_role("link", name="English").click()
    assert page.url == address + "en/values/"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Nederlands").click()
    assert page.url == address + "values/"


def test_dark_follows_the_system_and_the_button_wins(page: Page, address: str) -> None:
    """The colour of the paper changes with the system, and stays as chosen on the next page."""

    def paper_is_not(colour: str | None) -> str:
        """The paper's colour, as soon as it is another one."""
        for _ in range(100):
            found: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            if found != colour:
                return found
            page.wait_for_timeout(50)
        raise AssertionError(f"the paper stays {colour}")

    page.emulate_media(color_scheme="light")
    page.goto(address)
    light = paper_is_not(None)
    page.emulate_media(color_scheme="dark")
    paper_is_not(light)
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.get_by_role("button", name="Donker").click()
    paper_is_not(light)
    page.goto(address + "values/")
    paper_is_not(light)


def test_the_site_reads_without_scripts(browser: Browser, address: str) -> None:
    """With JavaScript off, stories, lists and the way to the archive from search are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("main article a, main section a").first.click()
    assert page.locator("h1").inner_text()
    page.goto(address + "search/")
    assert page.locator("main a[href*='archive/']").count() > 0
    context.close()


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) window.shifted += hadRecentInput ? 0 : value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 412, 1280])
@pytest.mark.parametrize(("url", "ready"), [("search/?q=water", "[data-list] > li"), ("tell/", ".tell-form")])
def test_nothing_jumps_when_a_script_comes_late(page: Page, address: str, url: str, ready: str, width: int) -> None:
    """What somebody sees already stays where it is when the form or the results come in."""
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    held: list[Route] = []
    page.route("**/js/main.js", lambda route: held.append(route))
    page.goto(address + url, wait_until="commit")
    page.locator("h1").wait_for()
    page.evaluate("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
    for route in held:
        route.continue_()
    page.locator(ready).first.wait_for()
    page.wait_for_load_state("networkidle")
    assert len(held) == 1
    assert page.evaluate("window.shifted") < 0.02


@pytest.mark.parametrize(("query", "start"), [("dijk", "en/search/"), ("water", "search/")])
def test_search_finds_stories_as_you_type_from_either_language(
    page: Page, address: str, query: str, start: str
) -> None:
    """Typing shows results without Enter, and the arrow keys and Enter lead to a story."""
    page.goto(address + start)
    field = page.locator("input[type=search]")
    field.click()
    field.press_sequentially(query, delay=30)
    results = page.locator("[data-module=search] ol a, main ol a, main li article a")
    results.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/20*/**")
    assert query in page.content().lower()


def test_every_story_is_found_by_its_own_title(page: Page, address: str, sample_site: Path) -> None:
    """Whatever the language of the story, its title finds it."""
    missing = []
    page.goto(address + "search/")
    for file in sorted(sample_site.glob("[0-9]*/*/index.html")):
        html = file.read_text(encoding="utf-8")
        if "noindex" in html:
            continue
        url = file.parent.relative_to(sample_site).as_posix() + "/"
        page.goto(address + url)
        title = page.locator("h1").inner_text().replace("\n", " ")
        page.goto(address + "search/?" + page.evaluate("t => new URLSearchParams({q: t}).toString()", title))
        try:
            page.locator(f"main a[href$='{url}']").first.wait_for(timeout=5000)
        except Exception:  # the browser's own time-out: named below with the others
            missing.append(title)
    assert missing == []
