"""A wheel of the software as a file: its version, and what is in it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_NAME = re.compile(r"story_hub-(?P<version>[0-9][0-9A-Za-z.+!]*)-py3-none-any\.whl")
STARTER = "storyhub/starter/"
"""Folder in the wheel of what a new hub begins with."""


class NotAWheelError(ValueError):
    """The file is not a wheel of this software; the message says why."""


def version_of(wheel: Path) -> str:
    """The version of a wheel, from its name.

    Raises:
        NotAWheelError: the file is not there, or its name is not that of a wheel of story-hub.
    """
    found = _NAME.fullmatch(wheel.name)
    if not found or not wheel.is_file():
        raise NotAWheelError(
            f"{wheel}: is not a wheel of story-hub; its name looks like story_hub-1.2.3-py3-none-any.whl"
        )
    return found["version"]


def files_of(wheel: Path, start: str = STARTER) -> dict[str, bytes]:
    """The files of a wheel below a folder, by their path there.

    Raises:
        NotAWheelError: it cannot be opened.
    """
    try:
        with zipfile.ZipFile(wheel) as packed:
            return {name.removeprefix(start): packed.read(name) for name in packed.namelist() if name.startswith(start)}
    except (OSError, zipfile.BadZipFile) as fault:
        raise NotAWheelError(f"{wheel}: cannot be opened as a wheel; fetch it again") from fault
