"""Sends a message by SMTP (RFC 5321), encrypted wherever it leaves this computer."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from storyhub.letterbox.imap import MailServerError, password
from storyhub.letterbox.mailbox import whole
from storyhub.model.mailbox_settings import SMTP_PASSWORD, MailServer

Send = Callable[[EmailMessage], None]
_SECONDS = 60


@contextmanager
def sender(server: MailServer | None) -> Iterator[Send]:
    """A function that sends a message; it signs in before the first, and so not at all where there is none.

    Raises:
        MailServerError: the server would not take a message, or cannot be reached.
    """
    if server is None:
        raise MailServerError("extra.hub.inbox.smtp: there is none in mkdocs.yml; --send needs one; write it there")
    opened: list[smtplib.SMTP] = []

    def send(message: EmailMessage) -> None:
        # The headers for our own copy stay here.
        plain = whole(message.as_bytes())
        for name in [name for name in plain if name.lower().startswith("x-story-")]:
            del plain[name]
        try:
            if not opened:
                opened.append(_connected(server))
            opened[0].send_message(plain)
        except (OSError, smtplib.SMTPException) as fault:
            raise MailServerError(f"{server.server}:{server.port}: {fault}") from fault

    try:
        yield send
    finally:
        for client in opened:
            client.close()


def _connected(server: MailServer) -> smtplib.SMTP:
    secret, context = password(SMTP_PASSWORD, server), ssl.create_default_context()
    if server.encrypted_from_the_start:
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.server, server.port, timeout=_SECONDS, context=context)
    else:
        client = smtplib.SMTP(server.server, server.port, timeout=_SECONDS)
        if not server.on_this_computer:
            client.starttls(context=context)
    if server.user:
        client.login(server.user, secret)
    return client
