"""Searching in a real browser, on a page of its own: what readers type, and what they get to see."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect
from search_hub import made_up, own_pagefind, search_page, story
from storyhub.search import index
from storyhub.search.build import HUB, PAGEFIND

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
STORIES = [
    story(
        "luisteren",
        "<p>Ik luisterde naar een bewoner die nooit iets zei. Huizen vol verhalen.</p>",
        title="Luisteren naar stilte",
    ),
    story(
        "bakfiets",
        "<p>We huurden een bakfiets en reden door de wijk. Een mooi huis.</p>",
        values=("courage",),
        department="field",
    ),
    story(
        "compost",
        "<p>Klanttevredenheid begint bij de composthoop, zei de tuinman, en dat elk seizoen opnieuw. Een brummel is een braam.</p>",
        date=datetime.date(2025, 5, 6),
    ),
    story("tevreden", "<p>Tevredenheid is geen cijfer. Seizoen.</p>", date=datetime.date(2024, 5, 6)),
    story(
        "klant", "<p>De klant belt. De klant wacht. Tevredenheid volgt dit seizoen.</p>", date=datetime.date(2023, 5, 6)
    ),
    story("listening", "<p>I was listening on the night bus to a colleague.</p>", "en", title="The night bus"),
    story(
        "bakery",
        "<p>The bakery opens at four. Nobody listens at four.</p>",
        "en",
        author="Ada Verhulst",
        values=("courage", "together"),
    ),
    story("hostile", f"<p>{HOSTILE.replace('<', '&lt;')} zonderling</p>", title=HOSTILE, author=HOSTILE),
    *(story(f"many-{n:02}", f"<p>Een trommel, nummer {n}.</p>", date=datetime.date(2023, 1, 1 + n)) for n in range(23)),
]


@pytest.fixture(scope="module", params=[HUB, PAGEFIND])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host with the hub in a folder of its own, as many intranets have it; once with the index of either indexer."""
    host = tmp_path_factory.mktemp("host")
    hub = host / "hub"
    index(STORIES, hub / "search", cache=tmp_path_factory.mktemp("cache"), indexer=request.param)
    search_page(hub)
    search_page(hub, "nl", "../../")
    (host / "favicon.ico").touch()
    return host


@dataclass
class Desk:
    """The search page in a browser, and all that it asked of the network and complained of."""

    page: Page
    host: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str = "hub/search/") -> Desk:
        self.page.goto(self.host + address)
        expect(self.status).not_to_be_empty()
        return self

    def ask(self, text: str) -> list[str]:
        self.page.get_by_role("searchbox").fill(text)
        return self.found(text)

    def found(self, text: str) -> list[str]:
        """The titles found, once the page is done with this question."""
        self.page.wait_for_url(lambda address: parse_qs(urlsplit(address).query).get("q", [""]) == [text])
        self.page.wait_for_timeout(50)
        expect(self.page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
        return self.titles.all_inner_texts()

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def titles(self) -> Locator:
        return self.page.locator("[data-list] h3")


@pytest.fixture
def desk(browser: Browser, site: Path, serve_folder: Callable[[Path], str]) -> Iterator[Desk]:
    """A new reader with an empty cache."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    desk = Desk(page, serve_folder(site))

    def note(request: Request) -> None:
        desk.requests.append(request.url)

    context.on("request", note)
    page.on("console", lambda message: desk.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    page.on("dialog", lambda dialog: desk.complaints.append(f"dialog {dialog.message}") or dialog.dismiss())
    yield desk
    context.close()
    outside = [url for url in desk.requests if not url.startswith(desk.host)]
    assert not outside
    assert not desk.complaints


@pytest.mark.parametrize("address", ["hub/search/", "hub/nl/search/"])
@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("luister", "Luisteren naar stilte"),  # while it is being typed
        ("geluisterd", "Luisteren naar stilte"),  # Dutch stems
        ("huis", "Bakfiets"),
        ("listened", "The night bus"),  # English stems
        ("LISTENING", "The night bus"),
        ("bakfiets wijk", "Bakfiets"),
        ("verhulst", "Bakery"),  # who told it
        ("night bus", "The night bus"),  # the title
    ],
)
def test_stories_in_any_language_are_found_from_either_interface(
    desk: Desk, address: str, asked: str, first: str
) -> None:
    assert first in desk.open(address).ask(asked)[:2]


def test_a_dutch_word_does_not_dig_up_english_stories_that_begin_alike(desk: Desk) -> None:
    """Pagefind falls back on ever shorter words when a language doesn't have the word at all."""
    assert desk.open().ask("nachtbus") == []
    assert desk.ask("stilte") == ["Luisteren naar stilte"]


def test_all_words_have_to_be_there_and_else_the_page_says_so(desk: Desk) -> None:
    assert desk.open().ask("bakfiets wijk") == ["Bakfiets"]
    expect(desk.status).to_have_text("1 story found.")
    assert desk.ask("bakfiets qqqqq") == ["Bakfiets"]
    expect(desk.status).to_have_text("1 story found. No story has all of these words; these have some of them.")
    assert desk.ask("qqqqq") == []
    tell = desk.page.get_by_role("link", name="Be the first to tell it.")
    assert tell.evaluate("link => link.href") == f"{desk.host}hub/tell/"


def test_a_story_is_found_by_its_title_though_every_story_has_those_words(
    browser: Browser, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    """“The guides” is one title among those of many stories about guides, and the first that is shown."""
    text = "<p>" + "The guide of the harbour tells the guides where the guide is. " * 8 + "</p>"
    others = [story(f"o{n}", text, "en", title=f"The guide to the harbour guide {n}") for n in range(15)]
    plain = story(
        "guides", "<p>The people who know the way, and the harbour, and the guide.</p>", "en", title="The guides"
    )
    about = [story(f"x{n}", "<p>The harbour at night.</p>", "en", title=f"Night {n}") for n in range(40)]
    index([*others, *about, plain], tmp_path / "hub/search", cache=tmp_path / "cache")
    search_page(tmp_path / "hub")
    (tmp_path / "favicon.ico").touch()
    context = browser.new_context(locale="en-GB")
    desk = Desk(context.new_page(), serve_folder(tmp_path))
    assert desk.open().ask("the guides")[0] == "The guides"
    assert len(desk.titles.all()) == 10
    context.close()


def test_a_story_with_most_of_the_words_says_which_it_lacks(desk: Desk) -> None:
    assert desk.open().ask("klant belt fanfare") == ["Klant"]
    lacks = desk.page.locator("[data-part=lacks]")
    expect(lacks).to_have_text("Without: fanfare")
    expect(lacks.locator("s")).to_have_text("fanfare")


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ('"klant wacht" seizoen', ["Klant"]),
        ("seizoen “klant belt”", ["Klant"]),  # as a phone writes them, and in any place
        ('"mooi huis" "door de wijk"', ["Bakfiets"]),
    ],
)
def test_words_in_quotes_belong_together_beside_other_words_too(desk: Desk, asked: str, titles: list[str]) -> None:
    assert desk.open().ask(asked)[:1] == titles
    expect(desk.page.locator("[data-part=lacks]").first).to_be_hidden()


def test_a_story_without_the_words_in_quotes_lacks_them_as_one(desk: Desk) -> None:
    assert "Klant" in desk.open().ask('"wacht klant" seizoen')
    expect(desk.page.locator("[data-part=lacks] s").first).to_have_text('"wacht klant"')


def test_words_in_quotes_are_put_in_order_of_time(desk: Desk) -> None:
    desk.open("hub/search/?q=%22een+trommel%22+nummer&sort=newest")
    expect(desk.status).to_have_text("23 stories found.")
    assert desk.titles.all_inner_texts()[:2] == ["Many 22", "Many 21"]


def test_where_nothing_is_found_the_nearest_titles_are_named(desk: Desk) -> None:
    """Nearest by the letters that words have in common, or by words that are only not next to each other."""
    assert desk.open().ask("zzbakfietsxxyy") == []
    near, fitting = desk.page.locator("[data-near] a"), desk.page.locator("[data-fitting] a")
    expect(near.first).to_have_text("Bakfiets")
    assert near.first.evaluate("link => link.href") == f"{desk.host}hub/2026/bakfiets/"
    expect(fitting).to_have_count(0)
    assert desk.ask('"stilte luisteren"') == []
    expect(near.first).to_have_text("Luisteren naar stilte")
    assert desk.ask("bakfiets") == ["Bakfiets"]
    expect(desk.page.locator("[data-nothing]")).to_be_hidden()


@pytest.mark.parametrize(
    ("asked", "values"),
    [("zzdurven", ["Lef"]), ("durfal", []), ("samenloopjes", ["Samen"]), ("courageousnesses", ["Lef"]), ("xlefx", [])],
)
def test_where_nothing_is_found_the_values_whose_words_were_typed_are_named(
    desk: Desk, asked: str, values: list[str]
) -> None:
    """By their names and signal words, with another ending or in a compound; not by what the nearest stories are about."""
    assert desk.open().ask(asked) == []
    fitting = desk.page.locator("[data-fitting] a")
    expect(desk.page.locator("[data-nothing]")).to_be_visible()
    expect(fitting).to_have_text(values)
    if values == ["Lef"]:
        assert fitting.first.evaluate("link => link.href") == f"{desk.host}hub/values/courage/"


def test_stories_with_all_words_come_before_those_with_some(desk: Desk) -> None:
    found = desk.open().ask("klant wacht seizoen")
    assert found[0] == "Klant"
    assert len(found) > 1
    expect(desk.page.locator("[data-part=lacks]").first).to_be_hidden()
    expect(desk.page.locator("[data-part=lacks]").nth(1)).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "meant", "title"),
    [
        ("bakfeits", "bakfiets", "Bakfiets"),
        ("tuimman", "tuinman", "Compost"),
        ("listning", "listening", "The night bus"),
        ("brommel", "brummel", "Compost"),  # not "trommel", which more stories have: a first letter is seldom mistyped
    ],
)
def test_a_slip_of_the_keyboard_is_seen_through_and_said(desk: Desk, typed: str, meant: str, title: str) -> None:
    assert title in desk.open().ask(typed)
    expect(desk.status).to_contain_text(f"Also searched: {meant}.")


def test_a_short_word_is_taken_as_it_is_typed(desk: Desk) -> None:
    assert desk.open().ask("wijx") == []


def test_a_reader_whose_login_expired_is_told_to_log_in(
    browser: Browser, site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.route("**/manifest.json", lambda route: route.fulfill(status=200, body="<!doctype html><title>Log in</title>"))
    page.goto(serve_folder(site) + "hub/search/?q=klant")
    expect(page.get_by_role("status")).to_contain_text("Your login has expired.")
    page.close()


def test_words_in_quotes_belong_together(desk: Desk) -> None:
    assert desk.open().ask('"klant wacht"') == ["Klant"]
    assert desk.ask('"wacht klant"') == []


def test_a_compound_is_found_by_its_first_half_and_in_the_hubs_own_index_by_its_last(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    assert "Compost" in desk.open().ask("klant")
    if request.node.callspec.params["site"] == HUB:
        assert set(desk.ask("tevredenheid")) == {"Compost", "Tevreden", "Klant"}
        assert desk.titles.last.inner_text() == "Compost"


def test_nothing_is_fetched_until_somebody_goes_to_the_form(desk: Desk) -> None:
    desk.open()
    assert not [url for url in desk.requests if "pagefind" in url or "manifest" in url]
    desk.page.get_by_role("searchbox").focus()
    with desk.page.expect_request(re.compile("pagefind.js")):
        pass


def test_filters_narrow_down_and_can_be_combined(desk: Desk) -> None:
    page = desk.open().page
    page.get_by_label("Lef").check()
    expect(desk.status).to_have_text("2 stories found.")
    page.get_by_label("Luisteren").check()
    expect(desk.status).to_have_text("31 stories found.")
    page.get_by_label("Luisteren").uncheck()
    page.get_by_label("Nederlands").check()
    expect(desk.titles).to_have_text(["Bakfiets"])
    page.get_by_label("Department").select_option("Zorg")
    expect(desk.status).to_have_text("No story found. Try another word, or fewer of them.")
    page.get_by_role("button", name="Clear all of these").click()
    expect(desk.status).to_have_text("Type a word, or choose a value, a department or a year.")
    page.get_by_label("Year").select_option("2025")
    expect(desk.titles).to_have_text(["Compost"])


def test_without_a_word_the_newest_come_first(desk: Desk) -> None:
    page = desk.open().page
    page.get_by_label("Year").select_option("2023")
    expect(desk.titles.first).to_have_text("Klant")
    expect(desk.titles.nth(1)).to_have_text("Many 22")


def test_found_stories_can_be_put_in_order_of_time(desk: Desk) -> None:
    assert desk.open().ask("seizoen")[0] != "Compost"
    desk.page.get_by_label("Order").select_option("Newest first")
    expect(desk.titles).to_have_text(["Compost", "Tevreden", "Klant"])


def test_a_search_can_be_shared_and_back_undoes_a_step(desk: Desk) -> None:
    page = desk.open("hub/search/?q=seizoen&year=2024").page
    expect(desk.titles).to_have_text(["Tevreden"])
    expect(page.get_by_role("searchbox")).to_have_value("seizoen")
    page.get_by_label("Year").select_option("2025")
    expect(desk.titles).to_have_text(["Compost"])
    assert page.url.endswith("?q=seizoen&year=2025")
    page.go_back()
    expect(desk.titles).to_have_text(["Tevreden"])
    expect(page.get_by_label("Year")).to_have_value("2024")


def test_letters_typed_before_the_script_is_there_are_kept(desk: Desk) -> None:
    """On a slow line a reader is quicker than the page."""
    waiting: list[Route] = []
    desk.page.route("**/start.js", lambda route: waiting.append(route))
    desk.page.goto(desk.host + "hub/search/", wait_until="commit")
    desk.page.get_by_role("searchbox").press_sequentially("bakf")
    waiting[0].continue_()
    expect(desk.titles).to_have_text(["Bakfiets"])
    expect(desk.page.get_by_role("searchbox")).to_have_value("bakf")


def test_typing_leaves_one_step_in_the_history(desk: Desk) -> None:
    page = desk.open().page
    page.get_by_role("searchbox").press_sequentially("bakfiets", delay=250)
    expect(desk.titles).to_have_text(["Bakfiets"])
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(desk.titles).to_have_count(0)


def test_a_result_shows_what_it_is_and_leads_to_the_story(desk: Desk) -> None:
    desk.open().ask("luisterde")
    hit = desk.page.locator("[data-list] > li").first
    assert hit.locator("a").evaluate("link => link.href") == f"{desk.host}hub/2026/luisteren/"
    expect(hit.locator("mark").first).to_have_text(re.compile("luisterde", re.IGNORECASE))
    expect(hit).to_contain_text("Noor Bakker")
    expect(hit).to_contain_text("Zorg")
    expect(hit).to_contain_text("4 March 2026")
    expect(hit).to_contain_text("Nederlands")
    expect(hit).to_contain_text("Luisteren")
    expect(hit.locator("h3 a")).to_have_attribute("lang", "nl")


def test_what_a_story_says_is_shown_and_never_run(desk: Desk) -> None:
    assert desk.open().ask("zonderling") == [HOSTILE]
    expect(desk.page.locator("[data-part=excerpt]")).to_contain_text("<script>alert(2)</script>")
    assert desk.page.locator("[data-list] img").count() == 0


def test_the_keyboard_is_enough(desk: Desk) -> None:
    page = desk.open().page
    page.get_by_role("heading", name="Search", exact=True).click()
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("seizoen/")
    expect(field).to_have_value("seizoen/")
    expect(desk.titles).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(desk.titles.first.locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(desk.titles.nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(desk.titles).to_have_count(0)


def test_long_lists_come_ten_at_a_time(desk: Desk) -> None:
    assert len(desk.open().ask("trommel")) == 10
    expect(desk.status).to_have_text("23 stories found.")
    more = desk.page.get_by_role("button", name="More stories")
    more.click()
    expect(desk.titles).to_have_count(20)
    expect(desk.titles.nth(10).locator("a")).to_be_focused()
    more.click()
    expect(desk.titles).to_have_count(23)
    expect(more).to_be_hidden()
    assert len(set(desk.titles.all_inner_texts())) == 23


def test_without_javascript_the_form_can_be_sent_and_the_archive_is_pointed_out(
    browser: Browser, site: Path, serve_folder: Callable[[Path], str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve_folder(site) + "hub/search/")
    page.get_by_role("searchbox").fill("iets")
    page.get_by_role("button", name="Search").click()
    assert "q=iets" in page.url
    link = page.get_by_role("link", name="The archive has every story, by year and month.")
    assert link.get_attribute("href") == "../archive/"
    context.close()


def test_a_reader_is_told_when_search_does_not_work(
    browser: Browser, site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.route("**/manifest.json", lambda route: route.fulfill(status=503, body=""))
    page.goto(serve_folder(site) + "hub/search/?q=klant")
    expect(page.get_by_role("status")).to_contain_text("Search does not work at the moment.")
    page.unroute("**/manifest.json")
    page.get_by_role("searchbox").fill("klant belt")
    expect(page.locator("[data-list] h3").first).to_have_text("Klant")
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_fits_the_screen(desk: Desk, width: int, scheme: Any) -> None:
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.emulate_media(color_scheme=scheme)
    desk.open().ask("seizoen")
    desk.page.locator("summary").click()
    context: Any = Axe().run(desk.page)
    assert not context.response["violations"], context.generate_report()
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SCORES = """async ({root, queries}) => {
  const pagefind = await import(root + "theirs/out/pagefind.js");
  const { Engine } = await import(root + "hub/assets/search/engine.js");
  const { find } = await import(root + "hub/assets/search/find.js");
  const engine = new Engine(new URL(root + "hub/search/"));
  const answers = [];
  for (const q of queries) {
    const { results } = await pagefind.search(q);
    const theirs = await Promise.all(results.map(async (r) => [(await r.data()).raw_url.split("/").at(-2), r.score]));
    const found = await find(engine, { q, value: [], department: "", language: [], year: "", sort: "" });
    const all = (await found.stories(0, found.count)).filter(({ lacks }) => !lacks.length);
    const ours = all.map(({ url, score }) => [url.split("/").at(-2), score]);
    answers.push({ q, theirs, ours });
  }
  return answers;
}"""


def test_stories_rank_as_in_an_index_of_pagefinds_own(
    browser: Browser, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    """The same stories for each search, and in the same order, unless their scores are within a tenth of each other.

    Nothing is said of words that most stories have: Pagefind ranks these by how often a story repeats them, the hub
    counts no further than ten, and leaves them out of a search for others.
    """
    stories = [replace(entry, author="Noor") for entry in made_up(150)]
    own_pagefind(stories, tmp_path / "theirs")
    index(stories, tmp_path / "hub" / "search", cache=tmp_path / "cache")
    search_page(tmp_path / "hub")
    (tmp_path / "empty.html").write_text("<!doctype html><html lang=en><title>x</title>", encoding="utf-8")
    manifest = json.loads((tmp_path / "hub/search/manifest.json").read_text(encoding="utf-8"))
    common = manifest["languages"]["en"]["common"]
    words = [word for entry in stories[:60] for word in str(entry.title).lower().split() if word not in common]
    queries = [*words[:40], *(" ".join(words[at : at + 2]) for at in range(40, 120, 2))]
    page = browser.new_page()
    page.goto(serve_folder(tmp_path) + "empty.html")
    answers = page.evaluate(SCORES, {"root": serve_folder(tmp_path), "queries": queries})
    page.close()
    compared = 0
    for answer in answers:
        theirs, ours = dict(answer["theirs"]), dict(answer["ours"])
        if len(theirs) > len(stories) / 2:
            continue
        assert theirs.keys() == ours.keys(), answer["q"]
        for one, other in combinations(theirs, 2):
            if abs(theirs[one] - theirs[other]) > 0.1 * max(theirs[one], theirs[other]):
                compared += 1
                assert (theirs[one] > theirs[other]) == (ours[one] > ours[other]), (answer["q"], one, other)
    assert compared > 1000


FOUND = """async ({root, queries}) => {
  const { Engine } = await import(root + "hub/assets/search/engine.js");
  const { find } = await import(root + "hub/assets/search/find.js");
  const engine = new Engine(new URL(root + "hub/search/"));
  const answers = [];
  for (const q of queries) {
    const found = await find(engine, { q, value: [], department: "", language: [], year: "", sort: "" });
    const stories = await found.stories(0, found.count);
    answers.push(stories.map(({ url, excerpt }) => [url, /<mark>(.*?)<.mark>/.exec(excerpt)?.[1] ?? ""]));
  }
  return answers;
}"""


def test_a_browser_finds_each_word_in_the_one_file_that_has_it(
    browser: Browser, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    """Also where files begin with letters of which a browser counts two for one, or that sort beside a gap."""
    words = [
        "zeppelin", "zeppelins2", "naïef", "naief", "éclair", "œuvre", "привет", "Ελλάδα", "日本語", "한국어", "한국", "\U00010400a",
        "\U00010401b", "\ue000x", "ﬁets", "x86_64", "42", "łódź", "ånd", "and",
    ]  # fmt: skip
    stories = [story(f"s{at}", f"<p>{'woord ' * at * 40}{word} einde</p>", "xx") for at, word in enumerate(words)]
    # So many words that begin like each of these that they fill a file.
    ends = ["".join(letters) for letters in product("abcdefghijklm", repeat=3)]
    stories.append(story("many", "".join(f"<p>{' '.join(word + end for end in ends)}</p>" for word in words), "xx"))
    report = index(stories, tmp_path / "hub" / "search", cache=tmp_path / "cache")
    assert sum(name.endswith(".pf_index") for name in report.files) > len(words)
    search_page(tmp_path / "hub")
    (tmp_path / "empty.html").write_text("<!doctype html><html lang=en><title>x</title>", encoding="utf-8")
    page = browser.new_page()
    page.goto(serve_folder(tmp_path) + "empty.html")
    answers = page.evaluate(FOUND, {"root": serve_folder(tmp_path), "queries": [f'"{word}"' for word in words]})
    page.close()
    for at, (word, found) in enumerate(zip(words, answers, strict=True)):
        assert [f"/2026/s{at}/", word] in found, (word, found)
