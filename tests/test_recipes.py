"""The recipes for code hosts: a pull request with stories is data to all of them, and what each runs is the hub's own command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hubs import PROJECT, ROOT, settings_from, story
from repositories import hub_repository

ACTIONS = sorted([*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / ".forgejo/workflows").glob("*.yml")])
GITLAB = ROOT / ".gitlab-ci.yml"


def load(path: Path) -> dict[Any, Any]:
    """A recipe; YAML takes the key `on` for true."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


def scripts(path: Path) -> list[str]:
    """Everything that a recipe has a shell do."""
    if path == GITLAB:
        return [line for job in load(path).values() if isinstance(job, dict) for line in job.get("script", [])]
    return [step["run"] for step in steps(path) if "run" in step]


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_workflow_can_only_read_and_has_no_secrets(path: Path) -> None:
    """But for what publishes, which never runs for a pull request: it needs a key, or leave to write to Pages."""
    recipe, text = load(path), path.read_text(encoding="utf-8")
    assert recipe["permissions"] == {"contents": "read"}
    more = {name: job["permissions"] for name, job in recipe["jobs"].items() if "permissions" in job}
    secrets = re.findall(r"\$\{\{\s*secrets\.(\w+)", text)
    if path.name == "publish.yml":
        assert set(recipe[True]) == {"push", "schedule", "workflow_dispatch"}
        assert more in ({}, {"pages": {"contents": "read", "pages": "write", "id-token": "write"}})
        assert secrets == ["STORYHUB_SSH_KEY"]
        assert [name for name, job in recipe["jobs"].items() if "secrets." in str(job)] == ["server"]
    else:
        assert (more, secrets) == ({}, [])
    # After a run of `Stories`, `review.yml` runs as the main branch has it: a pull request cannot change what it does.
    others = {"pull_request_target", "issue_comment", *(() if path.name == "review.yml" else ("workflow_run",))}
    assert not others & set(recipe[True])


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_an_action_is_named_by_its_commit_or_the_recipe_says_why_not(path: Path) -> None:
    for line in (lines := path.read_text(encoding="utf-8").splitlines()):
        if "uses:" in line and not re.search(r"@[0-9a-f]{40} # v\d+(\.\d+)+$", line):
            assert "Named by its major version" in lines[lines.index(line) - 1], line


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_checkout_keeps_a_token_or_takes_submodules(path: Path) -> None:
    for step in steps(path):
        if "checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
            assert "submodules" not in step["with"]
            assert "lfs" not in step["with"]


@pytest.mark.parametrize("path", [path for path in ACTIONS if path.name == "stories.yml"], ids=lambda p: p.parts[-3])
def test_a_pull_request_with_stories_is_read_by_the_software_of_its_base(path: Path) -> None:
    found = steps(path)
    checkouts = [step for step in found if "checkout@" in step.get("uses", "")]
    assert [step["with"]["ref"] for step in checkouts] == ["${{ github.event.pull_request.base.sha }}"]
    assert not [step for step in found if "cache" in step.get("uses", "")]
    assert list(load(path)[True]) == ["pull_request"]
    assert not re.search(r"git (checkout|switch|merge|pull|reset|worktree)", "\n".join(scripts(path)))


def test_the_page_that_reviewers_open_is_made_by_the_main_branch() -> None:
    """GitHub runs what `workflow_run` starts from the default branch; the run for the pull request itself keeps no files."""
    recipe = load(ROOT / ".github/workflows/review.yml")
    assert recipe[True] == {"workflow_run": {"workflows": ["Stories"], "types": ["completed"]}}
    assert [
        s["with"]["ref"] for s in steps(ROOT / ".github/workflows/review.yml") if "checkout@" in s.get("uses", "")
    ] == ["${{ github.sha }}"]
    assert not [s for s in steps(ROOT / ".github/workflows/stories.yml") if "upload-artifact@" in s.get("uses", "")]


@pytest.mark.parametrize("path", [*ACTIONS, GITLAB], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_of_a_pull_request_stands_in_a_script(path: Path) -> None:
    """Names and titles are never pasted into a shell: what comes from the pull request is a number or a hash, in a variable."""
    for script in scripts(path):
        assert "${{" not in script
        for variable in re.findall(r"\$\{?(\w+)", script):
            assert variable in {
                "BASE",
                "HEAD",
                "NUMBER",
                "TOKEN",
                "scheme",
                "GITHUB_SERVER_URL",
                "GITHUB_REPOSITORY",
                "GITHUB_STEP_SUMMARY",
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
                "CI_MERGE_REQUEST_IID",
                *("TO", "KEY", "HOSTS", "RUNNER_TEMP"),
                "STORYHUB_PROJECT",
                *("STORYHUB_PUBLISH_TO", "STORYHUB_SSH_KEY", "STORYHUB_KNOWN_HOSTS"),
            }
        for bare in re.findall(r"(?<![\"\w:/@{=#.])\$\w+", re.sub(r"\"[^\"]*\"", "", script)):
            pytest.fail(f"{bare} stands outside quotes")


@pytest.mark.parametrize("path", [*ACTIONS, GITLAB], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_its_scripts_are_sound_and_use_verbs_and_options_that_exist(path: Path) -> None:
    from storyhub.cli.main import main

    for script in scripts(path):
        assert subprocess.run(["bash", "-n"], input=script, encoding="utf-8", capture_output=True).returncode == 0
        for call in re.findall(r"python3 scripts/hub\.py (.+)", script):
            verb, *words = call.split(" > ")[0].split()
            with pytest.raises(SystemExit) as ended:
                main([verb, *words, "--help"], PROJECT)
            assert ended.value.code == 0, call


def test_gitlab_puts_nothing_of_a_merge_request_on_disk() -> None:
    recipe = load(GITLAB)
    stories = recipe["stories"]
    project = stories["variables"].pop("STORYHUB_PROJECT")
    assert project.endswith("/$CI_MERGE_REQUEST_PROJECT_PATH.git"), "not the fork that a merge request may come from"
    assert stories["variables"] == {"GIT_STRATEGY": "clone", "GIT_CHECKOUT": "false"}
    assert "cache" not in stories
    assert "cache" not in recipe["engineers"]
    assert [line for line in stories["script"] if "git checkout" in line] == [
        "git checkout --force --detach refs/storyhub/base"
    ]


SOFTWARE = ("hooks", "scripts", "theme", "requirements.txt")


@pytest.fixture(scope="module")
def code_host(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A repository of the whole hub as a code host has it, with a hostile pull request; the canary; the request's commit."""
    folder = tmp_path_factory.mktemp("host")
    canary = folder / "canary"
    small = hub_repository(folder / "small")
    origin = small.folder
    for name in SOFTWARE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, origin / name, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, origin / name)
    (origin / "mkdocs.yml").write_text(settings_from(""), encoding="utf-8")
    (origin / ".gitignore").write_text("__pycache__/\n/.venv\n/.cache/\n/out/\n", encoding="utf-8")
    small.commit_all("The software")
    sings = f"open({str(canary)!r}, 'w').close()\n".encode()
    head = small.pull_request(
        ("100644", b"stories/2026/nieuw.md", story("Nieuw").encode()),
        ("100755", b"scripts/hub.py", sings),
        ("100644", b"scripts/bootstrap.py", sings),
        ("100644", b"hooks/storyhub/__init__.py", sings),
        ("100644", b"hooks/storyhub_mkdocs.py", sings),
        (
            "100644",
            b"theme/desk/review.html",
            b"{{ cycler.__init__.__globals__.os.system('touch " + str(canary).encode() + b"') }}",
        ),
        ("100644", b"mkdocs.yml", b"site_name: Gekaapt\nhooks: [hooks/storyhub_mkdocs.py]\n"),
        ("100644", b"requirements.txt", b"./evil.whl\n"),
        ("100644", b".gitattributes", b"* filter=canary\n"),
        ("100644", b"stories/2026/$(touch x).md", b"x"),
    )
    small.git("update-ref", "refs/pull/1/head", head)
    small.git("update-ref", "refs/merge-requests/1/head", head)
    return origin, canary, head


@pytest.mark.skipif(os.name == "nt", reason="the recipes run in a Unix shell")
@pytest.mark.parametrize(
    "path",
    [
        ROOT / ".github/workflows/stories.yml",
        ROOT / ".github/workflows/review.yml",
        ROOT / ".forgejo/workflows/stories.yml",
        GITLAB,
    ],
    ids=["github", "github-review", "forgejo", "gitlab"],
)
def test_a_recipe_runs_nothing_of_a_hostile_pull_request(
    path: Path, code_host: tuple[Path, Path, str], tmp_path: Path
) -> None:
    """The lines of the recipe themselves, in a real shell and a real clone."""
    origin, canary, head = code_host
    work = tmp_path / "work"
    no_checkout = ["--no-checkout"] if path == GITLAB else []
    subprocess.run(["git", "clone", "--quiet", *no_checkout, str(origin), str(work)], check=True)
    (work / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    if path == GITLAB:
        lines = load(path)["stories"]["script"]
    else:
        lines = ["git fetch --no-tags origin refs/pull/1/head"]
        lines += [step["run"] for step in steps(path) if step.get("name") == "Read its stories"]
    given = {
        "BASE": "origin/main",
        "HEAD": head,
        "STORYHUB_PROJECT": str(origin),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_IID": "1",
    }
    done = subprocess.run(
        ["bash", "-e"], input="\n".join(lines), cwd=work, env=os.environ | given, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert not canary.exists()
    page = (work / "out/review.html").read_text(encoding="utf-8")
    assert "<h2>Dit is voor de techniek</h2>" in page
    assert "Gekaapt" not in page
    assert head[:12] in page, "it says which commit it is about"
    assert "engineers' path" in done.stderr
    assert not (work / "x").exists()
    subprocess.run(["git", "checkout", "--quiet", "--force", head], cwd=work, check=True)
    subprocess.run([sys.executable, "scripts/hub.py"], cwd=work, check=True)
    assert canary.exists(), "it would have run from a checkout: this test can fail"
    canary.unlink()


@pytest.mark.skipif(os.name == "nt", reason="the recipes run in a Unix shell")
@pytest.mark.parametrize(
    "path", [p for p in (*ACTIONS, GITLAB) if p.name in ("publish.yml", GITLAB.name)], ids=lambda p: p.parts[-3]
)
def test_a_recipe_publishes_by_its_own_lines(path: Path, code_host: tuple[Path, Path, str], tmp_path: Path) -> None:
    """Each job that there is, in a real shell and a real clone: a folder for Pages, releases in a folder that is published to, and the desk."""
    subprocess.run(["git", "clone", "--quiet", str(code_host[0]), str(tmp_path / "work")], check=True)
    (tmp_path / "work/.venv").symlink_to(sys.prefix, target_is_directory=True)
    (tmp_path / "key").touch()
    www = str(tmp_path / "www")
    given = {"TO": www, "KEY": "", "HOSTS": "", "RUNNER_TEMP": str(tmp_path), "STORYHUB_PUBLISH_TO": www}
    given |= {"STORYHUB_SSH_KEY": str(tmp_path / "key"), "STORYHUB_KNOWN_HOSTS": ""}
    jobs = load(path) if path == GITLAB else load(path)["jobs"]
    story = "2026/al-lang/index.html"
    site = f"work/public/{story}" if path == GITLAB else f"work/site/{story}"
    for name, made in {"pages": site, "server": f"www/current/{story}", "desk": "work/desk/index.html"}.items():
        job = jobs.get(name, {})
        lines = job.get("script", [step["run"] for step in job.get("steps", ()) if "hub.py" in step.get("run", "")])
        done = subprocess.run(
            ["bash", "-e"],
            input="\n".join(lines),
            cwd=tmp_path / "work",
            env=os.environ | given,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        assert not job or (tmp_path / made).is_file()


def test_held_stories_come_out_by_a_schedule() -> None:
    for path in (path for path in ACTIONS if path.name == "publish.yml"):
        assert load(path)[True]["schedule"]
    assert "schedule" in str(load(GITLAB)["publish"]["rules"])


def test_what_a_writer_sees_on_the_code_host_has_no_git_words_and_two_languages() -> None:
    forms = [*ROOT.glob(".github/*.md"), *ROOT.glob(".github/ISSUE_TEMPLATE/*.md"), *ROOT.glob(".gitlab/*/*.md")]
    assert len(forms) == 6
    for form in forms:
        text = form.read_text(encoding="utf-8")
        assert not re.search(r"\b(commit|branch|merge|rebase|push|pull|fork|repository)\b", text, re.IGNORECASE), form
        assert re.search(r"\b(het|wat|een)\b", text)
        assert re.search(r"\b(the|what)\b", text, re.IGNORECASE)
