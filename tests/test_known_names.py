"""A reorganisation never takes a story away: what the lists no longer have is advice, and what was renamed lives on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hubs import DEPARTMENTS, VALUES, story, write_hub
from storyhub.assemble import checked
from storyhub.model.issues import Level
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.review.fixes import cure
from storyhub.system.cache_files import Store
from test_organisation import words

A, B = "2026/a.md", "2026/b.md"
Files = dict[str, str | bytes]


def read(folder: Path, files: Files, asked: Callable[[str], bool] = lambda path: True) -> Hub:
    """A hub with these files, checked."""
    store = Store()
    hub = checked(write_hub(folder, files), replace(Settings(), today=date(2026, 11, 24)), store, asked)
    store.close()
    return hub


def named(hub: Hub, identity: str = "2026/a") -> tuple[tuple[str, ...] | None, str, tuple[str, ...], str]:
    """What a story calls by name: its values, its department, those it shares it with, and its teller."""
    found = next(one for one in hub.stories if one.id == identity)
    values = None if found.values is None else tuple(mark.key for mark in found.values)
    return values, found.department, found.together_with, found.author


def test_a_story_stays_without_a_value_that_the_hub_does_not_have(tmp_path: Path) -> None:
    hub = read(tmp_path, {A: story(values="{care: in tension, opennes: lived}")})
    assert named(hub)[0] == ("care",)
    assert hub.left_out == frozenset()
    (issue,) = hub.issues
    assert (issue.level, issue.rule, issue.line) == (Level.ADVICE, "unknown-value", 7)
    assert cure(issue) == "values: {care: in tension, openness: lived}"


def test_a_story_whose_only_value_is_gone_is_as_one_that_names_none(tmp_path: Path) -> None:
    assert named(read(tmp_path, {A: story(values="[joy]")}))[0] is None


def test_names_in_any_language_are_read_as_keys(tmp_path: Path) -> None:
    hub = read(
        tmp_path, {A: story(values="[Openness, zorg]", department="Front desk", with_="[Keuken, verpleegafdeling]")}
    )
    assert named(hub)[:3] == (("openness", "care"), "desk", ("kitchen", "ward"))
    assert {issue.rule for issue in hub.issues} == {"read-as-meant"}
    assert [cure(issue) for issue in hub.issues] == [
        "department: desk",
        "values: [openness, care]",
        "with: [kitchen, ward]",
    ]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ("Zorg en openness", "values: [care, openness]"),
        ("care / openness", "values: [care, openness]"),
        ('"care, openness"', "values: [care, openness]"),
        ("zorg; openness", "values: [care, openness]"),
        ("[courage, Care and openness]", "values: [courage, care, openness]"),
    ],
)
def test_several_names_in_one_text_are_all_read_and_told_once(tmp_path: Path, values: str, line: str) -> None:
    hub = read(tmp_path, {A: story(values=values, with_="Keuken en ward")})
    assert set(named(hub)[0] or ()) >= {"care", "openness"}
    assert named(hub)[2] == ("kitchen", "ward")
    assert [cure(issue) for issue in hub.issues if issue.field != "why"] == [line, "with: [kitchen, ward]"]


def test_of_several_words_none_is_lost_to_a_name_that_is_nearly_one_of_them(tmp_path: Path) -> None:
    hub = read(tmp_path, {A: story(values="warmth and openness")})
    assert [cure(issue) for issue in hub.issues if issue.rule == "unknown-value"] == [None]


def test_what_was_renamed_lives_on_without_a_word(tmp_path: Path) -> None:
    values = VALUES + "- key: joy\n  name: Vreugde\n  promise: We lachen.\n  was: [fun, glee]\n"
    departments = DEPARTMENTS + "- key: lab\n  name: Lab\n  was: laboratory\n"
    files: Files = {"values.yml": values, "departments.yml": departments}
    hub = read(tmp_path, {**files, A: story(values="[fun, glee]", department="laboratory", with_="[laboratory, ward]")})
    assert named(hub)[:3] == (("joy",), "lab", ("lab", "ward"))
    assert hub.issues == ()


def test_a_key_in_use_goes_before_one_that_was(tmp_path: Path) -> None:
    values = VALUES.replace("- key: courage", "- key: courage\n  was: [care]")
    assert named(read(tmp_path, {"values.yml": values, A: story(values="[care]")}))[0] == ("care",)


def test_comms_get_one_piece_of_advice_about_what_several_stories_name(tmp_path: Path) -> None:
    files: Files = {A: story(values="[joy, care]", department="lab"), B: story("B", values="[joy]", department="lab")}
    hub = read(tmp_path, files)
    assert [(issue.path, issue.rule) for issue in hub.issues] == [
        ("departments.yml", "unknown-department"),
        ("values.yml", "unknown-value"),
    ]
    for issue in hub.issues:
        assert issue.level is Level.ADVICE
        assert A in issue.message
        assert B in issue.message
        assert "was: [" in issue.message
    assert len(hub.stories) == 2


def test_a_writer_is_told_of_their_own_story(tmp_path: Path) -> None:
    files: Files = {A: story(values="[joy, care]"), B: story("B", values="[joy]")}
    hub = read(tmp_path, files, lambda path: path == A)
    assert [issue.path for issue in hub.issues if issue.rule == "unknown-value"] == [A, B]


def test_with_a_broken_list_no_writer_is_told_anything(tmp_path: Path) -> None:
    hub = read(tmp_path, {"values.yml": "- key: [\n", A: story(values="[joy]")})
    assert {issue.path for issue in hub.issues} == {"values.yml"}
    assert named(hub)[0] == ("joy",)


def test_a_teller_without_a_profile_has_a_readable_name(tmp_path: Path) -> None:
    hub = read(tmp_path, {A: story(author="priya-nair"), "ambassadors/priya-nayr.md": "---\nname: P.\n---\n\nHoi\n"})
    assert named(hub)[3] == "Priya Nair"
    (issue,) = hub.issues
    assert (issue.path, issue.line, issue.rule, issue.level) == (A, 3, "unknown-profile", Level.ADVICE)
    assert '"priya-nair" (did you mean "priya-nayr"?)' in issue.message


@pytest.mark.parametrize(
    "fields", [{"author": "Anne-Marie Jansen"}, {"author": "nacht-uil", "pseudonym": "true"}, {"author": "sam"}]
)
def test_a_name_is_no_missing_profile(tmp_path: Path, fields: dict[str, object]) -> None:
    hub = read(tmp_path, {A: story(**fields)})
    assert hub.issues == ()
    assert named(hub)[3] == fields["author"]


def test_a_day_until_which_something_is_offered_must_be_a_day(tmp_path: Path) -> None:
    values = VALUES.replace("- key: courage", "- key: courage\n  until: soon\n  was: {a: b}")
    hub = read(tmp_path, {"values.yml": values})
    assert [(issue.line, issue.field, issue.rule) for issue in hub.issues] == [
        (8, "until", "invalid-date"),
        (9, "was", "invalid-field"),
    ]
    assert [value.until for value in hub.values] == [None, None, None]


def test_the_pages_cope_with_all_of_it(build_site: Callable[..., Path], tmp_path: Path) -> None:
    """A retired value is on its stories and not in the composer; a key that was leads to the one that is."""
    values = VALUES.replace("- key: courage", "- key: courage\n  until: 2020-01-01").replace(
        "- key: care", "- key: care\n  was: [zorg]"
    )
    files: Files = {
        "values.yml": values,
        A: story(
            "Moedig",
            "Zie [zorg](/values/zorg/).\n",
            values="[courage, zorg, joy]",
            department="old-lab",
            with_="[older-lab]",
        ),
        B: story("Ander", author="priya-nair"),
    }
    site = build_site(write_hub(tmp_path / "stories", files), tmp_path / "site")
    page = (site / "2026/a/index.html").read_text(encoding="utf-8")
    told = words(site, "2026/a")
    for word in ("Lef", "Zorg", "Old lab", "Older lab"):
        assert word in told
    assert "departments/old-lab" not in page
    assert 'href="../../values/care/"' in page
    tell = (site / "tell/index.html").read_text(encoding="utf-8")
    assert 'value="care"' in tell
    assert 'value="courage"' not in tell
    assert "values/care/" in (site / "values/zorg/index.html").read_text(encoding="utf-8")
    assert "Priya Nair" in words(site, "2026/b")
    assert not [file for file in site.rglob("*.html") if ">priya-nair<" in file.read_text(encoding="utf-8")]
