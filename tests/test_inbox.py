"""A mail becomes a story on a branch of its own, whatever program wrote it; who sent it never gets into git."""

from __future__ import annotations

import email.policy
import io
import re
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import mails
import pytest
from docx import Document
from hubs import PROJECT, ROOT, story
from letters import Post, text_of
from repositories import hub_repository
from storyhub.cli.main import main
from storyhub.text import receipt

CODE = receipt.code_of(bytes(range(10)))
FIELD = receipt.hashed(CODE, bytes(16))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = story("Van Fatima", "![Ik](foto.jpg)\n", receipt=FIELD, consent="internal")
    files: dict[str, str | bytes] = {"2026/van-fatima.md": text, "2026/van-fatima/foto.jpg": mails.photo()}
    return hub_repository(tmp_path_factory.mktemp("template") / "repo", files).folder


@pytest.fixture
def post(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Post:
    return Post(template, tmp_path, capsys)


@pytest.mark.parametrize("program", mails.PROGRAMS)
def test_the_same_words_come_out_of_every_program(program: str, post: Post) -> None:
    (branch,) = post.inbox(mails.PROGRAMS[program]())
    text = post.story(branch)
    words = " ".join(text.split())
    assert "title: Drie regenjassen" in text
    assert "Om vier uur ’s nachts ging het alarm. " in words
    assert "Er was niemand, dus ik ging zelf. Mijn broodtrommel bleef op tafel staan." in words
    for foreign in (
        "schreef",
        "Verstuurd",
        "Wim",
        "Vertel",
        "Privélaan",
        "06-1",
        "onderwerp",
        "alert",
        "spion",
        "Zie bijlage",
    ):
        assert foreign.lower() not in text.lower()
    assert "date: 2026-11-20" in text or "attached" in program or "2026-11-2" in text


@pytest.mark.parametrize("program", ["Gmail", "Outlook", "Apple Mail", "iPhone"])
def test_pictures_come_along_and_the_logo_below_a_signature_does_not(program: str, post: Post) -> None:
    (branch,) = post.inbox(mails.PROGRAMS[program]())
    pictures = post.pictures(branch)
    assert len(pictures) == 1, list(pictures)
    ((name, data),) = pictures.items()
    assert mails.jpeg_of(data) == (640, 480)
    assert f"![]({name})" in post.story(branch)


def test_nothing_in_the_working_tree_changes_and_no_hook_runs(post: Post) -> None:
    canary = post.folder / "canary"
    for name in ("pre-commit", "post-commit", "reference-transaction", "pre-push", "post-checkout"):
        hook = post.repo.folder / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {canary}\n", encoding="utf-8")
        hook.chmod(0o755)
    (post.repo.folder / "stories/halfway.md").write_text("mine", encoding="utf-8")
    before = post.repo.git("status", "--short", "--branch")
    canary.unlink(missing_ok=True)
    (branch,) = post.inbox(mails.gmail())
    assert not canary.exists()
    assert post.repo.git("status", "--short", "--branch") == before
    assert (
        post.repo.git("log", "-1", "--format=%an|%cn|%P", branch)
        == f"Verhalen|Verhalen|{post.repo.git('rev-parse', 'main')}"
    )


def test_no_mail_address_and_no_code_ever_gets_into_git(post: Post) -> None:
    post.inbox(*(make() for make in mails.PROGRAMS.values()))
    post.repo.git("config", "user.email", "")
    hidden = f"Mail me: noor.bakker&#64;gmail.example of {mails.NOOR}. Mijn code is {CODE.replace('-', ' ')}."
    text = story("Met adres", f"{hidden}\n\n{mails.WORDS}\n", receipt=FIELD)
    asked = f"Change: 2026/van-fatima\nReceipt: {CODE}\n"
    post.inbox(mails.with_files("", ("verhaal.txt", text.encode()), Message_ID="<1@x>"))
    post.inbox(mails.with_files(asked, ("verhaal.txt", text.encode()), Message_ID="<2@x>"))
    post.inbox(
        mails.with_files(
            "", ("a.txt", f"Wijzig: 2026/van-fatima\nOntvangstbewijs: {CODE}\n\n{text}".encode()), Message_ID="<3@x>"
        )
    )
    named = story("noor.bakker@gmail.example", "Zonder onderwerp, met een foto.\n")
    post.inbox(mails.with_files("", ("a.md", named.encode()), (f"{mails.NOOR}.jpg", mails.photo()), Message_ID="<5@x>"))
    post.inbox(mails.headed(MIMEText(f"Withdraw: 2026/van-fatima\nReceipt: {CODE.upper()}\n"), Message_ID="<4@x>"))
    kept = post.everything_in_git().lower()
    assert b"broodtrommel" in kept
    for secret in (
        mails.NOOR,
        "gmail.example",
        "gmail-example",
        "fatima.yilmaz",
        "wim@",
        "noor.bakker&#64;",
        CODE,
        CODE.replace("-", " "),
    ):
        assert secret.encode() not in kept, secret


def test_the_teller_is_answered_in_their_thread_with_what_is_missing_and_what_happens_next(post: Post) -> None:
    post.set(promise=5)
    post.inbox(mails.gmail())
    (answer,) = post.written()
    assert answer["To"] == mails.NOOR
    assert answer["In-Reply-To"] == answer["References"] == "<CAF-20261120@mail.gmail.example>"
    assert answer["Auto-Submitted"] == "auto-replied"
    words = text_of(answer)
    assert "department: ontbreekt" in words
    assert "binnen 5 dagen" in words
    assert "2026/drie-regenjassen" in str(answer["X-Story-Id"])


def test_the_same_message_twice_makes_one_story_and_one_answer(post: Post) -> None:
    once = post.inbox(mails.gmail())
    commit = post.repo.git("rev-parse", once[0])
    assert post.inbox(mails.gmail()) == once
    assert post.inbox(mails.gmail(), mails.gmail(Message_ID="<other@x>"))[0] == once[0]
    assert post.branches() == once
    assert post.repo.git("rev-parse", once[0]) == commit
    assert len({answer["In-Reply-To"] for answer in post.written()}) == 2
    post.merge(once[0])
    post.repo.git("branch", "-D", once[0])
    post.inbox(mails.gmail())
    assert post.branches() == []


def test_a_story_with_fields_comes_in_as_it_is_with_its_pictures(post: Post) -> None:
    text = story(
        "Een brug", "Zie de brug.\n\n![Brug](brug.webp)\n", photo='{file: "voor.webp", alt: Ik}', consent="internal",
        could_be_better="|\n  Een.\n\n  Twee.", values="{openness: lived, care: in tension}", pseudonym="true", receipt=FIELD,
    )  # fmt: skip
    pictures = [
        (name, mails.photo((300, 300), colour, "WEBP"))
        for name, colour in (("voor.webp", "red"), ("brug.webp", "blue"))
    ]
    mail = mails.with_files(
        "Verstuurd vanaf mijn iPhone", ("Een brug.txt", text.replace("\n", "\r\n").encode()), *pictures
    )
    (branch,) = post.inbox(mail)
    assert post.story(branch) == text
    assert post.pictures(branch) == dict(pictures)
    assert "Niets" not in text_of(post.written()[0])


def test_stories_in_word_zip_and_alone_come_in_too(post: Post) -> None:
    document, word, packed = Document(), io.BytesIO(), io.BytesIO()
    document.add_heading("Uit Word", 1)
    document.add_paragraph(mails.WORDS)
    document.save(word)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("map/verhaal.md", story("Uit zip", "Zie ![Brug](brug.jpg) en meer woorden.\n"))
        archive.writestr("map/brug.jpg", mails.photo())
        archive.writestr("__MACOSX/._verhaal.md", b"\0")
    folder = post.folder / "post"
    folder.mkdir()
    (folder / "uit-word.docx").write_bytes(word.getvalue())
    (folder / "uit-zip.zip").write_bytes(packed.getvalue())
    (folder / "los.md").write_text(story("Los", "Een los verhaal met woorden.\n"), encoding="utf-8")
    (folder / "notitie.pdf").write_bytes(b"%PDF")
    (folder / "mail.eml").write_bytes(mails.with_files("Hier.", ("uit-word.docx", word.getvalue()), subject="Bijlage"))
    post.run("inbox", str(folder), code=0)
    found = {path for branch in post.branches() for path in post.new(branch)}
    assert {"2026/uit-word.md", "2026/uit-zip.md", "2026/uit-zip/brug.jpg", "2026/los.md"} <= found


def test_a_message_that_outlook_saved_comes_in_with_its_picture(post: Post) -> None:
    post.run("inbox", str(ROOT / "tests/golden/outlook.msg"), code=0)
    (branch,) = post.branches()
    assert "Mijn broodtrommel bleef op tafel staan." in post.story(branch)
    assert list(post.pictures(branch)) == ["foto.jpg"]
    assert (post.written()[0]["To"], post.written()[0]["In-Reply-To"]) == (mails.NOOR, "<MSG1@outlook.example>")
    (post.folder / "broken.msg").write_bytes((ROOT / "tests/golden/outlook.msg").read_bytes()[:4000])
    assert "broken.msg" in post.run("inbox", str(post.folder / "broken.msg"), code=1)[1]


def test_a_change_with_the_code_is_from_its_teller_and_one_without_is_not_proved(post: Post) -> None:
    new = story("Van Fatima", "Een woord anders.\n", receipt=receipt.hashed(receipt.code_of(b"0123456789")))
    proved = mails.with_files(f"Change: 2026/van-fatima\nReceipt: {CODE}", ("v.txt", new.encode()), Message_ID="<a@x>")
    forged = mails.with_files("Change: https://v.example/2026/van-fatima/", ("v.txt", new.encode()), Message_ID="<b@x>")
    pages = post.folder / "pages"
    for mail, proof in ((proved, "from its teller"), (forged, "not proved")):
        (branch,) = post.inbox(mail, more=("--pages", str(pages)))
        text = post.story(branch)
        assert "Een woord anders." in text
        assert FIELD in text, "a change by mail never gives a story another receipt"
        assert text.count("receipt:") == 1
        assert f"Teller: {proof}" in post.repo.git("log", "-1", "--format=%B", branch)
        page = (pages / f"{branch.replace('/', '-')}.html").read_text(encoding="utf-8")
        assert ("van wie het vertelde" if proof == "from its teller" else "niet bewezen") in page
        assert CODE not in page


def test_a_withdrawal_leaves_a_notice_and_nothing_of_the_story(post: Post) -> None:
    (branch,) = post.inbox(
        mails.headed(MIMEText(f"Trek in: 2026/van-fatima\nOntvangstbewijs: {CODE.replace('-', ' ')}\n"))
    )
    text = post.story(branch)
    assert "\nwithdrawn: 2026-11-24\nwithdrawn_by: teller\n" in text
    assert "Fatima" not in text
    assert post.repo.git("show", "--format=", "--name-status", branch).split() == [
        *("M", "stories/2026/van-fatima.md"),
        *("D", "stories/2026/van-fatima/foto.jpg"),
    ]
    assert "from its teller" in post.repo.git("log", "-1", "--format=%B", branch)
    assert "in te trekken" in text_of(post.written()[0])


def test_a_line_back_comes_in_signed_and_without_addresses(post: Post) -> None:
    (branch,) = post.inbox(
        mails.gmail("Line: 2026/van-fatima\nName: Joost <joost@example.org>\n\nDat had ik ook,\nelke nacht.")
    )
    ((path, raw),) = post.new(branch).items()
    assert re.fullmatch(r"replies/2026-van-fatima-[0-9a-f]{6}\.yml", path)
    text = raw.decode()
    assert 'to: "2026/van-fatima"' in text
    assert 'line: "Dat had ik ook, elke nacht."' in text
    assert "example.org" not in text
    (answer,) = post.written()
    assert "Dank je wel voor je regel." in text_of(answer)


def test_lines_to_one_story_that_wait_at_once_are_two_files(post: Post) -> None:
    """Their branches know nothing of each other, and both are merged."""
    branches = post.inbox(
        mails.gmail("Line: 2026/van-fatima\nName: Joost\n\nDat had ik ook."),
        mails.gmail("Line: 2026/van-fatima\nName: Ali\n\nEn ik."),
    )
    for branch in branches:
        post.merge(branch)
    assert len(list((post.repo.folder / "stories/replies").glob("*.yml"))) == 2


def test_who_sent_a_line_hears_that_it_is_there_and_who_told_the_story_hears_of_the_line(post: Post) -> None:
    (bridge,) = post.inbox(mails.with_files("", ("brug.txt", story("Een brug", "Die gaat nooit open.\n").encode())))
    post.merge(bridge)
    (line,) = post.inbox(mails.gmail("Line: 2026/een-brug\nName: Joost\n\nDat had ik ook."))
    (path,) = post.new(line)
    assert len(_told(post)) == 1
    post.merge(line)
    of_line, of_story = sorted(_told(post))
    assert of_story.startswith("Joost stuurde een regel terug bij je verhaal “Een brug”: Dat had ik ook. https://")
    assert of_line.startswith("Je regel staat nu onder het verhaal “Een brug”. Je vindt hem hier: https://")
    answer = post.repo.folder / "stories/replies/2026-antwoord.yml"
    answer.write_text(f"{{to: {Path(path).stem}, by: Ali, line: Fijn., date: 2026-11-24}}\n", encoding="utf-8")
    post.repo.commit_all("Een antwoord")
    (answered,) = _told(post)
    assert answered.startswith("Ali antwoordde op je regel onder “Een brug”: Fijn. https://")
    assert _told(post) == []


def _told(post: Post) -> list[str]:
    """What tellers are told now, and were not before."""
    before = set(post.answers.glob("*.eml"))
    post.run("tell", "--mailbox", str(post.answers), code=0)
    found = (email.message_from_bytes(one.read_bytes(), policy=email.policy.default) for one in post.answers.glob("*.eml") if one not in before)  # fmt: skip
    return [text_of(one) for one in found]  # type: ignore[arg-type]


def test_review_says_whether_a_change_is_proved_and_writes_no_code(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (branch,) = post.inbox(
        mails.with_files("Change: 2026/van-fatima", ("v.txt", story("Van Fatima", "Anders nu.\n").encode()))
    )
    for typed, told in ((CODE, "van wie het vertelde"), (receipt.code_of(b"0123456789"), "niet bewezen")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        page = post.folder / "review.html"
        given = ["--repo", str(post.repo.folder), "--config", str(post.config), "--out", str(page)]
        main(["review", "--base", "main", "--head", branch, "--receipt", *given], PROJECT)
        assert told in (text := page.read_text(encoding="utf-8"))
        assert branch[-10:] in text, "the line for the list of decisions names the letter"
        assert typed not in text


def test_private_data_does_not_get_into_git_and_its_teller_hears_it(post: Post) -> None:
    mail = mails.headed(MIMEText("Maak het over op NL91 ABNA 0417 1643 00, zei hij tegen mij.", "plain", "utf-8"))
    assert post.inbox(mail, code=1) == []
    assert post.branches() == []
    assert b"0417 1643" not in post.everything_in_git()
    assert "nog niet" in text_of(post.written()[0])


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Auto-Submitted": "auto-replied"}, mails.WORDS),
        ({"Precedence": "bulk"}, mails.WORDS),
        ({"List-Unsubscribe": "<https://x.example>"}, mails.WORDS),
        ({}, "ok"),
        ({}, "Change: 2026/bestaat-niet\n\nIets anders dan het was."),
        ({}, "Change: 2026/van-fatima"),
    ],
)
def test_what_a_person_has_to_look_at_is_left_and_named_and_gets_no_answer(
    headers: dict[str, str], words: str, post: Post
) -> None:
    message = MIMEText(words, "plain", "utf-8")
    for name, text in headers.items():
        message[name] = text
    out, err = post.run("inbox", str(_file(post, mails.headed(message))), code=1)
    assert out == ""
    assert err.startswith(str(post.folder / "x.eml"))
    assert post.written() == []
    assert post.branches() == []


def test_a_mail_that_the_page_of_a_story_opened_is_for_a_person_and_no_new_story(post: Post) -> None:
    """Without a script there are no lines in it that say what is asked: its subject alone names the story."""
    words = "Wil je mijn verhaal weghalen? Dat zou ik fijn vinden, ik heb er spijt van."
    mail = mails.headed(MIMEText(words, "plain", "utf-8"), subject="2026/van-fatima")
    assert "2026/van-fatima" in post.run("inbox", str(_file(post, mail)), code=1)[1]
    assert post.branches() == []


def _file(post: Post, mail: bytes) -> Path:
    file = post.folder / "x.eml"
    file.write_bytes(mail)
    return file


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("verhaal.txt", b"0" * (60 * 1024 * 1024))
    return mails.with_files("", ("bom.zip", packed.getvalue()))


def nested(depth: int) -> bytes:
    inner = b"Content-Type: text/plain\r\n\r\n" + mails.WORDS.encode()
    for number in range(depth):
        mark = f"b{number}".encode()
        inner = (
            b'Content-Type: multipart/mixed; boundary="'
            + mark
            + b'"\r\n\r\n--'
            + mark
            + b"\r\n"
            + inner
            + b"\r\n--"
            + mark
            + b"--\r\n"
        )
    return b"From: a@b.example\r\nSubject: diep\r\n" + inner


def many_parts() -> bytes:
    mixed = MIMEMultipart("mixed")
    for _ in range(1000):
        mixed.attach(MIMEText("x"))
    return mails.headed(mixed)


@pytest.mark.parametrize(
    "mail", [bomb(), nested(2000), many_parts(), b"", b"\0" * 1000], ids=["bomb", "nested", "parts", "empty", "nul"]
)
def test_a_hostile_mail_is_left_and_stops_no_other(mail: bytes, post: Post) -> None:
    found = post.inbox(mail, mails.gmail(), code=1)
    assert len(found) == 1


def test_headers_that_lie_are_text_and_lead_nowhere(post: Post) -> None:
    mail = (
        b"From: =?utf-8?q?Noor=0D=0ABcc=3A_slachtoffer=40x.example?= <noor.bakker@gmail.example>\r\n"
        b"Reply-To: a@b.example\r\n\tX: y\r\nX-Story-Id: 2026/van-fatima\r\nX-Story-Event: received\r\nX-Story-Letter: 00\r\n"
        b"Subject: =?utf-8?q?Titel=0D=0ALetter=3A_0000000000?= ../../../etc\r\nMessage-ID: <x\r\n y>\r\nDate: Mon, 99 Foo 99999 99:99\r\n"
        b"Content-Type: text/plain; charset=bestaat-niet\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"T20gdmllciB1dXIgZ2luZyBoZXQgYWxhcm0gZW4gbmllbWFuZCBrd2FtLg==\r\n"
    )
    (branch,) = post.inbox(mail)
    text = post.story(branch)
    assert "Om vier uur ging het alarm en niemand kwam." in text
    (path,) = post.new(branch)
    assert path.startswith("2026/titel-letter-0000000000-etc")
    trailers = post.repo.git("log", "-1", "--format=%(trailers:key=Letter,valueonly)", branch)
    assert "0000000000" not in trailers
    (answer,) = post.written()
    assert "slachtoffer" not in str(answer["To"])
    assert answer["Bcc"] is None


def test_broken_encodings_show_as_such_and_nothing_is_lost(post: Post) -> None:
    raw = b"From: n@x.example\r\nSubject: caf\xe9 met \xc3\xa9\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDe caf\xe9 was dicht en wij liepen door.\r\n"
    (branch,) = post.inbox(raw)
    assert "De café was dicht en wij liepen door." in post.story(branch)


def test_a_picture_of_the_server_itself_is_never_fetched(post: Post, tmp_path: Path) -> None:
    (tmp_path / "geheim.jpg").write_bytes(mails.photo())
    words = f"Kijk eens hier.\n\n![x](/{tmp_path}/geheim.jpg) ![y](../../../../../../..{tmp_path}/geheim.jpg) ![z](file://{tmp_path}/geheim.jpg)"
    (branch,) = post.inbox(mails.headed(MIMEText(words, "plain", "utf-8")))
    assert post.pictures(branch) == {}


def test_a_mail_of_40_mb_with_its_pictures_comes_in(post: Post) -> None:
    import os

    files = [(f"foto-{number}.jpg", mails.photo()) for number in range(3)]
    files.append(("film.mov", os.urandom(29 * 1024 * 1024)))
    mail = mails.with_files(mails.WORDS, *files)
    assert len(mail) > 39 * 1024 * 1024
    (branch,) = post.inbox(mail)
    assert len(post.pictures(branch)) == 3
    assert b"film.mov" not in post.everything_in_git()
    assert "film.mov" in text_of(post.written()[0])
