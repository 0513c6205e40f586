"""Whatever file a text comes from, it comes in through one door: nothing unseen, nothing that leads away, nothing without end."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any
from xml.etree import ElementTree

import pytest
from hubs import files_of, story, write_hub
from storyhub.assemble import checked
from storyhub.model.i18n import catalogue
from storyhub.model.issues import Issue, Level, advice, also_on, error, told_once
from storyhub.model.messages import say
from storyhub.model.person_key import person_key
from storyhub.model.settings import Settings
from storyhub.model.story import Hub, Story
from storyhub.pages.story_source import without_comments
from storyhub.read.listening import read_listening
from storyhub.system.cache_files import Store
from storyhub.text import typed_html
from storyhub.text.headings import Outline
from storyhub.text.render import Rendered, render

OWN_IBAN = "NL91 ABNA 0417 1643 00"
OTHER_IBAN = "NL20 INGB 0001 2345 67"


def hub_of(folder: Path, files: dict[str, str | bytes], **settings: object) -> Hub:
    """A hub, read and checked."""
    store = Store()
    hub = checked(write_hub(folder, files), Settings(**settings), store)  # type: ignore[arg-type]
    store.close()
    return hub


def rules_of(rendered: Rendered) -> list[str]:
    return [issue.rule for issue in rendered.issues]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u061c", "\ufeff", "\x07", "\x85", "\ufffe"])
@pytest.mark.parametrize(
    "written", ["{0} in words", "[in {0} a link](https://a.example)", '<b title="in{0}html">x</b>']
)
def test_what_nobody_sees_is_taken_out_of_a_body_and_told(sign: str, written: str) -> None:
    """However it is written: as itself, or as an entity of HTML."""
    for form in (sign, f"&#{ord(sign)};", f"&#x{ord(sign):x};"):
        found = render(written.format(form), "2026/a.md")
        assert sign not in found.body.html + found.body.text
        if form == sign:
            assert "control-character" in rules_of(found)
    assert "control-character" in rules_of(render("a &#8238; b", "2026/a.md"))


def test_characters_that_are_none_stop_nothing() -> None:
    """U+FFFE and U+FFFF written as entities once gave bytes that are no text."""
    for entity in ("&#65534;", "&#xFFFF;", "&#xD800;", "&#x110000;", "&#0;"):
        assert render(f"It rained {entity} all day.", "2026/a.md").body.text.startswith("It rained")


def test_a_table_that_would_fill_the_page_with_nothing_is_refused() -> None:
    wide = "|".join("a" * 300)
    found = render(f"{wide}\n{'|'.join('-' * 300)}\n" + "a\n" * 4000, "2026/a.md", 9)
    assert [(issue.line, issue.rule, issue.level) for issue in found.issues] == [(9, "too-costly", Level.ERROR)]
    assert found.body.html == ""


def test_a_text_of_comments_that_nobody_closes_is_kept_in_one_go() -> None:
    """With work that grows with the square of its length this would not end."""
    assert without_comments("<!--" * 200_000) == "<!--" * 200_000
    assert without_comments("a<!-- <!-- -->b<!---->c<!-- d") == "abc<!-- d"


def test_a_table_of_ordinary_rows_is_shown_however_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """And its tags, which nobody typed, are not looked at one by one."""
    monkeypatch.delattr(typed_html, "keep_words")
    found = render("a|b|c\n-|-|-\n" + "x|y|z\n" * 3000, "2026/a.md")
    assert found.issues == ()
    assert found.body.html.count("<tr>") == 3001


def steps_to_look_up(headings: int) -> int:
    """Lines of Python that finding each of so many headings once takes."""
    outline = Outline()
    for number in range(headings):
        outline.add(2, f"Kop {number}")
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    found = [outline.find(f"kop_{number}") for number in range(headings)]
    sys.settrace(before)
    assert found == [f"h-kop-{number}" for number in range(headings)]
    return steps


def test_looking_up_headings_does_not_look_through_all_of_them() -> None:
    """As many steps for the thousandth link as for the first."""
    assert 0 < steps_to_look_up(1000) < 2.5 * steps_to_look_up(500)


@pytest.mark.parametrize("target", ["http-notes.md", "https.md", "../2026/http"])
def test_a_file_whose_name_begins_as_an_address_is_a_file_of_the_hub(target: str) -> None:
    assert [one.target for one in render(f"[x]({target})", "2026/a.md").references] == [target]


def test_thousands_of_open_brackets_in_an_answer_cost_nothing_and_are_told() -> None:
    issues: list[Issue] = []
    assert read_listening(b"entries: " + b"[" * 100_000, "listening/2026-a.yml", issues).answers == ()
    assert [issue.rule for issue in issues] == ["nested-too-deep"]


def test_answers_profiles_and_names_come_in_without_what_nobody_sees(
    build_site: Callable[..., Path], tmp_path: Path
) -> None:
    """YAML has an escape for every character; no page and no feed has one of these, and feeds are XML."""
    odd = "\\u202e\\0\\e[31m\\u2066"
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/a.md": story("A", could_be_better="De klem.", values="[care]"),
            "listening/2026-a.yml": f'entries:\n- {{date: 2026-04-01, by: "Bestuur{odd}", status: heard, note: "x{odd}y"}}\n',
            "values.yml": f'- key: care\n  name: "Zorg{odd}"\n  promise: "Wij{odd} zorgen."\n',
            "departments.yml": f'- key: ward\n  name: "Zaal{odd}"\n  location: "Hier{odd}"\n',
            "ambassadors/noor-bakker.md": f'---\nname: "Noor{odd} Bakker"\n---\n\nHoi\u202e.\n',
        },
    )
    site = build_site(hub, tmp_path / "site")
    for path, data in files_of(site).items():
        if path.endswith((".html", ".xml")):
            text = data.decode("utf-8")
            assert re.findall("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", text) == [], path
        if path.endswith(".xml"):
            ElementTree.fromstring(data)
    assert "Bestuur[31m" in (site / "2026/a/index.html").read_text(encoding="utf-8")


def test_a_profile_fetches_nothing_and_leads_nowhere_else(build_site: Callable[..., Path], tmp_path: Path) -> None:
    """No address of it is one that a browser would call with its reader's cookies, or take for another host."""
    words = (
        "Lees [mijn verhaal](../2026/a.md) of [de waarde](../values/care/), [elders](https://a.example).\n\n"
        '![stil](/logout?all=1) <img src="\\\\evil.example\\a.png" alt="b"> <img src="/\\evil.example/b.png" alt="c">\n'
        '<a href="\\\\evil.example\\x">d</a> <a href="/\\evil.example/x">e</a> <a href="/\t/evil.example">f</a>\n'
    )
    profile = f"---\nname: Jan Jansen\n---\n\n{words}"
    hub = write_hub(
        tmp_path / "stories", {"2026/a.md": story("A", author="jan-jansen"), "ambassadors/jan-jansen.md": profile}
    )
    site = build_site(hub, tmp_path / "site")
    html = (site / "ambassadors/jan-jansen/index.html").read_text(encoding="utf-8")
    own = html.split('<div class="profile', 1)[1].split("</div>", 1)[0]
    assert re.findall(r'(?:href|src)="([^"]*)"', own) == ["../../2026/a/", "../../values/care/", "https://a.example"]
    assert "stil" in own
    assert "evil" not in html
    assert "logout" not in html


def test_links_of_a_profile_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    profile = "---\nname: Jan\n---\n\n[x](../2026/weg.md) ![y](z.png)\n"
    hub = hub_of(tmp_path, {"2026/a.md": story(), "ambassadors/jan.md": profile})
    assert [(issue.line, issue.rule) for issue in hub.issues if issue.path == "ambassadors/jan.md"] == [
        (5, "broken-link"),
        (5, "no-picture"),
    ]


@pytest.mark.parametrize(
    "pen", ["Farida El Amrani", "farida-el-amrani", "FARIDA EL AMRANI", "Fárida  El Amrani", "Sam"]
)
def test_a_pen_name_that_is_a_colleagues_own_is_told(pen: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "2026/eigen.md": story(author="Sam"),
        "2026/pen.md": story(author=pen, pseudonym="true"),
        "ambassadors/farida-el-amrani.md": "---\nname: Farida El Amrani\n---\n\nHoi.\n",
    }
    told = [issue for issue in hub_of(tmp_path, files).issues if issue.path == "2026/pen.md"]
    assert [(issue.line, issue.rule, issue.level) for issue in told] == [(3, "pen-name-of-somebody", Level.ADVICE)]


def test_a_pen_name_of_nobody_needs_no_advice(tmp_path: Path) -> None:
    """Also one that two stories have."""
    files: dict[str, str | bytes] = {f"2026/{n}-pen.md": story(author="Wolk", pseudonym="true") for n in "ab"}
    assert hub_of(tmp_path, {**files, "2026/c.md": story(author="Sam")}).issues == ()


def test_an_organisations_own_number_is_not_private(tmp_path: Path) -> None:
    """That of anybody else still is, in the same story too."""
    files: dict[str, str | bytes] = {
        "2026/eigen.md": story(body=f"Maak het over op {OWN_IBAN}.\n"),
        "2026/samen.md": story(body=f"Van {OTHER_IBAN} naar NL91ABNA0417164300.\n"),
    }
    assert hub_of(tmp_path, files).left_out == {"2026/eigen.md", "2026/samen.md"}
    hub = hub_of(tmp_path, files, allow=(OWN_IBAN,))
    assert hub.left_out == {"2026/samen.md"}
    assert [(issue.path, issue.rule) for issue in hub.issues] == [("2026/samen.md", "private-data")]


def test_an_organisations_own_number_may_be_in_a_profile_and_in_an_answer(tmp_path: Path) -> None:
    """Somebody else's may not, there either."""
    answer = "entries:\n  - {{date: 2026-02-01, by: Noor, status: heard, note: 'Het gaat naar {}.'}}\n"
    files: dict[str, str | bytes] = {
        "ambassadors/noor.md": f"---\nname: Noor\n---\n\nMaak het over op {OWN_IBAN}.\n",
        "listening/2026-a.yml": answer.format(OWN_IBAN),
        "2026/a.md": story(could_be_better="De klem."),
    }
    private = {"ambassadors/noor.md", "listening/2026-a.yml"}
    assert {issue.path for issue in hub_of(tmp_path / "none", files).issues} == private
    own = hub_of(tmp_path / "own", files, allow=(OWN_IBAN,))
    assert own.issues == ()
    assert OWN_IBAN in own.profiles["noor"].html
    other = {
        path: text.replace(OWN_IBAN, OTHER_IBAN) if isinstance(text, str) else text for path, text in files.items()
    }
    assert {issue.path for issue in hub_of(tmp_path / "other", other, allow=(OWN_IBAN,)).issues} == private


def test_the_same_advice_is_told_once_with_its_lines(tmp_path: Path) -> None:
    body = "".join(f"![](foto-{n}.png)\n\n" for n in range(4))
    hub = hub_of(tmp_path, {"2026/a.md": story(body=body)})
    (told,) = [issue for issue in hub.issues if issue.rule == "no-alt"]
    assert told.line == 9
    assert told.message.endswith(" (also on lines 11, 13, 15)")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([13], {"en": "also on line 13", "nl": "ook op regel 13", "de": "auch in Zeile 13"}),
        (
            [13, 15],
            {"en": "also on lines 13, 15", "nl": "ook op de regels 13, 15", "de": "auch in den Zeilen 13, 15"},
        ),
    ],
)
def test_one_other_line_is_said_as_one(lines: list[int], said: dict[str, str]) -> None:
    told = also_on("x", lines)
    assert {code: told.said(catalogue(code).gettext) for code in said} == {
        code: f"x ({words})" for code, words in said.items()
    }


def test_of_what_is_much_alike_a_few_are_told_and_the_rest_counted() -> None:
    given = [advice("a.md", n, "body", "broken-link", say("found %(n)s", n=n)) for n in range(1, 53)]
    told = told_once([*given, error("a.md", 60, "body", "x", say("no")), error("a.md", 61, "body", "x", say("no"))])
    assert [str(issue.message) for issue in told] == [
        *(f"found {n}" for n in range(1, 5)), "found 5 (and 47 more like this)", "no", "no",
    ]  # fmt: skip


def test_people_whose_names_fold_alike_have_keys_of_their_own() -> None:
    pairs = [
        ("Ødegård", "Degard"),
        ("Ødegård", "Odegård Ł"),
        ("王芳 (HR)", "李娜 (HR)"),
        ("Łukasz", "Ukasz"),
        ("Анна", "Инна"),
    ]
    for one, other in pairs:
        assert person_key(one) != person_key(other)
    assert person_key("Ødegård") == "odegard"
    assert person_key("Noor Bakker") == "noor-bakker"
    assert person_key("José") == person_key("Jose\u0301")
    assert all(re.fullmatch(r"[a-z0-9-]+", person_key(name)) for pair in pairs for name in pair)


def test_a_story_that_says_nothing_unusual_meets_no_rule() -> None:
    """What each rule looks at is in one table; this is what it saves."""
    from storyhub.check.rules import RULES

    plain = Story("2026/a", "2026/a.md", "T", "A", "ward", date(2026, 1, 1), "nl")
    assert [rule for rule in RULES if rule.looks_at(plain)] == []
    assert [rule.finds.__name__ for rule in RULES if rule.stops] == ["consent_for_pictures"]
    named = replace(plain, pseudonym=True)
    assert [rule.finds.__name__ for rule in RULES if rule.looks_at(named)] == ["pen_name_is_nobodys_own"]
