"""What a stories folder may hold: everything else is refused by name, and nothing is followed out of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hubs import story, write_hub
from storyhub.model import file_names
from storyhub.model.issues import Level
from storyhub.model.settings import Settings
from storyhub.read import own_pages
from storyhub.read.folder import look

REFUSED = {
    "a script": ("2026/x.js", "a .js file"),
    "a page of HTML": ("2026/x.html", "a .html file"),
    "a drawing that can run code": ("2026/a/x.svg", "a .svg file"),
    "a program": ("hooks.py", "a .py file"),
    "settings of the site": ("mkdocs.yml", "a .yml file"),
    "a file without an ending": ("CNAME", "a file without an ending"),
    "a story with capitals in its ending": ("2026/x.MD", "a .MD file"),
    "a story among the pictures": ("2026/a/x.md", "a .md file"),
    "a picture among the stories": ("2026/x.jpg", "a .jpg file"),
    "a picture among the profiles": ("ambassadors/x.jpg", "a .jpg file"),
    "a style sheet of the theme": ("assets/main.css", "is not a folder of the hub"),
    "a workflow": (".github/workflows/x.yml", "is a hidden file"),
    "a hidden file": ("2026/.x.md", "is a hidden file"),
    "settings of a web server": ("2026/a/.htaccess", "is a hidden file"),
    "a folder of five digits": ("20260/x.md", "is not a folder of the hub"),
    "a year in digits of another script": ("２０２６/x.md", "is not a folder of the hub"),
    "a folder in the pictures": ("2026/a/b/x.jpg", "is not a folder of the hub"),
    "a page where the hub has one": ("search.md", "a page of the hub itself"),
    "a page in another language where the hub has one": ("values.en.md", "a page of the hub itself"),
    "a page where a language starts": ("en.md", "a page of the hub itself"),
    "the page for a wrong address": ("404.md", "a page of the hub itself"),
}


@pytest.mark.parametrize(("path", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_a_story_or_its_picture_is_refused_by_name(tmp_path: Path, path: str, words: str) -> None:
    folder = look(write_hub(tmp_path, {"2026/a.md": story(), path: "x"}))
    (issue,) = folder.issues
    assert path == issue.path or path.startswith(f"{issue.path}/")
    assert (issue.line, issue.field, issue.level, issue.rule) == (1, "file", Level.ERROR, "not-taken-in")
    assert words in issue.message
    assert issue.message.count("; ") == 2
    assert folder.stories == ["2026/a.md"]
    assert not folder.pictures
    assert not folder.profiles


SOUND = [
    "een-dag.md",
    "Één dag.md",
    "日本.md",
    "😀.md",
    "v1.2.md",
    "it's.md",
    "a & b.md",
    "x" * 100 + ".md",
    "console.md",
]
UNSOUND = {
    "a new line": "a\nb.md",
    "the escape sign of a terminal": "a\x1b[31mb.md",
    "a sign that turns the direction": "a\u202egnp.md",
    "a sign without width": "\u200ba.md",
    "a dash at the start": "-rf.md",
    "a space at the start": " a.md",
    "a space before the ending": "a .md",
    "a dot before the ending": "a..md",
    "a sign of the home folder": "~a.md",
    "a colon": "a:b.md",
    "a star": "a*.md",
    "a question mark": "a?.md",
    "a hash": "a#b.md",
    "a per cent sign": "a%2e.md",
    "quotes": 'a"b.md',
    "an angle bracket": "<b>.md",
    "a bar": "a|b.md",
    "a backslash": "a\\b.md",
    "a command of a CI system": "::error::a.md",
    "another command of a CI system": "##[error]a.md",
    "a device of Windows": "con.md",
    "a device of Windows in capitals": "NUL.md",
    "a device of Windows with two endings": "com1.x.md",
    "too many characters": "x" * 118 + ".md",
    "too many bytes": "日" * 70 + ".md",
    "a byte that is no character": "a\udcff.md",
}


@pytest.mark.parametrize("name", SOUND)
def test_a_name_that_people_give_is_fine(name: str) -> None:
    assert file_names.fault(name) is None


@pytest.mark.parametrize("name", UNSOUND.values(), ids=UNSOUND)
def test_a_name_that_something_can_misread_is_refused(name: str) -> None:
    assert file_names.fault(name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_refused_name_is_shown_without_what_is_wrong_with_it(tmp_path: Path) -> None:
    """One line each, printable, whatever is in the name."""
    for name in ("a\nb.md", "a\x1b[31mb.md", "a\u202eb.md"):
        write_hub(tmp_path, {f"2026/{name}": story()})
    Path(os.fsdecode(os.fsencode(tmp_path / "2026") + b"/bad\xff.md")).write_text(story(), encoding="utf-8")
    folder = look(tmp_path)
    assert [issue.path for issue in folder.issues] == ["2026/a?b.md", "2026/a?[31mb.md", "2026/a?b.md", "2026/bad?.md"]
    assert all(str(issue).isprintable() for issue in folder.issues)
    assert folder.stories == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026/Bus.md", "2026/bus.md"),
        ("2026/caf\u00e9.md", "2026/cafe\u0301.md"),
        ("2026/a/STOP.jpg", "2026/a/stop.jpg"),
        ("listening/2026-a.yaml", "listening/2026-a.yml"),
    ],
)
def test_two_files_at_one_address_are_told_and_neither_hides_the_other(tmp_path: Path, first: str, second: str) -> None:
    write_hub(tmp_path, {first: "x"})
    if (tmp_path / second).exists():
        pytest.skip("this file system cannot hold both")
    folder = look(write_hub(tmp_path, {second: "x"}))
    (issue,) = folder.issues
    assert {issue.path, first, second} == {first, second}
    assert "would land on the same address as" in issue.message
    assert len(folder.stories + folder.pictures + folder.listening) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there that tests do not have")
def test_no_link_is_followed_wherever_it_leads(tmp_path: Path) -> None:
    """Of a file, a folder, a year, a list of the organisation, a page, to inside, outside or nothing."""
    from storyhub.assemble import checked
    from storyhub.system.cache_files import Store

    secret = write_hub(tmp_path / "elsewhere", {"2026/secret.md": story("Geheim"), "secret.jpg": "x"})
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story(), "2026/a/real.txt": "x"})
    (hub / "2026/a/real.txt").unlink()
    for name in ("values.yml", "mission.md"):
        (hub / name).unlink()
    links = {
        "2024": secret / "2026",
        "2026/dangling.md": Path("nowhere"),
        "2026/inside.md": Path("a.md"),
        "2026/a/photo.jpg": secret / "secret.jpg",
        "2026/b": secret,
        "2026/secret.md": secret / "2026/secret.md",
        "ambassadors": secret,
        "mission.md": secret / "mission.md",
        "values.yml": secret / "values.yml",
    }
    for name, target in links.items():
        (hub / name).symlink_to(target)
    store = Store()
    found = checked(hub, Settings(), store)
    store.close()
    refused = [issue.path for issue in found.issues if "is a link to another place" in issue.message]
    assert refused == sorted(links)
    assert [one.id for one in found.stories] == ["2026/a"]
    assert (found.values, found.pages) == ((), ("index.md",))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_file_that_would_never_end_is_not_opened(tmp_path: Path) -> None:
    write_hub(tmp_path)
    (tmp_path / "2026").mkdir()
    os.mkfifo(tmp_path / "2026/pipe.md")
    (issue,) = look(tmp_path).issues
    assert "is not an ordinary file" in issue.message


def test_what_computers_leave_behind_is_passed_over(tmp_path: Path) -> None:
    hub = write_hub(tmp_path, {"2026/a.md": story(), "2026/.DS_Store": "x", "Thumbs.db": "x", "2025/.gitkeep": ""})
    assert look(hub).issues == []


def test_only_pages_that_are_named_are_pages_of_the_site(tmp_path: Path) -> None:
    """A story one folder too high is refused by name, so is a page of no name; the names can be given."""
    files = {"my-story.md": story(body="<script>x</script>"), "privacy.md": "# P\n", "privacy.en.md": "# P\n"}
    hub = write_hub(tmp_path, {**files, "about.md": "# A\n"})
    folder = look(hub)
    assert folder.pages == ["about.md", "index.md", "mission.md"]
    assert [issue.path for issue in folder.issues] == ["my-story.md", "privacy.en.md", "privacy.md"]
    assert "2026/my-story.md" in folder.issues[0].message
    assert "pages: [my-story]" in folder.issues[0].message
    assert look(hub, ["privacy"]).pages == ["about.md", "index.md", "mission.md", "privacy.en.md", "privacy.md"]


def test_a_page_of_the_organisation_with_the_fields_of_a_story_is_no_page(tmp_path: Path) -> None:
    """Whatever its name: a story is checked in its own folder, and nowhere else."""
    hub = write_hub(tmp_path, {"about.md": story()})
    (issue,) = own_pages.faults(hub, ["about.md", "index.md"])
    assert (issue.path, issue.rule, issue.level) == ("about.md", "story-as-page", Level.ERROR)
