"""Equations of Word (OMML, ECMA-376, 22.1) as one line of words: a fraction is (a)/(b), a power `<sup>`."""

from __future__ import annotations

import re
from typing import Any

from storyhub.compose.imports.word.inline import escaped
from storyhub.compose.imports.word.names import MATH, W, local

_FORMS = {
    "f": "({num})/({den})",
    "rad": "{deg}√({e})",
    "sSup": "{e}<sup>{sup}</sup>",
    "sSub": "{e}<sub>{sub}</sub>",
    "sSubSup": "{e}<sub>{sub}</sub><sup>{sup}</sup>",
    "sPre": "<sub>{sub}</sub><sup>{sup}</sup>{e}",
    "limLow": "{e}<sub>{lim}</sub>",
    "limUpp": "{e}<sup>{lim}</sup>",
    "bar": "{e}\u0305",
    "func": "{fName} {e}",
}
"""What is written for an element, with its parts by their names."""
_PART = re.compile(r"\{(\w+)\}")
_OVER = {"acc": "\u0302", "groupChr": "\u23df"}
"""What an accent or a brace is when the document does not say so."""


def written(element: Any) -> str:
    """An equation in one line of Markdown."""
    name = local(element.tag)
    if name in ("t", "delText") and element.tag in (f"{MATH}t", f"{W}t"):
        return escaped(element.text or "")
    if name in _FORMS:
        return _PART.sub(lambda match: _part(element, match[1]), _FORMS[name])
    if name == "nary":
        limits = "".join(f"<{tag}>{text}</{tag}>" for tag in ("sub", "sup") if (text := _part(element, tag)))
        return f"{_sign(element, 'chr', '∫')}{limits} {_part(element, 'e')}"
    if name == "d":
        between = _sign(element, "sepChr", "|")
        inner = f"{between}{' ' * (between in ',;')}".join(written(part) for part in element.findall(f"{MATH}e"))
        return f"{_sign(element, 'begChr', '(')}{inner}{_sign(element, 'endChr', ')')}"
    if name in ("acc", "groupChr"):  # a sign over or under what it belongs to
        return f"{_part(element, 'e')}{_sign(element, 'chr', _OVER[name])}"
    if name in ("mr", "eqArr"):
        return ", ".join(written(part) for part in element.findall(f"{MATH}e")) + "; " * (name == "mr")
    return "".join(written(child) for child in element if not local(child.tag).endswith("Pr"))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{MATH}{name}")
    return "" if found is None else written(found)


def _sign(element: Any, name: str, otherwise: str) -> str:
    """A sign that is kept in the properties of an element."""
    found = element.find(f"{MATH}{local(element.tag)}Pr/{MATH}{name}")
    return otherwise if found is None else escaped(str(found.get(f"{MATH}val", "")))
