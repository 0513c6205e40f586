"""Every story of the sample leaves a phone as it is: all of its words, and each of its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from composing import open_page, quiet_page, settle
from hubs import SAMPLE
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from storyhub.read.front_matter import parse
from storyhub.read.schema import FrontMatter
from test_composer_sending import PHONE, RECORDER, shared

TYPED = ("title", "author", "date", "why", "could_be_better", "question", "summary", "reply_to")
FILL = """given => {
  const form = document.querySelector(".tell-form");
  for (const [name, value] of Object.entries(given.typed)) form.elements[name].value = value;
  for (const name of ["values", "tension", "with"])
    for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = (given[name] ?? []).includes(box.value);
  form.elements.pseudonym.checked = given.pseudonym;
}"""


def sample() -> list[Path]:
    """The files of the sample's stories."""
    return sorted(file for file in SAMPLE.glob("[0-9]*/*.md"))


def tell(page: Page, file: Path, meta: FrontMatter, body: str) -> list[bytes]:
    """Fills the form with a story, whose pictures get the names that the page gives; gives the pictures."""
    beside = sorted(
        (SAMPLE / file.parent.name / file.stem).glob("*"), key=lambda one: one.name != (meta.photo and meta.photo.file)
    )
    for number, picture in enumerate(beside, 1):
        body = body.replace(f"]({picture.name})", f"](picture-{number}.webp)")
    values = meta.values or {}
    typed = {name: str(getattr(meta, name) or "") for name in TYPED}
    typed |= {"department": meta.department, "language": meta.language or "nl", "body": body}
    page.evaluate(FILL, {"typed": typed, "values": list(values), "tension": [key for key, how in values.items() if how == "in tension"], "with": meta.with_, "pseudonym": meta.pseudonym})  # fmt: skip
    page.locator("[type=file]").set_input_files([str(one) for one in beside])
    expect(page.locator(".tell-picture")).to_have_count(len(beside))
    if meta.photo:
        page.locator(".tell-picture textarea").first.fill(meta.photo.alt)
        page.locator("[name=credit]").fill(meta.photo.credit)
    if beside and meta.consent:
        page.locator(f"[name=consent][value={meta.consent}]").check()
    settle(page)
    return [one.read_bytes() for one in beside]


@pytest.mark.parametrize("years", [("2024", "2027"), ("2025",), ("2026",)])
def test_every_story_of_the_sample_leaves_a_phone_whole(
    browser: Browser, sample_site: Path, serve_folder: Callable[[Path], str], years: tuple[str, ...]
) -> None:
    address = serve_folder(sample_site)
    with quiet_page(browser, RECORDER, **PHONE) as page:
        for file in [one for one in sample() if one.parent.name in years]:
            document = parse(file.read_bytes(), f"{file.parent.name}/{file.name}")
            meta = FrontMatter.model_validate(document.data)
            open_page(page, address + "tell/")
            pictures = tell(page, file, meta, document.body.strip())
            (_, _, text), *sent = shared(page)["files"]
            assert told(parse(text, "2026/sent.md").data) == told(document.data), file
            assert [Image.open(BytesIO(data)).size for *_, data in sent] == [small(data) for data in pictures], file
            assert words(parse(text, "2026/sent.md").body) == words(document.body), file
            page.evaluate("localStorage.clear()")


def told(data: Any) -> dict[str, Any]:
    """What a story says, however it is written; without its pictures' names and what a teller is not asked."""
    meta = FrontMatter.model_validate(data).model_dump(by_alias=True)
    photo = meta.pop("photo") or {}
    left_out = {"aliases", "audience", "public_until", "status", "withdrawn", "receipt", "consent"}
    left_out |= {"translation_of", "translated_by", "another_view", "answers_question"}
    meta["language"] = meta["language"] or "nl"
    meta["with"].sort()
    return {key: value for key, value in meta.items() if key not in left_out} | {"alt": photo.get("alt")}


def small(raw: bytes) -> tuple[int, int]:
    """The size that a picture has when it is sent: at most 1,600 pixels."""
    width, height = Image.open(BytesIO(raw)).size
    scale = min(1, 1600 / max(width, height))
    return round(width * scale), round(height * scale)


def words(body: str) -> list[str]:
    """The words of a text without those of its pictures."""
    return re.sub(r"!\[[^\]]*\]\([^)]*\)", "", body).split()
