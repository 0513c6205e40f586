"""Names of WordprocessingML and what it is made of (ECMA-376), in the notation of lxml: `{namespace}name`."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org"
W = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
R = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
A = f"{{{_OFFICE}/drawingml/2006/main}}"
WP = f"{{{_OFFICE}/drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_OFFICE}/drawingml/2006/picture}}"
CHART = f"{{{_OFFICE}/drawingml/2006/chart}}"
DIAGRAM = f"{{{_OFFICE}/drawingml/2006/diagram}}"
MATH = f"{{{_OFFICE}/officeDocument/2006/math}}"
MC = f"{{{_OFFICE}/markup-compatibility/2006}}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
BOX = f"{W}txbxContent"
_NO_KEY = re.compile(r"[^\w-]+")
TEXTS = (f"{W}t", f"{MATH}t")


def local(tag: object) -> str:
    """A tag without its namespace; empty for a comment or an instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def val(element: Any, otherwise: str = "") -> str:
    """What an element says (`w:val`): empty when there is no element, `otherwise` when it says nothing."""
    return "" if element is None else str(element.get(f"{W}val", otherwise))


def child_val(element: Any, name: str) -> str:
    """The same of an element in it."""
    return "" if element is None else val(element.find(f"{W}{name}"))


def is_on(element: Any) -> bool:
    """Whether something that is on or off is on: it is, when its element says nothing."""
    return element is not None and val(element, "1").lower() not in ("0", "false", "off", "none")


def number(text: str) -> int | None:
    """A number from 0; None for what is none. Of one that no document needs, the first digits."""
    return int(text[:6]) if text.isascii() and text.isdigit() else None


def text_element(text: str) -> Any:
    """Words, as they are in a run."""
    made = etree.Element(f"{W}t")
    made.text = text
    return made


def note_key(letter: str, element: Any) -> str:
    """The name in Markdown of a note, or of the note that a mark refers to."""
    return f"{letter}{_NO_KEY.sub('', str(element.get(f'{W}id', '')))}" or "0"
