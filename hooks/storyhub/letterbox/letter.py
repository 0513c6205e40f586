"""A letter: what somebody sent, without the form it came in; or why a message is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from storyhub.model.messages import MessageError


class NotTakenError(MessageError):
    """A message that only a person can deal with: it stays where it is, marked. `told` says why."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that came along."""

    name: str
    data: bytes
    inline: bool = False
    """It is shown in the text, as a picture is, but so is the logo below a signature."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. Who sent it is here to answer them, and for nothing else."""

    text: str
    """Plain text or Markdown, as it was written; quoted text and a signature are still in it."""
    subject: str = ""
    day: date | None = None
    enclosures: tuple[Enclosure, ...] = ()
    sender: str = ""
    """Address to answer to; empty where there is none."""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    """Message-IDs of what it answers, the nearest last."""
    forwarded: bool = False
    """Its text came as an attached message, or below the words of a forward."""

    def digest(self, hub: str) -> str:
        """A name for its content, salted with the hub's own name, so that the same story is known again.

        The sender has no part in it: whoever knows a published story could else try out whose it is.
        """
        parts = [hub, self.subject, self.text]
        parts += [part for one in self.enclosures for part in (one.name, hashlib.sha256(one.data).hexdigest())]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]

    @property
    def name(self) -> str:
        """Its Message-ID, which an answer names; letters without one get one of their content."""
        return self.message_id or f"<{self.digest('')}@letter.invalid>"
