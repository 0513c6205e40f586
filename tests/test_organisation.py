"""The organisation's own files with faults in them: each fault is reported with its line, and no story is lost by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hubs import DEPARTMENTS, VALUES, files_of, story, write_hub
from storyhub.assemble import checked
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.system.cache_files import Store
from storyhub_engine import SiteFailed

Files = dict[str, str | bytes]
STORIES: Files = {
    "2026/a.md": story("Met waarden", values="[openness, care]", with_="[kitchen]", could_be_better="De bus."),
    "2026/b.md": story("Zonder waarden", author="Sam", department="desk"),
}


def read(folder: Path, files: Files) -> Hub:
    """A hub of two sound stories with these files, checked."""
    store = Store()
    hub = checked(write_hub(folder, {**STORIES, **files}), replace(Settings(), today=date(2026, 11, 24)), store)
    store.close()
    return hub


def words(site: Path, url: str) -> str:
    """What a reader reads at an address."""
    html = (site / url / "index.html").read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html.partition("<body")[2])).split())


# What a file of the organisation holds → what is reported of it, as (line, field, level, rule).
FAULTS: dict[str, tuple[Files, list[tuple[int, str, str, str]]]] = {
    "values: nothing": ({"values.yml": ""}, [(1, "file", "error", "empty")]),
    "values: words": ({"values.yml": "openness\n"}, [(1, "file", "error", "no-fields")]),
    "values: no list": ({"values.yml": "openness: x\n"}, [(1, "file", "error", "no-list")]),
    "values: a bracket that stays open": (
        {"values.yml": VALUES + "- key: [\n"},
        [(VALUES.count("\n") + 1, "file", "error", "broken-yaml")],
    ),
    "values: a bracket that stays open in the middle": (
        {"values.yml": VALUES.replace("{nl: Zorg, en: Care}", "{nl: Zorg, en: Care")},
        [(4, "promise", "advice", "no-promise"), (5, "name", "error", "broken-yaml")],
    ),
    "values: one without a key": (
        {"values.yml": VALUES + "- name: Iets\n"},
        [(VALUES.count("\n") + 1, "key", "error", "invalid-key")],
    ),
    "values: keys that no address can have": (
        {"values.yml": VALUES + '- key: "../x"\n- key: <b>\n- key: A b\n'},
        [(VALUES.count("\n") + n, "key", "error", "invalid-key") for n in (1, 2, 3)],
    ),
    "values: keys that are no text": (
        {"values.yml": VALUES + "- key: [x, y]\n- key: {nl: x}\n"},
        [(VALUES.count("\n") + n, "key", "error", "invalid-key") for n in (1, 2)],
    ),
    "values: one that stands there twice": (
        {"values.yml": VALUES + "- {key: care, promise: x}\n"},
        [(VALUES.count("\n") + 1, "key", "error", "invalid-key")],
    ),
    "values: a tag that makes a program run": (
        {"values.yml": VALUES + "- !!python/object/apply:os.system {key: x, promise: y}\n"},
        [(VALUES.count("\n") + 1, "entries", "error", "yaml-tag")],
    ),
    "values: a list in lists in lists": (
        {"values.yml": VALUES + "- " + "[" * 3000 + "]" * 3000 + "\n"},
        [(10, "entries", "error", "too-deep"), (10, "key", "error", "invalid-key")],
    ),
    "values: not UTF-8": (
        {"values.yml": VALUES.replace("Lef", "L\xe9f").encode("latin-1")},
        [(8, "file", "error", "not-utf-8")],
    ),
    "values: UTF-16": ({"values.yml": VALUES.encode("utf-16")}, [(1, "file", "error", "not-utf-8")]),
    "values: fields that are none": (
        {"values.yml": VALUES + "- {key: x, promise: y, colour: red, mark: heart, sort: 3}\n"},
        [
            (10, "colour", "advice", "invalid-colour"),
            (10, "mark", "advice", "unknown-mark"),
            (10, "sort", "advice", "unknown-field"),
        ],
    ),
    "values: odd spaces and a tab": (
        {"values.yml": VALUES + "-\u00a0key: joy\n\u00a0\u00a0name: Vreugde\n\tpromise:\u00a0We lachen.\n"},
        [(line, "file", "advice", "read-as-meant") for line in (10, 11, 12)],
    ),
    "values: none": ({"values.yml": "[]\n"}, []),
    "departments: nothing": ({"departments.yml": ""}, [(1, "file", "error", "empty")]),
    "departments: a bracket that stays open": (
        {"departments.yml": "- key: [\n"},
        [(1, "file", "error", "broken-yaml")],
    ),
    "departments: names instead of entries": (
        {"departments.yml": "- ward\n- kitchen\n"},
        [(1, "key", "error", "invalid-key"), (2, "key", "error", "invalid-key")],
    ),
    "departments: a place that is a list": (
        {"departments.yml": DEPARTMENTS + "- {key: x, location: [a, b]}\n"},
        [(7, "location", "advice", "invalid-field")],
    ),
    "lists that a computer with Windows saved": (
        {
            "values.yml": "\ufeff" + VALUES.replace("\n", "\r\n"),
            "departments.yml": DEPARTMENTS.replace("\n", "\r\n"),
            "mission.md": "\ufeff# Missie\r\n",
        },
        [],
    ),
    "answers: no such story": (
        {"listening/2026-aa.yml": "entries:\n- {date: 2026-04-01, by: X, status: heard}\n"},
        [(1, "file", "advice", "unknown-story")],
    ),
    "answers: no year in the name": (
        {"listening/bus.yaml": "entries: []\n"},
        [(1, "file", "advice", "unknown-story")],
    ),
    "answers: each with a fault of its own": (
        {
            "listening/2026-a.yml": "entries:\n- {date: 2026-04-01, by: X, status: herd}\n- {date: 1 april, status: heard}\n- heard\n"
            "- {date: 2026-04-02, state: heard}\n- {date: 2026-04-03, status: changed, note: [x]}\nconfirmed: ja\nextra: 1\n"
        },
        [
            (2, "entries", "advice", "invalid-answer"),
            (3, "entries", "advice", "invalid-answer"),
            (4, "entries", "advice", "invalid-answer"),
            (5, "entries", "advice", "invalid-answer"),
            (6, "entries", "advice", "invalid-answer"),
            (7, "confirmed", "advice", "invalid-date"),
            (8, "extra", "advice", "unknown-field"),
        ],
    ),
    "answers: broken": (
        {"listening/2026-a.yml": "entries:\n- {date: 2026-04-01\n"},
        [(2, "entries", "error", "broken-yaml")],
    ),
    "answers: with somebody's number": (
        {"listening/2026-a.yml": "entries:\n- {date: 2026-04-01, status: heard, note: BSN 123456782}\n"},
        [(2, "file", "error", "private-data")],
    ),
    "a profile: no fields": ({"ambassadors/sam.md": "Hoi\n"}, [(1, "file", "error", "no-front-matter")]),
    "a profile: a field that is none": (
        {"ambassadors/sam.md": "---\nname: Sam\ndepartement: desk\n---\n\nHoi\n"},
        [(3, "departement", "advice", "unknown-field")],
    ),
    "a profile: code": (
        {"ambassadors/sam.md": "---\nname: Sam\n---\n\n<script>alert(1)</script>\n"},
        [(5, "body", "advice", "html-left-out")],
    ),
    "a page: not UTF-8": ({"mission.md": b"# Missi\xeb\n"}, [(1, "file", "error", "not-utf-8")]),
    "a page: fields that are never closed": (
        {"about.md": "---\ntitle: Over ons\n\n# Over ons\n"},
        [(1, "file", "error", "unclosed-front-matter")],
    ),
    "a page: broken fields": (
        {"index.md": "---\ntitle: [Wij\n---\n\n# Wij\n"},
        [(2, "title", "error", "broken-yaml")],
    ),
    "a page: fields of the site generator": (
        {"index.md": "---\nhide: [toc]\nsearch: {boost: 2}\nwhen: !!timestamp 2026-01-01\n---\n\n# Wij\n"},
        [],
    ),
    "a page: nothing": ({"index.md": ""}, []),
}


@pytest.mark.parametrize(("files", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line_and_no_story_is_stopped_by_it(
    tmp_path: Path, files: Files, expected: list[tuple[int, str, str, str]]
) -> None:
    hub = read(tmp_path, files)
    assert [(issue.line, issue.field, issue.level.value, issue.rule) for issue in hub.issues] == expected
    assert {issue.path for issue in hub.issues} <= set(files)
    assert {one.id for one in hub.stories} == {"2026/a", "2026/b"}
    assert hub.left_out.isdisjoint(STORIES)


def test_a_list_that_is_left_out_is_asked_for(tmp_path: Path) -> None:
    write_hub(tmp_path, STORIES)
    (tmp_path / "values.yml").unlink()
    (tmp_path / "departments.yml").unlink()
    store = Store()
    hub = checked(tmp_path, Settings(), store)
    store.close()
    assert [(issue.path, issue.level.value, issue.rule) for issue in hub.issues] == [
        ("departments.yml", "advice", "no-file"),
        ("values.yml", "advice", "no-file"),
    ]


BROKEN: Files = {
    "values.yml": "- key: [\n",
    "departments.yml": "ward\n",
    "mission.md": b"# Missi\xeb\n",
    "index.md": "---\ntitle: [Wij\n---\n\n# Wij\n",
    "listening/2026-a.yml": "entries:\n- {date: 2026-04-01, by: Directie, status: heard, note: Wij luisteren.}\n- {date: x}\n",
    "ambassadors/sam.md": "Hoi\n",
}


def test_a_site_is_made_of_what_is_sound(build_site: Callable[..., Path], tmp_path: Path) -> None:
    """With every list and page broken the stories are there, with the names that can be had."""
    site = build_site(write_hub(tmp_path / "stories", {**STORIES, **BROKEN}), tmp_path / "site")
    told = words(site, "2026/a")
    assert [word for word in ("Met waarden", "Ward", "Kitchen", "Wij luisteren.") if word not in told] == []
    assert "Desk" in words(site, "2026/b")
    assert "title: [Wij" not in words(site, "")
    assert not (site / "mission").exists()
    assert "departments/ward" not in "".join(data.decode("utf-8", "replace") for data in files_of(site).values())


def test_names_and_promises_are_words_and_no_code(build_site: Callable[..., Path], tmp_path: Path) -> None:
    """What comms write in their lists is shown as it is written, on every page."""
    code = "<script>alert(1)</script>"
    hub = write_hub(
        tmp_path / "stories",
        {
            **STORIES,
            "values.yml": f'- {{key: openness, name: "{code}", promise: "</title>{code}"}}\n- key: care\n',
            "departments.yml": f'- {{key: ward, name: "{code}", location: "{code}"}}\n- key: desk\n- key: kitchen\n',
            "ambassadors/sam.md": f'---\nname: "{code}"\n---\n\nHoi\n',
        },
    )
    site = build_site(hub, tmp_path / "site")
    for name, data in files_of(site).items():
        # A feed of JSON holds text, which nothing takes for HTML.
        if name.endswith((".html", ".xml", ".json")) and not name.endswith("feed.json"):
            assert code.encode() not in data, name
    assert code in words(site, "values/openness")


def test_a_page_that_asks_for_a_template_that_is_not_there_says_so(
    build_site: Callable[..., Path], tmp_path: Path
) -> None:
    hub = write_hub(tmp_path / "stories", {"about.md": "---\ntemplate: main.html\n---\n\n# Over\n"})
    with pytest.raises(SiteFailed, match=r'about\.md: template: found "main\.html"; .*page\.html'):
        build_site(hub, tmp_path / "site")
    assert not (tmp_path / "site").exists()
