"""The files in a ZIP: read with a limit on each and on all, so that a small file cannot fill a disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from storyhub.letterbox.letter import Enclosure, NotTakenError
from storyhub.model.messages import say
from storyhub.read.pictures import SIZE_LIMIT

_MOST_FILES, _MOST_BYTES = 200, 200 * 1024 * 1024


def unpacked(raw: bytes) -> list[Enclosure]:
    """The files, by their last name; folders and what macOS adds for itself are no files.

    Raises:
        NotTakenError: it cannot be read, or is larger than a story with its pictures.
    """
    found: list[Enclosure] = []
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir() and not _is_of_system(one.filename)]
            if len(entries) > _MOST_FILES:
                raise _too_large()
            left = _MOST_BYTES
            for entry in entries:
                # What a ZIP says of its sizes may be untrue: no more than this is ever unpacked.
                with archive.open(entry) as stream:
                    data = stream.read(min(SIZE_LIMIT, left) + 1)
                left -= len(data)
                if len(data) > SIZE_LIMIT or left < 0:
                    raise _too_large()
                found.append(Enclosure(re.split(r"[/\\]", entry.filename)[-1][:150], data))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error, ValueError) as fault:
        told = say("a ZIP in it cannot be opened; one without a password can; ask for the files themselves")
        raise NotTakenError(told) from fault
    return found


def _is_of_system(name: str) -> bool:
    return name.startswith("__MACOSX/") or re.split(r"[/\\]", name)[-1].startswith(".")


def _too_large() -> NotTakenError:
    told = say(
        "a ZIP in it holds more than %(files)s files or %(most)s MB; a story with its pictures is smaller; look at it yourself",
        files=_MOST_FILES,
        most=_MOST_BYTES // 1024**2,
    )
    return NotTakenError(told)
