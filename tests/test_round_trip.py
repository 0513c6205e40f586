"""The whole way, as a teller with a phone and no account goes it: told, taken in, published, answered, settled, changed, withdrawn."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import yaml
from composing import WHOLE, open_page, photo, quiet_page, settle, write
from letters import Post, text_of
from mail_servers import PASSWORD, USER, Smtp, imap_server
from playwright.sync_api import Browser, Page
from repositories import hub_repository
from test_composer_sending import PHONE, RECORDER, shared

TELLER = "noor.thuis@mail.example"
COMMS = "verhalen@wijdewaard.example"


class Hub:
    """A hub with a mailbox, and a phone that mails to it and looks at its site."""

    def __init__(self, post: Post, deliver: Callable[[bytes], None], smtp: Smtp, publish: Callable[[], str]) -> None:
        self.post, self.deliver, self.smtp, self._publish = post, deliver, smtp, publish
        self.numbers = iter(range(100))
        self.pages = post.folder / "pages"

    def mail(self, shared: dict[str, Any]) -> None:
        """Mails what a phone shares, as its mail program does."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = f"Noor <{TELLER}>", COMMS, shared["title"]
        message["Message-ID"], message["Date"] = f"<{next(self.numbers)}@phone>", "Tue, 24 Nov 2026 09:00:00 +0100"
        message.set_content(shared.get("text") or "Verstuurd vanaf mijn telefoon\n")
        for name, kind, data in shared["files"]:
            message.add_attachment(data, *kind.split("/"), filename=name)
        self.deliver(message.as_bytes())

    def take_in(self) -> str:
        """What a job does every quarter of an hour; gives the new branch."""
        before = set(self.post.branches())
        self.post.run("inbox", "--imap", "--send", "--pages", str(self.pages), code=0)
        (branch,) = set(self.post.branches()) - before
        return branch

    def review(self, branch: str) -> str:
        """What comms read before they merge a branch."""
        return (self.pages / f"{branch.replace('/', '-')}.html").read_text(encoding="utf-8")

    def accept(self, branch: str, today: str, monkeypatch: pytest.MonkeyPatch) -> str:
        """Comms merge a branch, tellers are told, and the site is made; gives its address."""
        monkeypatch.setenv("STORYHUB_TODAY", today)
        self.post.merge(branch)
        return self.publish(today, monkeypatch)

    def publish(self, today: str, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setenv("STORYHUB_TODAY", today)
        self.post.run("tell", "--imap", "--send", code=0)
        return self._publish()

    def answer(self, day: str, status: str, note: str) -> None:
        """Whose turn it is writes an answer, as the desk's form does."""
        folder = self.post.repo.folder / "stories/listening"
        folder.mkdir(exist_ok=True)
        file = folder / "2026-een-dag.yml"
        told = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {"entries": []}
        told["entries"].append({"date": day, "by": "Wim", "status": status, "note": note})
        file.write_text(yaml.safe_dump(told), encoding="utf-8")
        self.post.repo.commit_all(f"Answer: {status}")

    def last_mail(self) -> str:
        mail = self.smtp.mails[-1]
        assert mail["To"] == TELLER or TELLER in mail["To"]
        return text_of(mail)


@pytest.fixture
def hub(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    build_site: Callable[..., Path],
    serve_folder: Callable[[Path], str],
) -> Iterator[Hub]:
    """On real servers: Dovecot for what comes in, an SMTP server for what goes out."""
    monkeypatch.setenv("STORYHUB_IMAP_PASSWORD", PASSWORD)
    site = tmp_path / "site"
    address: list[str] = []

    def publish() -> str:
        config = yaml.safe_load(post.config.read_text(encoding="utf-8"))
        build_site(post.repo.folder / "stories", site, extra=config["extra"])
        address[:] = address or [serve_folder(site)]
        return address[0]

    # Dovecot reads mail as another user, who cannot look into pytest's own folders.
    with tempfile.TemporaryDirectory(prefix="storyhub-imap-") as folder, Smtp() as smtp:
        Path(folder).chmod(0o755)
        with imap_server(Path(folder) / "dovecot") as server:
            post = Post(hub_repository(tmp_path / "template").folder, tmp_path, capsys)
            to = {"server": "127.0.0.1", "port": server.port, "user": USER}
            post.set(inbox={**to, "smtp": {"server": "127.0.0.1", "port": smtp.port}}, promise=14)
            yield Hub(post, server.deliver, smtp, publish)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with quiet_page(browser, RECORDER, **PHONE) as opened:
        yield opened


def test_the_round_trip_of_a_story(hub: Hub, phone: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing but a phone; and afterwards git knows no address and no code."""
    address = hub.publish("2026-11-24", monkeypatch)

    # Told with two pictures, and sent.
    write(open_page(phone, address + "tell/"), **WHOLE | {"date": "2026-11-20"})
    phone.locator("details").evaluate_all("all => all.forEach(more => { more.open = true })")
    write(phone, could_be_better="De brug gaat nooit open.")
    for number in range(2):
        picture = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo(60, 40)}
        phone.locator("[type=file]").set_input_files(picture)
        phone.locator(".tell-picture textarea").nth(number).fill("Een brug")
    phone.locator("[name=consent][value=internal]").check()
    settle(phone)
    code = phone.locator("[data-code]").inner_text()
    hub.mail(shared(phone))

    # Taken in, answered, merged, published.
    branch = hub.take_in()
    assert "compleet aangekomen" in hub.last_mail()
    assert "binnen 14 dagen" in hub.last_mail()
    assert "De brug gaat nooit open." in hub.review(branch)
    hub.accept(branch, "2026-11-24", monkeypatch)
    assert "gepubliceerd" in hub.last_mail()
    phone.goto(address + "2026/een-dag/")
    assert phone.locator("article img").count() >= 2

    # Nobody answers, until somebody does: too late, and said so.
    hub.publish("2026-12-24", monkeypatch)
    phone.goto(address + "listening/")
    assert phone.locator(".heard-late").count() == 1
    hub.answer("2026-12-24", "changed", "Hij gaat elke woensdag open.")
    hub.publish("2026-12-24", monkeypatch)
    assert "elke woensdag" in hub.last_mail()
    phone.goto(address + "listening/")
    item = phone.locator(".heard-item")
    assert "nog niet bevestigd" in item.inner_text()

    # Its teller agrees, by the receipt.
    item.get_by_role("link", name="Zeg of het is afgehandeld").click()
    phone.get_by_role("link", name="Een dag").wait_for()
    phone.locator("[name=asks][value=settled]").check()
    write(phone, code=code)
    hub.mail(shared(phone))
    branch = hub.take_in()
    assert "code van je ontvangstbewijs klopt" in hub.last_mail()
    assert "van wie het vertelde" in hub.review(branch)
    assert code not in hub.review(branch)
    hub.accept(branch, "2026-12-25", monkeypatch)
    phone.goto(address + "listening/")
    assert "Bevestigd" in phone.locator(".heard-item").inner_text()

    # One word changes.
    phone.goto(address + "2026/een-dag/#better")
    phone.locator(".tale-change a").first.click()
    phone.get_by_role("link", name="Een dag").wait_for()
    text = phone.locator("[name=body]").input_value()
    write(phone, code=code, body=text.replace("regende", "goot"))
    hub.mail(shared(phone))
    hub.accept(hub.take_in(), "2026-12-26", monkeypatch)
    phone.goto(address + "2026/een-dag/")
    assert "Het goot." in phone.locator("article").inner_text()
    assert phone.locator("article img").count() >= 2

    # And it goes.
    phone.locator(".tale-change a").first.click()
    phone.get_by_role("link", name="Een dag").wait_for()
    phone.locator("[name=asks][value=withdraw]").check()
    write(phone, code=code)
    hub.mail(shared(phone))
    hub.accept(hub.take_in(), "2026-12-27", monkeypatch)
    phone.goto(address + "2026/een-dag/")
    assert "goot" not in phone.content()
    assert "ingetrokken" in phone.locator("main").inner_text()

    kept = hub.post.everything_in_git()
    assert [one for one in (TELLER, COMMS, code, code.replace("-", " ")) if one.encode() in kept] == []
