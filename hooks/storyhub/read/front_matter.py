"""Splits a file into front matter and body, and reads the front matter as strict YAML with line numbers."""

from __future__ import annotations

from dataclasses import dataclass

from storyhub.model.issues import error, shown
from storyhub.model.messages import say
from storyhub.read.strict_yaml import Fields, read
from storyhub.read.yaml_faults import FIELD
from storyhub.text.decoding import decode

FENCE = "---"


@dataclass(slots=True)
class Document(Fields):
    """A file taken apart."""

    text: str = ""
    """All of it, with LF at the end of lines."""
    body: str = ""
    body_line: int = 1
    readable: bool = False
    """Whether the fields could be looked at, so that one that is not there is really missing."""


def parse(raw: bytes, path: str) -> Document:
    """Reads a story's bytes; whatever is wrong is among the document's issues."""
    text, issues = decode(raw, path)
    document = Document(path, issues=issues, text=text)
    if text:
        _split(text, document)
    return document


def _split(text: str, document: Document) -> None:
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.strip())
    if lines[start].rstrip() != FENCE:
        document.body = text
        told = say(
            "starts with %(found)s; the first line is ---; put ---, the title and the other fields, and --- above your text",
            found=shown(lines[start].strip(), 30),
        )
        document.issues.append(error(document.path, 1, "file", "no-front-matter", told))
        return
    if start:
        told = say("starts with empty lines; the first line is ---; take the empty lines out")
        document.issues.append(error(document.path, 1, "file", "no-front-matter", told))
    end = _closing(lines, start, document)
    body_at = end + 1 if end < len(lines) and lines[end].rstrip() == FENCE else end
    document.body, document.body_line = "\n".join(lines[body_at:]), min(body_at, len(lines) - 1) + 1
    document.readable = read("\n".join(lines[start + 1 : end]) + "\n", document, first_line=start + 2)


def _closing(lines: list[str], start: int, document: Document) -> int:
    """Index of the line that ends the fields."""
    for index in range(start + 1, len(lines)):
        if lines[index].rstrip() == FENCE:
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
