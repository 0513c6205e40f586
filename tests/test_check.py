"""The rules that need the whole hub: what each finds, and that it stays silent where nothing is wrong."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hubs import story, write_hub
from PIL import Image
from storyhub.assemble import checked
from storyhub.model.issues import Issue, Level
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.system.cache_files import Store

Files = dict[str, str | bytes]


def png() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def read(folder: Path, files: Files) -> Hub:
    """A hub with these files, checked."""
    store = Store()
    hub = checked(write_hub(folder, files), replace(Settings(), today=date(2026, 11, 24)), store)
    store.close()
    return hub


def told(issue: Issue) -> tuple[str, int, str, str, str]:
    """An issue without its words."""
    return issue.path, issue.line, issue.field, issue.level.value, issue.rule


A = "2026/a.md"
OTHER: Files = {"2026/b.md": story("B")}
PICTURE: Files = {"2026/a/stop.png": png()}
SHOWN = "![De halte](stop.png)\n"

# What is in the hub besides → (line, field, level, rule, words of the message).
FOUND: dict[str, tuple[Files, tuple[int, str, str, str], str]] = {
    "an unknown department": (
        {A: story(department="wrad")},
        (4, "department", "advice", "unknown-department"),
        'found "wrad" (did you mean "ward"?); a key of departments.yml is allowed (desk, kitchen, ward)',
    ),
    "a department by its name": (
        {A: story(department="Keuken")},
        (4, "department", "advice", "read-as-meant"),
        "write the line as: department: kitchen",
    ),
    "an unknown department among those it was shared with": (
        {A: story(with_="[kitchen, dsk]")},
        (7, "with", "advice", "unknown-department"),
        "write the line as: with: [kitchen, desk]",
    ),
    "an unknown value": (
        {A: story(values="[care, opennes]")},
        (7, "values", "advice", "unknown-value"),
        "write the line as: values: [care, openness]",
    ),
    "a value by its name in another language": (
        {A: story(values="Lef")},
        (7, "values", "advice", "read-as-meant"),
        "write the line as: values: courage",
    ),
    "a picture without consent": (
        {A: story(body=SHOWN), **PICTURE},
        (1, "consent", "error", "no-consent"),
        "ask who is in it",
    ),
    "a main picture without consent": (
        {A: story(photo="{file: stop.png, alt: x}"), **PICTURE},
        (7, "consent", "error", "no-consent"),
        "is missing",
    ),
    "a picture that only people inside agreed to, in a public story": (
        {A: story(body=SHOWN, audience="public", consent="internal"), **PICTURE},
        (8, "consent", "error", "no-consent"),
        "consent: public",
    ),
    "a picture that is not there": (
        {A: story(body="![De halte](weg.png)\n", consent="internal")},
        (10, "body", "advice", "no-picture"),
        'shows "weg.png", which is not there',
    ),
    "a picture with a name that an address writes otherwise": (
        {A: story(body="![De halte](<één dag.png>)\n", consent="internal")},
        (10, "body", "advice", "no-picture"),
        'shows "één dag.png"',
    ),
    "a picture of another story": (
        {
            A: story(body="![De halte](../b/stop.png)\n", consent="internal"),
            "2026/b.md": story("B", SHOWN, consent="internal"),
            "2026/b/stop.png": png(),
        },
        (10, "body", "advice", "no-picture"),
        "a picture belongs in the folder 2026/a/",
    ),
    "a picture that nothing shows": (
        {A: story(), **PICTURE},
        (1, "file", "advice", "picture-not-shown"),
        "![what it shows](stop.png)",
    ),
    "a picture whose story is not there": (
        {A: story(), "2026/weg/stop.png": png()},
        (1, "file", "advice", "picture-not-shown"),
        "belongs to no story",
    ),
    "a picture by a name with other capitals": (
        {A: story(body="![De halte](Stop.PNG)\n", consent="internal"), **PICTURE},
        (10, "body", "advice", "picture-name"),
        'the file is called "stop.png"',
    ),
    "a photo as iPhones keep it": (
        {A: story(body="![De halte](IMG_1.HEIC)\n", consent="internal")},
        (10, "body", "advice", "no-picture"),
        "save it as JPEG",
    ),
    "a picture outside of the hub": (
        {A: story(photo="{file: ../../../etc/passwd, alt: x}", consent="internal")},
        (7, "photo", "advice", "no-picture"),
        "which is not there",
    ),
    "a link that leads nowhere": (
        {A: story(body="Zie [b](../2026/bb.md).\n"), "2026/bc.md": story()},
        (9, "body", "advice", "broken-link"),
        'did you mean "2026/bc"?',
    ),
    "a link to a withdrawn story": (
        {A: story(body="Zie [b](b.md).\n"), "2026/b.md": story(withdrawn="2026-05-01")},
        (9, "body", "advice", "link-unseen"),
        "which was withdrawn",
    ),
    "a link to a story to come": (
        {A: story(body="Zie [b](b.md).\n"), "2026/b.md": story(date="2026-12-01")},
        (9, "body", "advice", "link-unseen"),
        "which is held until its date",
    ),
    "a reply to a story that is not there": (
        {A: story(reply_to="2026/bus-kwam"), "2026/de-bus-kwam.md": story()},
        (7, "reply_to", "advice", "unknown-story"),
        'did you mean "2026/de-bus-kwam"?',
    ),
    "a translation of nothing": (
        {A: story(translation_of="2026/bus-kwam"), "2026/de-bus-kwam.md": story()},
        (7, "translation_of", "advice", "unknown-story"),
        'found "2026/bus-kwam"',
    ),
    "another view of itself": (
        {A: story(another_view="2026/a")},
        (7, "another_view", "advice", "unknown-story"),
        'found "2026/a", which is not another story',
    ),
    "a reply to itself": (
        {A: story(reply_to="2026/a")},
        (7, "reply_to", "advice", "unknown-story"),
        'found "2026/a", which is not another story of the hub',
    ),
    "an end of being public for an internal story": (
        {A: story(public_until="2027-01-01")},
        (7, "public_until", "advice", "not-public"),
        "the story is internal",
    ),
    "a story in the folder of another year": (
        {A: story(date="0987-03-01")},
        (5, "date", "advice", "other-year"),
        "is in 0987, and the story is in the folder 2026",
    ),
}


@pytest.mark.parametrize(("files", "expected", "words"), FOUND.values(), ids=FOUND)
def test_a_rule_finds_what_it_is_for(
    tmp_path: Path, files: Files, expected: tuple[int, str, str, str], words: str
) -> None:
    hub = read(tmp_path, files)
    assert [told(issue)[1:] for issue in hub.issues] == [expected]
    assert words in hub.issues[0].message
    assert hub.left_out == ({A} if expected[2] == "error" else set())


SILENT: dict[str, Files] = {
    "a story that shares and answers": {A: story(with_="[kitchen]", values="[care]", reply_to="2026/b"), **OTHER},
    "a value in tension": {A: story(values="{care: in tension, openness: lived}")},
    "no value on purpose": {A: story(values="[]")},
    "a picture with consent": {A: story(body=SHOWN, consent="internal"), **PICTURE},
    "a public picture with public consent": {A: story(body=SHOWN, audience="public", consent="public"), **PICTURE},
    "links that lead somewhere": {
        A: story(body="[b](b.md), [b](../2026/b.md), [b](/2026/b/), [zorg](/values/care/), [missie](../mission.md)\n"),
        **OTHER,
    },
    "links that lead outside": {A: story(body="[x](https://example.org/x), [y](mailto:x@example.org), [z](#kop)\n")},
    "old addresses": {A: story(aliases="[2019/oud, /2018/03/ouder/, 2017/oudst.html]")},
    "a held story and a draft": {A: story(date="2026-12-01"), "2026/b.md": story("B", status="draft")},
}


@pytest.mark.parametrize("files", SILENT.values(), ids=SILENT)
def test_nothing_is_told_where_nothing_is_wrong(tmp_path: Path, files: Files) -> None:
    hub = read(tmp_path, files)
    # Headings in links are resolved in the reader's browser.
    assert [str(issue) for issue in hub.issues if "#kop" not in issue.message] == []


# Old addresses that would land on another page, on a file, outside of the site, or on a name that no file can have.
NOT_FREE = [
    "",
    "/",
    "search",
    "Search/",
    "values/care",
    "assets/main.css",
    "ASSETS/x",
    "en/",
    "EN/x",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "index.html",
    "2019/Index.html",
    "404.html",
    "404.html/x",
    "mission",
    "2026/b",
    "2026/B/",
    "2026/held",
    "2026/a/index.html/x",
    "2019/oud.html/x",
    "../../evil",
    "2019/../../evil",
    ".git/config",
    "2019/.htaccess",
    "//evil.example",
    "https://elders.example/2019/oud",
    "javascript:alert(1)",
    "C:\\\\evil",
    "2019/con",
    "2019/" + "x" * 300,
    "2019/" + "日" * 90,
]


def test_no_old_address_lands_on_something_else(tmp_path: Path) -> None:
    files: Files = {f"2026/x{n}.md": story(aliases=f'"{alias}"') for n, alias in enumerate(NOT_FREE)}
    hub = read(tmp_path, {**files, **OTHER, "2026/held.md": story("Later", date="2026-12-01")})
    assert {issue.rule for issue in hub.issues} == {"alias-not-free"}
    assert [issue.path for issue in hub.issues if issue.rule == "alias-not-free"] == sorted(files)
    assert not hub.left_out


def test_every_fault_of_a_hub_has_a_level_that_fits_the_closed_list(tmp_path: Path) -> None:
    """Tone, length, links, alternative texts and what is missing in a story never stop it."""
    hub = read(
        tmp_path,
        {
            A: story(
                "Waardeloos beleid van de directie",
                "[x](weg.md) <blink>Ik ben het er niet mee eens!</blink> ![](weg.png)\n\n<script>x</script>\n",
                why=None,
                reply_to="1999/weg",
                aliases="search",
            )
        },
    )
    assert len(hub.issues) >= 6
    assert {issue.level for issue in hub.issues} == {Level.ADVICE}
    assert [one.id for one in hub.stories] == ["2026/a"]
