"""Equations of Word (OMML, ECMA-376, 22.1) as one line of words: a fraction is (a)/(b), a power `<sup>`."""

from __future__ import annotations

from typing import Any

from storyhub.compose.imports.word.inline import escaped
from storyhub.compose.imports.word.names import MATH, W, local

_SCRIPTS = {"sSup": ("", "sup"), "sSub": ("sub", ""), "sSubSup": ("sub", "sup")}
_OVER = {"acc": "\u0302", "groupChr": "\u23df"}
"""What an accent or a brace is when the document does not say so."""


def written(element: Any) -> str:
    """An equation in one line of Markdown."""
    name = local(element.tag)
    if name in ("t", "delText") and element.tag in (f"{MATH}t", f"{W}t"):
        return escaped(element.text or "")
    if name == "f":
        return f"({_part(element, 'num')})/({_part(element, 'den')})"
    if name == "rad":
        return f"{_part(element, 'deg')}√({_part(element, 'e')})"
    if name in _SCRIPTS:
        low, high = _SCRIPTS[name]
        below = f"<sub>{_part(element, 'sub')}</sub>" if low else ""
        above = f"<sup>{_part(element, 'sup')}</sup>" if high else ""
        return f"{_part(element, 'e')}{below}{above}"
    if name == "nary":
        limits = "".join(f"<{tag}>{text}</{tag}>" for tag in ("sub", "sup") if (text := _part(element, tag)))
        return f"{_sign(element, 'chr', '∫')}{limits} {_part(element, 'e')}"
    if name == "d":
        between = _sign(element, "sepChr", "|")
        inner = f"{between}{' ' * (between in ',;')}".join(written(part) for part in element.findall(f"{MATH}e"))
        return f"{_sign(element, 'begChr', '(')}{inner}{_sign(element, 'endChr', ')')}"
    if name in ("acc", "groupChr"):  # a sign over or under what it belongs to
        return f"{_part(element, 'e')}{_sign(element, 'chr', _OVER[name])}"
    if name == "bar":
        return f"{_part(element, 'e')}\u0305"
    if name in ("limLow", "limUpp"):
        tag = "sub" if name == "limLow" else "sup"
        return f"{_part(element, 'e')}<{tag}>{_part(element, 'lim')}</{tag}>"
    if name == "sPre":
        return f"<sub>{_part(element, 'sub')}</sub><sup>{_part(element, 'sup')}</sup>{_part(element, 'e')}"
    if name == "func":
        return f"{_part(element, 'fName')} {_part(element, 'e')}"
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
