"""Reads a message that Outlook saved (.msg, MS-OXMSG): bytes → Letter."""

from __future__ import annotations

import re
from email import message_from_string, policy
from email.utils import parseaddr

from storyhub.letterbox.html_text import as_text
from storyhub.letterbox.letter import Enclosure, Letter
from storyhub.letterbox.mime import MOST_BYTES, header
from storyhub.letterbox.refusal import NotTakenError
from storyhub.model.messages import say

_IDS = re.compile(r"<[^<>\s]{1,250}>")
_ADDRESS = re.compile(r"[^\s@<>,;:\"']+@[^\s@<>,;:\"']+")
_CONTENT_ID = 0x3712
"""PidTagAttachContentId (MS-OXPROPS): the attachment is shown in the text."""


def read(raw: bytes) -> Letter:
    """The letter in a message that Outlook saved.

    Raises:
        NotTakenError: it is none, or too large.
    """
    from oxmsg import Message

    if len(raw) > MOST_BYTES:
        raise NotTakenError(say("the message has more than %(most)s MB; smaller ones are read; ask for the story in parts", most=MOST_BYTES // 1024**2))  # fmt: skip
    try:
        message = Message.load(raw)
        headers = message_from_string(
            "".join(f"{name}: {' '.join(text.split())}\n" for name, text in message.message_headers.items()),
            policy=policy.compat32,
        )
        html = message.html_body or ""
        text = message.body or as_text(html)
        enclosures = tuple(
            Enclosure(one.file_name or "file", one.file_bytes or b"", bool(one.properties.str_prop_value(_CONTENT_ID)))
            for one in message.attachments
        )
        sent, sender, subject = message.sent_date, message.sender or "", message.subject
    except Exception as fault:  # a file of any other kind fails in ways of its own
        told = say("is not an Outlook message that can be read; drag it out of Outlook again, or save it as .eml")
        raise NotTakenError(told) from fault
    address = parseaddr(header(headers, "reply-to"))[1] or parseaddr(header(headers, "from"))[1] or parseaddr(sender)[1]
    return Letter(
        text=text.replace("\r\n", "\n"),
        subject=subject,
        day=sent.date() if sent else None,
        enclosures=enclosures,
        sender=address,
        message_id=next(iter(_IDS.findall(header(headers, "message-id"))), ""),
        answers=tuple(_IDS.findall(f"{header(headers, 'references')} {header(headers, 'in-reply-to')}"))[-50:],
        copies=frozenset(_ADDRESS.findall(f"{headers} {sender}".lower())),
    )
