"""A new version of the software: what it says before it changes anything, and settings that have a new name."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hubs import PROJECT, settings_from, write_hub
from storyhub import __version__
from storyhub.cli.main import main
from storyhub.cli.upgrade import newer
from storyhub.model import former_settings
from storyhub.model.former_settings import FormerName, as_now
from storyhub.model.settings import from_config
from storyhub.system import second_version
from wheels import init, make_wheel

NEXT = "9.9.0"
RENAMED: dict[str, tuple[str, str, dict[str, Any], dict[str, Any], str]] = {
    "a setting": ("mail", "comms_mail", {"mail": "a@b.example"}, {"comms_mail": "a@b.example"}, "extra.hub: comms_mail: a@b.example"),
    "one in a group": (
        *("inbox.kept", "inbox.copies"),
        *({"inbox": {"server": "s", "kept": "K"}}, {"inbox": {"server": "s", "copies": "K"}}),
        "extra.hub.inbox: copies: K",
    ),
    "one two groups down": (
        *("inbox.smtp.host", "inbox.smtp.server"),
        *({"inbox": {"smtp": {"host": "s"}}}, {"inbox": {"smtp": {"server": "s"}}}),
        "extra.hub.inbox.smtp: server: s",
    ),
    "one that moves into a group that is not there yet": (
        *("to", "publish.to", {"to": "/srv"}, {"publish": {"to": "/srv"}}),
        "extra.hub: publish: {to: /srv}",
    ),
    "one that leaves a group, which is then empty": (
        *("pages.size", "page_size", {"pages": {"size": 7}}, {"page_size": 7}),
        "extra.hub: page_size: 7",
    ),
    "one that moves between groups": (
        *("listening.soon", "publish.keep"),
        *({"listening": {"soon": 3, "heard": 9}, "publish": {"to": "/"}}, {"listening": {"heard": 9}, "publish": {"to": "/", "keep": 3}}),
        "extra.hub: publish: {keep: 3}",
    ),
    "a whole group": ("release", "publish", {"release": {"keep": 3, "to": "é"}}, {"publish": {"keep": 3, "to": "é"}}, "extra.hub: publish: {keep: 3, to: é}"),
    "one that is set under both names": (
        *("mail", "comms_mail", {"mail": "old@b.example", "comms_mail": "new@b.example"}, {"comms_mail": "new@b.example"}),
        "extra.hub: comms_mail: new@b.example",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("was", "now", "given", "read", "line"), RENAMED.values(), ids=RENAMED)
def test_a_setting_under_its_old_name_counts_and_the_line_to_write_is_named(
    was: str, now: str, given: dict[str, Any], read: dict[str, Any], line: str
) -> None:
    before = repr(given)
    settings, (found,) = as_now(given, [FormerName(was, now, "1.1.0")])
    assert settings == read
    assert repr(given) == before, "what MkDocs holds stays as it is"
    assert found.told() == (
        f"has been called extra.hub.{now} since 1.1.0; the old name still works; take it out, and write under {line}"
    )


@pytest.mark.parametrize(
    "given", [None, [], "text", {}, {"inbox": None}, {"inbox": "text"}, {"inbox": {"copies": "K"}}]
)
def test_other_settings_stay_as_they_are(given: Any) -> None:
    assert as_now(given, [FormerName("inbox.kept", "inbox.copies", "1.1.0")]) == (given, ())


@pytest.fixture
def renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def table(text: str) -> None:
        (tmp_path / "former.yml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(former_settings, "FILE", tmp_path / "former.yml")

    return table


def test_check_names_an_old_name_with_its_line_and_the_hub_goes_on(
    renames: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renames("mailbox: {now: comms_mail, since: 1.1.0}\npublish.releases: {now: publish.keep, since: 1.2.0}\n")
    write_hub(tmp_path / "hub/stories")
    text = settings_from(f"{PROJECT.parent.parent}/").replace("comms_mail:", "mailbox:")
    config = tmp_path / "hub/mkdocs.yml"
    config.write_text(f"{text}    publish:\n      releases: 3\n", encoding="utf-8")
    assert main(["check"], tmp_path / "hub") == 0
    lines = text.count("\n")
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"mkdocs.yml:{lines}: extra.hub.mailbox: advice: has been called extra.hub.comms_mail since 1.1.0; the old name still works; "
        "take it out, and write under extra.hub: comms_mail: verhalen@huis.example",
        f"mkdocs.yml:{lines + 2}: extra.hub.publish.releases: advice: has been called extra.hub.publish.keep since 1.2.0; the old name still "
        "works; take it out, and write under extra.hub.publish: keep: 3",
    ]  # fmt: skip
    assert from_config({"extra": {"hub": {"publish": {"releases": 3}}}}).publish.keep == 3


@pytest.mark.parametrize("heading", ["## [1.0.0]", "## 1.0.0", "## [1.0.0] – 2026-11-26", "## 1.0.0 (2026-11-26)"])
def test_the_changelog_is_shown_down_to_the_version_that_runs(heading: str) -> None:
    text = (
        f"# Changelog\n\n## [Unreleased]\n\n## [1.1.0]\n\nNew.\n\n## [1.0.1] – 2026\n\nLess new.\n\n{heading}\n\nOld.\n"
    )
    assert newer(text, "1.0.0") == "## [1.1.0]\n\nNew.\n\n## [1.0.1] – 2026\n\nLess new."
    assert newer(text, "1.1.0") == ""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def hub(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A hub of which the software is unpacked and not installed: that takes no network."""
    hub = init(tmp_path / "hub", wheel, "--languages", "en")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "old")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "old"))

    def install(version: str, wheel: Path, requirements: str, into: Path) -> Path:
        assert f"./vendor/story_hub-{NEXT}" in requirements
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(into)
        python = into / "python"
        python.write_text(f'#!/bin/sh\nPYTHONPATH="{into}" exec "$OLD" "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        return python

    monkeypatch.setenv("OLD", sys.executable)
    monkeypatch.setattr(second_version, "install", install)
    capsys.readouterr()
    return hub


def next_version(wheel: Path, into: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """The wheel as another version, with changes to texts in it: path → what is replaced by what."""
    into.mkdir()
    made = into / wheel.name.replace(__version__, NEXT)
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            was, now = changes.get(name.removeprefix("storyhub/"), ("", ""))
            new.writestr(name, old.read(name).decode().replace(was, now) if was else old.read(name))
    return made


CHANGES = {
    "__init__.py": (f'"{__version__}"', f'"{NEXT}"'),
    "starter/CHANGELOG.md": ("# Changelog", f"# Changelog\n\n## [{NEXT}]\n\nStories have a hat."),
    "theme/templates/departments.html": ("</h1>", " with a hat</h1>"),
    "theme/assets/css/base.css": ("{", "{ --hat: 1;"),
    "model/former_settings.yml": ("# Settings", "page_size: {now: publish.keep, since: 9.9.0}\n# Settings"),
}  # fmt: skip


def test_an_upgrade_says_what_is_new_compares_both_sites_and_changes_wheel_and_lock_after_a_yes(
    hub: Path, wheel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = next_version(wheel, tmp_path / "new", CHANGES)
    held = (hub / "mkdocs.yml").read_bytes()
    assert main(["upgrade", str(new), "--yes"], hub) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"From {__version__} to {NEXT}\n\n## [{NEXT}]\n\nStories have a hat.")
    assert (
        "mkdocs.yml: extra.hub.page_size: has been called extra.hub.publish.keep since 9.9.0; the old name still works; "
        in said
    )
    assert "take it out, and write under extra.hub: publish: {keep: 20}\n" in said
    assert "\nPages that differ: 1; new: 0; gone: 0; the same: " in said
    assert "\n  differs  departments/\n" in said
    assert "\nEvery page may look or work differently, as these files changed: css/main.css\n" in said
    assert [path.name for path in (hub / "vendor").iterdir()] == [new.name]
    assert f"./vendor/{new.name}" in (hub / "requirements.txt").read_text(encoding="utf-8")
    assert (hub / "mkdocs.yml").read_bytes() == held


def test_without_a_yes_and_after_a_failed_build_nothing_changes(
    hub: Path, wheel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in hub.rglob("*") if path.is_file()}
    (hub / "overrides/departments.html").write_text("<p>Ours</p>", encoding="utf-8")
    broken = next_version(
        wheel, tmp_path / "new", {**CHANGES, "build.py": ("import annotations", "import annotations\n\n1 / 0")}
    )
    assert main(["upgrade", str(broken), "--yes"], hub) == 2
    said = capsys.readouterr()
    assert "Stories have a hat." in said.out
    assert "overrides/departments.html: replaces a file that changed" in said.out
    assert f"hub.py upgrade: {NEXT} could not build your site. It said:" in said.err
    assert "ZeroDivisionError" in said.err
    assert all(path.read_bytes() == content for path, content in before.items())
