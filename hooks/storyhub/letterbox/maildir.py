"""A Maildir, as mail servers and programs keep one on a disk; its flags say what became of a message.

A flag is part of a file's name (`<key>:2,<flags>`), so that it is set by one rename, whole or not at all.
Source: https://cr.yp.to/proto/maildir.html; a folder within one is Maildir++, as Dovecot keeps it.
"""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from storyhub.letterbox.mailbox import MOST_BYTES, Copy, WaitingLetter, copy_of, whole

_REPLIED, _FLAGGED, _DRAFT = "R", "F", "D"


def is_maildir(path: Path) -> bool:
    """Whether a folder is one."""
    return all((path / name).is_dir() for name in ("cur", "new", "tmp"))


class MaildirMailbox:
    """A Maildir, with the copies in a folder of it."""

    def __init__(self, path: Path, copies: str) -> None:
        self._home = path
        self._copies = mailbox.Maildir(path, factory=None, create=False).add_folder(copies)
        self._copies_home = path / f".{copies}"

    def waiting(self) -> Iterator[WaitingLetter]:
        """The messages without a mark, in the order in which they came."""
        for key, file in _messages(self._home):
            if not {_REPLIED, _FLAGGED} & _flags(file):
                with file.open("rb") as stream:
                    yield WaitingLetter(key, stream.read(MOST_BYTES + 1), str(file))

    def taken(self, key: str) -> None:
        """Marks it as replied to."""
        _mark(self._home, key, _flags(_file(self._home, key)) | {_REPLIED})

    def left(self, key: str) -> None:
        """Marks it with a flag, which mail programs show."""
        _mark(self._home, key, _flags(_file(self._home, key)) | {_FLAGGED})

    def copies(self) -> list[Copy]:
        """The answers in the folder of copies."""
        found = (copy_of(key, file.read_bytes(), _DRAFT in _flags(file)) for key, file in _messages(self._copies_home))
        return [one for one in found if one]

    def copy(self, key: str) -> EmailMessage:
        """The whole of a copy."""
        return whole(_file(self._copies_home, key).read_bytes())

    def keep(self, message: EmailMessage, unsent: bool) -> str:
        """Adds a copy, written whole before it is seen."""
        kept = mailbox.MaildirMessage(message)
        kept.set_subdir("cur")
        kept.set_flags("DS" if unsent else "S")
        return str(self._copies.add(kept))

    def sent(self, key: str) -> None:
        """Takes the mark of a draft away."""
        _mark(self._copies_home, key, _flags(_file(self._copies_home, key)) - {_DRAFT})


def _messages(home: Path) -> list[tuple[str, Path]]:
    files = (file for folder in ("new", "cur") for file in (home / folder).iterdir() if not file.name.startswith("."))
    return sorted((file.name.partition(":2,")[0], file) for file in files if file.is_file() and not file.is_symlink())


def _flags(file: Path) -> set[str]:
    return set(file.name.partition(":2,")[2])


def _file(home: Path, key: str) -> Path:
    return next(file for name, file in _messages(home) if name == key)


def _mark(home: Path, key: str, flags: set[str]) -> None:
    _file(home, key).rename(home / "cur" / f"{key}:2,{''.join(sorted(flags))}")
