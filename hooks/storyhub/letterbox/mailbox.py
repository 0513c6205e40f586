"""A mailbox: letters that wait, and copies of what was answered. It is the only place that knows who a teller is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Protocol

from storyhub.letterbox.mime import header

MOST_BYTES = 60 * 1024 * 1024
"""A message that is read; what mail servers let through is less. A mailbox hands on one byte more of what is longer."""
STORY, EVENT, LETTER = "X-Story-Id", "X-Story-Event", "X-Story-Letter"
"""Headers of a copy. They count only in the place where copies are kept: in a letter anybody can write them."""


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A message that nobody has dealt with; `key` is where its mailbox finds it again, `shown` what to call it."""

    key: str
    raw: bytes
    shown: str
    is_outlook: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """What was answered: its headers."""

    key: str
    stories: tuple[str, ...]
    event: str
    letter: str
    """Digest of the letter that it answers, or began with."""
    to: str
    message_id: str
    answers: str
    """Message-ID of the letter."""
    language: str
    subject: str
    unsent: bool
    """It was to be sent, and nothing says that it was."""


class Mailbox(Protocol):
    """Where letters come from and copies are kept."""

    def waiting(self) -> Iterator[WaitingLetter]:
        """The messages that are neither taken in nor left for a person."""

    def taken(self, key: str) -> None:
        """Marks a message as dealt with."""

    def left(self, key: str) -> None:
        """Marks a message for a person to look at."""

    def copies(self) -> list[Copy]:
        """What was answered, the oldest first."""

    def copy(self, key: str) -> EmailMessage:
        """The whole of a copy."""

    def keep(self, message: EmailMessage, unsent: bool) -> str:
        """Keeps a copy, and returns its key."""

    def sent(self, key: str) -> None:
        """Notes that a copy was sent."""


def copy_of(key: str, raw: bytes, unsent: bool) -> Copy | None:
    """A copy from its bytes; None for anything else."""
    message = message_from_bytes(raw, policy=policy.compat32)
    if not header(message, EVENT.lower()):
        return None
    return Copy(
        key,
        tuple(filter(None, header(message, STORY.lower()).replace(" ", "").split(","))),
        header(message, EVENT.lower()),
        header(message, LETTER.lower()),
        header(message, "to"),
        header(message, "message-id").strip(),
        header(message, "in-reply-to").strip(),
        header(message, "content-language"),
        header(message, "subject"),
        unsent,
    )


def whole(raw: bytes) -> EmailMessage:
    """A copy as a message that can be sent."""
    found = message_from_bytes(raw, policy=policy.SMTP)
    if not isinstance(found, EmailMessage):
        raise TypeError("this policy makes no other kind")
    return found
