"""The composer page in a real browser: what is written there is a story that the hub takes in."""

from __future__ import annotations

import gzip
import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from composing import (
    MAIL,
    WHOLE,
    download,
    errors,
    hub_settings,
    issues,
    open_page,
    photo,
    quiet_page,
    sent_text,
    settle,
    tab_to,
    write,
)
from hubs import PROJECT, story, write_hub
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from storyhub.cli.main import main

ASKED = {
    "2026/de-bus.md": story(
        "De bus kwam niet",
        "Eerlijk gezegd stond ik er een uur.\n",
        values="[openness]",
        question="Wie weet een andere weg?",
        could_be_better="Het bord liegt.",
    ),
    "2026/the-soup.md": story("The soup", "We cared for each other.\n", values="[care]", language="en"),
}


@pytest.fixture(scope="module")
def site(build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small hub with one code host and a mail address."""
    folder = tmp_path_factory.mktemp("composer")
    return build_site(write_hub(folder / "stories", dict(ASKED)), folder / "site", **hub_settings())


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where it is served."""
    return serve_folder(site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when the browser complains or a request leaves the host."""
    with quiet_page(browser) as opened:
        yield opened


@pytest.mark.parametrize(
    ("way", "language", "title", "told", "slug"),
    [
        (
            "tell/",
            "nl",
            "De sleutel van 3: “wie?”",
            "Om vier uur zei ze: *kijk*.\n\nNiemand keek.",
            "de-sleutel-van-3-wie",
        ),
        ("en/tell/", "en", "Who's got the key? #3", "At four she said: *look*.\n\nNobody did.", "who-s-got-the-key-3"),
    ],
)
def test_a_story_is_written_with_the_keyboard_alone_and_check_has_nothing_against_it(
    page: Page, address: str, tmp_path: Path, way: str, language: str, title: str, told: str, slug: str
) -> None:
    open_page(page, address + way)
    for field, text in (("body", told), ("why", "Omdat: het ertoe doet."), ("question", "- Wie?\n- @Sam")):
        tab_to(page, field)
        page.keyboard.insert_text(text)
    tab_to(page, "title")
    page.keyboard.type(title)
    tab_to(page, "author")
    page.keyboard.type("Noor O'Brien")
    tab_to(page, "pseudonym")
    page.keyboard.press("Space")
    tab_to(page, "department")
    page.keyboard.press("ArrowDown")
    tab_to(page, "values")
    page.keyboard.press("Space")
    tab_to(page, "tension")
    page.keyboard.press("Space")
    settle(page)
    year = page.locator("[name=date]").input_value()[:4]
    sent = download(page, year)
    path, text = sent.story
    assert path == f"{year}/{slug}.md"
    assert [str(issue) for issue in issues(tmp_path, sent.files)] == []
    assert "values: {openness: in tension}\n" in text
    assert "pseudonym: true\n" in text
    assert ("language:" in text) == (language != "nl")
    assert text.endswith(f"---\n\n{told}\n")


def test_pictures_come_along_smaller_and_without_what_the_camera_wrote(
    page: Page, address: str, tmp_path: Path
) -> None:
    """With consent the archive passes `check`; without, the page says what `check` says."""
    write(open_page(page, address + "tell/"), **WHOLE)
    for number in (1, 2):
        page.locator("[type=file]").set_input_files({"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()})
        page.locator(".tell-picture").nth(number - 1).wait_for()
        page.locator(".tell-picture textarea").nth(number - 1).fill(f"Wolk [{number}] boven *zee*")
    settle(page)
    assert page.locator(".tell-issue.is-error").count() == 1
    sent = download(page, "2026")
    assert [line.split(": ")[1] for line in errors(tmp_path / "without", sent.files)] == ["consent"]
    page.locator("[name=consent][value=internal]").check()
    settle(page)
    sent = download(page, "2026")
    assert errors(tmp_path / "with", sent.files) == []
    assert sorted(sent.files) == ["2026/een-dag.md", "2026/een-dag/picture-1.webp", "2026/een-dag/picture-2.webp"]
    for name in ("picture-1", "picture-2"):
        raw = sent.files[f"2026/een-dag/{name}.webp"]
        with Image.open(io.BytesIO(raw)) as small:
            assert small.size == (1600, 800)
            assert not small.getexif()
        assert b"Maker of secrets" not in raw
    assert [issue.rule for issue in issues(tmp_path / "with", sent.files)] == []


def test_a_file_that_is_no_picture_is_named(page: Page, address: str) -> None:
    open_page(page, address + "tell/")
    page.locator("[type=file]").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"})
    page.get_by_text("x.png is geen foto").wait_for()
    assert page.locator(".tell-picture").count() == 0


def test_a_draft_survives_a_reload_and_is_forgotten_on_request(page: Page, address: str) -> None:
    """It stays in the browser; forgetting can be taken back until the page is left."""
    write(open_page(page, address + "tell/"), title="Bewaard", body="Tot later.")
    open_page(page, address + "tell/")
    assert page.locator("[name=title]").input_value() == "Bewaard"
    open_page(page, address + "en/tell/")
    assert page.locator("[name=body]").input_value() == "Tot later."
    page.locator("[data-forget]").click()
    assert page.locator("[name=title]").input_value() == ""
    page.locator("[data-remember]").click()
    assert page.locator("[name=title]").input_value() == "Bewaard"
    page.locator("[data-forget]").click()
    open_page(page, address + "tell/")
    assert page.locator("[name=title]").input_value() == ""
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tell')).length") == 0


def test_a_reply_shows_what_it_answers_and_carries_its_id(page: Page, address: str) -> None:
    """From the story page, by its links."""
    for name, quoted in (
        ("Antwoord erop met een verhaal", "Wie weet een andere weg?"),
        ("Vertel wat ervan kwam", "Het bord liegt."),
    ):
        page.goto(address + "2026/de-bus/")
        page.get_by_role("link", name=name).click()
        page.get_by_role("link", name="De bus kwam niet").wait_for()
        assert page.locator("[data-origin-quote]").inner_text() == quoted
    page.goto(address + "2026/de-bus/")
    page.get_by_role("link", name="Antwoord met je eigen verhaal").click()
    page.get_by_role("link", name="De bus kwam niet").wait_for()
    assert page.locator("[data-origin-quote]").is_hidden()
    write(page, **WHOLE)
    assert 'reply_to: "2026/de-bus"\n' in sent_text(page)


def test_an_invitation_is_shown_as_words_and_nothing_else(page: Page, address: str) -> None:
    open_page(page, address + "en/tell/?question=What%20did%20%3Cimg%20src=x%20onerror=alert(1)%3E%20you%20see%3F")
    assert page.locator("[data-origin-quote]").inner_text() == "What did <img src=x onerror=alert(1)> you see?"
    assert page.locator(".tell-origin img").count() == 0


@pytest.mark.parametrize(
    "pasted", ["{address}2026/de-bus/", "2026/de-bus", "2026/de-bus.md", "{address}2026/de-bus/#asks"]
)
def test_whatever_leads_to_a_story_becomes_its_id(page: Page, address: str, pasted: str) -> None:
    open_page(page, address + "tell/").locator(".tell-more").first.evaluate("more => more.open = true")
    write(page, **WHOLE, reply_to=pasted.format(address=address))
    assert 'reply_to: "2026/de-bus"\n' in sent_text(page)


def test_values_are_suggested_with_the_words_that_led_to_them(page: Page, address: str) -> None:
    """A press takes the suggestion; the story then carries it as the writer's own."""
    write(
        open_page(page, address + "tell/"),
        **WHOLE
        | {
            "body": "Ik zei het eerlijk en open: wij laten zien wat we doen, ook als het niet mooi is, en dat was openheid."
        },
    )
    one = page.locator(".tell-heard-one").first
    one.wait_for()
    assert one.locator("button").inner_text() == "Openheid"
    assert set(one.locator("[data-because]").inner_text().split(", ")) & {
        "eerlijk",
        "open",
        "openheid",
        "zien",
        "laten",
    }
    one.locator("button").press("Enter")
    settle(page)
    assert "values: [openness]\n" in sent_text(page)


def test_what_would_stop_a_story_is_said_in_words_and_leads_to_its_field(page: Page, address: str) -> None:
    """A title too long, a number that is private; each a link that puts the cursor there."""
    open_page(page, address + "en/tell/")
    write(page, **WHOLE | {"title": "x" * 121, "body": "My number is NL91 ABNA 0417 1643 00."})
    said = " ".join(page.locator(".tell-issue.is-error").all_inner_texts())
    assert "121" in said
    assert "120" in said
    assert "a bank account number (IBAN)" in said
    page.locator(".tell-issue a").first.press("Enter")
    assert page.evaluate("document.activeElement.name") in ("title", "body")


def test_what_is_typed_never_runs(page: Page, address: str) -> None:
    """Neither a tag nor an address that is code: it is there as text."""
    hostile = (
        "<img src=x onerror=document.body.dataset.ran=1> <script>document.body.dataset.ran=1</script>\n\n"
        "[a](javascript:document.body.dataset.ran=1) [b](\x01javascript:alert(1)) <javascript:alert(1)> "
        "![c](data:text/html,x) [d](JaVaScRiPt:alert(1)) [e](//evil.example) [ok](https://ok.example)\n\n"
        "<svg onload=document.body.dataset.ran=1>\n\n<iframe srcdoc='<script>parent.document.body.dataset.ran=1</script>'>"
    )
    write(open_page(page, address + "tell/"), **WHOLE | {"title": "<b onmouseover=x>t", "why": "<i>w", "body": hostile})
    preview = page.locator("[data-preview]")
    assert preview.locator("img, script, iframe, svg, b, i").count() == 0
    assert preview.locator("a[href]").evaluate_all("links => links.map(link => link.href)") == ["https://ok.example/"]
    assert page.evaluate("document.body.dataset.ran") is None
    assert "<img src=x" in preview.inner_text()


def test_the_other_ways_copy_and_mail(page: Page, address: str) -> None:
    """What is copied is the file; a short story is in the mail itself, a long one is to be added."""
    write(open_page(page, address + "tell/"), **WHOLE)
    page.locator("[data-way=copy]").click()
    page.get_by_text("Gekopieerd.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == sent_text(page)
    mail = urlsplit(page.locator("[data-way=mail]").get_attribute("href") or "")
    assert (mail.scheme, mail.path) == ("mailto", MAIL)
    assert parse_qs(mail.query)["body"][0].replace("\r\n", "\n") == sent_text(page)
    assert page.locator("[data-attach]").is_hidden()
    write(page, body="Lang. " * 500)
    assert "Lang" not in (page.locator("[data-way=mail]").get_attribute("href") or "")
    assert page.locator("[data-attach]").is_visible()


def test_too_long_for_an_address_opens_empty_and_says_so(page: Page, address: str) -> None:
    write(open_page(page, address + "tell/"), **WHOLE)
    whole = urlsplit(page.locator("[data-way=host]").get_attribute("href") or "")
    assert parse_qs(whole.query)["value"] == [sent_text(page)]
    write(page, body="Dijk é " * 2000)
    short = page.locator("[data-way=host]").get_attribute("href") or ""
    assert len(short) < 300
    assert parse_qs(urlsplit(short).query, keep_blank_values=True) == {
        "filename": ["stories/2026/een-dag.md"],
        "value": [""],
    }
    assert "te lang" in page.locator("[data-host-note]").inner_text()


@pytest.mark.parametrize(
    "asked", ["//evil.example/2026/een-dag", "/\\\\evil.example/2026/x", "2026/..", "https://evil.example/2026/x"]
)
def test_an_address_that_somebody_sends_never_makes_the_page_reach_for_another_host(
    page: Page, address: str, asked: str
) -> None:
    """Whatever is behind reply_to: only a year and a name are looked up, and those here."""
    reached: list[str] = []
    page.on("request", lambda request: reached.append(request.url))
    page.goto(f"{address}tell/?reply_to={quote(asked)}")
    page.wait_for_load_state("networkidle")
    assert [url for url in reached if not url.startswith(address)] == []
    assert [url for url in reached if "evil" in url.partition("?")[0]] == []


def test_without_its_script_the_page_gives_a_template_that_becomes_a_story(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """Filled in, and with one more field uncommented, it passes `check`."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "en/tell/")
    assert page.locator("form.tell-form").is_hidden()
    text = page.locator(".tell-blank pre").inner_text()
    context.close()
    for field, said in (("title", "A day"), ("author", "Noor"), ("why", "Because.")):
        text = text.replace(f'{field}: ""', f'{field}: "{said}"', 1)
    text = text.replace('department: ""', "department: ward").replace("date:", "date: 2026-03-01", 1)
    text = text.replace("# values:", "values:").replace("# language:", "language:")
    assert [str(issue) for issue in issues(tmp_path, {"2026/a-day.md": text.encode()})] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_a_page_that_is_being_written(page: Page, address: str, width: int, scheme: str) -> None:
    """With everything open that can be: pictures, suggestions, errors, the file; and nothing sticks out."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, address + "tell/?reply_to=2026%2Fde-bus&answers=question")
    write(
        page,
        title="Een dag",
        body="# Kop\n\nEerlijk en open.\n\n- een\n- twee\n\n> ja\n\n```\ncode\n```\n" + "Openheid is goed. " * 9,
    )
    page.locator("[type=file]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(300, 200)})
    page.locator(".tell-picture").wait_for()
    page.locator("[name=values]").first.check()
    page.evaluate("document.querySelectorAll('details').forEach(more => more.open = true)")
    settle(page)
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_a_story_goes_from_the_composer_through_git_and_review_to_the_site(
    page: Page, address: str, build_site: Callable[..., Path], tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    """Written, committed on a branch as the code host does with it, checked, reviewed, merged, built and read: nobody edits it."""
    write(open_page(page, address + "tell/"), **WHOLE | {"title": "Van begin tot eind", "body": "Zo ging het, *echt*."})
    asked = parse_qs(urlsplit(page.locator("[data-way=host]").get_attribute("href") or "").query)
    repository = tmp_path / "repository"
    write_hub(repository / "stories", dict(ASKED))

    def git(*words: str) -> str:
        own = ["-c", "user.name=Noor", "-c", "user.email=noor@hub.example", "-c", "init.defaultBranch=main"]
        return subprocess.run(
            ["git", *own, *words], cwd=repository, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    git("init")
    git("add", ".")
    git("commit", "-m", "The hub")
    git("switch", "-c", "story")
    file = repository / asked["filename"][0]
    file.write_text(asked["value"][0], encoding="utf-8", newline="\n")
    git("add", ".")
    git("commit", "-m", "A story")
    assert git("diff", "--name-only", "main").split() == ["stories/2026/van-begin-tot-eind.md"]
    assert errors(tmp_path / "checked", {"2026/van-begin-tot-eind.md": file.read_bytes()}) == []
    git("switch", "main")
    desk = tmp_path / "desk" / "review.html"
    desk.parent.mkdir()
    given = ["--repo", str(repository), "--stories", str(repository / "stories"), "--out", str(desk)]
    assert main(["review", "--base", "main", "--head", "story", *given], PROJECT) == 0
    page.goto(serve_folder(desk.parent) + desk.name)
    assert "Van begin tot eind" in page.locator("main, body").first.inner_text()
    assert page.frame_locator("iframe").locator("h1").inner_text() == "Van begin tot eind"
    git("merge", "story")
    site = build_site(repository / "stories", tmp_path / "site", **hub_settings())
    page.goto(serve_folder(site) + "2026/van-begin-tot-eind/")
    assert page.locator("h1").inner_text() == "Van begin tot eind"
    assert page.locator(".body em").inner_text() == "echt"


def test_a_hub_without_a_code_host_or_mail_still_has_its_other_ways(
    page: Page, build_site: Callable[..., Path], tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    settings = {"extra": {"hub": {"languages": ["en"]}}}
    built = build_site(write_hub(tmp_path / "stories"), tmp_path / "site", **settings)
    open_page(page, serve_folder(built) + "tell/")
    assert page.locator("[data-way=host], [data-way=mail]").count() == 0
    assert page.locator("[data-way=download], [data-way=copy]").count() == 2


def test_the_link_for_who_writes_elsewhere_opens_the_template(page: Page, address: str) -> None:
    open_page(page, address + "tell/").locator(".tell-blank summary").click()
    found = page.locator(".tell-blank a").get_attribute("href") or ""
    assert unquote(found).startswith("https://code.example/org/stories/new/main?filename=stories/2026/")
    assert parse_qs(urlsplit(found).query)["value"] == [page.locator(".tell-blank pre").text_content()]


def test_the_page_is_light_until_somebody_begins(page: Page, address: str) -> None:
    """All of it but pictures within 30 kB compressed, and the rest once there is something to work on."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address + "en/tell/", wait_until="networkidle")
    page.locator(".tell-form").wait_for()
    texts = [page.request.get(url).body() for url in fetched if not url.endswith((".svg", ".webp"))]
    assert sum(len(gzip.compress(text)) for text in texts) < 30_000
    assert not [url for url in fetched if url.endswith("/writing.js")]
    page.locator("[name=title]").press_sequentially("Wie was er wakker?")
    page.locator(".tell-form[data-ready]").wait_for()
    expect(page.locator("[name=title]")).to_have_value("Wie was er wakker?")
    settle(page)
    assert "Wie was er wakker?" in sent_text(page)
