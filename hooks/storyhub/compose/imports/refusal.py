"""Why a file is not taken in."""

from __future__ import annotations

from storyhub.model.messages import Message


class NotImportedError(Exception):
    """A file that cannot be taken in; `told` says why, in a writer's words."""

    def __init__(self, told: Message) -> None:
        super().__init__(told)
        self.told = told
