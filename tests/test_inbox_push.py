"""Branches of mails are sent on as each kind of code host wants it, once; and a Maildir works as a server does."""

from __future__ import annotations

from email.mime.text import MIMEText
from pathlib import Path

import mails
import pytest
from letters import Post
from repositories import hub_repository

HOOK = """#!/bin/sh
while read old new ref; do echo "ref $ref" >> "$GIT_DIR/said"; done
i=0
while [ "$i" -lt "${GIT_PUSH_OPTION_COUNT:-0}" ]; do
  eval "echo \\"option \\$GIT_PUSH_OPTION_$i\\"" >> "$GIT_DIR/said"
  i=$((i + 1))
done
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hub_repository(tmp_path_factory.mktemp("template") / "repo").folder


@pytest.fixture
def post(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Post:
    made = Post(template, tmp_path, capsys)
    remote = tmp_path / "remote.git"
    made.repo.git("init", "--quiet", "--bare", str(remote))
    made.repo.git("-C", str(remote), "config", "receive.advertisePushOptions", "true")
    hook = remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK, encoding="utf-8")
    hook.chmod(0o755)
    made.repo.git("remote", "add", "origin", str(remote))
    return made


def said(post: Post) -> list[str]:
    return (post.folder / "remote.git/said").read_text(encoding="utf-8").splitlines()


def host(kind: str) -> dict[str, str]:
    return {"kind": kind, "address": f"https://{kind}.example/hub/verhalen", "branch": "main", "folder": "stories"}


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("github", ["ref refs/heads/{branch}"]),
        (
            "gitlab",
            [
                "ref refs/heads/{branch}",
                "option merge_request.create",
                "option merge_request.target=main",
                "option merge_request.title=Story: {name}",
                "option merge_request.remove_source_branch",
            ],
        ),
        ("forgejo", ["ref refs/for/main", "option topic={branch}", "option title=Story: {name}"]),
        ("gitea", ["ref refs/for/main", "option topic={branch}", "option title=Story: {name}"]),
    ],
)
def test_each_host_gets_the_push_by_which_it_opens_a_request(kind: str, wanted: list[str], post: Post) -> None:
    post.set(code_host=host(kind))
    (branch,) = post.inbox(mails.gmail(), more=("--push",))
    expected = [line.format(branch=branch, name=branch.removeprefix("inbox/")) for line in wanted]
    assert said(post) == expected
    post.inbox(mails.gmail(), more=("--push",))
    assert said(post) == expected, "what the host has is not sent a second time"


def test_a_title_that_is_an_option_is_a_title(post: Post) -> None:
    post.set(code_host=host("gitlab"))
    words = MIMEText(mails.WORDS, "plain", "utf-8")
    post.inbox(mails.headed(words, "--exec=x; merge_request.merge_when_pipeline_succeeds"), more=("--push",))
    assert "option merge_request.merge_when_pipeline_succeeds" not in said(post)


def test_a_host_that_refuses_is_told_and_the_letter_waits_for_the_next_run(post: Post) -> None:
    hook = post.folder / "remote.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho nee, vandaag niet\nexit 1\n", encoding="utf-8")
    post.inbox(mails.gmail(), code=2, more=("--push",))
    assert post.written() == []
    hook.unlink()
    (branch,) = post.inbox(mails.gmail(), more=("--push",))
    assert branch in post.repo.git("ls-remote", "origin")
    assert len(post.written()) == 1


def test_a_maildir_keeps_marks_and_copies_as_a_server_does(post: Post) -> None:
    box = post.folder / "Maildir"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    (box / "new/1.a").write_bytes(mails.gmail())
    (box / "cur/2.b:2,S").write_bytes(mails.headed(MIMEText("ok")))
    post.run("inbox", str(box), code=1)
    assert sorted(file.name for file in (box / "cur").iterdir()) == ["1.a:2,R", "2.b:2,FS"]
    assert len(list((box / ".StoryHub/cur").iterdir())) == 1
    assert [answer["To"] for answer in post.written()] == [mails.NOOR]
    post.run("inbox", str(box), code=0)
    (branch,) = post.branches()
    post.merge(branch)
    story = post.repo.folder / "stories/2026/drie-regenjassen.md"
    text = story.read_text(encoding="utf-8").replace(
        "title:", "author: Noor\ndepartment: ward\nconsent: internal\ntitle:", 1
    )
    story.write_text(text, encoding="utf-8")
    out, _ = post.run("tell", "--mailbox", str(box), code=0)
    assert out.splitlines() == ["2026/drie-regenjassen: published"]
    assert post.run("tell", "--mailbox", str(box), code=0)[0] == ""
