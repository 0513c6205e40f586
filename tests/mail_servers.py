"""Real mail servers on this computer for tests: Dovecot for IMAP, aiosmtpd for SMTP; nothing leaves it."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

USER, PASSWORD = "verhalen", "geheim"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{home}/mail
mail_max_userip_connections = 50
{users}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


def dovecot() -> Path:
    """Dovecot's program; Debian's package is installed where it is missing and may be, else the test is skipped with the reason."""
    found = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if not found and shutil.which("apt-get") and os.getuid() == 0:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], env=quiet, capture_output=True)
        command = ["apt-get", "install", "-y", "--no-install-recommends", "dovecot-imapd"]
        subprocess.run(command, env=quiet, capture_output=True)
        found = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        pytest.skip("there is no Dovecot, and it cannot be installed from here: apt-get install dovecot-imapd")
    return Path(found)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class Imap:
    """A server with one mailbox, and a client of it as a person's own mail program is one."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log

    def client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=30)
        client.login(USER, PASSWORD)
        return client

    def clear(self) -> None:
        client = self.client()
        for folder in ("StoryHub", "INBOX"):
            if client.select(folder)[0] == "OK":
                client.uid("store", "1:*", "+FLAGS", r"(\Deleted)")
                client.expunge()
        client.logout()

    def deliver(self, *mails: bytes) -> None:
        client = self.client()
        for mail in mails:
            said, data = client.append("INBOX", "", "", mail)
            assert said == "OK", data
        client.logout()

    def flags(self, folder: str = "INBOX") -> list[str]:
        client = self.client()
        client.select(folder, readonly=True)
        found = [one.decode() for one in client.uid("fetch", "1:*", "(FLAGS)")[1] if isinstance(one, bytes)]
        client.logout()
        return found

    def copies(self) -> list[EmailMessage]:
        client = self.client()
        if client.select("StoryHub", readonly=True)[0] != "OK":
            client.logout()
            return []
        parts = [part for part in client.uid("fetch", "1:*", "(BODY.PEEK[])")[1] if isinstance(part, tuple)]
        client.logout()
        return [message_from_bytes(raw, policy=policy.default) for _, raw in parts]  # type: ignore[misc]


@contextmanager
def imap_server(home: Path) -> Iterator[Imap]:
    """Runs Dovecot for as long as the block lasts."""
    program, port = dovecot(), free_port()
    home.mkdir(parents=True, exist_ok=True)
    who = pwd.getpwnam("mail") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    users = "" if os.getuid() == 0 else f"default_internal_user = {who.pw_name}\ndefault_login_user = {who.pw_name}"
    for name in ("run", "mail", "home"):
        (home / name).mkdir()
        shutil.chown(home / name, who.pw_uid, who.pw_gid)
    shutil.chown(home / "run", os.getuid(), os.getgid())
    config = home / "dovecot.conf"
    given = {"home": home, "users": users, "password": PASSWORD, "uid": who.pw_uid, "gid": who.pw_gid, "port": port}
    config.write_text(CONFIG.format(**given), encoding="utf-8")
    process = subprocess.Popen([str(program), "-F", "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process, home / "log")
        yield Imap(port, home / "log")
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.exists() and log.read_bytes()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


class Smtp:
    """A server that keeps what it gets; it can be told to break off."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def port(self) -> int:
        return int(self._controller.port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuses:
            return "451 not now"
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    def __enter__(self) -> Smtp:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()
