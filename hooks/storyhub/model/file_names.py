"""Names that files and addresses may have, so that no file system, address or log can misread one."""

from __future__ import annotations

import re
import unicodedata

from storyhub.model.messages import Message, say

LENGTH_LIMIT = 120
BYTE_LIMIT = 200
"""File systems take 255 bytes; the hub adds a digest, a width and an ending to the name of a picture."""
# No control or direction characters, no signs that Windows forbids, nothing that a shell or an address takes for itself
# at the start.
_NAME = re.compile(r"(?![.\- ~])[^<>:\"/\\|?*#%]+")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def fault(name: str) -> Message | None:
    """Why a name cannot be taken in, or nothing."""
    stem = name.rpartition(".")[0] or name
    if name.startswith("."):
        return say(
            "is a hidden file (its name starts with a dot); only what readers may see is accepted; delete it, or give it another name"
        )
    if not _NAME.fullmatch(name) or not name.isprintable() or name.endswith((".", " ")) or stem.endswith((".", " ")):
        return say(
            "has a name with characters that addresses and other computers cannot handle; letters, digits, - and _ are allowed; give it another name"
        )
    if len(name) > LENGTH_LIMIT or len(name.encode()) > BYTE_LIMIT:
        return say(
            "has a name of %(length)s characters; at most %(most)s plain letters are allowed; give it a shorter name",
            length=len(name),
            most=LENGTH_LIMIT,
        )
    if _WINDOWS.fullmatch(name):
        return say("has a name that Windows reserves; any other name is allowed; give it another name")
    return None


def one_spelling(path: str) -> str:
    """A path with each accent as one sign with its letter (NFC): macOS writes é as two."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def as_file_systems_see(path: str) -> str:
    """A path in the form that is the same for all paths that some file system cannot tell apart (capitals, ways to write é)."""
    return path.lower() if path.isascii() else one_spelling(path).casefold()
