"""Letters in files and folders, and copies in a folder of `.eml` files: a mailbox for anyone who saves mails by hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

from storyhub.letterbox.mailbox import EVENT, LETTER, MOST_BYTES, STORY, Copy, WaitingLetter, copy_of, whole
from storyhub.system.atomic_files import write

MESSAGES, ALONE = (".eml", ".msg"), (".zip", ".md", ".markdown", ".txt", ".docx")
_UNSENT = ".unsent.eml"


class FileMailbox:
    """Files that are read, and never changed: what became of each is known from its branch and its copy."""

    def __init__(self, paths: Sequence[Path], copies: Path) -> None:
        self._paths, self._copies = paths, copies

    def waiting(self) -> Iterator[WaitingLetter]:
        """Every message and story in them, by name."""
        for path in self._paths:
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                ending = file.suffix.lower()
                is_letter = ending in (*MESSAGES, *ALONE) or not path.is_dir()
                if is_letter and file.is_file() and not file.is_symlink():
                    with file.open("rb") as stream:
                        yield WaitingLetter(str(file), stream.read(MOST_BYTES + 1), str(file), ending == ".msg")

    def taken(self, key: str) -> None:
        """A file stays as it is."""

    def left(self, key: str) -> None:
        """A file stays as it is."""

    def copies(self) -> list[Copy]:
        """The answers in the folder."""
        files = sorted(self._copies.glob("*.eml"), key=lambda file: (file.stat().st_mtime_ns, file.name))
        found = (copy_of(str(file), file.read_bytes(), file.name.endswith(_UNSENT)) for file in files)
        return [one for one in found if one]

    def copy(self, key: str) -> EmailMessage:
        """The whole of a copy."""
        return whole(Path(key).read_bytes())

    def keep(self, message: EmailMessage, unsent: bool) -> str:
        """Writes a copy beside the others."""
        about = f"{message[STORY]} {message[EVENT]} {message[LETTER][:10]}"
        # Two letters may hold the same story, and each has its answer.
        thread = hashlib.sha256(str(message["In-Reply-To"]).encode()).hexdigest()[:8]
        name = re.sub(r"[^a-z0-9]+", "-", f"{about} {thread}".lower())
        file = self._copies / f"{name.strip('-')[:150]}{_UNSENT if unsent else '.eml'}"
        write(file, message.as_bytes())
        return str(file)

    def sent(self, key: str) -> None:
        """Takes the mark away."""
        Path(key).rename(key.removesuffix(_UNSENT) + ".eml")
