"""A story pull request is data: whatever hides in it is refused or harmless, with a clear sentence, and never runs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from hubs import PROJECT, files_of, story
from repositories import Repo, hub_repository
from storyhub.cli.main import main

GOOD = ("100644", b"stories/2026/nieuw.md", story("Nieuw").encode())


class Desk:
    """A repository of a hub, and what `intake` makes of pull requests to it."""

    def __init__(self, repo: Repo, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.repo = repo
        self.canary = folder / "canary"
        self.into = folder / "into"
        self.capsys = capsys

    @property
    def sings(self) -> str:
        """A command that would betray that something of the pull request was run."""
        return f'"{sys.executable}" -c "open({str(self.canary)!r}, {"w"!r}).close()"'

    def intake(self, head: str, *more: str) -> tuple[int, str]:
        """The exit code, and all that was printed."""
        paths = ["--repo", str(self.repo.folder), "--stories", str(self.repo.folder / "stories")]
        code = main(["intake", "--base", "main", "--head", head, "--into", str(self.into), *paths, *more], PROJECT)
        printed = self.capsys.readouterr()
        assert not self.canary.exists(), "something of the pull request was run"
        return code, printed.out + printed.err

    @property
    def taken(self) -> list[str]:
        return (self.into / "changed.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hub_repository(tmp_path_factory.mktemp("template") / "repo").folder


@pytest.fixture
def desk(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Repo(Path(shutil.copytree(template, tmp_path / "repo"))), tmp_path, capsys)


def test_a_path_is_taken_in(desk: Desk) -> None:
    code, told = desk.intake(desk.repo.pull_request(("100644", b"stories/paths/week.yml", b"title: Week\n")))
    assert (code, desk.taken) == (0, ["paths/week.yml"]), told


def test_a_story_with_its_picture_is_taken_in_beside_the_stories_that_are_there(desk: Desk) -> None:
    code, told = desk.intake(desk.repo.pull_request(GOOD, ("100644", b"stories/2026/nieuw/foto.jpg", b"beeld")))
    assert code == 0, told
    assert desk.taken == ["2026/nieuw.md", "2026/nieuw/foto.jpg"]
    hub = files_of(desk.into / "stories")
    assert hub["2026/nieuw.md"] == GOOD[2]
    assert {"2026/al-lang.md", "values.yml", "mission.md"} <= set(hub)


@pytest.mark.parametrize(
    "path",
    [
        "hooks/storyhub_mkdocs.py",
        "mkdocs.yml",
        "requirements.txt",
        ".gitattributes",
        ".github/workflows/stories.yml",
        "stories/mission.md",
        "stories/values.yml",
        "stories/.gitattributes",
        "README.md",
    ],
)
def test_whatever_is_part_of_the_site_itself_takes_the_engineers_path(desk: Desk, path: str) -> None:
    code, told = desk.intake(desk.repo.pull_request(GOOD, ("100644", path.encode(), b"#!/bin/sh\nexit 1\n")))
    assert code == 3
    assert path in told
    assert "engineers' path" in told
    assert not desk.into.exists()


def test_taking_away_a_file_of_the_software_takes_the_engineers_path_too(desk: Desk) -> None:
    assert desk.intake(desk.repo.pull_request(GOOD, gone=("mkdocs.yml",)))[0] == 3


HOSTILE = {
    "a symlink to a secret": ("120000", b"stories/2026/geheim.md", b"/etc/passwd", "is a link"),
    "a symlink for a folder": ("120000", b"stories/2026/map", b"../..", "is a link"),
    "a submodule": ("160000", b"stories/2026/deel", b"1" * 40, "another repository"),
    "a name with a newline": ("100644", b"stories/2026/a\n::error::b.md", b"x", "characters that addresses"),
    "a name that a shell would run": ("100644", b"stories/2026/-rf.md", b"x", "characters that addresses"),
    "a name that turns around": ("100644", "stories/2026/a\u202egpj.md".encode(), b"x", "characters that addresses"),
    "a name that is no text": ("100644", b"stories/2026/\xff\xfe.md", b"x", "characters that addresses"),
    "a way out of the folder": ("100644", b"stories/2026/../../hooks/x.py", b"x", "hidden file"),
    "a way into git": ("100644", b"stories/2026/.git/hooks/post-checkout", b"x", "hidden file"),
    "a way in for Windows": ("100644", b"stories/2026/a\\..\\..\\x.md", b"x", "characters that addresses"),
    "attributes in a year": ("100644", b"stories/2026/.gitattributes", b"*.md filter=x", "hidden file"),
    "a page with a script": ("100644", b"stories/2026/evil.html", b"<script>", "is not accepted"),
    "a drawing with a script": ("100644", b"stories/2026/nieuw/evil.svg", b"<svg onload=x>", "is not accepted"),
    "a program in a folder of pictures": ("100755", b"stories/2026/nieuw/run.py", b"x", "is not accepted"),
    "another story in capitals": ("100644", b"stories/2026/AL-LANG.md", b"x", "same address"),
    "a huge text": ("100644", b"stories/2026/groot.md", b"a" * (1024 * 1024 + 1), "at most 256 KB"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_clear_sentence_and_the_good_ones_come_in(desk: Desk, what: str) -> None:
    *file, sentence = HOSTILE[what]
    code, told = desk.intake(desk.repo.pull_request(GOOD, tuple(file)))  # type: ignore[arg-type]
    assert code == 1
    assert sentence in told
    assert desk.taken == ["2026/nieuw.md"]
    assert told.count("\n") == 3, "one line for what is refused, one for the number, one for what came in"
    assert not [line for line in told.splitlines() if line.startswith("::")]
    for path in desk.into.rglob("*"):
        assert not path.is_symlink()
        assert path.resolve().is_relative_to(desk.into.resolve())


def test_a_file_with_the_executable_bit_comes_in_without_it(desk: Desk) -> None:
    code, told = desk.intake(desk.repo.pull_request(("100755", *GOOD[1:])))
    assert code == 0
    assert "marked as a program" in told
    assert not (desk.into / "stories/2026/nieuw.md").stat().st_mode & 0o111


def test_a_filter_hook_or_diff_that_a_repository_has_never_runs(desk: Desk) -> None:
    """Even where the machine knows a filter, the bytes that were committed come in, and not what the filter makes of them."""
    (desk.repo.folder / ".gitattributes").write_text("*.md filter=canary diff=canary\n", encoding="utf-8")
    desk.repo.commit_all("Attributes")
    head = desk.repo.pull_request(GOOD)
    for setting in ("filter.canary.smudge", "filter.canary.clean", "diff.canary.textconv", "diff.external"):
        desk.repo.git("config", setting, desk.sings)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        hook = desk.repo.folder / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\n{desk.sings}\n", encoding="utf-8")
        hook.chmod(0o755)
    desk.repo.git("config", "core.fsmonitor", desk.sings)
    assert desk.intake(head)[0] == 0
    assert (desk.into / "stories/2026/nieuw.md").read_bytes() == GOOD[2]
    desk.repo.git("-c", "core.fsmonitor=false", "checkout", "--quiet", head)
    assert desk.canary.exists(), "a checkout would have run them: this test can fail"


def test_two_new_names_that_differ_in_capitals_only_do_not_both_come_in(desk: Desk) -> None:
    twin = ("100644", b"stories/2026/NIEUW.md", b"x")
    code, told = desk.intake(desk.repo.pull_request(GOOD, twin))
    assert code == 1
    assert "same address" in told
    assert len(desk.taken) == 1


def test_a_story_that_is_taken_away_is_gone_from_the_preview(desk: Desk) -> None:
    assert desk.intake(desk.repo.pull_request(GOOD, gone=("stories/2026/al-lang.md",)))[0] == 0
    assert "2026/al-lang.md" not in files_of(desk.into / "stories")


def test_what_the_base_has_learned_meanwhile_is_kept(desk: Desk) -> None:
    head = desk.repo.pull_request(GOOD)
    (desk.repo.folder / "stories/2026/later.md").write_text(story("Later"), encoding="utf-8")
    desk.repo.commit_all("Later")
    assert desk.intake(head)[0] == 0
    assert desk.taken == ["2026/nieuw.md"]
    assert {"2026/later.md", "2026/nieuw.md"} <= set(files_of(desk.into / "stories"))


def test_more_than_anybody_could_read_is_refused(desk: Desk) -> None:
    many = [("100644", f"stories/2026/n{number}.md".encode(), b"x") for number in range(201)]
    desk.repo.git("config", "core.looseCompression", "0")
    tree = desk.repo.tree(*(("100644", "blob", desk.repo.blob(b"x"), path.split(b"/")[-1]) for _, path, _ in many))
    folder = desk.repo.tree(("40000", "tree", tree, b"2026"))
    head = desk.repo.git(
        "commit-tree", desk.repo.tree(("40000", "tree", folder, b"stories")), "-p", "main", "-m", "Many"
    )
    code, _ = desk.intake(head)
    assert code == 3, "it takes everything else away"
    whole = desk.repo.with_entry(desk.repo.git("rev-parse", "main^{tree}"), [b"stories", b"2025"], "40000", tree)
    code, told = desk.intake(desk.repo.git("commit-tree", whole, "-p", "main", "-m", "Many"))
    assert code == 1
    assert "at most 200 files" in told
    assert desk.taken == []


@pytest.mark.parametrize("name", ["nergens", "--output=canary", "main:stories", "main --all"])
def test_a_name_that_is_no_commit_is_told_and_never_taken_for_an_option(desk: Desk, name: str) -> None:
    paths = ["--repo", str(desk.repo.folder), "--stories", str(desk.repo.folder / "stories")]
    assert main(["intake", "--base", "main", f"--head={name}", "--into", str(desk.into), *paths], PROJECT) == 2
    assert "no such commit" in desk.capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_alone(desk: Desk) -> None:
    desk.into.mkdir()
    (desk.into / "mine.txt").write_text("mine", encoding="utf-8")
    assert desk.intake(desk.repo.pull_request(GOOD))[0] == 2
    assert [path.name for path in desk.into.iterdir()] == ["mine.txt"]


def test_check_looks_at_what_changed_and_at_nothing_else(desk: Desk) -> None:
    bad = ("100644", b"stories/2026/fout.md", story("Fout", date=None).encode())
    (desk.repo.folder / "stories/2026/oud-zeer.md").write_text(story("Oud", date=None), encoding="utf-8")
    desk.repo.commit_all("An old fault")
    desk.intake(desk.repo.pull_request(bad))
    given = ["--stories", str(desk.into / "stories"), "--paths-from", str(desk.into / "changed.txt")]
    assert main(["check", *given], PROJECT) == 1
    told = desk.capsys.readouterr().out
    assert "fout.md" in told
    assert "oud-zeer" not in told
