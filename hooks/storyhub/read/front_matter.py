"""Splits a file into front matter and body, and reads the front matter as strict YAML with line numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storyhub.model.issues import advice, error, shown
from storyhub.model.messages import say
from storyhub.read import dates
from storyhub.read.as_meant import as_meant
from storyhub.read.field_spelling import AS_WRITTEN, Spoken
from storyhub.read.field_texts import SPACE
from storyhub.read.fields import Fields
from storyhub.read.plain_fields import read_plain
from storyhub.read.strict_yaml import is_too_large, read
from storyhub.read.yaml_faults import FIELD
from storyhub.text.cures import cured
from storyhub.text.decoding import decode

FENCE = "---"
# Some programs make one long dash of two or three hyphens.
_FENCE = re.compile("[-\u2010-\u2015\u2212]{2,5}|[\u2014\u2015]")
_CURLY = tuple("“”„‟«»‘‚")


@dataclass(slots=True)
class Document(Fields):
    """A file taken apart."""

    text: str = ""
    """All of it, with LF at the end of lines."""
    fields_as_meant: list[str] = field(default_factory=list)
    """The lines of the fields as they are read."""
    first_field: int = 1
    """The line on which the fields start."""
    body: str = ""
    body_line: int = 1
    readable: bool = False
    """Whether the fields could be looked at, so that one that is not there is really missing."""

    def source(self, line: int) -> str:
        """A line of the fields as it is read; empty when there is none."""
        place = line - self.first_field
        return self.fields_as_meant[place] if 0 <= place < len(self.fields_as_meant) else ""


def parse(raw: bytes, path: str, spoken: Spoken = AS_WRITTEN) -> Document:
    """Reads the bytes of a file with fields and a text; whatever is wrong is among the document's issues."""
    text, issues = decode(raw, path)
    document = Document(path, issues=issues, text=text)
    if text:
        _split(text, document, spoken)
    return document


def _split(text: str, document: Document, spoken: Spoken) -> None:
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.strip())
    if not _FENCE.fullmatch(lines[start].strip(SPACE)):
        document.body = text
        told = say(
            "starts with %(found)s; the first line is ---; put ---, the title and the other fields, and --- above your text",
            found=shown(lines[start].strip(), 30),
        )
        document.issues.append(error(document.path, 1, "file", "no-front-matter", told))
        return
    if start:
        told = say("starts with empty lines; the first line is ---; take the empty lines out")
        document.issues.append(advice(document.path, 1, "file", "no-front-matter", told))
    _as_fence(lines[start], start, document)
    end = _closing(lines, start, document)
    body_at = end + 1 if end < len(lines) and _FENCE.fullmatch(lines[end].strip()) else end
    document.body, document.body_line = "\n".join(lines[body_at:]), min(body_at, len(lines) - 1) + 1
    document.first_field = start + 2
    document.readable = _read_fields(lines[start + 1 : end], document, spoken)


def _read_fields(lines: list[str], document: Document, spoken: Spoken) -> bool:
    """Reads the fields as their writer meant them; whether they could be looked at at all."""
    document.fields_as_meant = lines
    text = "\n".join(lines) + "\n"
    if is_too_large(text, document, document.first_field):
        return False
    if read_plain(text, document, document.first_field) and _is_as_the_hub_writes(document.data, spoken):
        return True
    document.data, document.lines = {}, {}
    meant, told = as_meant(lines, spoken, document.path, document.first_field)
    document.fields_as_meant = meant
    could_be_read = read("\n".join(meant) + "\n", document, document.first_field)
    broken = {issue.line for issue in document.issues if issue.rule == "broken-yaml"}
    document.issues += [
        issue for issue in told if issue.line not in broken
    ]  # that line was not read, and shows its own cure
    return could_be_read


def _is_as_the_hub_writes(data: Mapping[str, Any], spoken: Spoken) -> bool:
    """Whether fields that are plain YAML need no second look: nearly all do not."""
    if spoken is AS_WRITTEN:
        return True
    if not spoken.names.issuperset(data):
        return False
    return all(
        dates.is_iso(text)
        if name in spoken.days
        else not (name in spoken.lists and ("," in text or ";" in text))
        and spoken.text_of(name, text) in ("", text)
        and text[:1] not in _CURLY
        for name, text in data.items()
        if isinstance(text, str)
    )


def _as_fence(line: str, index: int, document: Document) -> None:
    if line.strip() != FENCE:
        told = say("found %(found)s; the fields go between two lines of three hyphens", found=shown(line.strip()))
        told = cured(told, FENCE, say("write three hyphens"))
        document.issues.append(advice(document.path, index + 1, "file", "read-as-meant", told))


def _closing(lines: list[str], start: int, document: Document) -> int:
    """Index of the line that ends the fields."""
    for index in range(start + 1, len(lines)):
        if lines[index].rstrip() == FENCE:
            return index
    for index in range(start + 1, len(lines)):
        if not lines[index].strip():
            break  # what looks like it further on is a rule in the text
        if _FENCE.fullmatch(lines[index].strip()):
            _as_fence(lines[index], index, document)
            return index
    told = say("opens with --- that is never closed; a second line with --- ends the fields; put it above your text")
    document.issues.append(error(document.path, start + 1, "file", "unclosed-front-matter", told))
    blank = next((n for n in range(start + 1, len(lines)) if not lines[n].strip()), len(lines))
    end = start + 1
    for index in range(start + 1, blank):
        goes_on = end == index and lines[index][:1] in (" ", "-", "]", "}")
        if goes_on or FIELD.match(lines[index].lstrip()):
            end = index + 1
    return end
