"""A teller comes back: the story as it is, changed or withdrawn with the code of its receipt, as `inbox` reads it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from composing import MAIL, hub_settings, open_page, photo, quiet_page, settle, write
from hubs import story, write_hub
from PIL import Image
from playwright.sync_api import Browser, Page
from storyhub.letterbox import request_lines
from storyhub.letterbox.change import Asked, asked_change
from storyhub.letterbox.letter import Enclosure, Letter
from storyhub.letterbox.listening_item import asked_of_item
from storyhub.letterbox.story import stories_of
from storyhub.read.front_matter import parse
from storyhub.review.receipts import NOT_PROVED, PROVED
from storyhub.text.receipt import code_of, hashed
from test_composer_sending import PHONE, RECORDER, shared

CODE = code_of(bytes(range(10)))
FIELDS = {
    "values": "{openness: in tension, wit: lived}",
    "with": "[kitchen, attic]",
    "department": "cellar",
    "photo": "{file: picture-3.webp, alt: A cloud, credit: Noor}",
    "consent": "internal",
    "aliases": "[2019/old-name]",
    "could_be_better": "The bus.",
    "question": "|-\n  Who?\n\n  And why?",
    "receipt": hashed(CODE),
}
BODY = "It *rained*.\n\n![A cloud](picture-3.webp)\n\n<!-- only for me -->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
FILES = {
    "2026/the-rain.md": story("The rain", BODY, language="en", author="Owl", pseudonym="true", **FIELDS),
    "2026/plain.md": story("Plain", language="en", heavy="true"),
    "values.yml": "- {key: openness, name: {en: Openness}, promise: {en: We show.}}\n- {key: wit, name: {en: Wit}, promise: {en: We laugh.}, until: 2020-01-01}\n",
    "departments.yml": "- {key: ward, name: {en: Ward}}\n- {key: kitchen, name: {en: Kitchen}}\n- {key: attic, name: {en: Attic}, until: 2020-01-01}\n- {key: cellar, name: {en: Cellar}, until: 2020-01-01}\n",
}
SIGNPOSTS = {
    "en": "This hub is not a reporting channel.\nConfidential adviser: adviser@hub.example",
    "nl": "Vertrouwenspersoon.",
}
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub's folder."""
    folder = tmp_path_factory.mktemp("change") / "stories"
    picture = folder / "2026" / "the-rain" / "picture-3.webp"
    picture.parent.mkdir(parents=True)
    Image.new("RGB", (40, 30)).save(picture)
    return write_hub(folder, dict(FILES))


@pytest.fixture(scope="module")
def site(build_site: Callable[..., Path], stories: Path) -> Path:
    """The hub, built."""
    return build_site(stories, stories.parent / "site", **hub_settings(languages=["nl", "en"], signposts=SIGNPOSTS))


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where it is served."""
    return serve_folder(site)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that can share."""
    with quiet_page(browser, RECORDER, **PHONE) as opened:
        yield opened


def letter(files: list[tuple[str, str, bytes]], text: str = "") -> Letter:
    """What reaches the mailbox."""
    return Letter(subject="x", text=text, enclosures=tuple(Enclosure(name, data) for name, _, data in files))


def come_back(page: Page, address: str, name: str = "The rain") -> Page:
    """From the story's own page, by its small print."""
    page.goto(f"{address}2026/{name.lower().replace(' ', '-')}/")
    page.get_by_role("link", name="Change or withdraw this story").click()
    page.get_by_role("link", name=name).wait_for()
    return settle(page)


def test_the_story_comes_back_as_it_is_and_one_word_changes(phone: Page, address: str, stories: Path) -> None:
    """All else stays, also what the form does not ask or no longer offers; the code proves who asks."""
    come_back(phone, address)
    assert phone.locator("[data-way=host]").is_hidden()
    write(
        phone,
        code=CODE.upper().replace("-", " "),
        body=phone.locator("[name=body]").input_value().replace("rained", "poured"),
    )
    given = shared(phone)
    assert given["title"] == "Change: 2026/the-rain"
    written, asked = stories_of(letter(given["files"]), stories, "nl", TODAY)
    assert (asked.asks, asked.story, asked.code) == (request_lines.CHANGE, "2026/the-rain", CODE)
    base = FILES["2026/the-rain.md"]
    result = asked_change(asked, written, base, TODAY, "nl")
    assert result.proof == PROVED
    before, after = (parse(text.encode(), "2026/the-rain.md") for text in (base, result.text))
    assert after.data == before.data | {"values": {"openness": "in tension", "wit": "lived"}}
    assert after.body.split() == before.body.replace("rained", "poured").replace("<!-- only for me -->", "").split()
    assert CODE not in result.text


def test_a_picture_that_is_added_takes_no_others_place(phone: Page, address: str) -> None:
    come_back(phone, address)
    phone.locator("[type=file]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(40, 30)})
    phone.locator(".tell-picture textarea").fill("A bus")
    settle(phone)
    (_, _, text), picture = shared(phone)["files"]
    assert picture[0] == "picture-4.webp"
    assert "![A bus](picture-4.webp)" in text.decode()
    assert 'file: "picture-3.webp"' in text.decode()


def test_withdrawing_sends_two_lines_and_nothing_of_the_story(phone: Page, address: str, stories: Path) -> None:
    """By sharing and by mail; without a code it is not proved, and goes all the same."""
    come_back(phone, address)
    phone.locator("[name=asks][value=withdraw]").check()
    settle(phone)
    assert phone.locator("[name=body]").is_hidden()
    given = shared(phone)
    assert given["files"] == []
    written, asked = stories_of(letter([], given["text"]), stories, "nl", TODAY)
    assert written == []
    assert asked_change(asked, written, FILES["2026/the-rain.md"], TODAY, "nl").proof == NOT_PROVED
    write(phone, code=CODE)
    mail = parse_qs(urlsplit(phone.locator("[data-way=mail]").get_attribute("href") or "").query)["body"][0]
    assert mail.split("\r\n") == ["Withdraw: 2026/the-rain", f"Receipt: {CODE}", ""]
    with phone.expect_download() as waiting:
        phone.locator("[data-way=download]").click()
    raw = Path(waiting.value.path()).read_bytes()
    written, asked = stories_of(letter([(waiting.value.suggested_filename, "", raw)]), stories, "nl", TODAY)
    assert asked_change(asked, written, FILES["2026/the-rain.md"], TODAY, "nl").proof == PROVED


def test_a_slip_in_the_code_is_noticed_before_it_is_sent(phone: Page, address: str) -> None:
    come_back(phone, address, "Plain")
    write(phone, code=CODE[:-1] + ("b" if CODE[-1] != "b" else "d"))
    assert "slip" in phone.locator("[data-issues]").inner_text()
    write(phone, code=CODE)
    assert "slip" not in phone.locator("[data-issues]").inner_text()


def test_a_change_leaves_nothing_on_the_device(phone: Page, address: str) -> None:
    """Neither the code nor the text, on a computer that others use too."""
    write(come_back(phone, address, "Plain"), code=CODE, title="Other")
    phone.goto(address)
    assert phone.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tell')).length") == 0


def test_what_no_reader_is_to_know_is_not_published(site: Path, phone: Page, address: str) -> None:
    """Neither the receipt, nor that a name is a pen name, nor what stands in a comment."""
    texts = "".join(path.read_text(encoding="utf-8") for path in site.rglob("the-rain/*") if path.suffix in (".json", ".html"))  # fmt: skip
    assert "poured" not in texts
    assert "rained" in texts
    assert [word for word in ("pbkdf2", "pseudonym", "only for me") if word in texts] == []


@pytest.mark.parametrize("asked", ["//evil.example/2026/x", "2026/..", "https://evil.example/2026/x", "2026/none"])
def test_an_address_that_somebody_sends_opens_no_other_story(browser: Browser, address: str, asked: str) -> None:
    """Nothing but a story of this hub can be changed; the page says so, and still takes a new one."""
    page = browser.new_page()
    reached: list[str] = []
    page.on("request", lambda request: reached.append(request.url))
    open_page(page, f"{address}en/tell/?change={quote(asked)}")
    assert page.locator("[data-no-change]").is_visible()
    assert page.locator("[name=code]").is_hidden()
    assert [url for url in reached if not url.startswith(address)] == []
    page.close()


def test_without_a_script_there_is_a_mail(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}2026/plain/")
    found = page.locator(f".tale-change a[href^='mailto:{MAIL}']").get_attribute("href") or ""
    assert parse_qs(urlsplit(found).query) == {"subject": ["2026/plain"]}
    page.goto(f"{address}listening/")
    found = page.locator(f".tale-change a[href^='mailto:{MAIL}']").get_attribute("href") or ""
    # Line ends of an address (RFC 6068) are those of a mail, which is read with line feeds.
    body = parse_qs(urlsplit(found).query)["body"][0].replace("\r\n", "\n")
    assert request_lines.read(body).asks == request_lines.SETTLED
    page.goto(f"{address}en/tell/?change=2026%2Fplain")
    assert MAIL in page.locator(".tell-blank").inner_text()
    context.close()


def test_signposts_stand_under_a_heavy_story_and_in_the_composer(phone: Page, address: str) -> None:
    """In the language of the page, and under no other story."""
    for place, count in (("2026/plain/", 1), ("2026/the-rain/", 0), ("en/tell/", 1)):
        phone.goto(address + place)
        assert phone.locator(".signposts").count() == count
    assert phone.locator(".signposts a").get_attribute("href") == "mailto:adviser@hub.example"
    phone.goto(address + "tell/")
    assert "Vertrouwenspersoon" in phone.locator(".signposts").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_use_it(browser: Browser, address: str, width: int, scheme: str) -> None:
    """Axe finds nothing, with a pen name, a receipt, something private, and what happens now; and nothing sticks out."""
    for place in ("en/tell/", "en/tell/?change=2026%2Fthe-rain", "2026/plain/"):
        with quiet_page(browser, RECORDER, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
            page.goto(address + place)
            if "tell" in place:
                page.locator(".tell-form").wait_for()
                page.locator("[name=pseudonym]").check()
                page.evaluate("document.querySelector('[data-after]').hidden = false")
                write(page, body="NL91 ABNA 0417 1643 00")
                page.evaluate("document.querySelectorAll('details').forEach(more => more.open = true)")
            found = Axe().run(page).response["violations"]
            assert [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]] == []
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def asked_of(page: Page, base: str, answers: bytes | None) -> Asked:
    """What the hub makes of what the page sends about an item."""
    given = shared(page)
    assert given["files"] == []
    written, asked = stories_of(letter([], given["text"]), Path("stories"), "en", TODAY)
    assert written == []
    return asked_of_item(asked, base, answers, TODAY, "For me this is settled.")


def test_a_teller_settles_an_item_and_opens_it_again(phone: Page, address: str) -> None:
    """From the listening page, by the receipt alone; whoever has none is asked first."""
    phone.goto(address + "en/listening/")
    phone.locator(".heard-item", has_text="The rain").get_by_role("link", name="Say whether it is settled").click()
    phone.get_by_role("link", name="The rain").wait_for()
    assert phone.locator("[name=asks][value=reopen]").is_hidden()
    phone.locator("[name=asks][value=settled]").check()
    assert phone.locator("[name=body]").is_hidden()
    base = FILES["2026/the-rain.md"]
    made = asked_of(phone, base, None)
    assert made.proof == NOT_PROVED
    write(phone, code=CODE, about="There is a shelter now.")
    made = asked_of(phone, base, None)
    assert made.proof == PROVED
    assert yaml.safe_load(made.text) == {
        "entries": [{"date": TODAY, "by": "Owl", "status": "changed", "note": "There is a shelter now."}],
        "confirmed": TODAY,
    }
    assert CODE not in made.text
    write(phone, about="NL91 ABNA 0417 1643 00")
    assert "IBAN" in phone.locator("[data-held]").inner_text()


@pytest.mark.parametrize(
    "form",
    [
        "{list}", "# first\n\n{list}", "---\n{list}...\n", "---\nentries:\n{list}...\n", "entries:\n{list}", "entries:\n{list}confirmed: 2026-11-02\n",
    ],
)  # fmt: skip
def test_what_was_closed_is_confirmed_or_opened_again_in_the_same_file(form: str) -> None:
    answers = "- {date: 2026-11-01, by: Wim, status: changed, note: A shelter.} # mine\n"
    raw = form.format(list=answers).encode()
    base = FILES["2026/the-rain.md"]
    said = f"2026/the-rain\nReceipt: {CODE}\n"
    settled, thanked, again = (
        asked_of_item(replace(request_lines.read(text), words=text), base, raw, TODAY, "")
        for text in (f"Settled: {said}", f"Settled: {said}\nIt is dry.\n", f"Open again: {said}\nIt leaks.\n")
    )
    assert yaml.safe_load(settled.text) == {"entries": yaml.safe_load(answers), "confirmed": TODAY}
    assert "# mine" in settled.text
    assert ("# first" in form) == ("# first" in settled.text)
    thanks = {"date": TODAY, "by": "Owl", "status": "changed", "note": "It is dry."}
    assert yaml.safe_load(thanked.text) == {"entries": [*yaml.safe_load(answers), thanks], "confirmed": TODAY}
    entry = {"date": TODAY, "by": "Owl", "status": "heard", "note": "It leaks."}
    assert yaml.safe_load(again.text) == {"entries": [*yaml.safe_load(answers), entry]}
