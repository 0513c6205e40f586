"""The receipt, and a pen name that holds: what the page makes, says and keeps to itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from composing import MAIL, WHOLE, hub_settings, open_page, quiet_page, sent_text, settle, write
from hubs import ROOT, story, write_hub
from playwright.sync_api import Browser, Page
from storyhub.read.front_matter import parse
from storyhub.text.receipt import read_code, verify
from test_composer_sending import PHONE, RECORDER, shared

VECTORS: dict[str, Any] = json.loads((ROOT / "tests" / "golden" / "receipts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def address(
    build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """A hub in which five people of the kitchen told a story, and a pen name and one colleague of the ward."""
    cooks = {f"2026/soup-{n}.md": story("Soup", author=f"Cook {n}", department="kitchen") for n in "abcde"}
    ward = {"2026/night.md": story("Night"), "2026/mask.md": story("Mask", author="Owl", pseudonym="true")}
    folder = tmp_path_factory.mktemp("receipt")
    return serve_folder(build_site(write_hub(folder / "stories", {**cooks, **ward}), folder / "site", **hub_settings()))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that can share."""
    with quiet_page(browser, RECORDER, accept_downloads=True, **PHONE) as opened:
        yield opened


def ask(page: Page, address: str, expression: str, given: Any) -> Any:
    """The value of an expression in which `m` is the page's module of receipts."""
    script = page.evaluate("document.querySelector('script[type=module]').src")
    there = script.rpartition("/")[0]
    return page.evaluate(
        f"async x => {{ const m = await import('{there}/tell/receipt.js'); return {expression}; }}", given
    )


def test_the_browser_makes_the_codes_and_hashes_that_the_hub_makes(phone: Page, address: str) -> None:
    """By the same examples, codes that were typed over included."""
    open_page(phone, address + "tell/")
    bytes_of = "Uint8Array.from(x.match(/../g), (two) => parseInt(two, 16))"
    for one in VECTORS["codes"]:
        assert ask(phone, address, f"m.codeOf({bytes_of})", one["random"]) == one["code"]
        salt = bytes_of.replace("x.", "x.salt.")
        assert ask(phone, address, f"m.hashed(x.code, {salt}, x.iterations)", one) == one["field"]
    for one in VECTORS["typed"]:
        assert ask(phone, address, "m.readCode(x)", one["typed"]) == one["code"], one


def test_the_story_carries_the_hash_and_its_teller_the_code(phone: Page, address: str, tmp_path: Path) -> None:
    """The code is on the page and in the saved receipt; in nothing that is sent."""
    write(open_page(phone, address + "en/tell/"), **WHOLE)
    code = phone.locator("[data-code]").inner_text()
    assert read_code(code) == code
    text = shared(phone)["files"][0][2].decode()
    assert verify(code, str(parse(text.encode(), "2026/a.md").data["receipt"]))
    mail = phone.locator("[data-way=mail]").get_attribute("href") or ""
    host = phone.locator("[data-way=host]").get_attribute("href") or ""
    assert all(code not in sent and code.split("-")[0] not in sent for sent in (text, mail, host))
    with phone.expect_download() as waiting:
        phone.locator("[data-save]").click()
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert code in saved
    assert WHOLE["title"] in saved
    assert address + "en/tell/" in saved
    kept = Path(waiting.value.path()).rename(tmp_path / waiting.value.suggested_filename)
    browser = phone.context.browser
    assert browser is not None
    with closing(browser.new_page(viewport={"width": 360, "height": 800})) as page:
        page.goto(kept.as_uri())
        assert read_code(page.locator("body").inner_text()) == code
        assert (page.get_by_role("img").bounding_box() or {})["width"] == 240
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_receipt_lasts_as_long_as_its_draft(phone: Page, address: str) -> None:
    """A reload keeps it, forgetting makes another, and nothing typed leaves nothing behind."""
    code = phone.locator("[data-code]")
    write(open_page(phone, address + "tell/"), title="Bewaard")
    first = code.inner_text()
    open_page(phone, address + "tell/")
    assert code.inner_text() == first
    phone.locator("[data-forget]").click()
    phone.wait_for_function("first => document.querySelector('[data-code]').textContent !== first", arg=first)
    open_page(phone, address + "tell/")
    assert phone.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tell')).length") == 0


def test_printed_there_is_the_receipt_alone(phone: Page, address: str) -> None:
    write(open_page(phone, address + "tell/"), **WHOLE)
    phone.emulate_media(media="print")
    assert phone.locator("[data-code]").is_visible()
    assert phone.locator("[data-receipt-title]").inner_text() == WHOLE["title"]
    assert phone.locator("[name=body], [data-way]:visible, [data-preview]:visible, [data-print]:visible").locator(":visible").count() == 0  # fmt: skip


def test_a_pen_name_leaves_no_way_that_shows_who_sends_it(phone: Page, address: str) -> None:
    """The code host is gone, and the page says who will see the sender and how to come back."""
    write(open_page(phone, address + "en/tell/"), **WHOLE)
    pen, host = phone.locator("[data-pen]"), phone.locator("[data-way=host]")
    assert pen.is_hidden()
    assert host.is_visible()
    phone.locator("[name=pseudonym]").check()
    settle(phone)
    assert host.is_hidden()
    assert host.get_attribute("href") is None
    assert MAIL in pen.inner_text()
    assert "receipt" in pen.inner_text()
    phone.locator("[name=pseudonym]").uncheck()
    settle(phone)
    assert host.get_attribute("href")
    assert "pseudonym" not in sent_text(phone)


@pytest.mark.parametrize(("department", "warned"), [("ward", True), ("desk", True), ("kitchen", False)])
def test_a_pen_name_among_few_tellers_is_warned_of(phone: Page, address: str, department: str, warned: bool) -> None:
    """Whoever looks at what the page works with finds no figures, of a department or of anybody."""
    write(open_page(phone, address + "en/tell/"), **WHOLE | {"department": department})
    phone.locator("[name=pseudonym]").check()
    settle(phone)
    assert phone.locator("[data-pen-few]").is_visible() == warned
    assert phone.request.get(address + "tell/composer.json").json()["few"] == ["desk", "ward"]


def test_a_camera_can_read_the_receipt_in_the_dark_too(browser: Browser, address: str) -> None:
    """What draws the square is fetched only when somebody comes to it."""
    with quiet_page(browser, color_scheme="dark", **PHONE) as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        open_page(page, address + "en/tell/")
        assert not [url for url in fetched if "uqr" in url]
        page.locator("[data-receipt]").scroll_into_view_if_needed()
        square = page.get_by_role("img", name="The same six words, for a camera")
        square.wait_for()
        assert square.evaluate("one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).fill]") == [
            "rgb(255, 255, 255)", "rgb(0, 0, 0)",
        ]  # fmt: skip
        assert (square.bounding_box() or {})["width"] >= 120
        page.emulate_media(media="print")
        assert square.is_visible()
