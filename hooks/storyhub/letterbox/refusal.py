"""Why a message is not made into a story: it stays where it is, marked, for a person to look at."""

from __future__ import annotations

from storyhub.model.messages import Message


class NotTakenError(Exception):
    """A message that only a person can deal with; `told` says why."""

    def __init__(self, told: Message) -> None:
        super().__init__(told)
        self.told = told


class NobodyToAnswerError(NotTakenError):
    """One that was sent by a machine: an answer to it would be answered, and so on without end."""
