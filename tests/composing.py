"""Helps tests to write a story on the composer page, with the keyboard alone, and to read what comes out of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubs import DEPARTMENTS, VALUES, write_hub
from PIL import Image
from playwright.sync_api import Browser, Page
from storyhub.assemble import checked
from storyhub.model.issues import Issue, Level
from storyhub.model.settings import Settings
from storyhub.system.cache_files import Store


@dataclass(frozen=True)
class Sent:
    """What the page gave: the files, by their place in the stories folder."""

    name: str
    files: dict[str, bytes]

    @property
    def story(self) -> tuple[str, str]:
        """Path and text of the story among them."""
        path = next(path for path in self.files if path.endswith(".md"))
        return path, self.files[path].decode("utf-8")


HOST = {"kind": "github", "address": "https://code.example/org/stories"}
MAIL = "comms@hub.example"


def hub_settings(**hub: object) -> dict[str, object]:
    """The part of mkdocs.yml that a hub of these tests has."""
    return {"extra": {"hub": {"organisation": "Zorg", "code_host": HOST, "comms_mail": MAIL, **hub}}}


@contextmanager
def quiet_page(browser: Browser, script: str = "", **options: Any) -> Iterator[Page]:
    """A page that fails the test when the browser complains or a request leaves the host; `script` runs before its own."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
    context.add_init_script(script)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: complaints.append(request.url) if _leaves(request.url) else None)
    yield opened
    context.close()
    assert complaints == []


def _leaves(url: str) -> bool:
    return "127.0.0.1" not in url and not url.startswith(("data:", "blob:"))


def open_page(page: Page, url: str) -> Page:
    """Goes to the composer page and waits until it can be written on."""
    page.goto(url)
    return begin(page)


def begin(page: Page) -> Page:
    """Touches the form, as somebody who begins to write, and waits until it works."""
    page.locator(".tell-form").wait_for()
    page.locator(".tell-form").dispatch_event("pointerdown")
    page.locator(".tell-form[data-ready]").wait_for()
    return page


def write(page: Page, **fields: str) -> Page:
    """Fills in fields as somebody with a mouse would, and waits until the page has taken it in."""
    for name, text in fields.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    return settle(page)


def settle(page: Page) -> Page:
    """Waits until what was typed last is part of the file that would be sent."""
    page.evaluate("document.querySelector('.tell-form').dispatchEvent(new Event('change'))")
    return page


def sent_text(page: Page) -> str:
    """The file as the page shows it."""
    return page.locator("[data-file]").text_content() or ""


WHOLE = {
    "title": "Een dag",
    "author": "Noor",
    "department": "ward",
    "date": "2026-03-01",
    "body": "Het regende.",
    "why": "Daarom.",
}


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Presses Tab until the element with this name or id has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("[document.activeElement.name, document.activeElement.id]").count(name):
            return
    raise AssertionError(f"Tab does not reach {name}")


def download(page: Page, year: str) -> Sent:
    """Presses the download button and reads what comes."""
    with page.expect_download() as waiting:
        page.locator("[data-way=download]").press("Enter")
    given = waiting.value
    raw = Path(given.path()).read_bytes()
    if given.suggested_filename.endswith(".md"):
        return Sent(given.suggested_filename, {f"{year}/{given.suggested_filename}": raw})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return Sent(given.suggested_filename, {name: archive.read(name) for name in archive.namelist()})


def issues(folder: Path, files: dict[str, bytes]) -> list[Issue]:
    """What `check` says of a hub with these files besides its own."""
    store = Store()
    hub = checked(write_hub(folder, {**files}), Settings(), store)
    store.close()
    return list(hub.issues)


def errors(folder: Path, files: dict[str, bytes]) -> list[str]:
    """What stops a story, as `check` says it."""
    return [str(issue) for issue in issues(folder, files) if issue.level is Level.ERROR]


def photo(width: int = 2400, height: int = 1200) -> bytes:
    """A JPEG as a phone makes it: large, and with the place where it was taken in its metadata."""
    exif = Image.Exif()
    exif[0x010F] = "Maker of secrets"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#3366aa").save(out, "JPEG", exif=exif)
    return out.getvalue()


__all__ = ["DEPARTMENTS", "VALUES"]
