"""Equations of Word (OMML, ECMA-376, 22.1) as one line of words: a fraction is (a)/(b), a power `<sup>`."""

from __future__ import annotations

from typing import Any

from storyhub.compose.imports.word.inline import escaped
from storyhub.compose.imports.word.names import MATH, W, local

_SCRIPTS = {"sSup": ("", "sup"), "sSub": ("sub", ""), "sSubSup": ("sub", "sup")}


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
        sign = element.find(f"{MATH}naryPr/{MATH}chr")
        shown = "∫" if sign is None else str(sign.get(f"{MATH}val", ""))
        limits = "".join(f"<{tag}>{text}</{tag}>" for tag in ("sub", "sup") if (text := _part(element, tag)))
        return f"{shown}{limits} {_part(element, 'e')}"
    if name == "d":
        return f"({', '.join(written(part) for part in element.findall(f'{MATH}e'))})"
    if name == "mr":
        return ", ".join(written(part) for part in element.findall(f"{MATH}e")) + "; "
    return "".join(written(child) for child in element if not local(child.tag).endswith("Pr"))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{MATH}{name}")
    return "" if found is None else written(found)
