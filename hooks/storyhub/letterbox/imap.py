"""A mailbox on a server (IMAP4rev1, RFC 3501); its keywords there say what became of a message."""

from __future__ import annotations

import imaplib
import os
import re
import ssl
from collections.abc import Iterator
from email.message import EmailMessage

from storyhub.letterbox.mailbox import MOST_BYTES, Copy, WaitingLetter, copy_of, whole
from storyhub.model.mailbox_settings import IMAP_PASSWORD, InboxSettings, MailServer
from storyhub.system.failures import CannotError

TAKEN, LEFT = "StoryTaken", "StoryLeft"
_SECONDS = 60
_HEADERS = "X-STORY-ID X-STORY-EVENT X-STORY-LETTER TO MESSAGE-ID IN-REPLY-TO CONTENT-LANGUAGE SUBJECT"


class MailServerError(CannotError):
    """What a mail server would not do, in words for whoever asked; no password is ever in it."""


class ImapMailbox:
    """A folder on a server, with the copies in another one. Used as a context, which signs in and out."""

    def __init__(self, settings: InboxSettings) -> None:
        self._settings = settings
        self._client: imaplib.IMAP4 | None = None
        self._open = ""

    def __enter__(self) -> ImapMailbox:
        if self._settings.imap is None:
            raise MailServerError(
                "extra.hub.inbox.server: there is none in mkdocs.yml; --imap needs one; write it there"
            )
        self._client = connected(self._settings.imap)
        self._choose(self._settings.folder)
        return self

    def __exit__(self, *_: object) -> None:
        client, self._client = self._client, None
        if client:
            client.shutdown()

    def waiting(self) -> Iterator[WaitingLetter]:
        """The messages without a mark, in the order in which they came."""
        self._choose(self._settings.folder)
        found = self._ask("search", "UNKEYWORD", TAKEN, "UNKEYWORD", LEFT, "UNDELETED")
        for uid in found[0].split() if found and isinstance(found[0], bytes) else ():
            self._choose(self._settings.folder)
            # BODY.PEEK: a person still sees it as new. One byte more than is read shows that it is too long.
            if raw := _literal(self._ask("fetch", uid.decode(), f"(BODY.PEEK[]<0.{MOST_BYTES + 1}>)")):
                yield WaitingLetter(uid.decode(), raw, f"{self._settings.folder}, message {uid.decode()}")

    def taken(self, key: str) -> None:
        """Marks it as answered, and with a keyword of ours."""
        self._choose(self._settings.folder)
        self._ask("store", key, "+FLAGS.SILENT", rf"({TAKEN} \Answered)")

    def left(self, key: str) -> None:
        """Marks it with a flag that mail programs show, and with a keyword of ours."""
        self._choose(self._settings.folder)
        self._ask("store", key, "+FLAGS.SILENT", rf"({LEFT} \Flagged)")

    def copies(self) -> list[Copy]:
        """The answers in the folder of copies."""
        self._choose(self._settings.copies, make=True)
        found = []
        for part in self._ask("fetch", "1:*", f"(UID FLAGS BODY.PEEK[HEADER.FIELDS ({_HEADERS})])", empty=True):
            if isinstance(part, tuple):
                uid = re.search(rb"UID (\d+)", part[0])
                flags = re.search(rb"FLAGS \(([^)]*)\)", part[0])
                unsent = bool(flags and rb"\Draft" in flags[1])
                if uid and (one := copy_of(uid[1].decode(), part[1], unsent)):
                    found.append(one)
        return found

    def copy(self, key: str) -> EmailMessage:
        """The whole of a copy."""
        self._choose(self._settings.copies, make=True)
        return whole(_literal(self._ask("fetch", key, "(BODY.PEEK[])")))

    def keep(self, message: EmailMessage, unsent: bool) -> str:
        """Adds a copy; servers that say which number it got (UIDPLUS) are not needed, its Message-ID finds it."""
        self._choose(self._settings.copies, make=True)
        flags = r"(\Seen \Draft)" if unsent else r"(\Seen)"
        self._done("APPEND", *self._server.append(_quoted(self._settings.copies), flags, "", message.as_bytes()))
        self._open = ""
        self._choose(self._settings.copies, make=True)
        found = self._ask("search", "HEADER", "Message-ID", _quoted(str(message["Message-ID"])))
        return found[0].split()[-1].decode() if found and isinstance(found[0], bytes) else ""

    def sent(self, key: str) -> None:
        """Takes the mark of a draft away."""
        self._choose(self._settings.copies, make=True)
        self._ask("store", key, "-FLAGS.SILENT", r"(\Draft)")

    @property
    def _server(self) -> imaplib.IMAP4:
        if self._client is None:
            raise MailServerError("the mailbox is not open")
        return self._client

    def _choose(self, folder: str, make: bool = False) -> None:
        if folder == self._open:
            return
        said, data = self._server.select(_quoted(folder))
        if said != "OK" and make:
            self._done("CREATE", *self._server.create(_quoted(folder)))
            said, data = self._server.select(_quoted(folder))
        self._done(f"SELECT {folder}", said, data)
        kept = b" ".join(one for one in self._server.response("PERMANENTFLAGS")[1] or [] if isinstance(one, bytes))
        if not make and rb"\*" not in kept and TAKEN.encode() not in kept:
            raise MailServerError(
                f"{folder}: the server keeps no keywords, by which the hub knows what it has read; "
                "a mailbox that keeps them is needed; choose another one, or save the mails and give their folder"
            )
        self._open = folder

    def _ask(self, command: str, *words: str, empty: bool = False) -> list[bytes | tuple[bytes, bytes]]:
        try:
            said, data = self._server.uid(command, *words)
        except imaplib.IMAP4.error as fault:
            raise MailServerError(f"the mail server said: {fault}") from fault
        if said != "OK" and empty:
            return []
        self._done(command, said, data)
        return data

    def _done(self, command: str, said: str, data: object) -> None:
        if said != "OK":
            raise MailServerError(f"the mail server refused {command}: {data!r}")


def connected(server: MailServer) -> imaplib.IMAP4:
    """A session, signed in and encrypted; the password comes from the environment.

    Raises:
        MailServerError: it could not be had.
    """
    secret, context = password(IMAP_PASSWORD, server), ssl.create_default_context()
    client: imaplib.IMAP4 | None = None
    try:
        if server.encrypted_from_the_start:
            client = imaplib.IMAP4_SSL(server.server, server.port, ssl_context=context, timeout=_SECONDS)
        else:
            client = imaplib.IMAP4(server.server, server.port, timeout=_SECONDS)
            if not server.on_this_computer:
                client.starttls(context)
        client.login(server.user, secret)
    except (OSError, imaplib.IMAP4.error) as fault:
        if client:
            client.shutdown()
        raise MailServerError(f"{server.server}:{server.port}: {fault}") from fault
    return client


def password(variable: str, server: MailServer) -> str:
    """The password of whoever signs in at a server, from the environment.

    Raises:
        MailServerError: it is not there.
    """
    found = os.environ.get(variable, "")
    if server.user and not found:
        raise MailServerError(f"{variable}: is empty; the password of {server.user} is allowed; set it in the environment")  # fmt: skip
    return found


def _quoted(folder: str) -> str:
    return f'"{folder}"'


def _literal(data: list[bytes | tuple[bytes, bytes]]) -> bytes:
    return next((part[1] for part in data if isinstance(part, tuple)), b"")
