"""What the composer page works out by itself agrees with the hub: the file, the preview, private data, values, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hubs import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from storyhub.compose import questions
from storyhub.model import code_hosts
from storyhub.model.issues import Level
from storyhub.model.settings import Settings, SettingsError, from_config
from storyhub.model.story import Hub, Value
from storyhub.pages.composer import data
from storyhub.read.front_matter import parse
from storyhub.read.hub import read, shards_of
from storyhub.read.schema import field_names
from storyhub.read.story import read_story
from storyhub.system.cache_files import Store
from storyhub.tag.browser_words import hints
from storyhub.tag.tag import Teacher
from storyhub.text import private_data
from storyhub.text.decoding import without_unseen
from storyhub.text.render import render
from test_slips import MEANT, SLIPS

SCRIPTS = ROOT / "theme" / "assets" / "js" / "tell"
HOSTS = {
    "github": "https://h.example/o/r/new/main?filename=stories%2F2026%2Fa-b.md&value=---%0Atitle%3A%20%22%C3%A9%20%26%22",
    "gitea": "https://h.example/o/r/_new/main/?filename=stories%2F2026%2Fa-b.md&value=---%0Atitle%3A%20%22%C3%A9%20%26%22",
    "forgejo": "https://h.example/o/r/_new/main/?filename=stories%2F2026%2Fa-b.md&value=---%0Atitle%3A%20%22%C3%A9%20%26%22",
    "gitlab": "https://h.example/o/r/-/new/main?file_name=stories%2F2026%2Fa-b.md",
    "azure": "https://h.example/o/r?path=/stories&version=GBmain",
    "bitbucket": "https://h.example/o/r/src/main/stories",
}


class Scripts:
    """The page's modules in a browser, each function to be called from here."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, module: str, expression: str, given: Any) -> Any:
        """The value of an expression in which `m` is the module and `x` what is given."""
        return self.page.evaluate(
            f"async (x) => {{ const m = await import('/{module}.js'); return {expression}; }}", given
        )


@pytest.fixture(scope="module")
def scripts(
    browser: Browser, serve_folder: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scripts]:
    """An empty page beside the modules."""
    folder = tmp_path_factory.mktemp("scripts")
    for file in SCRIPTS.glob("*.js"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>x</title><main></main>", encoding="utf-8")
    page = browser.new_page()
    page.goto(serve_folder(folder))
    yield Scripts(page)
    page.close()


class _Site:
    """As much of a site as the page's data need."""

    def __init__(self, **given: Any) -> None:
        self.settings = Settings(**given)
        self.hub = Hub((), (), ())
        self.stories = ()


DATA = json.loads(json.dumps(data(_Site(comms_mail="c@hub.example"))))  # type: ignore[arg-type]
BLANK = {
    **dict.fromkeys(field_names(), ""),
    **{"credit": "", "body": "Tekst.", "pseudonym": False, "with": [], "values": [], "pictures": [], "language": "nl"},
    **{"title": "Een dag", "author": "Noor", "department": "ward", "date": "2026-03-01"},
}
FORM = """
const fields = Object.entries(x.given);
const form = document.createElement('form');
for (const [name, value] of fields) { const area = document.createElement('textarea'); area.name = name; area.value = value; form.append(area); }
"""

NASTY = [
    "---", "...", "@home", "`x`", "a: b", "a:", ": a", "# no comment", "a # b", "- a", "? a", "! a", "!!python/x", "&a", "*a",
    "%TAG", "'", '"', '\\"', "\\", "\\n", "null", "~", "true", "no", "1e3", "0x1f", "2026-03-01", "{a: b}", "[a, b]", "| x", "> x",
    "😀 emoji", "e\u0301", "\u00a0hard", "tab\there", "two\nlines", "two\n\n  --- \n---\nlines", "a\n  b\n c", "end\n", "a\r\nb",
    "\u202eback", "\u2028", "a\u0085b", "\ufeff", "</script>", "{{ x }}", "<b>", "a\x00b", "a\x1cb", "x" * 120,
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(NASTY))).map("".join),
)


def in_one_line(text: str) -> str:
    """What the hub makes of a text that is on one line."""
    return " ".join(without_unseen(text).split())


@settings(max_examples=120)
@given(title=TEXT, why=TEXT, better=TEXT, body=TEXT)
@example(title="---", why="a # b: 'c' \"d\"", better="---\n---\n...\n- x", body="---\ntitle: other\n---\n")
@example(title="\u202e", why="", better="  indented\n    more\n", body="\n\n    code\n")
def test_any_text_comes_back_as_it_was_typed(scripts: Scripts, title: str, why: str, better: str, body: str) -> None:
    """Typed in the form, written as a file, read by the hub: the same words, nothing broken by any sign."""
    typed = {"title": f"T {title}"[:118], "why": why[:390], "could_be_better": better[:900], "body": f"Zo:\n{body}"}
    expression = f"(() => {{ {FORM} const story = {{...x.blank, ...form_.readForm(form, x.data), pictures: []}}; return m.fileOf(story, x.data); }})()"
    expression = f"await import('/form.js').then((form_) => {expression})"
    given_ = {
        "given": {**{k: v for k, v in BLANK.items() if isinstance(v, str)}, **typed},
        "blank": BLANK,
        "data": DATA,
    }
    written = scripts.call("file", expression, given_)
    raw = written["text"].encode("utf-8")
    document = parse(raw, written["path"])
    assert [str(issue) for issue in document.issues] == []
    browser_lines = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in typed.items()}
    assert document.data["title"] == in_one_line(browser_lines["title"])
    assert (document.data.get("why") or "") == in_one_line(browser_lines["why"])
    assert (document.data.get("could_be_better") or "") == without_unseen(browser_lines["could_be_better"]).strip()
    of_the_text = ("private-data", "nested-too-deep")
    found = [issue for issue in read_story(raw, written["path"], "nl").issues if issue.level is Level.ERROR]
    assert [str(issue) for issue in found if issue.rule not in of_the_text] == []
    shown = re.sub(r"\s+", "", render(browser_lines["body"], "2026/x.md").body.text)
    assert re.sub(r"\s+", "", render(document.body, "2026/x.md").body.text) == shown


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("De dag dat é ü ß kwam!", "de-dag-dat-e-u-kwam"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "story-con"),
        ("😀", "story"),
        ("ﬁets", "fiets"),
        ("a" * 300, "a" * 70),
    ],
)
def test_a_title_gives_a_name_that_every_computer_can_carry(scripts: Scripts, title: str, slug: str) -> None:
    assert scripts.call("file", "m.slugOf(x)", title) == slug


@pytest.mark.parametrize("kind", code_hosts.HOSTS)
def test_each_code_host_gets_its_own_address(scripts: Scripts, kind: str) -> None:
    """The page builds what the table says, sign by sign."""
    host = code_hosts.read({"kind": kind, "address": "https://h.example/o/r.git/", "folder": "stories"})
    assert host is not None
    text = '---\ntitle: "é &"'
    assert host.new_file("2026/a-b.md", text) == HOSTS[kind]
    told = json.loads(json.dumps(data(_Site(code_host=host))))["host"]  # type: ignore[arg-type]
    built = scripts.call(
        "addresses", "m.addressAt(x.host, x.file)", {"host": told, "file": {"path": "2026/a-b.md", "text": text}}
    )
    assert built == {"address": HOSTS[kind], "note": "host-fills" if host.host.fills else "host-empty"}


@pytest.mark.parametrize("kind", [kind for kind, host in code_hosts.HOSTS.items() if host.fills])
def test_an_address_never_gets_longer_than_hosts_take(scripts: Scripts, kind: str) -> None:
    """Up to the limit it carries the text, one sign beyond it does not; Python and the page draw the line in one place."""
    host = code_hosts.CodeHost(kind, "https://h.example/o/r")
    told = json.loads(json.dumps(data(_Site(code_host=host))))["host"]  # type: ignore[arg-type]
    fits = code_hosts.LINE_LIMIT - len(host.new_file("2026/a.md", "."))
    for extra, carried in ((0, True), (1, False)):
        text = "." * (fits + 1 + extra)
        built = scripts.call(
            "addresses", "m.addressAt(x.host, x.file)", {"host": told, "file": {"path": "2026/a.md", "text": text}}
        )
        assert (built["note"] == "host-fills") == carried == bool(host.new_file("2026/a.md", text))
        assert len(built["address"]) <= code_hosts.LINE_LIMIT


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"code_host": "github"}, "code_host: found 'github'"),
        (
            {"code_host": {"kind": "svn", "address": "https://x.example/r"}},
            "code_host.kind: found 'svn'; allowed are github, gitea",
        ),
        ({"code_host": {"kind": "github"}}, "code_host.address: found None"),
        (
            {"code_host": {"kind": "github", "address": "javascript:alert(1)"}},
            "code_host.address: found 'javascript:alert(1)'",
        ),
        (
            {"code_host": {"kind": "github", "address": "https://x.example/r", "brnch": "x"}},
            'code_host: found brnch (did you mean "branch"?); allowed are kind',
        ),
        (
            {"code_host": {"kind": "github", "address": "https://x.example/r", "folder": "../up"}},
            "code_host.folder: found '../up'",
        ),
        ({"search": "pagefind"}, "search: found 'pagefind'; {indexer: hub or pagefind} is allowed"),
        ({"search": {"engine": "hub"}}, "search: found {'engine': 'hub'}; {indexer: hub or pagefind} is allowed"),
        ({"search": {"indexer": "lunr"}}, "search: found {'indexer': 'lunr'}; {indexer: hub or pagefind} is allowed"),
        ({"comms_mail": "not a mail"}, "comms_mail: found 'not a mail'"),
        ({"comms_mail": "a@b.example?bcc=c@d.example"}, "comms_mail: found"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_what_is_allowed(given_: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(f"mkdocs.yml: extra.hub.{told}")):
        from_config({"extra": {"hub": given_}})


SECRETS = [
    "Mijn BSN: 111222333, bel me.", "bsn 123456789", "NL91 ABNA 0417 1643 00", "NL91ABNA0417164301", "4111 1111 1111 1111",
    "5500-0055-5555-5559", "4539 1488 0343 6467", "AKIAABCDEFGHIJKLMNOP", "AKIAIOSFODNN7EXAMPLE", "ghp_" + "a1" * 20,
    "wachtwoord: Bushalte99", "het wachtwoord is: geheim", "password: hunter22", "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 20,
    "-----BEGIN RSA PRIVATE KEY-----\n" + "A" * 40, "-----BEGIN PRIVATE KEY----- heet dat", "order 4111111111111112", "sk-" + "aB1" * 12,
]  # fmt: skip


@pytest.mark.parametrize("text", SECRETS)
def test_private_data_is_the_same_here_and_there(scripts: Scripts, text: str) -> None:
    """The page finds what `check` finds, and nothing else."""
    found = scripts.call("private", "m.privateData(x.text, x.patterns)", {"text": text, "patterns": DATA["private"]})
    assert set(found) == {what for _, what in private_data.find(text)}


OF_ONE_LINE = [(line, rule) for line, rule, _ in SLIPS.values() if rule != "pasted-indent"]


@pytest.mark.parametrize(("line", "rule"), OF_ONE_LINE, ids=[line for line, _ in OF_ONE_LINE])
def test_a_slip_is_found_here_as_it_is_there(scripts: Scripts, line: str, rule: str) -> None:
    text = f"It rained.\n\n{line}\n"
    assert scripts.call("slips", "m.slipsIn(x.text, x.patterns)", {"text": text, "patterns": DATA["slips"]}) == [rule]


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_what_is_no_slip_there_is_none_here(scripts: Scripts, text: str) -> None:
    assert scripts.call("slips", "m.slipsIn(x.text, x.patterns)", {"text": text, "patterns": DATA["slips"]}) == []


class Shape(HTMLParser):
    """The tags of a text in order, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Notes a tag; headings only as headings."""
        self.tags.append(re.sub(r"h\d", "h", tag))

    def handle_data(self, data: str) -> None:
        """Notes the words."""
        self.words += "".join(data.split())


MARKDOWN = """# Kop *schuin*

Een alinea met **vet**, _schuin_ en `code`, snake_case_blijft, 2 * 3 * 4 en ~~weg~~.
Tweede regel met [een [haakjes] link](https://a.example/x_(y)) en <https://b.example> en https://c.example/pad.

- een
- twee met **vet**
  tweede regel
  - dieper
- drie

1. los

2. van elkaar

> citaat
vervolg

```js
a < b
```

    ingesprongen

Kop
---

***

regel\\
breek  \nnog een \\*ster\\* &amp; é
"""


def preview_of(scripts: Scripts, text: str) -> str:
    """What the page shows of a body, as HTML."""
    show = "(() => { const box = document.createElement('div'); box.append(...m.blocks(x, (name, alt) => alt)); return box.innerHTML; })()"
    html: str = scripts.call("markdown", show, text)
    return html


def test_the_preview_has_the_shape_that_the_hub_gives(scripts: Scripts) -> None:
    """Tag by tag and word by word, for all that people commonly write."""
    ours, theirs = Shape(preview_of(scripts, MARKDOWN)), Shape(render(MARKDOWN, "2026/x.md").body.html)
    assert ours.tags == theirs.tags
    assert ours.words == theirs.words


def test_the_preview_of_every_sample_story_is_as_it_is_published(scripts: Scripts, sample_stories: Path) -> None:
    """But for tables, footnotes and tags, which the page says it shows as they were typed."""
    differ, compared = [], 0
    for file in sorted(sample_stories.glob("20*/*.md")):
        body = parse(file.read_bytes(), "2026/x.md").body
        if re.search(r"^\||\[\^|<[a-z]", body, re.MULTILINE):
            continue
        compared += 1
        ours, theirs = Shape(preview_of(scripts, body)), Shape(render(body, "2026/x.md").body.html)
        if ours.tags != theirs.tags or ours.words != theirs.words:
            differ.append(file.stem)
    assert differ == []
    assert compared > 30


@settings(max_examples=60)
@given(body=TEXT)
@example(body="[" * 500 + "](x)" * 500)
@example(body=">" * 300 + "- " * 300)
@example(body="*" * 999 + "a" + "_" * 999)
def test_no_text_breaks_the_preview_or_makes_it_active(scripts: Scripts, body: str) -> None:
    html = preview_of(scripts, body)
    assert not re.search(r"<(?!/?(?:p|h[3-6]|ul|ol|li|pre|code|blockquote|hr|br|em|strong|del|a)\b)", html)
    assert not re.search(r"<a [^>]*href=\"(?!https?:|mailto:|tel:)", html, re.IGNORECASE)


def test_every_field_of_the_schema_is_asked_or_left_out_on_purpose() -> None:
    """And each is asked once."""
    asked = [question.field for question in questions.ALL if question.field != questions.BODY]
    assert sorted(asked) == sorted(set(field_names()) - questions.NOT_ASKED)


def test_the_page_suggests_what_the_hub_suggests_on_most_stories(scripts: Scripts, sample_stories: Path) -> None:
    """On stories of their own: the same first value three times in four, and only words that the story has as reasons."""
    store = Store()
    hub = read(sample_stories, "nl", store)
    shards = shards_of(sample_stories, "nl", store)
    teacher = Teacher(hub.stories, hub.values, shards.features, store)
    sent = json.loads(hints(teacher))
    features, texts = shards.features(hub.stories), shards.bodies(hub.stories)
    same = told = 0
    for story in hub.stories:
        text = texts[story.id].text
        ours = scripts.call("scorer", "new m.Scorer(x.hints).suggest(x.story)", {"hints": sent, "story": {"title": story.title, "summary": story.summary, "why": story.why, "body": text}})  # fmt: skip
        theirs = [one for one in teacher.model.suggest(features[story.id]) if one.heard]
        if ours and theirs:
            told += 1
            same += ours[0]["value"] == theirs[0].value
        whole = f"{story.title} {story.summary} {story.why} {text}".lower()
        assert all(word in whole for one in ours for word in one["because"])
    store.close()
    assert told > 20
    assert same / told > 0.75


def test_without_a_tagged_story_the_page_still_hears_the_values_own_words(scripts: Scripts) -> None:
    store = Store()
    values = (
        Value("awake", {"nl": "Wakker"}, {}, {"nl": ("nacht", "alarm", "gebeld")}),
        Value("craft", {"nl": "Vakwerk"}, {}, {"nl": ("meten", "pomp", "lager")}),
    )
    sent = json.loads(hints(Teacher((), values, lambda _: {}, store)))
    store.close()
    story = {
        "title": "Nachtdienst",
        "summary": "",
        "why": "",
        "body": "Het alarm ging en ik werd gebeld, midden in de nacht. Twee keer alarm in één nacht.",
    }
    found = scripts.call("scorer", "new m.Scorer(x.hints).suggest(x.story)", {"hints": sent, "story": story})
    assert found[0]["value"] == "awake"


def test_a_word_that_says_nothing_and_a_name_are_no_reasons_on_the_page(scripts: Scripts) -> None:
    """*Met* is no form of *meten*, and somebody called Pomp says nothing of pumps."""
    value = Value("craft", {"nl": "Vakwerk"}, {}, {"nl": ("meten", "pomp", "lager")})
    other = Value("other", {"nl": "Lange adem"}, {}, {"nl": ("geduld",)})
    store = Store()
    sent = json.loads(hints(Teacher((), (value, other), lambda _: {}, store)))
    store.close()
    for body, reasons in (
        ("Ik ging met de bus en met Pomp naar huis, met veel plezier, en Pomp ging met mij mee.", []),
        ("Ik wilde meten, dus ging ik meten met een pomp: de pomp wilde niet.", [["meten", "pomp"]]),
    ):
        story = {"title": "Een dag", "summary": "", "why": "", "body": body}
        found = scripts.call("scorer", "new m.Scorer(x.hints).suggest(x.story)", {"hints": sent, "story": story})
        assert [sorted(one["because"]) for one in found] == reasons
