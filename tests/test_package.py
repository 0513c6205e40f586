"""An organisation's own hub: begun from the wheel in an empty environment, with nothing of this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from hubs import PROJECT, ROOT, files_of
from storyhub import __version__
from storyhub.cli.main import main
from wheels import NAME, init, make_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("wheel"))


def test_the_same_checkout_gives_the_same_wheel_byte_for_byte(wheel: Path, tmp_path: Path) -> None:
    assert make_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_has_all_that_a_hub_needs_and_says_its_version(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert wheel.name == f"story_hub-{__version__}-py3-none-any.whl"
    for needed in (
        "theme/templates/story.html",
        "theme/assets/css/index.css",
        "locales/nl.po",
        "locales/de.po",
        "locales/fr.po",
        "starter/de/story.md",
        "starter/fr/story.md",
        "starter/scripts/hub.py",
    ):
        assert f"storyhub/{needed}" in names
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_new_hub_holds_content_only(wheel: Path, tmp_path: Path) -> None:
    hub = init(tmp_path / "hub", wheel, "--repository", "https://gitlab.example/zorg/verhalen", "--host", "gitlab")
    tops = {path.name for path in hub.iterdir()}
    assert tops == {
        *(".git", ".gitattributes", ".gitignore", ".gitlab", ".gitlab-ci.yml", "README.md", "mkdocs.yml"),
        *("overrides", "requirements.txt", "scripts", "stories", "vendor"),
    }
    settings = yaml.safe_load((hub / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == NAME
    assert settings["extra"]["hub"]["languages"] == ["nl", "en"]
    assert settings["extra"]["hub"]["code_host"]["kind"] == "gitlab"
    assert f"./vendor/{wheel.name}" in (hub / "requirements.txt").read_text(encoding="utf-8")
    assert "python3 scripts/hub.py test" in (hub / ".gitlab-ci.yml").read_text(encoding="utf-8")
    log = subprocess.run(
        ["git", "-C", str(hub), "status", "--short"], capture_output=True, encoding="utf-8", check=True
    )
    assert log.stdout == "", "everything is in the first commit"


@pytest.mark.parametrize("languages", ["nl", "en", "en,nl", "de,en", "fr"])
def test_its_stories_are_sound_from_the_first_day(
    wheel: Path, tmp_path: Path, languages: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = init(tmp_path / "hub", wheel, "--languages", languages)
    capsys.readouterr()
    assert main(["check", "--stories", str(hub / "stories")], hub) == 0
    assert "Nothing" in capsys.readouterr().out
    values = yaml.safe_load((hub / "stories/values.yml").read_text(encoding="utf-8"))
    assert {code for value in values for code in value["name"]} == set(languages.split(","))


def test_a_folder_with_something_in_it_is_left_alone(
    wheel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path), "--yes", "--wheel", str(wheel)], PROJECT) == 2
    assert "already exists" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_question_with_an_answer_that_cannot_be_used_is_asked_again(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Zorg", "zorg.example", "xx", "de", "code.zorg.example/verhalen", "svn", "forgejo", "x", ""])
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["init", str(tmp_path / "hub"), "--wheel", str(wheel)], PROJECT) == 0
    assert asked[0].startswith("Name of the organisation")
    said = capsys.readouterr().out
    assert "  found xx; the interface speaks " in said
    assert "  found 'svn'; allowed are github" in said
    assert "  found 'x'; one address such as stories@example.org is allowed" in said
    config = yaml.safe_load((tmp_path / "hub/mkdocs.yml").read_text(encoding="utf-8"))
    assert (config["site_url"], config["extra"]["hub"]["languages"]) == ("https://zorg.example/", ["de"])
    assert config["extra"]["hub"]["code_host"]["address"] == "https://code.zorg.example/verhalen"


@pytest.mark.parametrize(
    ("option", "told"),
    [("--languages=xx", "--languages: found xx"), ("--address=a b", "--address: found"), ("--mail=x", "--mail: found")],
)
def test_an_option_that_cannot_be_used_is_named(
    wheel: Path, tmp_path: Path, option: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "hub"), "--yes", "--wheel", str(wheel), option], PROJECT) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "hub").exists()


def test_the_sample_is_there_to_look_around_in(wheel: Path, tmp_path: Path) -> None:
    hub = init(tmp_path / "hub", wheel, "--sample")
    assert len(list((hub / "stories").glob("20*/*.md"))) > 30


def test_an_own_hub_is_made_shown_and_packed_again_on_an_empty_machine(wheel: Path, tmp_path: Path) -> None:
    """The README's way: `init`, and then one command that installs the locked requirements, each by its hash."""
    hub = init(tmp_path / "hub", wheel)
    (hub / "overrides/404.html").write_text("<p>Our own words</p>", encoding="utf-8")
    with (hub / "overrides/assets/css/own.css").open("a", encoding="utf-8") as own:
        own.write(":root { --red-day: #123456; }\n")
    home = tmp_path / "home"
    home.mkdir()
    given = {name: value for name, value in os.environ.items() if not name.startswith(("STORYHUB_", "PYTHON"))}
    outer = str(getattr(sys, "_base_executable", sys.executable))

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [outer, "scripts/hub.py", *words]
        env = {**given, "HOME": str(home)}
        return subprocess.run(command, cwd=hub, env=env, capture_output=True, encoding="utf-8", check=False)

    built = run("build", "--strict", "--site", str(tmp_path / "site"))
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "Wat maak jij hier mee?" in page
    assert (tmp_path / "site/404.html").read_text(encoding="utf-8") == "<p>Our own words</p>"
    styles = next((tmp_path / "site").glob("assets/*/css/main.css")).read_text(encoding="utf-8")
    assert styles.rstrip().endswith(":root { --red-day: #123456; }")
    assert f'content="Story Hub {__version__}"' in page
    tested = run("test")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert tested.stdout.rstrip().endswith("All is well")
    same = run("build", "--engine", "properdocs", "--site", str(tmp_path / "site-properdocs"))
    assert same.returncode == 0, same.stderr
    assert files_of(tmp_path / "site-properdocs") == files_of(tmp_path / "site")
    assert run("--version").stdout == f"storyhub {__version__}\n"
    again = run("init", str(tmp_path / "second"), "--yes")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "second/vendor" / wheel.name).is_file()
