"""How the fields of a kind of file may be written: in other words, with capitals, as people and their programs do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from storyhub.read.language_names import code_of
from storyhub.text.cures import NO_WIDTH

LANGUAGE = "language"


class Spoken(NamedTuple):
    """How the fields of a kind of file may be written."""

    names: frozenset[str]
    words: Mapping[str, str] = {}
    """What people call a field → its name; both in small letters with _ between words."""
    parts: Mapping[str, str] = {}
    """The same for what is in a field, such as `alt` in `photo`."""
    days: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    """Fields with several entries."""
    choices: Mapping[str, Mapping[str, str]] = {}
    """For a field the words that people write → those of the hub, in small letters."""
    pictures: frozenset[str] = frozenset()
    """Fields that are a picture."""
    texts: frozenset[str] = frozenset()
    """Fields for words of any kind, whose quotes may be part of them."""

    def name_of(self, written: str) -> str:
        """The field that a name means; empty when it is none."""
        plain = _plain(written)
        return plain if plain in self.names else self.words.get(plain, "")

    def part_of(self, written: str) -> str:
        """The same for a part of a field."""
        return self.parts.get(_plain(written), "")

    def text_of(self, name: str, written: str) -> str:
        """The word of the hub that is meant by what is in a field; empty when nothing is known of it."""
        plain = written.casefold()
        return self.choices.get(name, {}).get(plain, "") or (code_of(written) if name == LANGUAGE else "")


AS_WRITTEN = Spoken(frozenset())
"""Fields about which nothing is known; each stays as it is written."""


def _plain(written: str) -> str:
    return re.sub(r"[\s\-_]+", "_", re.sub(f"[{NO_WIDTH}]", "", written).strip().casefold())
