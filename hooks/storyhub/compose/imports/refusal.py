"""Why a file is not taken in."""

from __future__ import annotations

from storyhub.model.messages import MessageError


class NotImportedError(MessageError):
    """A file that cannot be taken in; `told` says why, in a writer's words."""
