"""Reads a file's bytes as text, and tells what is wrong with them; what Windows and old Macs write is as good."""

from __future__ import annotations

import codecs
import re

from storyhub.model.issues import Issue, error
from storyhub.model.messages import say

FILE_LIMIT = 256 * 1024
"""Bytes of a file of text; every step on it stays within seconds up to here."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOM = "\ufeff"


def decode(raw: bytes, path: str) -> tuple[str, list[Issue]]:
    """The text of a file with LF at the end of lines, and what is wrong with its bytes.

    Bytes that are no UTF-8 become question marks, so that all else can be looked at too; the text is empty when
    there is nothing to look at.
    """
    if len(raw) > FILE_LIMIT:
        told = say(
            "is %(size)s KB; a story may have %(most)s KB of text; split it",
            size=len(raw) // 1024,
            most=FILE_LIMIT // 1024,
        )
        return "", [error(path, 1, "file", "too-large", told)]
    if raw.startswith(_UTF_16):
        told = say("is saved as UTF-16; a story is UTF-8 text; save it again with encoding UTF-8")
        return "", [error(path, 1, "file", "not-utf-8", told)]
    issues: list[Issue] = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        text = raw.decode("utf-8", "replace")
        issues.append(_not_utf_8(raw, fault, path))
    if not text.removeprefix(_BOM).strip():
        told = say("is empty; only a file with text is accepted; write it, or delete the file")
        return "", [*issues, error(path, 1, "file", "empty", told)]
    plain = text if "\r" not in text else text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in plain:
        line = plain.count("\n", 0, plain.index("\0")) + 1
        told = say("has a NUL byte; only text is allowed; save it again as plain text")
        issues.append(error(path, line, "file", "nul-byte", told))
    return plain.removeprefix(_BOM), issues


def _not_utf_8(raw: bytes, fault: UnicodeDecodeError, path: str) -> Issue:
    before = raw[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    what = say("has a character that is not UTF-8 (byte 0x%(found)s)", found=f"{raw[fault.start]:02x}")
    told = say("%(what)s; a story is UTF-8 text; save it again with encoding UTF-8", what=what)
    return error(path, before.count(b"\n") + 1, "file", "not-utf-8", told)


DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that nobody sees, and that can make a text look like another: control characters and direction marks."""


def without_unseen(text: str) -> str:
    """Text without control characters and direction marks; what separates lines becomes a space."""
    return UNSEEN.sub(_gap, text)


def _gap(match: re.Match[str]) -> str:
    return " " if match[0] in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else ""


def first_paragraph(text: str, limit: int) -> str:
    """The first paragraph, cut at a word to at most `limit` characters."""
    paragraph = text.partition("\n\n")[0].strip()
    return paragraph if len(paragraph) <= limit else paragraph[: limit - 1].rsplit(" ", 1)[0] + "…"
