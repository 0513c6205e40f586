"""Reads a message as mail programs send it (RFC 5322, MIME): bytes → Letter. Nothing in it is trusted, whatever it claims."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import UTC, date
from email import policy
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from storyhub.letterbox.html_text import as_text
from storyhub.letterbox.letter import Enclosure, Letter, NotTakenError
from storyhub.model.messages import say
from storyhub.system.failures import TooLong, within

_MOST_PARTS, _DEEPEST, _SECONDS = 300, 5, 30
_IDS = re.compile(r"<[^<>\s]{1,250}>")


def read(raw: bytes) -> Letter:
    """The letter in a message.

    Raises:
        NotTakenError: it is made to keep a reader busy, or was sent by a machine.
    """
    try:
        with within(_SECONDS):
            # Headers are read as bare text and decoded below: the structured ones fail on what only spam has.
            return _letter(email.message_from_bytes(raw, policy=policy.compat32))
    except (RecursionError, TooLong) as fault:
        told = say("the message is nested too deeply, or takes too long to read; look at it in your mail program")
        raise NotTakenError(told) from fault


def _letter(message: Message) -> Letter:
    if _by_machine(message):
        raise NotTakenError(
            say("a machine sent this message (an out-of-office reply, a bounce, a newsletter); it is left for a person")
        )
    text, enclosures, forwarded = _content(message)
    return Letter(
        text=text,
        subject=" ".join(header(message, "subject").split()),
        day=_day(message),
        enclosures=tuple(enclosures),
        sender=sender_of(message),
        message_id=next(iter(ids(message, "message-id")), ""),
        answers=tuple(ids(message, "references", "in-reply-to"))[-50:],
        forwarded=forwarded,
    )


def sender_of(message: Message) -> str:
    """The address to answer to; empty where there is none."""
    for name in ("reply-to", "from"):
        for _, address in getaddresses([header(message, name).replace("\r", " ").replace("\n", " ")]):
            if re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", address):
                return address
    return ""


def ids(message: Message, *names: str) -> list[str]:
    """The Message-IDs in some headers; in those of what it answers, the nearest is the last."""
    return [found for name in names for found in _IDS.findall(header(message, name))]


def header(message: Message, name: str) -> str:
    """A header as text on one line; what cannot be decoded shows as such."""
    return _plain(str(next((text for key, text in message.raw_items() if key.lower() == name), "")))


def _plain(given: str) -> str:
    text = given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        parts = decode_header(text)
    except ValueError:  # an encoded word that is none
        parts = [(text, None)]
    return "".join(_decoded(part, charset) if isinstance(part, bytes) else part for part, charset in parts)


def _decoded(data: bytes, charset: str | None) -> str:
    """Bytes in the character set that they claim, else in UTF-8, else in what Windows wrote before that."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name) if name else data.decode("ascii")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _by_machine(message: Message) -> bool:
    """Whether nobody wrote it (RFC 3834, 5; RFC 2919; and what was usual before these)."""
    automatic = header(message, "auto-submitted").strip().lower()
    precedence = header(message, "precedence").strip().lower()
    report = message.get_content_type() in ("multipart/report", "message/delivery-status")
    listed = bool(header(message, "list-id") or header(message, "list-unsubscribe"))
    return automatic not in ("", "no") or precedence in ("bulk", "junk", "auto_reply") or report or listed


def _day(message: Message) -> date | None:
    try:
        found = parsedate_to_datetime(header(message, "date"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None  # no day, or one that no calendar has: the day of its arrival does


def _content(message: Message, depth: int = 0) -> tuple[str, list[Enclosure], bool]:
    """Its text, the files that came along, and whether they were in a message inside it."""
    plain: list[str] = []
    html: list[str] = []
    enclosures: list[Enclosure] = []
    inner: list[Message] = []
    for part in _parts(message):
        kind, name = part.get_content_type(), _file_name(part)
        if kind == "message/rfc822":
            inner += [one for one in part.get_payload() if isinstance(one, Message)] if part.is_multipart() else []
        elif not name and kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else html).append(_text(part))
        elif data := _bytes(part):
            inline = part.get_content_disposition() != "attachment" and bool(part.get("content-id"))
            enclosures.append(Enclosure(name or f"{kind.replace('/', '.')}", data, inline))
    text = "\n\n".join(one for one in plain if one.strip()) or "\n\n".join(map(as_text, html))
    if inner and depth < _DEEPEST:
        below, more, _ = _content(inner[0], depth + 1)
        return (below if below.strip() else text), [*enclosures, *more], True
    return text, enclosures, False


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; an attached message is one, and is not gone into."""
    ahead, seen = [message], 0
    while ahead:
        part = ahead.pop(0)
        if (seen := seen + 1) > _MOST_PARTS:
            raise NotTakenError(
                say(
                    "the message has more than %(most)s parts; a story has a few; look at it in your mail program",
                    most=_MOST_PARTS,
                )
            )
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
        else:
            ahead[:0] = [one for one in part.get_payload() if isinstance(one, Message)]


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    text = _decoded(_bytes(part), part.get_content_charset()).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() != "flowed" or part.get_content_type() != "text/plain":
        return text
    # RFC 3676: a line that ends in a space goes on in the next one.
    joined = re.sub(
        r"(?<!^--) \n(?!>)", "" if str(part.get_param("delsp", "")).lower() == "yes" else " ", text, flags=re.M
    )
    return re.sub(r"^ (?=[ >]|From )", "", joined, flags=re.MULTILINE)


def _file_name(part: Message) -> str:
    """The name of a file, without a path; also one that is written as only old programs do."""
    try:
        given = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        given = "file"
    return re.split(r"[/\\]", _plain(given))[-1].strip()[:150]
