"""Catalogues of the interface as gettext's .po files: read, and looked at before anything of them is shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

_HOLE = re.compile(r"%\(\w+\)s|%%|%")


def read(file: Path) -> Catalog:
    """A .po file; one without `Plural-Forms` counts as its language does in Unicode's CLDR.

    Raises:
        ValueError: it is none; the message says where and what to do.
    """
    from babel import UnknownLocaleError
    from babel.messages.pofile import PoFileError, read_po

    place, found = f"overrides/locales/{file.name}", ""
    try:
        with file.open("rb") as source:
            return read_po(source, locale=file.stem, abort_invalid=True)
    except PoFileError as fault:
        place, found = f"{place}:{fault.lineno}", f"{fault.line!r}, which cannot be read"
    except (UnknownLocaleError, UnicodeError, ValueError) as fault:
        found = str(fault)
    raise ValueError(
        f"{place}: found {found}; a catalogue as `hub.py language` writes it is allowed; correct it, or move it away"
    )


def fits(message: Message) -> bool:
    """Whether a translation has the words to be filled in that its English text has, in each of its forms."""
    english, *more = (message.id,) if isinstance(message.id, str) else message.id
    strings = (message.string,) if isinstance(message.string, str) else message.string
    wanted = set(_HOLE.findall("".join((english, *more))))
    # One thing may be said without its number.
    return all(set(_HOLE.findall(text)) | {"%(num)s"} == wanted | {"%(num)s"} for text in strings or () if text)
