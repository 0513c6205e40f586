"""Where the hub's mail comes in and goes out: `inbox` under `extra.hub`. Passwords are in the environment alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storyhub.model import setting_forms

IMAP_PASSWORD, SMTP_PASSWORD = "STORYHUB_IMAP_PASSWORD", "STORYHUB_SMTP_PASSWORD"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server and who signs in to it."""

    server: str
    port: int
    user: str = ""
    """Empty: nobody signs in."""

    @property
    def encrypted_from_the_start(self) -> bool:
        """Whether the port is one of TLS; on any other one TLS is asked for (STARTTLS, RFC 2595 and 3207)."""
        return self.port in (993, 465)

    @property
    def on_this_computer(self) -> bool:
        """What leaves no computer needs no encryption."""
        return self.server in _LOOPBACK


@dataclass(frozen=True, slots=True)
class InboxSettings:
    """The mailbox for stories."""

    imap: MailServer | None = None
    folder: str = "INBOX"
    copies: str = "StoryHub"
    """Folder of the same mailbox in which the hub keeps a copy of what it answered: the only address book there is."""
    smtp: MailServer | None = None
    remote: str = "origin"
    """The remote of the repository to which branches are pushed."""


_NAMES = ("server", "port", "user", "folder", "copies", "smtp", "remote")


def read(given: Any) -> InboxSettings:
    """What mkdocs.yml has under `inbox`."""
    found = setting_forms.known(given, _NAMES)
    smtp = setting_forms.known(found.get("smtp"), ("server", "port", "user"))
    names = {name: _word(name, found[name]) for name in ("folder", "copies", "remote") if name in found}
    return InboxSettings(imap=_server(found, 993), smtp=_server(smtp, 465), **names)


def _server(found: dict[str, Any], usual: int) -> MailServer | None:
    port = found.get("port", usual)
    if type(port) is not int or not 0 < port < 65536:
        raise ValueError(f"port: found {port!r}; the number of a port is allowed; write {usual}")
    name = setting_forms.text(found.get("server"))
    return MailServer(name, port, setting_forms.text(found.get("user"))) if name else None


def _word(name: str, given: Any) -> str:
    text = setting_forms.text(given)
    if not text or text.startswith("-") or '"' in text or "\\" in text:
        raise ValueError(f"{name}: found {given!r}; a name is allowed; write one")
    return text


def promise(given: Any) -> int:
    """Days within which comms promise to answer; 0: they promise none."""
    if type(given) is int and 0 <= given <= 365:
        return given
    raise ValueError(f"found {given!r}; a number of days is allowed; write one from 1 to 365")
