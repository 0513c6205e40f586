"""The mailbox on a real server: what is read is marked, answered once and kept, two jobs at once do it once, and a job may be killed anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from email.mime.text import MIMEText
from pathlib import Path

import mails
import pytest
from hubs import ROOT, story
from letters import Post, text_of
from mail_servers import PASSWORD, USER, Imap, Smtp, imap_server
from repositories import hub_repository
from storyhub.letterbox import inbox as sentence
from storyhub.letterbox.imap import LEFT, TAKEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Dovecot runs on Linux, macOS and BSD")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hub_repository(tmp_path_factory.mktemp("template") / "repo").folder


@pytest.fixture(scope="module")
def server() -> Iterator[Imap]:
    # Dovecot reads mail as another user, who cannot look into pytest's own folders.
    with tempfile.TemporaryDirectory(prefix="storyhub-imap-") as folder:
        Path(folder).chmod(0o755)
        with imap_server(Path(folder) / "dovecot") as running:
            yield running


@pytest.fixture
def smtp() -> Iterator[Smtp]:
    with Smtp() as running:
        yield running


@pytest.fixture
def post(
    template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    server: Imap,
    smtp: Smtp,
    monkeypatch: pytest.MonkeyPatch,
) -> Post:
    server.clear()
    monkeypatch.setenv("STORYHUB_IMAP_PASSWORD", PASSWORD)
    made = Post(template, tmp_path, capsys)
    made.set(
        inbox={
            "server": "127.0.0.1", "port": server.port, "user": USER, "smtp": {"server": "127.0.0.1", "port": smtp.port},
        }
    )  # fmt: skip
    return made


def test_what_waits_is_taken_in_answered_once_and_marked(post: Post, server: Imap, smtp: Smtp) -> None:
    server.deliver(mails.gmail(), mails.apple(), mails.headed(MIMEText("ok")), mails.outlook_reply())
    out, err = post.run("inbox", "--imap", "--send", code=1)
    assert len(out.splitlines()) == 3
    assert err.startswith("INBOX, message ")
    flags = server.flags()
    assert [TAKEN in one for one in flags] == [True, True, False, True]
    assert LEFT in flags[2]
    assert r"\Flagged" in flags[2]
    assert [mail["To"] for mail in smtp.mails] == [mails.NOOR] * 3
    assert all(not name.lower().startswith("x-story") for mail in smtp.mails for name in mail)
    assert len(server.copies()) == 3
    assert all(r"\Draft" not in one for one in server.flags("StoryHub"))
    assert post.run("inbox", "--imap", "--send", code=0) == ("", "")
    assert len(smtp.mails) == 3


def test_a_second_mail_with_the_same_story_makes_no_second_one(post: Post, server: Imap, smtp: Smtp) -> None:
    server.deliver(mails.gmail(), mails.gmail(Message_ID="<again@x>"))
    post.run("inbox", "--imap", "--send", code=0)
    assert len(post.branches()) == 1
    assert [mail["In-Reply-To"] for mail in smtp.mails] == ["<CAF-20261120@mail.gmail.example>", "<again@x>"]


def test_an_answer_to_the_hub_is_left_for_a_person(post: Post, server: Imap, smtp: Smtp) -> None:
    server.deliver(mails.gmail())
    post.run("inbox", "--imap", "--send", code=0)
    thanks = MIMEText("Dank je wel, en ik werk op de verpleegafdeling.", "plain", "utf-8")
    server.deliver(mails.headed(thanks, "Re: Drie", Message_ID="<2@x>", In_Reply_To=str(smtp.mails[0]["Message-ID"])))
    _, err = post.run("inbox", "--imap", "--send", code=1)
    assert "iemand moet het lezen" in err
    assert len(post.branches()) == 1


def test_a_letter_that_claims_to_be_a_copy_is_a_letter(post: Post, server: Imap, smtp: Smtp) -> None:
    forged = {"X_Story_Id": "2026/al-lang", "X_Story_Event": "received", "X_Story_Letter": "0" * 32}
    server.deliver(mails.gmail(**forged))
    post.run("inbox", "--imap", "--send", code=0)
    assert len(post.branches()) == 1
    assert len(smtp.mails) == 1


class Killed(BaseException):
    """Ends a job where it is, as a power cut would."""


STEPS = ["take", "push", "received", "keep", "send", "sent", "taken"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_job_that_is_killed_at_any_step_is_finished_by_the_next(
    step: str, when: str, post: Post, server: Imap, smtp: Smtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = post.folder / "remote.git"
    post.repo.git("init", "--quiet", "--bare", str(remote))
    post.repo.git("remote", "add", "origin", str(remote))
    server.deliver(mails.gmail())
    with monkeypatch.context() as patch:
        kill_at(step, when, patch)
        with pytest.raises(Killed):
            post.run("inbox", "--imap", "--send", "--push")
    post.run("inbox", "--imap", "--send", "--push", code=0)
    post.run("inbox", "--imap", "--send", "--push", code=0)
    (branch,) = post.branches()
    assert post.repo.git("ls-remote", "origin").split() == [post.repo.git("rev-parse", branch), f"refs/heads/{branch}"]
    assert TAKEN in server.flags()[0]
    assert len(server.copies()) == 1
    # Nobody can know whether a server took a mail when the line broke: then it is sent again under the same Message-ID.
    assert len({mail["Message-ID"] for mail in smtp.mails}) == 1
    assert len(smtp.mails) == (2 if (step, when) in {("send", "after"), ("sent", "before")} else 1)
    assert "Dit houdt het nog tegen" in text_of(smtp.mails[-1])


def kill_at(step: str, when: str, patch: pytest.MonkeyPatch) -> None:
    from storyhub.cli import inbox
    from storyhub.letterbox import sending
    from storyhub.letterbox.imap import ImapMailbox

    home, name = {
        "take": (sentence, "take"),
        "received": (sentence, "received"),
        "push": (inbox, "push"),
        "send": (sending.smtplib.SMTP, "send_message"),
    }.get(step, (ImapMailbox, step))
    real = getattr(home, name)

    def killed(*given: object, **named: object) -> object:
        if when == "before":
            raise Killed
        real(*given, **named)
        raise Killed

    patch.setattr(home, name, killed)


def test_a_server_that_takes_no_mail_today_gets_it_tomorrow(post: Post, server: Imap, smtp: Smtp) -> None:
    server.deliver(mails.gmail())
    smtp.refuses = True
    _, err = post.run("inbox", "--imap", "--send", code=2)
    assert "451" in err
    smtp.refuses = False
    post.run("inbox", "--imap", "--send", code=0)
    assert len(smtp.mails) == 1
    assert TAKEN in server.flags()[0]


def test_two_jobs_at_once_do_it_once(post: Post, server: Imap, smtp: Smtp) -> None:
    server.deliver(*(mails.headed(MIMEText(f"Verhaal {n}. {mails.WORDS}", "plain", "utf-8"), f"Dag {n}", Message_ID=f"<{n}@x>") for n in range(4)))  # fmt: skip
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from pathlib import Path; from storyhub.cli.main import main; sys.exit(main(sys.argv[1:], Path('.')))"
    words = ["inbox", "--imap", "--send", "--repo", str(post.repo.folder), "--config", str(post.config)]
    command = [sys.executable, "-c", program, str(ROOT / "hooks"), *words]
    jobs = [subprocess.Popen(command, cwd=post.folder, env=os.environ, stdout=subprocess.PIPE) for _ in range(2)]
    lines = [line for job in jobs for line in (job.communicate()[0] or b"").decode().splitlines()]
    assert [job.returncode for job in jobs] == [0, 0]
    assert len(lines) == len(set(lines)) == len(post.branches()) == 4
    assert len(smtp.mails) == len(server.copies()) == 4


def test_a_wrong_password_is_said_in_a_line_without_it(
    post: Post, server: Imap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYHUB_IMAP_PASSWORD", "verkeerd-geheim")
    _, err = post.run("inbox", "--imap", code=2)
    assert "127.0.0.1" in err
    assert "verkeerd-geheim" not in err
    monkeypatch.delenv("STORYHUB_IMAP_PASSWORD")
    assert "STORYHUB_IMAP_PASSWORD" in post.run("inbox", "--imap", code=2)[1]


def test_tellers_hear_what_became_of_it_each_thing_once(post: Post, server: Imap, smtp: Smtp) -> None:
    text = story("Een brug", "Er is een brug en die gaat nooit open.\n", could_be_better="De brug gaat nooit open.")
    server.deliver(mails.with_files("", ("brug.txt", text.encode())), mails.gmail())
    post.run("inbox", "--imap", "--send", code=0)
    bridge, coats = sorted(post.branches(), key=lambda name: "brug" not in name)
    smtp.mails.clear()
    assert post.run("tell", "--imap", "--send", code=0) == ("", "")
    began = post.repo.git("rev-parse", "HEAD")
    post.merge(bridge)
    (post.repo.folder / "stories/2026/antwoord.md").write_text(
        story("Ook een brug", reply_to="2026/een-brug", author="Ali Can"), encoding="utf-8"
    )
    answers = post.repo.folder / "stories/listening/2026-een-brug.yml"
    answers.parent.mkdir()
    answers.write_text("- {date: 2026-11-22, by: Wim, status: changed, note: Hij gaat open.}\n", encoding="utf-8")
    post.repo.commit_all("Antwoorden")
    decisions = post.folder / "decisions.yml"
    decisions.write_text(
        f"- {{date: 2026-11-23, reason: privacy, letter: {coats[-10:]}, by: Sanne van communicatie}}\n",
        encoding="utf-8",
    )
    words = ("tell", "--imap", "--send", "--since", began, "--decisions", str(decisions))
    out, _ = post.run(*words, code=0)
    assert "@" not in out
    said = [text_of(mail) for mail in smtp.mails]
    assert len(said) == 4
    assert "gepubliceerd. Je vindt het hier: https://v.example/2026/een-brug/" in said[0]
    assert "veranderd. Hij gaat open. (Wim, 22 november 2026)" in said[1]
    assert "Ali Can heeft op je verhaal" in said[2]
    assert "De reden: Privacy." in said[3]
    assert "Sanne van communicatie heeft dit besloten." in said[3]
    assert all(mail["To"] == mails.NOOR and mail["References"] for mail in smtp.mails)
    assert post.run(*words, code=0)[0] == ""
    assert len(smtp.mails) == 4
    answers.write_text(
        answers.read_text(encoding="utf-8") + "- {date: 2026-11-24, by: Wim, status: changed, note: Nu ook.}\n",
        encoding="utf-8",
    )
    post.repo.commit_all("Nog een antwoord")
    post.run(*words, code=0)
    assert "Nu ook." in text_of(smtp.mails[-1])
    assert len(smtp.mails) == 5
    assert mails.NOOR.encode() not in post.everything_in_git()
