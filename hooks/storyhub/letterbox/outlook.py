"""Reads a message that Outlook saved (.msg, MS-OXMSG): bytes → Letter."""

from __future__ import annotations

from email import message_from_string, policy
from email.utils import parseaddr

from storyhub.letterbox.html_text import as_text
from storyhub.letterbox.letter import Enclosure, Letter, NotTakenError
from storyhub.letterbox.mime import ids, sender_of
from storyhub.model.messages import say

_CONTENT_ID = 0x3712
"""PidTagAttachContentId (MS-OXPROPS): the attachment is shown in the text."""


def read(raw: bytes) -> Letter:
    """The letter in a message that Outlook saved.

    Raises:
        NotTakenError: it is none.
    """
    from oxmsg import Message

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
    return Letter(
        text=text.replace("\r\n", "\n"),
        subject=subject,
        day=sent.date() if sent else None,
        enclosures=enclosures,
        sender=sender_of(headers) or parseaddr(sender)[1],
        message_id=next(iter(ids(headers, "message-id")), ""),
        answers=tuple(ids(headers, "references", "in-reply-to"))[-50:],
    )
