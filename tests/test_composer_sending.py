"""The ways out of the composer page on a phone: a story leaves it whole, and nothing leaves that must not."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from composing import MAIL, WHOLE, errors, hub_settings, open_page, photo, quiet_page, sent_text, settle, write
from hubs import write_hub
from PIL import Image
from playwright.sync_api import Browser, Page

PHONE = {"viewport": {"width": 360, "height": 740}}
RECORDER = """
window.shared = [];
const read = async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, type: file.type, data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
};
navigator.canShare = (given) => !given.files || given.files.every(({ type }) => /^(text\\/plain|image\\/(webp|jpeg))$/.test(type));
navigator.share = async ({ files = [], ...given }) => {
  if (!navigator.userActivation.isActive) throw new DOMException("nobody pressed anything", "NotAllowedError");
  window.shared.push({ ...given, files: await Promise.all(files.map(read)) });
};
"""
"""A share target that notes what it was given, and like a real one takes only what phones share, at somebody's press."""


@pytest.fixture(scope="module")
def address(
    build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """Where a small hub is served."""
    folder = tmp_path_factory.mktemp("sending")
    return serve_folder(build_site(write_hub(folder / "stories"), folder / "site", **hub_settings(promise=14)))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that can share."""
    with quiet_page(browser, RECORDER, **PHONE) as opened:
        yield opened


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that cannot share."""
    with quiet_page(
        browser, "delete Navigator.prototype.share; delete Navigator.prototype.canShare", **PHONE
    ) as opened:
        yield opened


def shared(page: Page) -> dict[str, Any]:
    """Presses the button and gives what arrived; files as (name, type, bytes)."""
    page.locator("[data-way=share]").click()
    page.wait_for_function("() => window.shared.length")
    given: dict[str, Any] = page.evaluate("window.shared.pop()")
    given["files"] = [(one["name"], one["type"], base64.b64decode(one["data"])) for one in given["files"]]
    return given


def test_a_phone_shares_the_story_with_its_pictures(phone: Page, address: str, tmp_path: Path) -> None:
    """As a text and as WebP, which `check` takes in; then the page says what happens now and by when."""
    write(open_page(phone, address + "en/tell/"), **WHOLE)
    for number in range(2):
        phone.locator("[type=file]").set_input_files(
            {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(40, 30)}
        )
        phone.locator(".tell-picture textarea").nth(number).fill("A cloud")
    phone.locator("[name=consent][value=internal]").check()
    settle(phone)
    assert phone.locator("[data-after]").is_hidden()
    given = shared(phone)
    assert given["title"] == WHOLE["title"]
    (name, kind, text), *pictures = given["files"]
    assert (name, kind, text.decode()) == ("een-dag.txt", "text/plain", sent_text(phone))
    assert [(name, kind) for name, kind, _ in pictures] == [(f"picture-{n}.webp", "image/webp") for n in (1, 2)]
    assert [Image.open(io.BytesIO(data)).size for *_, data in pictures] == [(40, 30)] * 2
    files = {"2026/een-dag.md": text, **{f"2026/een-dag/{name}": data for name, _, data in pictures}}
    assert errors(tmp_path, files) == []
    assert "within 14 days" in phone.locator("[data-after]").inner_text()


def test_the_ways_stand_in_the_order_that_comms_chose(
    plain: Page, address: str, build_site: Callable[..., Path], tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    """Sharing first when nothing is chosen; and without a promise none is made."""
    order = "boxes => boxes.map(box => box.dataset.wayBox)"
    open_page(plain, address + "tell/")
    assert plain.locator("[data-way-box]").evaluate_all(order) == ["share", "mail", "code-host", "download"]
    settings = hub_settings(send=["download", "mail"])
    site = serve_folder(build_site(write_hub(tmp_path / "stories"), tmp_path / "site", **settings))
    open_page(plain, site + "tell/")
    assert plain.locator("[data-way-box]").evaluate_all(order) == ["download", "mail"]
    assert "14" not in (plain.locator("[data-after]").text_content() or "")


def test_a_browser_that_cannot_share_says_step_by_step_what_to_attach(plain: Page, address: str) -> None:
    write(open_page(plain, address + "en/tell/"), **WHOLE | {"body": "Long. " * 600})
    assert plain.locator("[data-way=share]").is_hidden()
    steps = plain.locator(".tell-steps li").all_inner_texts()
    assert steps[:2] == ["Download your story", "Email it to communications"]
    assert "een-dag.md" in steps[2]
    with plain.expect_download() as waiting:
        plain.locator("[data-way=save]").click()
    assert waiting.value.suggested_filename == "een-dag.md"
    href = plain.locator("[data-way=mail]").get_attribute("href") or ""
    assert href.startswith(f"mailto:{MAIL}?")
    assert "een-dag.md" in href


def test_when_sharing_fails_the_other_ways_are_there(phone: Page, address: str) -> None:
    """A browser may still refuse what it said it could share; somebody who thinks better of it keeps the button."""
    write(open_page(phone, address + "en/tell/"), **WHOLE)
    refuse = "name => { navigator.share = async () => { throw new DOMException('no', name) } }"
    phone.evaluate(refuse, "AbortError")
    phone.locator("[data-way=share]").click()
    assert phone.locator("[data-way=share]").is_visible()
    phone.evaluate(refuse, "DataError")
    phone.locator("[data-way=share]").click()
    phone.get_by_text("could not share").wait_for()
    assert phone.locator("[data-way=share]").is_hidden()
    assert phone.locator("[data-after]").is_hidden()


@pytest.mark.parametrize(
    ("field", "secret", "called"),
    [
        ("body", "Mijn rekening is NL91 ABNA 0417 1643 00.", "IBAN"),
        ("title", "NL91ABNA0417164300", "IBAN"),
        ("question", "BSN 111222333?", "BSN"),
        ("body", "wachtwoord: Zomer2024!", "password"),
        ("reply_to", "password: Zomer2024!", "password"),
    ],
)
def test_nothing_can_be_sent_while_something_private_is_in_it(
    phone: Page, address: str, field: str, secret: str, called: str
) -> None:
    """No button works and no link leads anywhere, and the page says why; without it all of them are back."""
    write(open_page(phone, address + "en/tell/"), **WHOLE)
    ways = phone.locator("[data-way]:visible")
    count = ways.count()
    phone.locator("details").evaluate_all("all => all.forEach(more => { more.open = true })")
    before = phone.locator(f"[name={field}]").input_value()
    write(phone, **{field: secret})
    assert called in phone.locator("[data-held]").inner_text()
    assert ways.count() == count
    assert ways.evaluate_all("all => all.filter(way => way.href || way.disabled === false).length") == 0
    links = phone.locator(".tell-form a[href]").evaluate_all("links => links.map(link => link.href)")
    assert [link for link in links if "Zomer" in link or "0417" in link or "111222333" in link] == []
    write(phone, **{field: before})
    assert phone.locator("[data-held]").inner_text() == ""
    assert ways.evaluate_all("all => all.every(way => way.href || way.disabled === false)")
