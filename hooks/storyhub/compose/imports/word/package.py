"""Opens a Word file: a ZIP of parts that point to each other (ECMA-376 part 2), within limits of size and depth."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree

from storyhub.compose.draft import NotImportedError
from storyhub.model.messages import say

_PART_LIMIT = 32 * 1024 * 1024
"""Bytes of one part."""
_TOTAL_LIMIT = 128 * 1024 * 1024
"""Bytes of all parts that are read."""
_RATIO_LIMIT = 200
"""How many times smaller a large part may be packed: Word's own are at most some tens."""
_LARGE = 1024 * 1024
_PARTS_LIMIT = 5_000
_ELEMENTS_LIMIT = 300_000
"""Elements of one part of XML: a book of some hundreds of pages has fewer, and each takes its time."""
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""Names in files saved as “Strict Open XML”; all else is the same."""
_OLD = b"\xd0\xcf\x11\xe0"
"""How files begin that are protected by a password, or older than 2007."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to."""

    kind: str
    """The last word of its type: image, hyperlink, styles …"""
    target: str
    """The name of a part; an address when it is external."""
    external: bool


class Package:
    """The parts of a Word file.

    Raises:
        NotImportedError: it is none, or too large.
    """

    def __init__(self, raw: bytes) -> None:
        if raw.startswith(_OLD):
            raise NotImportedError(
                say("has a password, or is an old .doc; a .docx without a password can be read; save it as that")
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as fault:
            raise _none() from fault
        self._left = _TOTAL_LIMIT
        entries = self._zip.infolist()
        if len(entries) > _PARTS_LIMIT or any(map(_is_bomb, entries)):
            raise _too_large()
        self._names = {entry.filename.lower(): entry.filename for entry in entries}

    @cached_property
    def main(self) -> str:
        """The name of the part with the text: whatever its name is, the package points to it."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        raise _none()

    @cached_property
    def relations_of_main(self) -> dict[str, Relation]:
        """What the part with the text points to, by id."""
        return self.relations(self.main)

    def related(self, kind: str) -> str:
        """The name of the part of a kind that the part with the text points to; empty when there is none."""
        found = (one.target for one in self.relations_of_main.values() if one.kind == kind and not one.external)
        return next((target for target in found if target in self), "")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        limit = min(_PART_LIMIT, self._left)
        try:
            with self._zip.open(self._names[name.lower()]) as stream:
                data = stream.read(limit + 1)
        except Exception as fault:  # each way of packing has errors of its own (zlib, lzma, bz2)
            raise _none() from fault
        if len(data) > limit:
            raise _too_large()
        self._left -= len(data)
        return data

    def tree(self, name: str) -> Any:
        """The root of a part of XML; None when there is no such part."""
        if not name or name not in self:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(
                _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", self.part(name)), parser
            )
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise _none() from fault
        if root.getroottree().docinfo.doctype:  # Word never writes one; what it declares may grow without end
            raise _none()
        if sum(1 for _ in islice(root.iter(), _ELEMENTS_LIMIT + 1)) > _ELEMENTS_LIMIT:
            raise _too_large()
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by id; "" is the package itself."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root if root is not None else ():
            external, target = one.get("TargetMode") == "External", str(one.get("Target", ""))
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[str(one.get("Id"))] = Relation(str(one.get("Type", "")).rpartition("/")[2], target, external)
        return found


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _LARGE and entry.file_size > entry.compress_size * _RATIO_LIMIT


def _none() -> NotImportedError:
    return NotImportedError(
        say("is not a Word document that can be opened; a .docx as Word writes it can; save it again as .docx")
    )


def _too_large() -> NotImportedError:
    return NotImportedError(
        say("is far larger inside than it looks; it is not opened; save it with smaller pictures, or in parts")
    )
